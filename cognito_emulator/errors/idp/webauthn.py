"""Passkeys that cannot be registered or used.

Source: API reference for when each is raised; none of the texts is known, all are inferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class WebAuthnChallengeNotFoundException(ServiceError):
    """Say that no registration is under way."""

    code = "WebAuthnChallengeNotFoundException"

    @classmethod
    def expired(cls) -> Self:
        """Refuse to complete what was not started, or expired. Source: inferred."""
        return cls("WebAuthn challenge not found or expired.")


class WebAuthnClientMismatchException(ServiceError):
    """Say that another client started the registration."""

    code = "WebAuthnClientMismatchException"

    @classmethod
    def client(cls) -> Self:
        """Refuse a token of another client. Source: inferred."""
        return cls("WebAuthn registration was started by a different client.")


class WebAuthnConfigurationMissingException(ServiceError):
    """Say that the pool has neither a relying party id nor a domain."""

    code = "WebAuthnConfigurationMissingException"

    @classmethod
    def relying_party(cls) -> Self:
        """Refuse a passkey without a relying party. Source: inferred."""
        return cls("WebAuthn relying party is not configured for this user pool.")


class WebAuthnCredentialNotSupportedException(ServiceError):
    """Say that the credential's kind is not supported."""

    code = "WebAuthnCredentialNotSupportedException"

    @classmethod
    def credential(cls) -> Self:
        """Refuse an unsupported algorithm or format. Source: inferred."""
        return cls("WebAuthn credential is not supported.")


class WebAuthnNotEnabledException(ServiceError):
    """Say that the pool does not offer passkeys."""

    code = "WebAuthnNotEnabledException"

    @classmethod
    def pool(cls) -> Self:
        """Refuse a passkey where WEB_AUTHN is not a first factor. Source: inferred."""
        return cls("WebAuthn is not enabled for this user pool.")


class WebAuthnOriginNotAllowedException(ServiceError):
    """Say that the page's origin does not fit the relying party."""

    code = "WebAuthnOriginNotAllowedException"

    @classmethod
    def origin(cls, origin: str) -> Self:
        """Refuse a credential made on another origin. Source: inferred."""
        return cls(f"WebAuthn origin {origin} is not allowed.")


class WebAuthnRelyingPartyMismatchException(ServiceError):
    """Say that the credential belongs to another relying party."""

    code = "WebAuthnRelyingPartyMismatchException"

    @classmethod
    def relying_party(cls) -> Self:
        """Refuse a credential for another relying party id. Source: inferred."""
        return cls("WebAuthn relying party does not match.")
