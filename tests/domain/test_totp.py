"""Authenticator codes, by the vectors of RFC 6238 and by pyotp."""

from __future__ import annotations

from datetime import UTC, datetime

import pyotp
import pytest

from cognito_emulator.domain import totp

RFC_SECRET = totp.secret_text(b"12345678901234567890")
SECRET = totp.secret_text(bytes(range(32)))
NOW = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)
STEP = totp.step_at(NOW)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    """The RFC's vectors for SHA-1, cut to six digits."""
    assert totp.code_at(RFC_SECRET, datetime.fromtimestamp(seconds, UTC)) == code


def test_an_authenticator_shows_the_same_code():
    """pyotp, an authenticator, shows our code for the secret as the API gives it."""
    assert pyotp.TOTP(SECRET).at(NOW) == totp.code_at(SECRET, NOW)


def test_a_secret_has_52_characters_of_base32():
    """SecretCode is 256 bits in base32 without padding."""
    assert len(SECRET) == 52
    assert set(SECRET) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


@pytest.mark.parametrize(
    ("offset", "expected"), [(-2, None), (-1, STEP - 1), (0, STEP), (1, STEP + 1), (2, None)]
)
def test_a_code_is_good_one_step_early_or_late(offset, expected):
    """The step found is told, so that the caller can refuse a code used before."""
    code = totp.code_of_step(SECRET, STEP + offset)

    assert totp.matching_step(SECRET, code, NOW) == expected


def test_the_epoch_has_no_step_before_it():
    """At the epoch's first step the code is found without looking before it."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)

    assert totp.matching_step(SECRET, totp.code_at(SECRET, epoch), epoch) == 0


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "12345a", "\uff11\uff12\uff13\uff14\uff15\uff16", " 12345"]
)
def test_what_is_no_code_matches_no_step(code):
    """Only six ASCII digits are compared at all."""
    assert totp.matching_step(SECRET, code, NOW) is None


def test_the_uri_is_read_by_authenticators():
    """The otpauth URI carries secret, issuer and account, escaped."""
    parsed = pyotp.parse_uri(totp.otpauth_uri(SECRET, account="ana@example.com", issuer="My App"))

    assert (parsed.secret, parsed.issuer, parsed.name) == (SECRET, "My App", "ana@example.com")
