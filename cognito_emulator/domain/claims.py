"""The claims of ID and access tokens, before any trigger changes them.

An ID token says who the user is to one app client, an access token what may be done in the user's
name. Both name their session (`event_id`, `origin_jti`), so that ending the session ends them.

Source: Developer Guide "Understanding the identity (ID) token", "Understanding the access token",
"Role-based access control"; forms of single claims are observed in published tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.groups import group_claims

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.groups import Group
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.sessions import TokenSession
    from cognito_emulator.domain.users import User

SELF_SERVICE_SCOPE: Final = "aws.cognito.signin.user.admin"
"""The one scope of tokens from the API; it opens the operations authorized by an access token."""

_BOOLEAN_ATTRIBUTES: Final = frozenset({"email_verified", "phone_number_verified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGrant:
    """What the two tokens of one answer share.

    `issuer` is the URL in `iss`, `groups` are the user's groups, `now` is `iat`.
    """

    issuer: str
    pool: UserPool
    client: AppClient
    user: User
    session: TokenSession
    groups: Sequence[Group]
    now: datetime


def has_token_ids(client: AppClient) -> bool:
    """Tell whether tokens of the client carry `jti` and `origin_jti`.

    Source: Developer Guide "Revoking tokens": they come with revocation or rotation.
    """
    return client.revocation_enabled or client.rotation is not None


def id_token_claims(grant: TokenGrant, jti: str) -> dict[str, object]:
    """Return the claims of the ID token; `jti` is a fresh UUID."""
    client, user, session = grant.client, grant.user, grant.session
    issued_at = int(grant.now.timestamp())
    claims: dict[str, object] = {"sub": user.sub}
    claims |= _group_claims(grant.groups)
    claims["iss"] = grant.issuer
    claims["cognito:username"] = user.username
    claims |= _session_claims(grant)
    claims["aud"] = client.id
    claims["event_id"] = session.event_id
    claims["token_use"] = "id"
    claims["auth_time"] = int(session.authenticated_at.timestamp())
    claims["exp"] = issued_at + client.id_token_seconds
    claims["iat"] = issued_at
    if has_token_ids(client):
        claims["jti"] = jti
    return claims | _attribute_claims(user.attributes, client.readable(grant.pool.schema))


def access_token_claims(grant: TokenGrant, jti: str) -> dict[str, object]:
    """Return the claims of the access token; `jti` is a fresh UUID.

    There is neither `aud` nor, outside the OAuth endpoints, `version`.
    """
    client, user, session = grant.client, grant.user, grant.session
    issued_at = int(grant.now.timestamp())
    claims: dict[str, object] = {"sub": user.sub}
    if session.device_key is not None:
        claims["device_key"] = session.device_key
    if grant.groups:
        claims["cognito:groups"] = list(group_claims(grant.groups).names)
    claims["iss"] = grant.issuer
    claims["client_id"] = client.id
    claims |= _session_claims(grant)
    claims["event_id"] = session.event_id
    claims["token_use"] = "access"
    claims["scope"] = " ".join(session.scopes)
    claims["auth_time"] = int(session.authenticated_at.timestamp())
    claims["exp"] = issued_at + client.access_token_seconds
    claims["iat"] = issued_at
    if has_token_ids(client):
        claims["jti"] = jti
    claims["username"] = user.username
    return claims


def _group_claims(groups: Sequence[Group]) -> dict[str, object]:
    found = group_claims(groups)
    claims: dict[str, object] = {}
    if found.names:
        claims["cognito:groups"] = list(found.names)
    if found.roles:
        claims["cognito:roles"] = list(found.roles)
    if found.preferred_role is not None:
        claims["cognito:preferred_role"] = found.preferred_role
    return claims


def _session_claims(grant: TokenGrant) -> dict[str, object]:
    return {"origin_jti": grant.session.origin_jti} if has_token_ids(grant.client) else {}


def _attribute_claims(attributes: Mapping[str, str], readable: frozenset[str]) -> dict[str, object]:
    # `identities` is a claim of federated users with a form of its own, `sub` is set already.
    return {
        name: _claim_value(name, value)
        for name, value in attributes.items()
        if value and name in readable and name not in {"sub", "identities"}
    }


def _claim_value(name: str, value: str) -> object:
    """Return an attribute in the form its claim has; custom attributes stay text whatever their type."""
    if name in _BOOLEAN_ATTRIBUTES:
        return value == "true"
    if name == "updated_at":
        return int(value) if value.isdecimal() else value
    if name == "address":
        return {"formatted": value}
    return value
