"""ForgotPassword: where the code that resets the password goes, and to whom it does not."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import SENDS_SMS, a_client, a_pool, a_user, body_of, refused, tokens_of

CHECKED = "2026-11-24"
VERIFIED = {
    "email": "ada@example.com",
    "email_verified": "true",
    "phone_number": "+15555551234",
    "phone_number_verified": "true",
}
EMAIL = {"Destination": "a***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}
SMS = {"Destination": "+*******1234", "DeliveryMedium": "SMS", "AttributeName": "phone_number"}
UNREACHABLE = (
    "Cannot reset password for the user as there is no registered/verified email or phone_number"
)


def forget(idp, client_id, username="ada"):
    """Ask for a code. Return the answer."""
    return body_of(idp.forgot_password(ClientId=client_id, Username=username))


def by_priority(*names):
    """Return an AccountRecoverySetting."""
    options = [{"Name": name, "Priority": rank} for rank, name in enumerate(names, 1)]
    return {"AccountRecoverySetting": {"RecoveryMechanisms": options}}


@case(source="API reference ForgotPassword", level="documented", checked=CHECKED)
def test_the_code_goes_to_the_verified_address(idp, inbox):
    """The answer tells the masked address; the user goes on signing in with the old password."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"email": "ada@example.com", "email_verified": "true"})

    answer = forget(idp, client_id)

    assert answer == {"CodeDeliveryDetails": EMAIL}
    [message] = inbox.messages(user="ada")
    assert message["text"] == f"Your verification code is {message['code']}"
    assert tokens_of(idp, client_id)["TokenType"] == "Bearer"


@case(
    source="API reference AccountRecoverySettingType; Developer Guide, Recovering user accounts",
    level="documented",
    checked=CHECKED,
)
@pytest.mark.parametrize(
    ("settings", "details"),
    [
        ({}, EMAIL),
        (by_priority("verified_email", "verified_phone_number"), EMAIL),
        (by_priority("verified_phone_number", "verified_email"), SMS),
        (by_priority("verified_email"), EMAIL),
    ],
    ids=["default", "email first", "phone first", "email only"],
)
def test_the_pool_chooses_the_address(idp, settings, details):
    """AccountRecoverySetting decides by priority; by default the e-mail address comes first."""
    pool_id = a_pool(idp, **SENDS_SMS, **settings)
    a_user(idp, pool_id, attributes=VERIFIED)

    assert forget(idp, a_client(idp, pool_id)) == {"CodeDeliveryDetails": details}


@case(
    source="Developer Guide, SMS and email message MFA (account recovery)",
    level="documented",
    checked=CHECKED,
)
def test_second_factor_and_recovery_go_apart(idp):
    """A user whose codes for signing in come by SMS gets the code for the password by e-mail."""
    recovery = by_priority("verified_phone_number", "verified_email")
    pool_id = a_pool(idp, **SENDS_SMS, **recovery)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SmsMfaConfiguration=SENDS_SMS,
    )
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.admin_set_user_mfa_preference(
        UserPoolId=pool_id, Username="ada", SMSMfaSettings={"Enabled": True}
    )

    assert forget(idp, a_client(idp, pool_id)) == {"CodeDeliveryDetails": EMAIL}


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize(
    "attributes",
    [{}, {"email": "ada@example.com"}, {"email": "ada@example.com", "email_verified": "false"}],
    ids=["no address", "no flag", "unverified"],
)
def test_a_user_without_verified_address_is_refused(idp, attributes):
    """Only a verified address receives the code."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes=attributes)

    with refused("InvalidParameterException", UNREACHABLE):
        forget(idp, a_client(idp, pool_id))


@case(source="inferred from AccountRecoverySettingType", level="inferred", checked=CHECKED)
def test_only_administrators_may_reset(idp):
    """A pool whose recovery is admin_only sends the user to an administrator."""
    pool_id = a_pool(idp, **by_priority("admin_only"))
    a_user(idp, pool_id, attributes=VERIFIED)

    with refused("NotAuthorizedException", "Contact administrator to reset password."):
        forget(idp, a_client(idp, pool_id))


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_temporary_password_is_not_reset(idp):
    """A user who has not chosen a password yet cannot reset it."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, password=None, attributes=VERIFIED)

    with refused("NotAuthorizedException", "User password cannot be reset in the current state."):
        forget(idp, a_client(idp, pool_id))


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_disabled_user_is_refused(idp):
    """A disabled user gets no code."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        forget(idp, a_client(idp, pool_id))


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_user_is_told(idp):
    """Where existence is not hidden, the text speaks of username and client."""
    with refused("UserNotFoundException", "Username/client id combination not found."):
        forget(idp, a_client(idp, a_pool(idp)), "nobody")


@case(
    source="Developer Guide, Managing user existence error responses",
    level="documented",
    checked=CHECKED,
)
def test_who_cannot_be_reached_may_be_hidden(idp, inbox):
    """With PreventUserExistenceErrors unknown, disabled and unreachable users look like others."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id, PreventUserExistenceErrors="ENABLED")
    a_user(idp, pool_id, "bob")
    a_user(idp, pool_id, "eve", attributes=VERIFIED)
    idp.admin_disable_user(UserPoolId=pool_id, Username="eve")

    answers = [forget(idp, client_id, name) for name in ("nobody", "bob", "eve")]

    assert [each["CodeDeliveryDetails"]["DeliveryMedium"] for each in answers] == ["EMAIL"] * 3
    assert forget(idp, client_id, "nobody") == answers[0]
    assert inbox.messages() == []


@case(source="Developer Guide, Quotas (5 to 20 an hour)", level="documented", checked=CHECKED)
def test_recovery_has_an_hourly_quota(idp, clock):
    """Beyond twenty requests an hour the user is refused."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"email": "ada@example.com", "email_verified": "true"})
    for _ in range(20):
        forget(idp, client_id)

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        forget(idp, client_id)
    clock.advance(3600)
    assert forget(idp, client_id) == {"CodeDeliveryDetails": EMAIL}


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_pool_without_sms_configuration_sends_none(idp):
    """A phone number cannot be reached by a pool that has no SMS configuration."""
    pool_id = a_pool(idp)
    phone = {"phone_number": "+15555551234", "phone_number_verified": "true"}
    a_user(idp, pool_id, attributes=phone)

    with refused(
        "CodeDeliveryFailureException",
        "Invalid phone number provided/Unable to send the message. User pool does not have SMS "
        "configuration to send messages.",
    ):
        forget(idp, a_client(idp, pool_id))
