"""Codes, passwords and second factors that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class CodeMismatchException(ServiceError):
    """Say that the code is not the expected one."""

    code = "CodeMismatchException"

    @classmethod
    def verification(cls) -> Self:
        """Refuse a wrong confirmation, reset or verification code. Source: observed."""
        return cls("Invalid verification code provided, please try again.")

    @classmethod
    def auth_state(cls) -> Self:
        """Refuse a wrong second-factor or challenge code. Source: observed."""
        return cls("Invalid code or auth state for the user.")


class ExpiredCodeException(ServiceError):
    """Say that the code can no longer be used."""

    code = "ExpiredCodeException"

    @classmethod
    def verification(cls) -> Self:
        """Refuse a code that expired or was never asked for. Source: observed."""
        return cls("Invalid code provided, please request a code again.")

    @classmethod
    def totp_reused(cls) -> Self:
        """Refuse an authenticator code used before. Source: observed."""
        return cls("Your software token has already been used once.")


class CodeDeliveryFailureException(ServiceError):
    """Say that the message with the code could not be sent."""

    code = "CodeDeliveryFailureException"

    @classmethod
    def email(cls) -> Self:
        """Report an e-mail that cannot be sent. Source: observed."""
        return cls("Invalid email provided/Unable to send the email")

    @classmethod
    def sms(cls) -> Self:
        """Report a pool that cannot send SMS. Source: observed."""
        return cls(
            "Invalid phone number provided/Unable to send the message. User pool does not have "
            "SMS configuration to send messages.",
        )

    @classmethod
    def address_not_verified(cls, region: str, address: str) -> Self:
        """Report an address that the e-mail sandbox refuses. Source: observed."""
        return cls(
            "Email address is not verified. The following identities failed the check in region "
            f"{region}: {address}",
        )


class InvalidPasswordException(ServiceError):
    """Say that the new password breaks the pool's policy.

    The policy's sentence comes from `domain.passwords`; each operation has its own prefix.
    """

    code = "InvalidPasswordException"

    @classmethod
    def sign_up(cls, reason: str) -> Self:
        """Refuse the password of a SignUp. Source: observed."""
        return cls(f"Password did not conform with policy: {reason}")

    @classmethod
    def policy(cls, reason: str) -> Self:
        """Refuse a reset, changed or set password. Source: observed at ConfirmForgotPassword."""
        return cls(f"Password does not conform to policy: {reason}")

    @classmethod
    def temporary(cls, reason: str) -> Self:
        """Refuse the TemporaryPassword of AdminCreateUser. Source: observed."""
        return cls(f"Password did not conform with password policy: {reason}")

    @classmethod
    def compromised(cls) -> Self:
        """Refuse a password known to be compromised. Source: observed."""
        return cls("Provided password cannot be used for security reasons.")


class PasswordHistoryPolicyViolationException(ServiceError):
    """Say that the password was used before."""

    code = "PasswordHistoryPolicyViolationException"

    @classmethod
    def used_before(cls) -> Self:
        """Refuse a password of the remembered history. Source: inferred, the text is not known."""
        return cls("Password has previously been used")


class EnableSoftwareTokenMFAException(ServiceError):
    """Say that the authenticator could not be turned on."""

    code = "EnableSoftwareTokenMFAException"

    @classmethod
    def mismatch(cls) -> Self:
        """Refuse a wrong code at VerifySoftwareToken. Source: observed."""
        return cls("Code mismatch and fail enable Software Token MFA")


class SoftwareTokenMFANotFoundException(ServiceError):
    """Say that the pool does not offer authenticator codes."""

    code = "SoftwareTokenMFANotFoundException"

    @classmethod
    def pool(cls) -> Self:
        """Refuse an authenticator in a pool without them. Source: documented ("TOTP MFA")."""
        return cls("Software Token MFA has not been enabled by the userPool")

    @classmethod
    def user(cls) -> Self:
        """Refuse a code of a user without authenticator. Source: amazon-cognito-identity-js#630."""
        return cls("Software Token MFA does not exist for the user.")


class MFAMethodNotFoundException(ServiceError):
    """Say that the user has no such second factor."""

    code = "MFAMethodNotFoundException"

    @classmethod
    def not_found(cls) -> Self:
        """Report a second factor that cannot be found. Source: inferred, the text is not known."""
        return cls("MFA method not found for the user")
