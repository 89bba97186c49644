"""ConfirmForgotPassword: the code and a new password."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import (
    CODE_EXPIRED,
    CODE_MISMATCH,
    PASSWORD,
    a_client,
    a_pool,
    a_user,
    another_code,
    attribute_map,
    body_of,
    refused,
    tokens_of,
)

CHECKED = "2026-11-24"
BETTER = "Better-horse-8"
VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


def forgetful(idp, inbox, *, pool=None, client=None):
    """Make a user who has asked for a code. Return the ids of pool and client, and the code."""
    pool_id = a_pool(idp, **(pool or {}))
    client_id = a_client(idp, pool_id, **(client or {}))
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.forgot_password(ClientId=client_id, Username="ada")
    return pool_id, client_id, inbox.code(user="ada")


def confirm(idp, client_id, code, password=BETTER, username="ada"):
    """Give a code and a new password."""
    return body_of(
        idp.confirm_forgot_password(
            ClientId=client_id, Username=username, ConfirmationCode=code, Password=password
        )
    )


@case(source="API reference ConfirmForgotPassword", level="documented", checked=CHECKED)
def test_the_new_password_replaces_the_old(idp, inbox):
    """The new password signs in, the old one does not."""
    _, client_id, code = forgetful(idp, inbox)

    assert confirm(idp, client_id, code) == {}

    assert tokens_of(idp, client_id, password=BETTER)["TokenType"] == "Bearer"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        tokens_of(idp, client_id)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_code_works_once(idp, inbox):
    """A used code counts as expired."""
    _, client_id, code = forgetful(idp, inbox)
    confirm(idp, client_id, code)

    with refused(*CODE_EXPIRED):
        confirm(idp, client_id, code)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_wrong_code_is_refused(idp, inbox):
    """A wrong code changes nothing."""
    _, client_id, code = forgetful(idp, inbox)

    with refused(*CODE_MISMATCH):
        confirm(idp, client_id, another_code(code))

    assert tokens_of(idp, client_id)["TokenType"] == "Bearer"


@case(source="Developer Guide, Quotas (1 hour)", level="documented", checked=CHECKED)
def test_a_code_lives_an_hour(idp, inbox, clock):
    """After an hour the code has expired."""
    _, client_id, code = forgetful(idp, inbox)
    clock.advance(3600)

    with refused(*CODE_EXPIRED):
        confirm(idp, client_id, code)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_the_password_follows_the_policy(idp, inbox):
    """A password that the policy refuses leaves the code as it is."""
    _, client_id, code = forgetful(idp, inbox)

    with refused(
        "InvalidPasswordException",
        "Password does not conform to policy: Password not long enough",
    ):
        confirm(idp, client_id, code, "Short-7")

    assert confirm(idp, client_id, code) == {}


@case(
    source="API reference PasswordPolicyType (PasswordHistorySize)",
    level="documented",
    checked=CHECKED,
)
def test_former_passwords_are_refused(idp, inbox):
    """A pool with a password history refuses the present password."""
    policy = {"MinimumLength": 8, "PasswordHistorySize": 2}
    _, client_id, code = forgetful(idp, inbox, pool={"Policies": {"PasswordPolicy": policy}})

    with refused(
        "PasswordHistoryPolicyViolationException",
        "Password has previously been used",
    ):
        confirm(idp, client_id, code, PASSWORD)


@case(
    source="Developer Guide, Understanding user status; API reference AdminResetUserPassword",
    level="documented",
    checked=CHECKED,
)
def test_a_reset_by_an_administrator_ends_here(idp, inbox):
    """A user in RESET_REQUIRED is CONFIRMED again."""
    pool_id, client_id, _ = forgetful(idp, inbox)
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    confirm(idp, client_id, inbox.code(user="ada"))

    assert idp.admin_get_user(UserPoolId=pool_id, Username="ada")["UserStatus"] == "CONFIRMED"


@case(source="Developer Guide, Understanding user status", level="documented", checked=CHECKED)
def test_the_code_confirms_who_signed_up(idp, inbox):
    """A user who never confirmed, but whose address is verified, is CONFIRMED by the code."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    email = [{"Name": "email", "Value": "ada@example.com"}]
    idp.sign_up(ClientId=client_id, Username="ada", Password=PASSWORD, UserAttributes=email)
    flag = [{"Name": "email_verified", "Value": "true"}]
    idp.admin_update_user_attributes(UserPoolId=pool_id, Username="ada", UserAttributes=flag)
    idp.forgot_password(ClientId=client_id, Username="ada")

    confirm(idp, client_id, inbox.code(user="ada"))

    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert user["UserStatus"] == "CONFIRMED"
    assert attribute_map(user["UserAttributes"])["email_verified"] == "true"


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_user_is_told(idp, inbox):
    """Where existence is not hidden, the text speaks of username and client."""
    _, client_id, code = forgetful(idp, inbox)

    with refused("UserNotFoundException", "Username/client id combination not found."):
        confirm(idp, client_id, code, username="nobody")


@case(
    source="Developer Guide, Managing user existence error responses",
    level="documented",
    checked=CHECKED,
)
def test_an_unknown_user_may_be_hidden(idp, inbox):
    """With PreventUserExistenceErrors a code mismatches if one was asked for, else it has expired."""
    _, client_id, code = forgetful(idp, inbox, client={"PreventUserExistenceErrors": "ENABLED"})

    with refused(*CODE_EXPIRED):
        confirm(idp, client_id, code, username="nobody")
    idp.forgot_password(ClientId=client_id, Username="nobody")
    with refused(*CODE_MISMATCH):
        confirm(idp, client_id, code, username="nobody")


@case(source="Developer Guide, Quotas (5 to 20 an hour)", level="documented", checked=CHECKED)
def test_guessing_has_an_hourly_quota(idp, inbox):
    """Requests for codes and codes given count together."""
    _, client_id, code = forgetful(idp, inbox)
    for _ in range(19):
        with refused(*CODE_MISMATCH):
            confirm(idp, client_id, another_code(code))

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        confirm(idp, client_id, code)


@case(source="inferred: a proven owner starts afresh", level="inferred", checked=CHECKED)
def test_a_new_password_ends_the_lock_out(idp, inbox):
    """Failed sign-ins are forgotten with the old password."""
    _, client_id, code = forgetful(idp, inbox)
    for _ in range(5):
        with refused("NotAuthorizedException", "Incorrect username or password."):
            tokens_of(idp, client_id, password="Wrong-horse-7")

    confirm(idp, client_id, code)

    assert tokens_of(idp, client_id, password=BETTER)["TokenType"] == "Bearer"
