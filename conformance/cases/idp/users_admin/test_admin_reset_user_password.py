"""AdminResetUserPassword: an administrator makes a user choose a new password."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of

OTHER = "Better-horse-8"
VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


def reset(idp, pool_id, username="ada"):
    """Reset a user's password; return the answer."""
    return body_of(idp.admin_reset_user_password(UserPoolId=pool_id, Username=username))


def status_of(idp, pool_id):
    """Return the user's status."""
    return idp.admin_get_user(UserPoolId=pool_id, Username="ada")["UserStatus"]


@case(
    source="API reference AdminResetUserPassword; text of the refusal from client applications",
    level="documented",
    checked="2026-11-24",
)
def test_the_old_password_is_void(idp):
    """The user is in RESET_REQUIRED and told so at the next sign-in; the answer is empty."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    assert reset(idp, pool_id) == {}

    assert status_of(idp, pool_id) == "RESET_REQUIRED"
    with refused("PasswordResetRequiredException", "Password reset required for the user"):
        tokens_of(idp, client_id)


@case(source="API reference AdminResetUserPassword", level="documented", checked="2026-11-24")
def test_the_code_that_is_sent_sets_a_new_password(idp, inbox):
    """ConfirmForgotPassword with the code makes the user CONFIRMED again."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    reset(idp, pool_id)

    (message,) = inbox.messages(pool=pool_id)
    assert (message["medium"], message["destination"]) == ("EMAIL", "ada@example.com")
    idp.confirm_forgot_password(
        ClientId=client_id,
        Username="ada",
        ConfirmationCode=message["code"],
        Password=OTHER,
    )
    assert status_of(idp, pool_id) == "CONFIRMED"
    assert tokens_of(idp, client_id, password=OTHER)["AccessToken"]


@case(
    source="Developer Guide, Recovering user accounts: one hour",
    level="documented",
    checked="2026-11-24",
)
def test_the_code_expires_after_an_hour(idp, inbox, clock):
    """An expired code is refused like one that was never sent."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    reset(idp, pool_id)
    clock.advance(3601)

    with refused("ExpiredCodeException", "Invalid code provided, please request a code again."):
        idp.confirm_forgot_password(
            ClientId=client_id,
            Username="ada",
            ConfirmationCode=inbox.code(pool=pool_id),
            Password=OTHER,
        )


@case(source="amazon-cognito-identity-js#532, RunaVault#15", level="observed", checked="2026-11-24")
def test_who_has_not_chosen_a_password_cannot_reset_it(idp):
    """A user in FORCE_CHANGE_PASSWORD is refused."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, password=None, attributes=VERIFIED)

    with refused("NotAuthorizedException", "User password cannot be reset in the current state."):
        reset(idp, pool_id)


@case(source="Text as observed at ForgotPassword", level="inferred", checked="2026-11-24")
def test_who_cannot_be_reached_is_not_reset(idp):
    """Without a verified address the user keeps the password."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"email": "ada@example.com"})

    with refused(
        "InvalidParameterException",
        "Cannot reset password for the user as there is no registered/verified email or "
        "phone_number",
    ):
        reset(idp, pool_id)

    assert status_of(idp, pool_id) == "CONFIRMED"


@case(source="Other emulators", level="inferred", checked="2026-11-24")
def test_a_disabled_user_is_not_reset(idp):
    """The user must be enabled first."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        reset(idp, pool_id)


@case(
    source="API reference AdminResetUserPassword: self-service recovery is needed; text inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_where_only_administrators_recover_accounts_no_code_resets(idp):
    """With admin_only a password is set, not reset."""
    recovery = {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}
    pool_id = a_pool(idp, AccountRecoverySetting=recovery)
    a_user(idp, pool_id, attributes=VERIFIED)

    with refused("NotAuthorizedException", "Contact administrator to reset password."):
        reset(idp, pool_id)


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        reset(idp, a_pool(idp), "nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        reset(idp, "us-east-1_Nowhere01", "nobody")
