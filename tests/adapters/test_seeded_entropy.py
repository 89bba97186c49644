"""Chance from a seed."""

from __future__ import annotations

import uuid

import pytest

from cognito_emulator.adapters.seeded_entropy import SeededEntropy


def draws(entropy):
    """Draw one of each kind."""
    return (
        entropy.token_bytes(8),
        entropy.digits(6),
        entropy.uuid(),
        entropy.integer_below(10**9),
        entropy.choice("abcdefgh", 12),
    )


@pytest.mark.parametrize("seed", [7, "seven"])
def test_a_seed_repeats_its_run(seed):
    """Two sequences of one seed are equal."""
    assert draws(SeededEntropy(seed)) == draws(SeededEntropy(seed))


def test_seeds_and_draws_differ():
    """Another seed gives another sequence, and a sequence does not repeat itself."""
    entropy = SeededEntropy(7)

    first = draws(entropy)

    assert draws(entropy) != first
    assert draws(SeededEntropy(8)) != first


def test_values_have_the_form_asked():
    """Lengths, alphabets, bounds and the UUID's version are those of the port."""
    random_bytes, digits, drawn, integer, text = draws(SeededEntropy(7))

    assert len(random_bytes) == 8
    assert len(digits) == 6
    assert digits.isdecimal()
    assert uuid.UUID(drawn).version == 4
    assert 0 <= integer < 10**9
    assert len(text) == 12
    assert set(text) <= set("abcdefgh")
