"""First factors: what a user has, and where a user gets in without a password."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cognito_emulator.domain.first_factors import configured_factors, passwordless_attributes
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.domain.users import MfaSettings, StoredPassword, User, UserStatus

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
USER = User(
    pool_id="us-east-1_abcdefghi",
    key="ada",
    username="ada",
    sub="91192d26-7031-7069-06eb-8ed870233366",
    status=UserStatus.CONFIRMED,
    enabled=True,
    attributes={},
    created_at=NOW,
    modified_at=NOW,
)
PASSWORD = StoredPassword(salt=b"s", verifier=b"v", check=b"c")


def pool(*factors, mfa="OFF"):
    """Return a pool that offers these first factors."""
    return UserPool(
        id="us-east-1_abcdefghi",
        account_id="123456789012",
        region="us-east-1",
        name="pool",
        created_at=NOW,
        modified_at=NOW,
        configuration={
            "MfaConfiguration": mfa,
            "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": list(factors)}},
        },
        secret=b"\0" * 32,
    )


def test_each_thing_a_user_has_is_a_factor_in_the_order_of_aws():
    """Password, addresses (verified or not) and a verified authenticator are listed."""
    user = replace(
        USER,
        password=PASSWORD,
        attributes={"phone_number": "+15555550100", "email": "ada@example.com"},
        mfa=MfaSettings(totp_secret="JBSWY3DPEHPK3PXP"),
    )

    assert configured_factors(user) == ("PASSWORD", "EMAIL_OTP", "SMS_OTP", "SOFTWARE_TOKEN")


def test_who_has_nothing_has_no_factor():
    """Neither an authenticator that nobody verified nor a blank attribute counts."""
    user = replace(USER, attributes={"email": ""}, mfa=MfaSettings(totp_pending="JBSWY3DPEHPK3PXP"))

    assert configured_factors(user) == ()


@pytest.mark.parametrize(
    ("factors", "attributes"),
    [
        (("PASSWORD",), ()),
        (("PASSWORD", "WEB_AUTHN"), ()),
        (("PASSWORD", "EMAIL_OTP"), ("email",)),
        (("PASSWORD", "SMS_OTP", "EMAIL_OTP"), ("email", "phone_number")),
    ],
)
def test_codes_as_first_factor_let_in_without_password(factors, attributes):
    """Only codes by e-mail and SMS make users without password possible."""
    assert passwordless_attributes(pool(*factors)) == attributes


def test_required_mfa_leaves_no_way_in_without_password():
    """A code cannot be the first factor where everybody needs a second one."""
    assert passwordless_attributes(pool("PASSWORD", "EMAIL_OTP", mfa="ON")) == ()
    assert passwordless_attributes(pool("PASSWORD", "EMAIL_OTP", mfa="OPTIONAL")) == ("email",)
