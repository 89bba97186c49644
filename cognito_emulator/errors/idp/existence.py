"""What is missing, and what exists already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class ResourceNotFoundException(ServiceError):
    """Say that a resource other than a user does not exist."""

    code = "ResourceNotFoundException"

    @classmethod
    def pool(cls, pool_id: str) -> Self:
        """Report an unknown user pool. Source: observed."""
        return cls(f"User pool {pool_id} does not exist.")

    @classmethod
    def client(cls, client_id: str) -> Self:
        """Report an unknown app client, or one of another pool. Source: observed."""
        return cls(f"User pool client {client_id} does not exist.")

    @classmethod
    def client_secret(cls, secret_id: str) -> Self:
        """Report an unknown client secret. Source: inferred, the text is not known."""
        return cls(f"Client secret {secret_id} does not exist.")

    @classmethod
    def group(cls) -> Self:
        """Report an unknown group. Source: observed."""
        return cls("Group not found.")

    @classmethod
    def identity_provider(cls, name: str) -> Self:
        """Report an unknown identity provider. Source: inferred from other emulators."""
        return cls(f"Identity provider {name} does not exist.")

    @classmethod
    def resource_server(cls, identifier: str) -> Self:
        """Report an unknown resource server. Source: inferred from other emulators."""
        return cls(f"Resource server {identifier} does not exist.")

    @classmethod
    def device(cls) -> Self:
        """Report an unknown or forgotten device. Source: observed."""
        return cls("Device does not exist.")

    @classmethod
    def arn(cls, arn: str) -> Self:
        """Report a tagged resource that does not exist. Source: inferred, the text is not known."""
        return cls(f"Resource {arn} does not exist.")

    @classmethod
    def web_authn_credential(cls) -> Self:
        """Report an unknown passkey. Source: inferred, the text is not known."""
        return cls("WebAuthn credential does not exist.")


class UsernameExistsException(ServiceError):
    """Say that the username is taken."""

    code = "UsernameExistsException"

    @classmethod
    def sign_up(cls) -> Self:
        """Refuse a taken username at SignUp; no full stop. Source: observed."""
        return cls("User already exists")

    @classmethod
    def admin_create(cls) -> Self:
        """Refuse a taken username at AdminCreateUser; no full stop. Source: observed."""
        return cls("User account already exists")

    @classmethod
    def attribute(cls, name: str) -> Self:
        """Refuse a taken email or phone_number where it is the username. Source: observed."""
        return cls(f"An account with the given {name} already exists.")


class AliasExistsException(ServiceError):
    """Say that another user holds the alias."""

    code = "AliasExistsException"

    @classmethod
    def attribute(cls, name: str) -> Self:
        """Refuse a taken alias: email, phone_number, preferred_username. Source: observed."""
        return cls(f"An account with the {name} already exists.")


class GroupExistsException(ServiceError):
    """Say that the group's name is taken."""

    code = "GroupExistsException"

    @classmethod
    def name(cls) -> Self:
        """Refuse a name that is taken in any casing. Source: observed."""
        return cls("A group with the name already exists.")


class DuplicateProviderException(ServiceError):
    """Say that the identity provider exists already."""

    code = "DuplicateProviderException"

    @classmethod
    def provider(cls, name: str, pool_id: str) -> Self:
        """Refuse a provider name taken in the pool. Source: observed."""
        return cls(f"{name} already exists in user pool {pool_id}")


class DeviceKeyExistsException(ServiceError):
    """Say that the device is confirmed already."""

    code = "DeviceKeyExistsException"

    @classmethod
    def device(cls) -> Self:
        """Refuse to confirm a device twice. Source: inferred, the text is not known."""
        return cls("Device key already exists.")


class ManagedLoginBrandingExistsException(ServiceError):
    """Say that the client has a style already."""

    code = "ManagedLoginBrandingExistsException"

    @classmethod
    def client(cls, client_id: str) -> Self:
        """Refuse a second style for a client. Source: inferred, the text is not known."""
        return cls(f"Managed login branding already exists for client {client_id}.")


class TermsExistsException(ServiceError):
    """Say that the client has terms of this name already."""

    code = "TermsExistsException"

    @classmethod
    def client(cls, name: str) -> Self:
        """Refuse a second document of a name. Source: inferred, the text is not known."""
        return cls(f"Terms {name} already exists for the client.")
