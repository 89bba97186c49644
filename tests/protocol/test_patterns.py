"""The models' regular expressions."""

import time

import pytest

from cognito_emulator.protocol.model import SERVICE_BY_TARGET_PREFIX, service_model
from cognito_emulator.protocol.patterns import matcher

NAMES = r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+"


@pytest.mark.parametrize(
    ("pattern", "value", "matches"),
    [
        (r"[\w-]+_[0-9a-zA-Z]+", "us-east-1_abc", True),
        (r"[\w-]+_[0-9a-zA-Z]+", "us-east-1_abc!", False),
        (r"[\w-]+", "é", False),
        (r"[\S]+", "a b", False),
        (r"[\S]+", "a\u00a0b", True),
        (r"^[0-9]+$", "1\n", False),
        (NAMES, "josé", True),
        (NAMES, "漢字$1!", True),
        (NAMES, "a b", False),
        (NAMES, "tab\t", False),
        (r"[\p{L}\s*]*", "a \t\n*", True),
        (r"[\p{L}\s*]*", "a\u2003b", False),
    ],
)
def test_patterns_match_as_in_java(pattern, value, matches):
    r"""A pattern matches the whole value; \w and \s are ASCII, \p is Unicode."""
    assert matcher(pattern)(value) is matches


@pytest.mark.parametrize("service", SERVICE_BY_TARGET_PREFIX.values())
def test_every_pattern_of_the_models_compiles(service):
    """Python reads every pattern of the models; only the two widest accept a control character."""
    model = service_model(service)
    patterns = {str(model.shape(name).pattern) for name in model._shapes} - {"None"}

    assert {pattern for pattern in patterns if matcher(pattern)("\x01")} <= {r"[\S]+", "(?s).*"}


def test_quadratic_patterns_end():
    """A hostile value is given up after a while and counts as not matching."""
    start = time.monotonic()

    assert matcher(f"{NAMES}@{NAMES}")("@" * 200_000 + " ") is False
    assert time.monotonic() - start < 5


def test_long_values_match():
    """A long value that fits is accepted."""
    assert matcher(NAMES)("a" * 5000)
