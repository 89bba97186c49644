"""AdminSetUserPassword: an administrator sets a user's password, for good or for the next sign-in."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import (
    PASSWORD,
    a_client,
    a_pool,
    a_user,
    body_of,
    refused,
    tokens_of,
)

OTHER = "Better-horse-8"


def set_password(idp, pool_id, password=OTHER, username="ada", **members):
    """Set a password; return the answer."""
    return body_of(
        idp.admin_set_user_password(
            UserPoolId=pool_id, Username=username, Password=password, **members
        )
    )


def status_of(idp, pool_id):
    """Return the user's status."""
    return idp.admin_get_user(UserPoolId=pool_id, Username="ada")["UserStatus"]


def challenge_of(idp, client_id, password):
    """Begin to sign in; return the name of the challenge."""
    return idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": password},
    )["ChallengeName"]


@case(source="API reference AdminSetUserPassword", level="documented", checked="2026-11-24")
def test_a_permanent_password_signs_in(idp):
    """A user in FORCE_CHANGE_PASSWORD is CONFIRMED by it; the answer is empty."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, password=None)

    assert set_password(idp, pool_id, Permanent=True) == {}

    assert status_of(idp, pool_id) == "CONFIRMED"
    assert tokens_of(idp, client_id, password=OTHER)["AccessToken"]


@case(source="API reference AdminSetUserPassword", level="documented", checked="2026-11-24")
@pytest.mark.parametrize("members", [{"Permanent": False}, {}], ids=["false", "default"])
def test_a_temporary_password_must_be_changed(idp, members):
    """By default the password is temporary: NEW_PASSWORD_REQUIRED comes next."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    set_password(idp, pool_id, **members)

    assert status_of(idp, pool_id) == "FORCE_CHANGE_PASSWORD"
    assert challenge_of(idp, client_id, OTHER) == "NEW_PASSWORD_REQUIRED"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        tokens_of(idp, client_id)


@case(
    source="API reference AdminSetUserPassword; text from client applications",
    level="documented",
    checked="2026-11-24",
)
def test_a_temporary_password_expires(idp, clock):
    """After the pool's days it is void until another is set."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    set_password(idp, pool_id)
    clock.advance(7 * 86400 + 1)

    with refused(
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
    ):
        challenge_of(idp, client_id, OTHER)

    set_password(idp, pool_id)
    assert challenge_of(idp, client_id, OTHER) == "NEW_PASSWORD_REQUIRED"


@case(source="aws-sdk-js#2976", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("permanent", "status"), [(True, "CONFIRMED"), (False, "FORCE_CHANGE_PASSWORD")]
)
def test_a_user_who_has_not_confirmed_leaves_that_status(idp, permanent, status):
    """Setting the password of an UNCONFIRMED user confirms the user."""
    pool_id = a_pool(idp)
    idp.sign_up(ClientId=a_client(idp, pool_id), Username="ada", Password=PASSWORD)

    set_password(idp, pool_id, Permanent=permanent)

    assert status_of(idp, pool_id) == status


@case(
    source="Policy sentences and prefix as observed at ConfirmForgotPassword",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Aa1-", "Password not long enough"),
        ("correct-horse-7", "Password must have uppercase characters"),
        ("CORRECT-HORSE-7", "Password must have lowercase characters"),
        ("Correct-horse", "Password must have numeric characters"),
        ("CorrectHorse7", "Password must have symbol characters"),
    ],
)
def test_a_password_keeps_to_the_policy(idp, password, sentence):
    """The first violation is told, for permanent passwords too."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with refused("InvalidPasswordException", f"Password does not conform to policy: {sentence}"):
        set_password(idp, pool_id, password, Permanent=True)


@case(
    source="API reference PasswordPolicyType.PasswordHistorySize; text inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_a_former_password_is_refused(idp):
    """With PasswordHistorySize none of the last ones is set again."""
    pool_id = a_pool(idp, Policies={"PasswordPolicy": {"PasswordHistorySize": 2}})
    a_user(idp, pool_id)
    set_password(idp, pool_id, Permanent=True)

    with refused("PasswordHistoryPolicyViolationException", "Password has previously been used"):
        set_password(idp, pool_id, PASSWORD, Permanent=True)


@case(source="The service model", level="documented", checked="2026-11-24")
def test_a_password_has_no_spaces(idp):
    """The model's pattern is held against it; the value is not shown."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value at 'password' failed to satisfy constraint: Member "
        r"must satisfy regular expression pattern: [\S]+",
    ):
        set_password(idp, a_pool(idp), "Correct horse 7")


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        set_password(idp, a_pool(idp), username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        set_password(idp, "us-east-1_Nowhere01", username="nobody")
