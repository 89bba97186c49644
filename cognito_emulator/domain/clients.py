"""An app client of a user pool: defaults, secrets, flows and token lifetimes.

The configuration is kept in the shape DescribeUserPoolClient echoes (`UserPoolClientType` without
ids, secret and dates). What CreateUserPoolClient and UpdateUserPoolClient make of a request is in
`client_requests.py`, the checks in `client_rules.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from cognito_emulator._shapes.cognito_idp import SchemaAttributeType, UserPoolClientType

MAX_SECRETS: Final = 2
DEFAULT_FLOWS: Final = frozenset(
    {"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"}
)
LEGACY_FLOWS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ADMIN_NO_SRP_AUTH": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "CUSTOM_AUTH_FLOW_ONLY": "ALLOW_CUSTOM_AUTH",
        "USER_PASSWORD_AUTH": "ALLOW_USER_PASSWORD_AUTH",
    }
)
UNIT_SECONDS: Final[Mapping[str, int]] = MappingProxyType(
    {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
)
DEFAULT_TOKEN_SECONDS: Final = 3600
DEFAULT_REFRESH_DAYS: Final = 30
DEFAULT_SESSION_MINUTES: Final = 3
NEVER_WRITABLE: Final = frozenset({"sub", "email_verified", "phone_number_verified", "identities"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSecret:
    """One of a client's at most two secrets. `id` has the form `<client-id>--<epoch seconds>`."""

    id: str
    value: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppClient:
    """One app client; `secrets` is empty for a public client, oldest first.

    `configuration` must never be mutated: decoded documents are shared between requests.
    """

    id: str
    pool_id: str
    name: str
    created_at: datetime
    modified_at: datetime
    configuration: UserPoolClientType
    secrets: tuple[ClientSecret, ...] = ()

    @property
    def auth_flows(self) -> frozenset[str]:
        """The flows the client may use, by their ALLOW_* names.

        Nothing said means SRP, custom and refresh. A client with legacy names always refreshes, and
        signs in by SRP and custom challenges too unless CUSTOM_AUTH_FLOW_ONLY is among them.
        Source: API reference "CreateUserPoolClient"; the legacy rule is inferred from the names and
        the 2019 console, which offered no switch for SRP and refresh.
        """
        return canonical_flows(self.configuration.get("ExplicitAuthFlows", []))

    @property
    def access_token_seconds(self) -> int:
        """How long an access token lives, in seconds."""
        units = self.configuration.get("TokenValidityUnits", {})
        value = self.configuration.get("AccessTokenValidity")
        return seconds_of(value, units.get("AccessToken", "hours"), default=DEFAULT_TOKEN_SECONDS)

    @property
    def id_token_seconds(self) -> int:
        """How long an ID token lives, in seconds."""
        units = self.configuration.get("TokenValidityUnits", {})
        value = self.configuration.get("IdTokenValidity")
        return seconds_of(value, units.get("IdToken", "hours"), default=DEFAULT_TOKEN_SECONDS)

    @property
    def refresh_token_seconds(self) -> int:
        """How long a refresh token lives, in seconds."""
        units = self.configuration.get("TokenValidityUnits", {})
        value = self.configuration.get("RefreshTokenValidity")
        default = DEFAULT_REFRESH_DAYS * UNIT_SECONDS["days"]
        return seconds_of(value, units.get("RefreshToken", "days"), default=default)

    @property
    def session_minutes(self) -> int:
        """How long a challenge's `Session` lives, in minutes."""
        return self.configuration.get("AuthSessionValidity", DEFAULT_SESSION_MINUTES)

    @property
    def prevents_user_existence_errors(self) -> bool:
        """Whether errors must not tell if a user exists."""
        return self.configuration.get("PreventUserExistenceErrors", "LEGACY") == "ENABLED"

    @property
    def revocation_enabled(self) -> bool:
        """Whether RevokeToken works and tokens carry `origin_jti`."""
        return self.configuration.get("EnableTokenRevocation", False)

    @property
    def rotation(self) -> int | None:
        """The grace period of refresh token rotation in seconds, or None when tokens do not rotate."""
        rotation = self.configuration.get("RefreshTokenRotation")
        if rotation is None or rotation["Feature"] != "ENABLED":
            return None
        return rotation.get("RetryGracePeriodSeconds", 0)

    @property
    def accepts_user_context(self) -> bool:
        """Whether the client's UserContextData may carry the user's IP address."""
        return self.configuration.get("EnablePropagateAdditionalUserContextData", False)

    def readable(self, schema: Sequence[SchemaAttributeType]) -> frozenset[str]:
        """Return the attributes whose values the client may see.

        Nothing said means every attribute of the pool that is not developer-only.
        Source: API reference "CreateUserPoolClient" (ReadAttributes); that custom attributes are
        included is the AWS CDK reference's "all standard and custom attributes".
        """
        names = self.configuration.get("ReadAttributes")
        return readable_by_default(schema) if names is None else frozenset({"sub", *names})

    def writable(self, schema: Sequence[SchemaAttributeType]) -> frozenset[str]:
        """Return the attributes a user may set through the client.

        Nothing said means every attribute that is not developer-only, `sub`, a `*_verified` flag or
        the `identities` of federated users. Source: as `readable`; `identities` is inferred.
        """
        names = self.configuration.get("WriteAttributes")
        chosen = readable_by_default(schema) if names is None else frozenset(names)
        return chosen - NEVER_WRITABLE


def canonical_flows(names: Iterable[str]) -> frozenset[str]:
    """Return `ExplicitAuthFlows` by ALLOW_* names, with the default and the legacy names resolved."""
    chosen = frozenset(names)
    if not chosen:
        return DEFAULT_FLOWS
    if chosen.isdisjoint(LEGACY_FLOWS):
        return chosen
    flows = {LEGACY_FLOWS.get(name, name) for name in chosen} | {"ALLOW_REFRESH_TOKEN_AUTH"}
    return frozenset(flows if "CUSTOM_AUTH_FLOW_ONLY" in chosen else flows | DEFAULT_FLOWS)


def seconds_of(value: int | None, unit: str, *, default: int) -> int:
    """Return a validity in seconds; an absent or zero one is the default."""
    return value * UNIT_SECONDS[unit] if value else default


def readable_by_default(schema: Sequence[SchemaAttributeType]) -> frozenset[str]:
    """Return the attributes every client may read: all but the developer-only ones."""
    return frozenset(
        attribute["Name"]
        for attribute in schema
        if "Name" in attribute and not attribute.get("DeveloperOnlyAttribute", False)
    )
