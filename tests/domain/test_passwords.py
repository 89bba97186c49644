"""The password policy, its sentences, the history, and made passwords."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_emulator.domain import passwords, srp
from cognito_emulator.domain.passwords import PasswordPolicy

DEFAULT = PasswordPolicy()
ANA = srp.SrpIdentity.of_user("us-east-1_Ab3dEf6hI", "ana")


def stored(password):
    """Store a password of ana."""
    return srp.stored_password(ANA, password, hashlib.md5(password.encode()).digest())  # noqa: S324


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Aa1!aaaa", None),
        ("Aa1!aaa", "Password not long enough"),
        ("", "Password not long enough"),
        ("aa1!aaaa", "Password must have uppercase characters"),
        ("AA1!AAAA", "Password must have lowercase characters"),
        ("Aaa!aaaa", "Password must have numeric characters"),
        ("Aa1aaaaa", "Password must have symbol characters"),
        ("aaaaaaaa", "Password must have uppercase characters"),
        ("Éé1!éééé", "Password must have uppercase characters"),
        ("Aa٣!aaaa", "Password must have numeric characters"),
        ("Aa1€aaaa", "Password must have symbol characters"),
        ("Aa1 aaaa", None),
        (" Aa1aaaa ", "Password must have symbol characters"),
    ],
)
def test_the_first_broken_rule_is_told(password, sentence):
    """One sentence, by the order length, uppercase, lowercase, numeric, symbol; ASCII only."""
    assert passwords.violation(password, DEFAULT) == sentence


@pytest.mark.parametrize("symbol", sorted(passwords.SYMBOLS))
def test_each_listed_symbol_counts(symbol):
    """Every symbol of the Developer Guide's list satisfies the rule."""
    assert passwords.violation(f"Aa1{symbol}aaaa", DEFAULT) is None


def test_rules_that_are_off_are_not_asked():
    """A policy asks only what it says."""
    lenient = PasswordPolicy(
        minimum_length=6,
        require_uppercase=False,
        require_lowercase=False,
        require_numbers=False,
        require_symbols=False,
    )

    assert passwords.violation("      ", lenient) is None
    assert passwords.violation("aaaaa", lenient) == "Password not long enough"


@pytest.mark.parametrize(
    ("password", "size", "used"),
    [
        ("now", 1, True),
        ("before", 1, False),
        ("before", 2, True),
        ("first", 2, False),
        ("now", 0, False),
    ],
)
def test_the_last_passwords_are_refused(password, size, used):
    """`size` passwords count, the current one first."""
    assert (
        passwords.was_used_before(
            password,
            identity=ANA,
            current=stored("now"),
            history=[stored("before"), stored("first")],
            size=size,
        )
        is used
    )


def test_a_user_without_password_has_only_a_history():
    """Without a current password the former ones count from the first."""
    assert passwords.was_used_before(
        "before", identity=ANA, current=None, history=[stored("before")], size=1
    )


@given(st.binary(min_size=32, max_size=32), st.integers(6, 99))
def test_a_made_password_satisfies_the_policy(random, minimum):
    """A temporary password has the length asked, at least 8, and every kind of character."""
    policy = PasswordPolicy(minimum_length=minimum)

    made = passwords.temporary_password(policy, random)

    assert passwords.violation(made, policy) is None
    assert len(made) == max(8, minimum)


def test_made_passwords_differ_by_their_chance():
    """The password follows from the random bytes and from nothing else."""
    first = passwords.temporary_password(DEFAULT, b"a" * 32)

    assert passwords.temporary_password(DEFAULT, b"a" * 32) == first
    assert passwords.temporary_password(DEFAULT, b"b" * 32) != first
