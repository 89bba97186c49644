"""Where codes go."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Unpack

import pytest

from cognito_emulator.domain.code_destinations import (
    Destination,
    recovery_destination,
    sign_up_destination,
    simulated_destination,
)
from cognito_emulator.domain.messages import Medium
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.domain.users import MfaFactor, MfaSettings, User, UserStatus
from cognito_emulator.errors.idp import InvalidParameterException, NotAuthorizedException

if TYPE_CHECKING:
    from cognito_emulator.domain.pools import PoolConfiguration

NOW = datetime(2026, 11, 3, tzinfo=UTC)
EMAIL = {"email": "ada@example.com", "email_verified": "true"}
PHONE = {"phone_number": "+15555551234", "phone_number_verified": "true"}
SMS = {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}
BOTH_FACTORS = {
    "MfaConfiguration": "OPTIONAL",
    "SmsMfaConfiguration": {},
    "EmailMfaConfiguration": {},
}


def pool(**configuration: Unpack[PoolConfiguration]):
    """Make a pool."""
    return UserPool(
        id="us-east-1_aaaaaaaaa",
        account_id="123456789012",
        region="us-east-1",
        name="test",
        created_at=NOW,
        modified_at=NOW,
        configuration=configuration,
        secret=b"s" * 32,
    )


def user(attributes, **members):
    """Make a user."""
    return User(
        pool_id="us-east-1_aaaaaaaaa",
        key="ada",
        username="ada",
        sub="0",
        status=UserStatus.CONFIRMED,
        enabled=True,
        attributes=attributes,
        created_at=NOW,
        modified_at=NOW,
        **members,
    )


def recovery(*names):
    """Return an AccountRecoverySetting."""
    mechanisms = [{"Name": name, "Priority": rank} for rank, name in enumerate(names, 1)]
    return {"AccountRecoverySetting": {"RecoveryMechanisms": mechanisms}}


def test_what_is_told_of_a_destination():
    """The address is masked, and the medium follows from the attribute."""
    assert Destination(attribute="email", address="ada@example.com").details() == {
        "Destination": "a***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    assert Destination(attribute="phone_number", address="+15555551234").medium is Medium.SMS


@pytest.mark.parametrize(
    ("verified", "attributes", "attribute"),
    [
        ([], EMAIL, None),
        (["email"], EMAIL, "email"),
        (["email"], PHONE, None),
        (["email", "phone_number"], {**EMAIL, **PHONE}, "phone_number"),
        (["email", "phone_number"], EMAIL, "email"),
    ],
)
def test_a_sign_up_is_confirmed_where_the_pool_verifies(verified, attributes, attribute):
    """The phone number comes first, and only auto-verified attributes that are set count."""
    found = sign_up_destination(pool(AutoVerifiedAttributes=verified), attributes)

    assert (found and found.attribute) == attribute


@pytest.mark.parametrize(
    ("settings", "attributes", "attribute"),
    [
        ({}, {**EMAIL, **PHONE}, "phone_number"),
        ({}, EMAIL, "email"),
        (recovery("verified_email", "verified_phone_number"), {**EMAIL, **PHONE}, "email"),
        (recovery("verified_email", "verified_phone_number"), PHONE, "phone_number"),
    ],
)
def test_recovery_follows_the_pools_priorities(settings, attributes, attribute):
    """The first option whose address is verified; phone before e-mail where nothing is said."""
    assert recovery_destination(pool(**settings), user(attributes)).attribute == attribute


@pytest.mark.parametrize(
    ("factors", "settings", "attribute"),
    [
        (BOTH_FACTORS, MfaSettings(enabled=frozenset({MfaFactor.SMS})), "email"),
        (BOTH_FACTORS, MfaSettings(legacy_sms=True), "email"),
        (BOTH_FACTORS, MfaSettings(enabled=frozenset({MfaFactor.EMAIL})), "phone_number"),
        ({}, MfaSettings(enabled=frozenset({MfaFactor.SMS})), "phone_number"),
    ],
    ids=["SMS", "legacy SMS", "e-mail", "pool without MFA"],
)
def test_recovery_avoids_the_second_factors_address(factors, settings, attribute):
    """The address that receives second factors receives no recovery code, while the pool has MFA."""
    found = recovery_destination(pool(**factors), user({**EMAIL, **PHONE}, mfa=settings))

    assert found.attribute == attribute


@pytest.mark.parametrize(
    "attributes",
    [{}, {"email": "ada@example.com"}, {**EMAIL, "email_verified": "false"}],
)
def test_recovery_needs_a_verified_address(attributes):
    """Who has none cannot reset the password."""
    with pytest.raises(InvalidParameterException, match="no registered/verified email"):
        recovery_destination(pool(), user(attributes))


def test_recovery_may_be_left_to_administrators():
    """A pool whose only option is admin_only refuses, whatever addresses there are."""
    with pytest.raises(NotAuthorizedException, match="Contact administrator"):
        recovery_destination(pool(**recovery("admin_only")), user({**EMAIL, **PHONE}))


def test_a_simulated_address_is_always_the_same():
    """A name that is an address is its own; others get one by pool and name."""
    assert simulated_destination(pool(), "ada@example.com").address == "ada@example.com"
    assert simulated_destination(pool(), "+15555551234").attribute == "phone_number"
    assert simulated_destination(pool(), "ada") == simulated_destination(pool(), "ada")
    assert simulated_destination(pool(), "ada") != simulated_destination(pool(), "bob")


@pytest.mark.parametrize(
    ("settings", "attribute"),
    [
        ({}, "email"),
        (SMS, "phone_number"),
        ({**SMS, **recovery("verified_email")}, "email"),
        ({**SMS, **recovery("admin_only")}, "phone_number"),
        (recovery("verified_phone_number"), "email"),
    ],
)
def test_a_simulated_address_is_of_a_medium_the_pool_could_use(settings, attribute):
    """The pool's first recovery option, if the pool can reach it."""
    found = simulated_destination(pool(**settings), "nobody")

    assert found.attribute == attribute
    assert "*" in found.details()["Destination"]
