"""Chance from the operating system: the default."""

from __future__ import annotations

import os
import secrets

from cognito_emulator.domain import ids


class SystemEntropy:
    """Draw values nobody can predict."""

    __slots__ = ()

    def token_bytes(self, n: int) -> bytes:
        """Return `n` random bytes."""
        return os.urandom(n)

    def digits(self, n: int) -> str:
        """Return `n` random decimal digits, leading zeros included."""
        return f"{secrets.randbelow(10**n):0{n}d}" if n else ""

    def uuid(self) -> str:
        """Return a version 4 UUID as text."""
        return ids.uuid4(os.urandom(ids.RANDOM_BYTES))

    def integer_below(self, n: int) -> int:
        """Return a random integer r with 0 <= r < n."""
        return secrets.randbelow(n)

    def choice(self, alphabet: str, n: int) -> str:
        """Return `n` characters drawn evenly from `alphabet`."""
        return "".join(secrets.choice(alphabet) for _ in range(n))
