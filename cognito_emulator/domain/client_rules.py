"""What an app client's configuration must satisfy beyond the model: each rule refuses in AWS's words.

The rules judge the configuration a request leads to, so that creating and updating agree; only the
attribute refusals name which of the two was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.domain.clients import (
    DEFAULT_TOKEN_SECONDS,
    LEGACY_FLOWS,
    NEVER_WRITABLE,
    UNIT_SECONDS,
    readable_by_default,
)
from cognito_emulator.errors.idp import (
    FeatureUnavailableInTierException,
    InvalidOAuthFlowException,
    InvalidParameterException,
    ScopeDoesNotExistException,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import UserPoolClientType
    from cognito_emulator.domain.pools import UserPool

STANDARD_SCOPES: Final = frozenset(
    {"openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"}
)
LOCAL_PROVIDER: Final = "COGNITO"
_TOKEN_SECONDS: Final = range(5 * 60, 24 * 3600 + 1)
_REFRESH_SECONDS: Final = range(60 * 60, 3650 * 24 * 3600 + 1)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
_LOOPBACK: Final = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?([/?#].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSurroundings:
    """What a client's configuration is judged against beside itself.

    `scopes` are those of the pool's resource servers, `providers` the names of its identity
    providers.
    """

    pool: UserPool
    has_secret: bool
    updating: bool
    scopes: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()


def check(configuration: UserPoolClientType, around: ClientSurroundings) -> None:
    """Refuse a configuration that does not hold together.

    Raises: InvalidParameterException; InvalidOAuthFlowException; ScopeDoesNotExistException;
    FeatureUnavailableInTierException.
    Source: the error classes say where each text is known from.
    """
    _check_flows(configuration, around.pool)
    _check_lifetimes(configuration)
    _check_attributes(configuration, around)
    _check_providers(configuration, around)
    _check_oauth(configuration, around)
    _check_urls(configuration)
    _check_analytics(configuration)
    if configuration["EnablePropagateAdditionalUserContextData"] and not around.has_secret:
        raise InvalidParameterException.user_context_without_secret()


def _check_flows(configuration: UserPoolClientType, pool: UserPool) -> None:
    flows = frozenset(configuration.get("ExplicitAuthFlows", []))
    if flows & LEGACY_FLOWS.keys() and flows - LEGACY_FLOWS.keys():
        raise InvalidParameterException.auth_flows_mixed()
    rotation = configuration.get("RefreshTokenRotation", {"Feature": "DISABLED"})
    # Flows left to their default are not refused: deployment tools leave them out beside rotation.
    if rotation["Feature"] == "ENABLED" and "ALLOW_REFRESH_TOKEN_AUTH" in flows:
        raise InvalidParameterException.rotation_with_refresh_flow()
    if "ALLOW_USER_AUTH" in flows and pool.tier == "LITE":
        raise FeatureUnavailableInTierException.features(pool.tier, ["Choice-Based Sign-In"])


def _check_lifetimes(configuration: UserPoolClientType) -> None:
    given: Mapping[str, Any] = configuration
    units = configuration["TokenValidityUnits"]
    access = _lifetime(given.get("AccessTokenValidity"), units.get("AccessToken", "hours"))
    identity = _lifetime(given.get("IdTokenValidity"), units.get("IdToken", "hours"))
    refresh = given["RefreshTokenValidity"] * UNIT_SECONDS[units.get("RefreshToken", "days")]
    in_range = access in _TOKEN_SECONDS and identity in _TOKEN_SECONDS
    if not in_range or refresh not in _REFRESH_SECONDS:
        raise InvalidParameterException.token_validity_range()
    if max(access, identity) > refresh:
        raise InvalidParameterException.id_token_outlives_refresh()


def _lifetime(value: int | None, unit: str) -> int:
    return DEFAULT_TOKEN_SECONDS if value is None else value * UNIT_SECONDS[unit]


def _check_attributes(configuration: UserPoolClientType, around: ClientSurroundings) -> None:
    schema = around.pool.schema
    known = readable_by_default(schema)
    read = configuration.get("ReadAttributes")
    if read is not None and not frozenset(read) <= known:
        raise InvalidParameterException.read_attributes(updating=around.updating)
    write = configuration.get("WriteAttributes")
    if write is None:
        return
    required = {attribute["Name"] for attribute in schema if attribute.get("Required", False)}
    chosen = frozenset(write)
    if not chosen <= known - NEVER_WRITABLE or not required - {"sub"} <= chosen:
        raise InvalidParameterException.write_attributes(updating=around.updating)


def _check_providers(configuration: UserPoolClientType, around: ClientSurroundings) -> None:
    for name in configuration.get("SupportedIdentityProviders", []):
        if name != LOCAL_PROVIDER and name not in around.providers:
            raise InvalidParameterException.client_provider(name, around.pool.id)


def _check_oauth(configuration: UserPoolClientType, around: ClientSurroundings) -> None:
    flows = frozenset(configuration.get("AllowedOAuthFlows", []))
    scopes = configuration.get("AllowedOAuthScopes", [])
    if configuration["AllowedOAuthFlowsUserPoolClient"] and not (flows and scopes):
        raise InvalidParameterException.oauth_flows_and_scopes_required()
    if "client_credentials" in flows and len(flows) > 1:
        raise InvalidOAuthFlowException.client_credentials_with_user_flow()
    if "client_credentials" in flows and not around.has_secret:
        raise InvalidOAuthFlowException.client_credentials_without_secret()
    if flows - {"client_credentials"} and "CallbackURLs" not in configuration:
        raise InvalidOAuthFlowException.callbacks_required()
    for scope in scopes:
        if scope not in STANDARD_SCOPES | around.scopes:
            raise ScopeDoesNotExistException.scope(scope)


def _check_urls(configuration: UserPoolClientType) -> None:
    callbacks = configuration.get("CallbackURLs", [])
    for url in (*callbacks, *configuration.get("LogoutURLs", [])):
        _check_url(url)
    default = configuration.get("DefaultRedirectURI")
    if default is not None and default not in callbacks:
        raise InvalidParameterException.default_redirect_uri(default)


def _check_url(url: str) -> None:
    """Refuse a relative URL, plain HTTP beyond this machine, and fragments.

    Source: API reference "CreateUserPoolClient" (CallbackURLs).
    """
    if _ABSOLUTE.fullmatch(url) is None:
        raise InvalidParameterException.redirect_uri_relative(url)
    if url.lower().startswith("http://") and _LOOPBACK.fullmatch(url) is None:
        raise InvalidParameterException.redirect_uri(url)
    if "#" in url:
        raise InvalidParameterException.redirect_uri_fragment(url)


def _check_analytics(configuration: UserPoolClientType) -> None:
    """Refuse analytics that are neither by ARN nor by id, role and external id.

    The role that goes with an ARN is the service's own; an echo of it may be sent back.
    """
    analytics: Mapping[str, Any] = configuration.get("AnalyticsConfiguration", {})
    by_id = {"ApplicationId", "ExternalId"} & analytics.keys()
    is_whole = {"ApplicationId", "RoleArn", "ExternalId"} <= analytics.keys()
    by_arn = "ApplicationArn" in analytics
    if analytics and (by_id if by_arn else not is_whole):
        raise InvalidParameterException.analytics()
