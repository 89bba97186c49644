"""Errors of cognito-identity: one class per modelled exception, named exactly as in the model.

All are HTTP 400 except InternalErrorException (500). Sources as in `errors.idp`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class NotAuthorizedException(ServiceError):
    """Say that the caller may not use this identity or pool."""

    code = "NotAuthorizedException"

    @classmethod
    def unauthenticated_not_supported(cls) -> Self:
        """Refuse a guest where guests are off. Source: observed."""
        return cls("Unauthenticated access is not supported for this identity pool.")

    @classmethod
    def provider_not_supported(cls) -> Self:
        """Refuse a login of a provider the pool lacks. Source: observed."""
        return cls("Token is not from a supported provider of this identity pool.")

    @classmethod
    def logins_do_not_match(cls) -> Self:
        """Refuse logins that are not linked to the identity. Source: observed."""
        return cls(
            "Logins don't match. Please include at least one valid login for this identity or "
            "identity pool.",
        )

    @classmethod
    def identity_forbidden(cls, identity_id: str) -> Self:
        """Refuse an authenticated identity without logins. Source: observed."""
        return cls(f"Access to Identity '{identity_id}' is forbidden.")

    @classmethod
    def token_expired(cls, now_seconds: int, expiry_seconds: int) -> Self:
        """Refuse an expired login token; both are epoch seconds. Source: observed."""
        return cls(f"Invalid login token. Token expired: {now_seconds} >= {expiry_seconds}")

    @classmethod
    def token_issuer(cls) -> Self:
        """Refuse a token of another issuer. Source: observed."""
        return cls("Invalid login token. Issuer doesn't match providerName")

    @classmethod
    def token_not_oidc(cls) -> Self:
        """Refuse what is not an ID token. Source: observed."""
        return cls("Invalid login token. Not a valid OpenId Connect identity token.")

    @classmethod
    def token_of_cognito(cls) -> Self:
        """Refuse an identity pool's own token as a login. Source: observed."""
        return cls("Invalid login token. Can't pass in a Cognito token.")

    @classmethod
    def token_audience(cls) -> Self:
        """Refuse a token for another audience. Source: inferred, the text is not known."""
        return cls("Invalid login token. Incorrect token audience.")

    @classmethod
    def token_signature(cls) -> Self:
        """Refuse a token with a wrong signature. Source: inferred, the text is not known."""
        return cls("Invalid login token. Token signature invalid.")

    @classmethod
    def token_revoked(cls) -> Self:
        """Refuse a token that the server-side check rejects. Source: inferred."""
        return cls("Invalid login token. Token is not valid.")

    @classmethod
    def custom_role(cls) -> Self:
        """Refuse a CustomRoleArn that the token does not carry. Source: inferred."""
        return cls("Invalid custom role requested.")


class InvalidParameterException(ServiceError):
    """Say which parameter is wrong."""

    code = "InvalidParameterException"

    @classmethod
    def not_emulated(cls, what: str) -> Self:
        """Refuse out loud what the emulator lacks. Source: the emulator's own text."""
        return cls(f"{what} is not emulated yet by cognito_emulator.")

    @classmethod
    def classic_flow_disabled(cls) -> Self:
        """Refuse GetOpenIdToken where the classic flow is off. Source: observed."""
        return cls("Basic (classic) flow is not enabled, please use enhanced flow.")

    @classmethod
    def invalid_provider(cls) -> Self:
        """Refuse a user pool or client that does not exist as a provider. Source: observed."""
        return cls("Invalid Cognito Identity Provider")

    @classmethod
    def page_token(cls) -> Self:
        """Refuse a page token we did not make. Source: inferred."""
        return cls("Invalid pagination token")


class ResourceNotFoundException(ServiceError):
    """Say that the resource does not exist."""

    code = "ResourceNotFoundException"

    @classmethod
    def pool(cls, pool_id: str) -> Self:
        """Report an unknown identity pool. Source: observed."""
        return cls(f"IdentityPool '{pool_id}' not found.")

    @classmethod
    def identity(cls, identity_id: str) -> Self:
        """Report an unknown identity. Source: observed."""
        return cls(f"Identity '{identity_id}' not found.")


class ResourceConflictException(ServiceError):
    """Say that the login belongs to another identity."""

    code = "ResourceConflictException"

    @classmethod
    def login_linked(cls) -> Self:
        """Refuse a login that another identity has. Source: inferred, the text is not known."""
        return cls("Login is already linked to another identity.")


class InvalidIdentityPoolConfigurationException(ServiceError):
    """Say that the pool's roles do not allow credentials."""

    code = "InvalidIdentityPoolConfigurationException"

    @classmethod
    def roles(cls) -> Self:
        """Refuse credentials without a usable role. Source: observed."""
        return cls(
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
        )


class DeveloperUserAlreadyRegisteredException(ServiceError):
    """Say that the developer's user has another identity."""

    code = "DeveloperUserAlreadyRegisteredException"

    @classmethod
    def user(cls) -> Self:
        """Refuse a developer user of another identity. Source: inferred, text not known."""
        return cls("The developer user identifier is already registered with another identity.")


class ExternalServiceException(ServiceError):
    """Say that an outside provider fails."""

    code = "ExternalServiceException"

    @classmethod
    def provider(cls, name: str) -> Self:
        """Report a provider that does not answer. Source: inferred, the text is not known."""
        return cls(f"The provider {name} is not responding.")


class LimitExceededException(ServiceError):
    """Say that a quota is reached."""

    code = "LimitExceededException"

    @classmethod
    def resources(cls, what: str, limit: int) -> Self:
        """Refuse one more resource than its quota. Source: inferred, the text is not known."""
        return cls(f"Limit exceeded: the maximum number of {what} is {limit}.")


class TooManyRequestsException(ServiceError):
    """Say that calls come faster than the quota allows."""

    code = "TooManyRequestsException"

    @classmethod
    def rate(cls) -> Self:
        """Throttle a call. Source: observed."""
        return cls("Rate exceeded")


class ConcurrentModificationException(ServiceError):
    """Say that two changes met."""

    code = "ConcurrentModificationException"

    @classmethod
    def resource(cls) -> Self:
        """Refuse the later of two concurrent changes. Source: inferred, the text is not known."""
        return cls("Concurrent modification of the resource, please retry.")


class InternalErrorException(ServiceError):
    """Say that the service failed."""

    code = "InternalErrorException"
    status = 500

    @classmethod
    def unexpected(cls) -> Self:
        """Report a failure of ours without its details. Source: inferred."""
        return cls("Something went wrong")
