"""Wording of InvalidParameterException for the settings of app clients.

The exception is one class with more sentences than one file holds; `setting_parameters` and
`parameters` add the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class ClientParameterError(ServiceError):
    """Word what is wrong with a client's setting; raised only as InvalidParameterException."""

    @classmethod
    def write_attributes(cls, *, updating: bool) -> Self:
        """Refuse WriteAttributes with forbidden, or without required, ones. Source: observed."""
        return cls(f"Invalid write attributes specified while {_client_change(updating)}")

    @classmethod
    def read_attributes(cls, *, updating: bool) -> Self:
        """Refuse ReadAttributes that the schema lacks. Source: observed."""
        return cls(f"Invalid read attributes specified while {_client_change(updating)}")

    @classmethod
    def client_provider(cls, provider: str, pool_id: str) -> Self:
        """Refuse a client of an unknown identity provider. Source: observed."""
        return cls(f"The provider {provider} does not exist for User Pool {pool_id}.")

    @classmethod
    def auth_flows_mixed(cls) -> Self:
        """Refuse legacy flow names beside ALLOW_ names. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
        )

    @classmethod
    def token_validity_range(cls) -> Self:
        """Refuse a token lifetime outside AWS's range. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Invalid range for token validity.",
        )

    @classmethod
    def id_token_outlives_refresh(cls) -> Self:
        """Refuse access or ID tokens outliving the refresh token. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Access and Id Token expiration times must be less than or equal to refresh token "
            "expiration times.",
        )

    @classmethod
    def redirect_uri(cls, uri: str) -> Self:
        """Refuse an http callback that is not localhost. Source: observed in the middle part."""
        return cls(f"{uri} cannot use the HTTP protocol.")

    @classmethod
    def redirect_uri_relative(cls, uri: str) -> Self:
        """Refuse a callback that is no absolute URI. Source: documented, text inferred."""
        return cls(
            f"{uri} is not an absolute URI.",
        )

    @classmethod
    def redirect_uri_fragment(cls, uri: str) -> Self:
        """Refuse a callback with a fragment. Source: observed (deployments recorded 2026-09)."""
        return cls(
            f"{uri} cannot use fragment",
        )

    @classmethod
    def default_redirect_uri(cls, uri: str) -> Self:
        """Refuse a DefaultRedirectURI outside CallbackURLs. Source: observed (deployments recorded 2026-09)."""
        return cls(
            f"The default redirect URI {uri} is not in the callback URIs list.",
        )

    @classmethod
    def oauth_flows_and_scopes_required(cls) -> Self:
        """Refuse OAuth without flows or scopes. Source: observed (Terraform's acceptance tests)."""
        return cls(
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed "
            "to use OAuth flows.",
        )

    @classmethod
    def analytics(cls) -> Self:
        """Refuse an analytics configuration that is neither form. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Invalid analytics configuration given, either <application arn> or <application id, "
            "role arn, external id> are valid",
        )

    @classmethod
    def user_context_without_secret(cls) -> Self:
        """Refuse user context data from a public client. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
        )

    @classmethod
    def rotation_with_refresh_flow(cls) -> Self:
        """Refuse rotation beside ALLOW_REFRESH_TOKEN_AUTH. Source: documented, text inferred."""
        return cls(
            "Refresh token rotation cannot be enabled when ALLOW_REFRESH_TOKEN_AUTH is set in "
            "ExplicitAuthFlows.",
        )

    @classmethod
    def last_client_secret(cls) -> Self:
        """Refuse to delete the only secret. Source: documented error, text inferred."""
        return cls("The last client secret cannot be deleted.")

    @classmethod
    def client_without_secret(cls) -> Self:
        """Refuse to add a secret to a public client. Source: documented error, text inferred."""
        return cls("Client secrets cannot be added to a public client.")

    @classmethod
    def secret_given_and_generated(cls) -> Self:
        """Refuse GenerateSecret beside ClientSecret. Source: documented, text inferred."""
        return cls(
            "ClientSecret cannot be specified when GenerateSecret is true.",
        )


def _client_change(updating: bool) -> str:  # noqa: FBT001 - two words chosen by one flag
    return "updating a client" if updating else "creating a client"
