"""Wording of refused codes, passwords and factors."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (
        idp.CodeMismatchException.verification(),
        "Invalid verification code provided, please try again.",
    ),
    (idp.CodeMismatchException.auth_state(), "Invalid code or auth state for the user."),
    (
        idp.ExpiredCodeException.verification(),
        "Invalid code provided, please request a code again.",
    ),
    (idp.ExpiredCodeException.totp_reused(), "Your software token has already been used once."),
    (idp.CodeDeliveryFailureException.email(), "Invalid email provided/Unable to send the email"),
    (
        idp.CodeDeliveryFailureException.sms(),
        "Invalid phone number provided/Unable to send the message. User pool does not have SMS configuration to send messages.",
    ),
    (
        idp.CodeDeliveryFailureException.address_not_verified("us-east-1", "a@b.example"),
        "Email address is not verified. The following identities failed the check in region us-east-1: a@b.example",
    ),
    (
        idp.InvalidPasswordException.sign_up("Password not long enough"),
        "Password did not conform with policy: Password not long enough",
    ),
    (
        idp.InvalidPasswordException.policy("Password not long enough"),
        "Password does not conform to policy: Password not long enough",
    ),
    (
        idp.InvalidPasswordException.temporary("Password not long enough"),
        "Password did not conform with password policy: Password not long enough",
    ),
    (
        idp.InvalidPasswordException.compromised(),
        "Provided password cannot be used for security reasons.",
    ),
    (
        idp.PasswordHistoryPolicyViolationException.used_before(),
        "Password has previously been used",
    ),
    (
        idp.EnableSoftwareTokenMFAException.mismatch(),
        "Code mismatch and fail enable Software Token MFA",
    ),
    (
        idp.SoftwareTokenMFANotFoundException.pool(),
        "Software Token MFA has not been enabled by the userPool",
    ),
    (idp.MFAMethodNotFoundException.not_found(), "MFA method not found for the user"),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
