"""Codes sent to users."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cognito_emulator.domain.codes import (
    CodeKind,
    CodeOutcome,
    ConfirmationCode,
    digits,
    lifetime_seconds,
)

NOW = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)


def issued(kind=CodeKind.SIGN_UP):
    """Issue code 123456 now."""
    return ConfirmationCode.issue(
        kind, "123456", now=NOW, attribute="email", destination="ana@example.com"
    )


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        (CodeKind.SIGN_UP, 86_400),
        (CodeKind.VERIFY_ATTRIBUTE, 86_400),
        (CodeKind.RESET_PASSWORD, 3_600),
        (CodeKind.SMS_MFA, 240),
        (CodeKind.EMAIL_MFA, 240),
        (CodeKind.SMS_OTP, 240),
        (CodeKind.EMAIL_OTP, 240),
    ],
)
def test_a_code_lives_as_long_as_its_purpose_asks(kind, seconds):
    """A day to confirm, an hour to reset, and the session's lifetime to sign in."""
    code = ConfirmationCode.issue(kind, "123456", now=NOW, session_seconds=240)

    assert lifetime_seconds(kind, session_seconds=240) == seconds
    assert code.expires_at == NOW + timedelta(seconds=seconds)
    assert code.issued_at == NOW


def test_a_code_remembers_where_it_went():
    """The attribute and the address are kept, so that the code verifies no other address."""
    assert (issued().attribute, issued().destination) == ("email", "ana@example.com")


def test_codes_have_six_digits_but_email_sign_in_has_eight():
    """EMAIL_OTP as first factor has eight digits, every other code six."""
    assert {kind: digits(kind) for kind in CodeKind if digits(kind) != 6} == {CodeKind.EMAIL_OTP: 8}


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ("123456", CodeOutcome.ACCEPTED),
        ("123457", CodeOutcome.MISMATCH),
        ("0123456", CodeOutcome.MISMATCH),
        ("", CodeOutcome.MISMATCH),
        ("\uff11\uff12\uff13\uff14\uff15\uff16", CodeOutcome.MISMATCH),
        ("\ud800", CodeOutcome.MISMATCH),
    ],
)
def test_only_the_code_itself_is_accepted(given, outcome):
    """The code is compared as text, whatever was sent."""
    assert issued().check(given, NOW) is outcome


def test_a_code_expires_at_its_end():
    """At `expires_at` even the right code is expired; just before it is accepted."""
    code = issued()

    assert code.check("123456", code.expires_at) is CodeOutcome.EXPIRED
    assert code.check("123456", code.expires_at - timedelta(seconds=1)) is CodeOutcome.ACCEPTED
