"""What refuses a user: state of the account, lock-out, expired temporary passwords."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cognito_emulator.domain.users import UserStatus
from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import PHONE, an_mfa_pool, respond, sign_in, wrong_code

WRONG = ("NotAuthorizedException", "Incorrect username or password.")
LOCKED = ("NotAuthorizedException", "Password attempts exceeded")
DISABLED = ("NotAuthorizedException", "User is disabled.")
EXPIRED = (
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
)


def fail(idp, client_id, times=1):
    """Give a wrong password that is judged, some times."""
    for _ in range(times):
        with refused(*WRONG):
            sign_in(idp, client_id, password="wrong")


def test_the_lock_out_doubles_up_to_a_quarter_of_an_hour(idp, client_id, ada, clock):
    """Five failures are free, then each locks out for 1, 2, 4 … 512 and at most 900 seconds."""
    fail(idp, client_id, 4)
    for seconds in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512):
        fail(idp, client_id)
        clock.advance(seconds=seconds - 1)
        with refused(*LOCKED):
            sign_in(idp, client_id)
        clock.advance(seconds=1)
    fail(idp, client_id)
    clock.advance(seconds=899)

    with refused(*LOCKED):
        sign_in(idp, client_id)
    clock.advance(seconds=1)
    assert "AuthenticationResult" in sign_in(idp, client_id)


def test_attempts_during_the_lock_out_are_not_counted(idp, client_id, ada, clock):
    """However often somebody tries meanwhile, the next lock-out is no longer for it."""
    fail(idp, client_id, 5)
    for _ in range(20):
        with refused(*LOCKED):
            sign_in(idp, client_id, password="wrong")
    clock.advance(seconds=1)
    fail(idp, client_id)

    clock.advance(seconds=2)

    assert "AuthenticationResult" in sign_in(idp, client_id)


def test_a_sign_in_forgets_the_failures(idp, client_id, ada):
    """After a success there are five free failures again."""
    fail(idp, client_id, 4)
    sign_in(idp, client_id)

    fail(idp, client_id, 5)
    with refused(*LOCKED):
        sign_in(idp, client_id)


def test_a_quarter_of_an_hour_forgets_the_failures(idp, client_id, ada, clock):
    """Fifteen minutes without an attempt begin the count anew."""
    fail(idp, client_id, 4)
    clock.advance(seconds=900)

    fail(idp, client_id, 5)
    with refused(*LOCKED):
        sign_in(idp, client_id)


@pytest.mark.parametrize("permanent", [False, True], ids=["temporary", "permanent"])
def test_a_password_set_by_an_administrator_ends_the_lock_out(
    idp, pool_id, client_id, ada, permanent
):
    """Who was locked out can sign in at once with the password an administrator sets."""
    fail(idp, client_id, 5)

    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=PASSWORD, Permanent=permanent
    )

    assert sign_in(idp, client_id)


def test_failures_are_counted_for_the_user_not_the_client(idp, pool_id, client_id, ada):
    """The lock-out holds at every client of the pool, and for nobody else."""
    a_user(idp, pool_id, "eve")
    other = a_client(idp, pool_id)
    fail(idp, client_id, 3)
    fail(idp, other, 2)

    for each in (client_id, other):
        with refused(*LOCKED):
            sign_in(idp, each)
    assert "AuthenticationResult" in sign_in(idp, client_id, "eve")


def test_wrong_codes_lock_out_like_wrong_passwords(idp, clock, inbox):
    """Passwords and codes are counted together."""
    pool_id = an_mfa_pool(idp, "SMS")
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    fail(idp, client_id, 3)
    challenge = sign_in(idp, client_id)
    code = inbox.code("ada")
    for _ in range(2):
        with refused("CodeMismatchException", "Invalid code or auth state for the user."):
            respond(idp, client_id, challenge, SMS_MFA_CODE=wrong_code(code))

    with refused(*LOCKED):
        respond(idp, client_id, challenge, SMS_MFA_CODE=code)
    clock.advance(seconds=1)
    assert "AuthenticationResult" in respond(idp, client_id, challenge, SMS_MFA_CODE=code)


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_a_disabled_user_is_refused_before_the_password(idp, pool_id, client_id, ada, password):
    """A disabled user learns so, whatever the password; it is not counted."""
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    for _ in range(6):
        with refused(*DISABLED):
            sign_in(idp, client_id, password=password)
    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    assert "AuthenticationResult" in sign_in(idp, client_id)


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
@pytest.mark.parametrize("existence", ["LEGACY", "ENABLED"])
def test_an_unconfirmed_user_is_sent_to_confirm_before_the_password(
    idp, pool_id, existence, password
):
    """Whoever signed up and did not confirm learns so, whatever the password."""
    client_id = a_client(idp, pool_id, PreventUserExistenceErrors=existence)
    idp.sign_up(ClientId=client_id, Username="ada", Password=PASSWORD)

    with refused("UserNotConfirmedException", "User is not confirmed."):
        sign_in(idp, client_id, password=password)


def test_a_reset_is_told_to_who_knows_the_password(idp, pool_id, client_id):
    """A user who must reset the password learns so with the right one only."""
    a_user(idp, pool_id, attributes={"email": "ada@example.com", "email_verified": "true"})
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    with refused("PasswordResetRequiredException", "Password reset required for the user"):
        sign_in(idp, client_id)
    with refused(*WRONG):
        sign_in(idp, client_id, password="wrong")


@pytest.mark.parametrize(
    ("existence", "expected"),
    [
        ("LEGACY", ("PasswordResetRequiredException", "Password reset required for the user")),
        ("ENABLED", WRONG),
    ],
)
def test_an_imported_user_is_sent_to_reset(emulator, idp, pool_id, ada, existence, expected):
    """A user who has no password yet must reset it; where existence is hidden, it is just wrong."""
    client_id = a_client(idp, pool_id, PreventUserExistenceErrors=existence)
    with emulator.database.writing() as store:
        user = store.users.get(pool_id, "ada")
        store.users.save(replace(user, password=None, status=UserStatus.RESET_REQUIRED))

    with refused(*expected):
        sign_in(idp, client_id)


@pytest.mark.parametrize("days", [1, 7])
def test_a_temporary_password_expires(idp, clock, days):
    """A temporary password works for the pool's days, to the second; a wrong one is just wrong."""
    policy = {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": days}}
    pool_id = a_pool(idp, Policies=policy)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, password=None)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)
    clock.advance(seconds=86_400 * days - 1)

    assert sign_in(idp, client_id)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    clock.advance(seconds=1)
    with refused(*EXPIRED):
        sign_in(idp, client_id)
    with refused(*WRONG):
        sign_in(idp, client_id, password="wrong")


def test_a_temporary_password_that_expires_meanwhile_is_refused(idp, clock):
    """A new password cannot be chosen after the time of the temporary one."""
    policy = {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": 1}}
    pool_id = a_pool(idp, Policies=policy)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, password=None)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)
    clock.advance(seconds=86_399)
    challenge = sign_in(idp, client_id)
    clock.advance(seconds=1)

    with refused(*EXPIRED):
        respond(idp, client_id, challenge, NEW_PASSWORD="Better-horse-8")
