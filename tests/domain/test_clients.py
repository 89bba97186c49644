"""What rules read of an app client."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from cognito_emulator.domain.clients import AppClient

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import SchemaAttributeType

SCHEMA = cast(
    "list[SchemaAttributeType]",
    [
        {"Name": "sub"},
        {"Name": "email"},
        {"Name": "email_verified"},
        {"Name": "phone_number_verified"},
        {"Name": "identities"},
        {"Name": "custom:team"},
        {"Name": "dev:custom:rank", "DeveloperOnlyAttribute": True},
    ],
)


def a_client(**configuration: Any) -> AppClient:
    return AppClient(
        id="1h57kf5cpq17m0eml12example",
        pool_id="eu-west-1_AbCdEfGhI",
        name="web",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        modified_at=datetime(2026, 1, 1, tzinfo=UTC),
        configuration=cast("Any", configuration),
    )


@pytest.mark.parametrize(
    ("given", "flows"),
    [
        (
            [],
            {"ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"},
        ),
        (["ALLOW_USER_PASSWORD_AUTH"], {"ALLOW_USER_PASSWORD_AUTH"}),
        (
            ["ADMIN_NO_SRP_AUTH"],
            {
                "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_CUSTOM_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
            },
        ),
        (
            ["USER_PASSWORD_AUTH"],
            {
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_CUSTOM_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
            },
        ),
        (
            ["CUSTOM_AUTH_FLOW_ONLY"],
            {"ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"},
        ),
    ],
    ids=["default", "named", "admin", "password", "custom only"],
)
def test_flows_are_known_by_one_name_each(given, flows):
    """Defaults and legacy names resolve to ALLOW_ names."""
    assert a_client(ExplicitAuthFlows=given).auth_flows == flows


def test_lifetimes_have_defaults():
    """Tokens live an hour, refresh tokens thirty days, sessions three minutes."""
    client = a_client()

    assert client.access_token_seconds == 3600
    assert client.id_token_seconds == 3600
    assert client.refresh_token_seconds == 30 * 86400
    assert client.session_minutes == 3


def test_lifetimes_without_units_are_hours_and_days():
    """The units differ between tokens."""
    client = a_client(
        AccessTokenValidity=2, IdTokenValidity=3, RefreshTokenValidity=4, TokenValidityUnits={}
    )

    assert client.access_token_seconds == 2 * 3600
    assert client.id_token_seconds == 3 * 3600
    assert client.refresh_token_seconds == 4 * 86400


def test_lifetimes_are_counted_in_their_units():
    """Each token has its own unit."""
    client = a_client(
        AccessTokenValidity=400,
        IdTokenValidity=10,
        RefreshTokenValidity=90,
        TokenValidityUnits={
            "AccessToken": "seconds",
            "IdToken": "minutes",
            "RefreshToken": "minutes",
        },
    )

    assert client.access_token_seconds == 400
    assert client.id_token_seconds == 600
    assert client.refresh_token_seconds == 5400


def test_a_unit_counts_for_the_default_of_refresh_tokens_too():
    """The stored default is the number 30, of whatever unit."""
    client = a_client(RefreshTokenValidity=30, TokenValidityUnits={"RefreshToken": "hours"})

    assert client.refresh_token_seconds == 30 * 3600


@pytest.mark.parametrize(
    ("rotation", "grace"),
    [
        (None, None),
        ({"Feature": "DISABLED", "RetryGracePeriodSeconds": 9}, None),
        ({"Feature": "ENABLED", "RetryGracePeriodSeconds": 9}, 9),
        ({"Feature": "ENABLED"}, 0),
    ],
    ids=["absent", "disabled", "enabled", "no grace"],
)
def test_rotation_is_a_grace_period_or_nothing(rotation, grace):
    """None means that refresh tokens do not rotate."""
    client = a_client() if rotation is None else a_client(RefreshTokenRotation=rotation)

    assert client.rotation == grace


def test_switches_are_read():
    """Each switch reads its member and is off without it."""
    on = a_client(
        PreventUserExistenceErrors="ENABLED",
        EnableTokenRevocation=True,
        EnablePropagateAdditionalUserContextData=True,
        AuthSessionValidity=15,
    )
    off = a_client(PreventUserExistenceErrors="LEGACY")

    assert (on.prevents_user_existence_errors, off.prevents_user_existence_errors) == (True, False)
    assert (on.revocation_enabled, off.revocation_enabled) == (True, False)
    assert (on.accepts_user_context, off.accepts_user_context) == (True, False)
    assert on.session_minutes == 15


def test_by_default_all_but_developer_only_attributes_are_readable():
    """Custom attributes are readable, developer-only ones never."""
    assert a_client().readable(SCHEMA) == {
        "sub",
        "email",
        "email_verified",
        "phone_number_verified",
        "identities",
        "custom:team",
    }


def test_by_default_users_write_what_they_may_ever_write():
    """Sub, the verified flags and the links of federated users are the service's."""
    assert a_client().writable(SCHEMA) == {"email", "custom:team"}


def test_permissions_are_the_given_lists():
    """Sub is readable whatever the list says."""
    client = a_client(ReadAttributes=["email"], WriteAttributes=["custom:team"])

    assert client.readable(SCHEMA) == {"sub", "email"}
    assert client.writable(SCHEMA) == {"custom:team"}
