"""Chance from a seed: the same calls in the same order give the same ids, codes and sessions.

Signing keys and the signatures they make are not drawn from it, so tokens differ between runs.
"""

from __future__ import annotations

import random
from threading import Lock
from typing import Final

from cognito_emulator.domain import ids


class SeededEntropy:
    """Draw a repeatable sequence; safe to use from several threads, whose order then matters."""

    __slots__ = ("_lock", "_random")

    def __init__(self, seed: int | str) -> None:
        """Begin the sequence of `seed`."""
        self._random: Final = random.Random(seed)  # noqa: S311 - repeatable is the point
        self._lock: Final = Lock()

    def token_bytes(self, n: int) -> bytes:
        """Return the next `n` bytes."""
        with self._lock:
            return self._random.randbytes(n)

    def digits(self, n: int) -> str:
        """Return the next `n` decimal digits, leading zeros included."""
        return self.choice("0123456789", n)

    def uuid(self) -> str:
        """Return the next version 4 UUID as text."""
        return ids.uuid4(self.token_bytes(ids.RANDOM_BYTES))

    def integer_below(self, n: int) -> int:
        """Return the next integer r with 0 <= r < n."""
        with self._lock:
            return self._random.randrange(n)

    def choice(self, alphabet: str, n: int) -> str:
        """Return the next `n` characters of `alphabet`."""
        with self._lock:
            return "".join(self._random.choices(alphabet, k=n))
