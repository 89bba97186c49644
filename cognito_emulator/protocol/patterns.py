r"""The models' regular expressions, which are Java's, as Python matchers.

Java's `\w`, `\d` and `\s` are ASCII while its `\p{L}` is Unicode. Python's `re` knows no `\p`, and the
`regex` package narrows `\p` under its ASCII flag: so patterns without `\p` go to `re` in ASCII mode,
the others to `regex` with the three classes spelled out. A pattern must match the whole value.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Matcher = Callable[[str], bool]

# Spelled for use inside a character class, where the models have them whenever `\p` occurs too.
_ASCII_CLASSES: Final = {r"\s": r" \t\n\x0b\f\r", r"\d": "0-9", r"\w": "a-zA-Z0-9_"}

# A long value may make a pattern with two greedy halves quadratic; hostile input ends here.
_LONG_CHARACTERS: Final = 2000
_LONG_TIMEOUT_SECONDS: Final = 0.25


@cache
def matcher(pattern: str) -> Matcher:
    """Return the predicate "the whole value matches the pattern"."""
    if r"\p" in pattern:
        return _unicode_matcher(pattern)
    fullmatch = re.compile(pattern, re.ASCII).fullmatch

    def matches(value: str) -> bool:
        return fullmatch(value) is not None

    return matches


def _unicode_matcher(pattern: str) -> Matcher:
    import regex  # 25 ms: only once a value meets such a pattern

    for name, spelled in _ASCII_CLASSES.items():
        pattern = pattern.replace(name, spelled)
    fullmatch = regex.compile(pattern).fullmatch

    def matches(value: str) -> bool:
        if len(value) < _LONG_CHARACTERS:
            return fullmatch(value) is not None
        try:
            return fullmatch(value, timeout=_LONG_TIMEOUT_SECONDS) is not None
        except TimeoutError:
            return False

    return matches
