"""Powers of the generator: the same as by plain exponentiation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_emulator.domain.srp_group import EXPONENT_BITS, G, N, power_of_g

LARGEST = (1 << EXPONENT_BITS) - 1


@given(st.integers(0, LARGEST))
def test_a_power_is_that_of_plain_exponentiation(exponent):
    """The table changes the way, not the result."""
    assert power_of_g(exponent) == pow(int(G), exponent, int(N))


@pytest.mark.parametrize("exponent", [0, 1, 31, 32, 1 << 32, 1 << 255, LARGEST])
def test_the_ends_of_rows_and_columns_count(exponent):
    """No bit of the exponent is lost."""
    assert power_of_g(exponent) == pow(int(G), exponent, int(N))


@pytest.mark.parametrize("exponent", [-1, LARGEST + 1])
def test_exponents_beyond_the_table_are_refused(exponent):
    """An exponent with more bits than the table, or a negative one, is a mistake of the caller."""
    with pytest.raises(ValueError, match="0 to 256 bits"):
        power_of_g(exponent)
