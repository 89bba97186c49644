"""Who may do what: refused sign-ins, tokens, states of the user, and unknown users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class NotAuthorizedException(ServiceError):
    """Say that the caller, or the user, is not allowed to do this now."""

    code = "NotAuthorizedException"

    @classmethod
    def wrong_password(cls) -> Self:
        """Refuse a wrong password, or an unknown user whose absence is hidden. Source: observed."""
        return cls("Incorrect username or password.")

    @classmethod
    def user_disabled(cls) -> Self:
        """Refuse a disabled user. Source: observed."""
        return cls("User is disabled.")

    @classmethod
    def attempts_exceeded(cls) -> Self:
        """Refuse a sign-in during the lock-out; no full stop. Source: observed."""
        return cls("Password attempts exceeded")

    @classmethod
    def temporary_password_expired(cls) -> Self:
        """Refuse a temporary password past its validity days. Source: observed."""
        return cls(
            "Temporary password has expired and must be reset by an administrator.",
        )

    @classmethod
    def invalid_session(cls) -> Self:
        """Refuse an unknown session, or one of another user or client. Source: observed."""
        return cls("Invalid session for the user.")

    @classmethod
    def session_expired(cls) -> Self:
        """Refuse a session older than the client's AuthSessionValidity. Source: observed."""
        return cls("Invalid session for the user, session is expired.")

    @classmethod
    def session_used(cls) -> Self:
        """Refuse a session that was already answered. Source: observed."""
        return cls("Invalid session for the user, session can only be used once.")

    @classmethod
    def secret_hash_mismatch(cls, client_id: str) -> Self:
        """Refuse a wrong SECRET_HASH, or one for a client without secret. Source: observed."""
        return cls(f"Unable to verify secret hash for client {client_id}")

    @classmethod
    def secret_hash_mismatch_at_refresh(cls, client_id: str) -> Self:
        """Refuse a refresh with a wrong SECRET_HASH. Source: aws-sdk-net-extensions-cognito#94."""
        return cls(f"SecretHash does not match for the client: {client_id}")

    @classmethod
    def secret_hash_missing(cls, client_id: str) -> Self:
        """Refuse a call without the SECRET_HASH that the client needs. Source: observed."""
        return cls(f"Client {client_id} is configured with secret but SECRET_HASH was not received")

    @classmethod
    def secret_missing(cls, client_id: str) -> Self:
        """Refuse a call without the client secret itself. Source: observed."""
        return cls(f"Client {client_id} is configured for secret but secret was not received")

    @classmethod
    def client_secret_mismatch(cls, client_id: str) -> Self:
        """Refuse a wrong ClientSecret, or one for a public client. Source: inferred."""
        return cls(f"Unable to verify client secret for client {client_id}")

    @classmethod
    def sign_up_not_permitted(cls) -> Self:
        """Refuse SignUp in a pool whose users only administrators create. Source: observed."""
        return cls("SignUp is not permitted for this user pool")

    @classmethod
    def unauthorized_attribute(cls) -> Self:
        """Refuse an attribute that the client may not write. Source: observed."""
        return cls("A client attempted to write unauthorized attribute")

    @classmethod
    def cannot_confirm(cls, status: str) -> Self:
        """Refuse to confirm a user who is not UNCONFIRMED. Source: observed."""
        return cls(f"User cannot be confirmed. Current status is {status}")

    @classmethod
    def resend_not_configured(cls) -> Self:
        """Refuse to resend a code where no attribute is auto-verified. Source: observed."""
        return cls("Cannot resend codes. Auto verification not turned on.")

    @classmethod
    def cannot_reset_in_state(cls) -> Self:
        """Refuse a reset in FORCE_CHANGE_PASSWORD or EXTERNAL_PROVIDER. Source: observed."""
        return cls("User password cannot be reset in the current state.")

    @classmethod
    def contact_administrator(cls) -> Self:
        """Refuse self-service recovery in an admin_only pool. Source: observed."""
        return cls("Contact administrator to reset password.")

    @classmethod
    def cannot_modify_provided(cls, attribute: str) -> Self:
        """Refuse to change a given attribute at NEW_PASSWORD_REQUIRED. Source: observed."""
        return cls(f"Cannot modify an already provided {attribute}")

    @classmethod
    def access_token_expired(cls) -> Self:
        """Refuse an access token past its `exp`. Source: observed."""
        return cls("Access Token has expired")

    @classmethod
    def access_token_revoked(cls) -> Self:
        """Refuse a revoked access token. Source: observed."""
        return cls("Access Token has been revoked")

    @classmethod
    def access_token_invalid(cls) -> Self:
        """Refuse what is not an access token of this service. Source: observed."""
        return cls("Invalid Access Token")

    @classmethod
    def access_token_signature(cls) -> Self:
        """Refuse an access token whose signature does not verify. Source: observed."""
        return cls("Could not verify signature for Access Token")

    @classmethod
    def access_token_scopes(cls) -> Self:
        """Refuse a token without aws.cognito.signin.user.admin. Source: observed."""
        return cls("Access Token does not have required scopes")

    @classmethod
    def invalid_refresh_token(cls) -> Self:
        """Refuse a malformed or foreign refresh token. Source: observed, aws-sdk-cpp#1789."""
        return cls("Invalid Refresh Token.")

    @classmethod
    def refresh_token_expired(cls) -> Self:
        """Refuse a refresh token past its validity. Source: observed."""
        return cls("Refresh Token has expired")

    @classmethod
    def refresh_token_revoked(cls) -> Self:
        """Refuse a revoked refresh token. Source: observed."""
        return cls("Refresh Token has been revoked")

    @classmethod
    def blocked_address(cls) -> Self:
        """Refuse a call from a blocked address range. Source: observed."""
        return cls("Request not allowed due to security reasons.")

    @classmethod
    def blocked_risk(cls) -> Self:
        """Refuse a sign-in that threat protection blocks. Source: observed."""
        return cls("Unable to login because of security reasons.")


class AccessDeniedException(ServiceError):
    """Say that the caller lacks permission for the operation."""

    code = "AccessDeniedException"

    @classmethod
    def operation(cls, operation: str) -> Self:
        """Refuse an operation to this caller. Source: inferred from other AWS services."""
        return cls(f"User is not authorized to perform: cognito-idp:{operation}")


class UnauthorizedException(ServiceError):
    """Say that the request itself carries no sufficient authorization."""

    code = "UnauthorizedException"

    @classmethod
    def invalid_client_secret(cls) -> Self:
        """Refuse RevokeToken with a wrong secret. Source: inferred, the text is not known."""
        return cls("Invalid client secret")

    @classmethod
    def wrong_client(cls) -> Self:
        """Refuse RevokeToken of another client's token. Source: inferred, the text is not known."""
        return cls("Invalid client for the token")


class ForbiddenException(ServiceError):
    """Say that a web ACL refuses the request."""

    code = "ForbiddenException"

    @classmethod
    def web_acl(cls) -> Self:
        """Refuse a request that AWS WAF blocks. Source: inferred, the text is not known."""
        return cls("Request not allowed due to WAF block.")


class PasswordResetRequiredException(ServiceError):
    """Say that the user must reset the password first."""

    code = "PasswordResetRequiredException"

    @classmethod
    def user(cls) -> Self:
        """Refuse a sign-in in RESET_REQUIRED; no full stop. Source: observed."""
        return cls("Password reset required for the user")


class UserNotConfirmedException(ServiceError):
    """Say that the user is still UNCONFIRMED."""

    code = "UserNotConfirmedException"

    @classmethod
    def user(cls) -> Self:
        """Refuse a sign-in before confirmation. Source: observed."""
        return cls("User is not confirmed.")


class UserNotFoundException(ServiceError):
    """Say that there is no such user."""

    code = "UserNotFoundException"

    @classmethod
    def user(cls) -> Self:
        """Report an unknown user of a pool. Source: observed."""
        return cls("User does not exist.")

    @classmethod
    def client_combination(cls) -> Self:
        """Report an unknown user to the code operations of a client. Source: observed."""
        return cls("Username/client id combination not found.")


class UnsupportedUserStateException(ServiceError):
    """Say that the user's status does not allow the operation."""

    code = "UnsupportedUserStateException"

    @classmethod
    def resend(cls, username: str) -> Self:
        """Refuse MessageAction RESEND outside FORCE_CHANGE_PASSWORD. Source: observed."""
        return cls(f"Resend not possible. {username} status is not FORCE_CHANGE_PASSWORD")


class UnsupportedOperationException(ServiceError):
    """Say that the client's configuration does not allow the operation."""

    code = "UnsupportedOperationException"

    @classmethod
    def revocation_disabled(cls) -> Self:
        """Refuse RevokeToken where revocation is off. Source: inferred, the text is not known."""
        return cls("Token revocation is not enabled for the client")


class UnsupportedTokenTypeException(ServiceError):
    """Say that the token is of a kind the operation does not take."""

    code = "UnsupportedTokenTypeException"

    @classmethod
    def not_a_refresh_token(cls) -> Self:
        """Refuse RevokeToken of an ID or access token. Source: inferred, text not known."""
        return cls("Unsupported token type")


class RefreshTokenReuseException(ServiceError):
    """Say that the refresh token was already replaced by rotation."""

    code = "RefreshTokenReuseException"

    @classmethod
    def rotated(cls) -> Self:
        """Refuse a rotated token after its grace period. Source: inferred, text not known."""
        return cls("Refresh token reuse detected. The token has been invalidated by rotation.")
