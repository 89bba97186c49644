"""Chance from the operating system."""

from __future__ import annotations

import uuid

from cognito_emulator.adapters.system_entropy import SystemEntropy

ENTROPY = SystemEntropy()


def test_bytes_have_the_length_asked_and_differ():
    """Two draws of 32 bytes are never equal."""
    assert len(ENTROPY.token_bytes(32)) == 32
    assert ENTROPY.token_bytes(32) != ENTROPY.token_bytes(32)


def test_digits_keep_their_leading_zeros():
    """Every draw has as many digits as asked."""
    draws = [ENTROPY.digits(2) for _ in range(300)]

    assert all(len(draw) == 2 and draw.isdecimal() for draw in draws)
    assert any(draw.startswith("0") for draw in draws)
    assert ENTROPY.digits(0) == ""


def test_uuids_are_of_version_4():
    """A UUID is random, version 4, in its text form."""
    drawn = ENTROPY.uuid()

    assert str(uuid.UUID(drawn)) == drawn
    assert uuid.UUID(drawn).version == 4


def test_integers_stay_below_their_bound():
    """Every value below the bound occurs, the bound does not."""
    assert {ENTROPY.integer_below(3) for _ in range(200)} == {0, 1, 2}


def test_choices_come_from_the_alphabet():
    """Characters are drawn from the alphabet only, and all of it."""
    assert set(ENTROPY.choice("abc", 200)) == set("abc")
