"""The claims of ID and access tokens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Unpack

import pytest

from cognito_emulator._shapes.cognito_idp import SchemaAttributeType
from cognito_emulator.domain.claims import (
    SELF_SERVICE_SCOPE,
    TokenGrant,
    access_token_claims,
    has_token_ids,
    id_token_claims,
)
from cognito_emulator.domain.clients import AppClient
from cognito_emulator.domain.groups import Group
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.domain.sessions import TokenSession
from cognito_emulator.domain.users import User, UserStatus

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import UserPoolClientType

SIGNED_IN = datetime(2026, 11, 23, 12, 0, 0, 250_000, tzinfo=UTC)
NOW = SIGNED_IN + timedelta(minutes=10)
STANDARD = ("sub", "email", "email_verified", "phone_number", "address", "updated_at", "name")
SCHEMA: list[SchemaAttributeType] = [
    *[SchemaAttributeType(Name=name) for name in STANDARD],
    {"Name": "custom:level"},
    {"Name": "dev:custom:secret", "DeveloperOnlyAttribute": True},
]


def client(**configuration: Unpack[UserPoolClientType]) -> AppClient:
    return AppClient(
        id="client",
        pool_id="us-east-1_abcdefghi",
        name="app",
        created_at=SIGNED_IN,
        modified_at=SIGNED_IN,
        configuration={"EnableTokenRevocation": True, **configuration},
    )


def grant(
    attributes: dict[str, str] | None = None,
    groups: tuple[Group, ...] = (),
    app: AppClient | None = None,
) -> TokenGrant:
    pool = UserPool(
        id="us-east-1_abcdefghi",
        account_id="123456789012",
        region="us-east-1",
        name="pool",
        created_at=SIGNED_IN,
        modified_at=SIGNED_IN,
        configuration={"SchemaAttributes": SCHEMA},
        secret=b"s" * 32,
    )
    user = User(
        pool_id=pool.id,
        key="ana",
        username="Ana",
        sub="91192d26-7031-7069-06eb-8ed870233366",
        status=UserStatus.CONFIRMED,
        enabled=True,
        attributes=attributes or {},
        created_at=SIGNED_IN,
        modified_at=SIGNED_IN,
    )
    session = TokenSession(
        pool_id=pool.id,
        event_id="event",
        origin_jti="origin",
        client_id="client",
        user_key="ana",
        authenticated_at=SIGNED_IN,
        expires_at=SIGNED_IN + timedelta(days=30),
        scopes=(SELF_SERVICE_SCOPE,),
    )
    return TokenGrant(
        issuer="https://issuer/us-east-1_abcdefghi",
        pool=pool,
        client=app or client(),
        user=user,
        session=session,
        groups=groups,
        now=NOW,
    )


def group(name: str, role: str | None = None, precedence: int | None = None) -> Group:
    return Group(
        pool_id="us-east-1_abcdefghi",
        name=name,
        role_arn=role,
        precedence=precedence,
        created_at=SIGNED_IN,
        modified_at=SIGNED_IN,
    )


def test_the_id_token_of_a_plain_user():
    """An ID token has exactly these claims, times in whole seconds."""
    auth_time, issued_at = int(SIGNED_IN.timestamp()), int(NOW.timestamp())

    assert id_token_claims(
        grant({"email": "ana@example.com", "email_verified": "true"}), "jti"
    ) == {
        "sub": "91192d26-7031-7069-06eb-8ed870233366",
        "iss": "https://issuer/us-east-1_abcdefghi",
        "cognito:username": "Ana",
        "origin_jti": "origin",
        "aud": "client",
        "event_id": "event",
        "token_use": "id",
        "auth_time": auth_time,
        "exp": issued_at + 3600,
        "iat": issued_at,
        "jti": "jti",
        "email": "ana@example.com",
        "email_verified": True,
    }


def test_the_access_token_of_a_plain_user():
    """An access token names client and scope, and nothing about the person but the username."""
    auth_time, issued_at = int(SIGNED_IN.timestamp()), int(NOW.timestamp())

    assert access_token_claims(grant({"email": "ana@example.com"}), "jti") == {
        "sub": "91192d26-7031-7069-06eb-8ed870233366",
        "iss": "https://issuer/us-east-1_abcdefghi",
        "client_id": "client",
        "origin_jti": "origin",
        "event_id": "event",
        "token_use": "access",
        "scope": "aws.cognito.signin.user.admin",
        "auth_time": auth_time,
        "exp": issued_at + 3600,
        "iat": issued_at,
        "jti": "jti",
        "username": "Ana",
    }


@pytest.mark.parametrize(
    ("name", "value", "claim"),
    [
        ("email_verified", "true", True),
        ("email_verified", "false", False),
        ("address", "Main Street 1", {"formatted": "Main Street 1"}),
        ("updated_at", "1700000000", 1_700_000_000),
        ("custom:level", "7", "7"),
        ("name", "true", "true"),
    ],
)
def test_attributes_take_the_form_of_their_claim(name, value, claim):
    """Flags are booleans, the address an object; custom attributes stay text."""
    assert id_token_claims(grant({name: value}), "jti")[name] == claim


@pytest.mark.parametrize(
    "attributes", [{"dev:custom:secret": "x"}, {"identities": "[]"}, {"email": ""}]
)
def test_some_attributes_are_no_claims(attributes):
    """Developer-only attributes, raw identities and empty values are left out."""
    assert (
        id_token_claims(grant(attributes), "jti").keys() == id_token_claims(grant(), "jti").keys()
    )


def test_only_readable_attributes_are_claims():
    """A client with ReadAttributes sees these attributes in its ID tokens and no others."""
    app = client(ReadAttributes=["name"])
    attributes = {"email": "ana@example.com", "email_verified": "true", "name": "Ana"}

    claims = id_token_claims(grant(attributes, app=app), "jti")

    assert claims["name"] == "Ana"
    assert not {"email", "email_verified"} & claims.keys()


def test_groups_and_roles_stand_in_the_tokens():
    """Groups come by precedence in both tokens, roles in the ID token only."""
    groups = (group("c"), group("b", "arn:b", 2), group("a", "arn:a", 1))

    in_id, in_access = (
        id_token_claims(grant(groups=groups), "jti"),
        access_token_claims(grant(groups=groups), "jti"),
    )

    assert in_id["cognito:groups"] == in_access["cognito:groups"] == ["a", "b", "c"]
    assert in_id["cognito:roles"] == ["arn:a", "arn:b"]
    assert in_id["cognito:preferred_role"] == "arn:a"
    assert not {"cognito:roles", "cognito:preferred_role"} & in_access.keys()


def test_equal_precedence_with_different_roles_prefers_none():
    """When the best precedence is shared by two roles there is no preferred role."""
    groups = (group("a", "arn:a", 1), group("b", "arn:b", 1))

    assert "cognito:preferred_role" not in id_token_claims(grant(groups=groups), "jti")


def test_a_device_stands_in_the_access_token_only():
    """The key of a tracked device is a claim of the access token."""
    with_device = grant()
    with_device = replace(with_device, session=replace(with_device.session, device_key="key"))

    assert access_token_claims(with_device, "jti")["device_key"] == "key"
    assert "device_key" not in id_token_claims(with_device, "jti")


def test_token_ids_come_with_revocation_or_rotation():
    """Without both there is neither jti nor origin_jti."""
    plain = client(EnableTokenRevocation=False)
    rotating = client(EnableTokenRevocation=False, RefreshTokenRotation={"Feature": "ENABLED"})

    assert not has_token_ids(plain)
    assert has_token_ids(rotating)
    for claims in (id_token_claims, access_token_claims):
        assert not {"jti", "origin_jti"} & claims(grant(app=plain), "jti").keys()
        assert {"jti", "origin_jti"} <= claims(grant(app=rotating), "jti").keys()


def test_lifetimes_are_the_client_s():
    """`exp` follows the client's validity of each token."""
    app = client(
        AccessTokenValidity=5,
        IdTokenValidity=2,
        TokenValidityUnits={"AccessToken": "minutes", "IdToken": "hours"},
    )
    issued_at = int(NOW.timestamp())

    assert access_token_claims(grant(app=app), "jti")["exp"] == issued_at + 300
    assert id_token_claims(grant(app=app), "jti")["exp"] == issued_at + 7200
