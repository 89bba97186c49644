"""What becomes of a user, one step at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cognito_emulator.domain.users import (
    FailedAttempts,
    MfaFactor,
    MfaSettings,
    StoredPassword,
    User,
    UserStatus,
)

CREATED = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = CREATED + timedelta(hours=1)
FAILURES = FailedAttempts(count=3, latest_at=CREATED)


def password(name):
    """Return a password told apart by its salt."""
    return StoredPassword(salt=name.encode(), verifier=b"v", check=b"c")


ADA = User(
    pool_id="us-east-1_abcdefghi",
    key="ada",
    username="Ada",
    sub="5d1b2c3a-0000-4000-8000-000000000000",
    status=UserStatus.UNCONFIRMED,
    enabled=True,
    attributes={"email": "ada@example.com"},
    created_at=CREATED,
    modified_at=CREATED,
    password=password("first"),
    failures=FAILURES,
)


@pytest.mark.parametrize(
    ("step", "changes"),
    [
        (lambda user: user.confirmed(at=LATER), {"status": UserStatus.CONFIRMED}),
        (lambda user: user.reset_required(at=LATER), {"status": UserStatus.RESET_REQUIRED}),
        (lambda user: user.switched(enabled=False, at=LATER), {"enabled": False}),
        (lambda user: user.with_attributes({"name": "A"}, at=LATER), {"attributes": {"name": "A"}}),
        (
            lambda user: user.with_mfa(MfaSettings(preferred=MfaFactor.SMS), at=LATER),
            {"mfa": MfaSettings(preferred=MfaFactor.SMS)},
        ),
    ],
    ids=["confirmed", "reset", "switched", "attributes", "second factors"],
)
def test_a_step_changes_one_thing_and_the_date(step, changes):
    """Everything else of the user stays as it was, and the user itself is left alone."""
    assert step(ADA) == replace(ADA, modified_at=LATER, **changes)
    assert ADA.modified_at == CREATED


def test_a_permanent_password_forgives_failures():
    """The user gets the status asked for, and is no longer counted down."""
    invited = ADA.with_temporary_password(password("temporary"), at=CREATED)

    changed = invited.with_password(password("new"), status=UserStatus.CONFIRMED, at=LATER)

    assert changed == replace(
        ADA,
        password=password("new"),
        status=UserStatus.CONFIRMED,
        failures=FailedAttempts(),
        modified_at=LATER,
    )


def test_a_temporary_password_has_to_be_changed():
    """The user must change it, and it is dated, because it grows old."""
    assert ADA.with_temporary_password(password("new"), at=LATER) == replace(
        ADA,
        password=password("new"),
        status=UserStatus.FORCE_CHANGE_PASSWORD,
        temporary_password_set_at=LATER,
        failures=FailedAttempts(),
        modified_at=LATER,
    )


def test_former_passwords_are_kept_newest_first():
    """The history has at most as many passwords as the policy remembers, the current one left out."""
    user = ADA
    for name in ("second", "third", "fourth"):
        user = user.with_password(
            password(name), status=UserStatus.CONFIRMED, at=LATER, history_size=2
        )

    assert user.password_history == (password("third"), password("second"))


@pytest.mark.parametrize("set_password", [User.with_password, User.with_temporary_password])
def test_nothing_is_remembered_unless_the_policy_says_so(set_password):
    """Without a history former passwords are forgotten; a user without one has none to remember."""
    status = {"status": UserStatus.CONFIRMED} if set_password is User.with_password else {}
    remembering = replace(ADA, password=None, password_history=(password("old"),))

    forgotten = set_password(remembering, password("new"), at=LATER, **status)
    kept = set_password(remembering, password("new"), at=LATER, history_size=2, **status)

    assert forgotten.password_history == ()
    assert kept.password_history == (password("old"),)
