"""The rules for a new password: the pool's policy, its history, and temporary passwords made for users.

A refusal is the policy's sentence only; each operation puts its own prefix before it
(`InvalidPasswordException.sign_up`, `.policy`, `.temporary`).

Source: Developer Guide "Adding user pool password requirements"; the sentences are observed, their
order (length, uppercase, lowercase, numeric, symbol) is inferred: AWS reports one violation only.
"""

from __future__ import annotations

import hashlib
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.srp import password_matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cognito_emulator.domain.srp import SrpIdentity
    from cognito_emulator.domain.users import StoredPassword

SYMBOLS: Final = frozenset("^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-")
"""What counts as a symbol; a space does too, except at either end."""

MAXIMUM_LENGTH: Final = 256
RANDOM_BYTES: Final = 32
"""Random bytes a temporary password needs."""

_UPPERCASE: Final = frozenset(string.ascii_uppercase)
_LOWERCASE: Final = frozenset(string.ascii_lowercase)
_DIGITS: Final = frozenset(string.digits)
# Without letters and digits that look alike, and without symbols that mail or HTML would change.
_MADE_OF: Final = (
    "ABCDEFGHJKLMNPQRSTUVWXYZ",
    "abcdefghijkmnpqrstuvwxyz",
    "23456789",
    "!@#$%*-_+=.?",
)
_SHORTEST_MADE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPolicy:
    """What a pool asks of a new password; `history_size` former passwords are refused."""

    minimum_length: int = 8
    require_uppercase: bool = True
    require_lowercase: bool = True
    require_numbers: bool = True
    require_symbols: bool = True
    history_size: int = 0


def violation(password: str, policy: PasswordPolicy) -> str | None:
    """Return the sentence about the first rule the password breaks, or None.

    Letters and digits are those of ASCII. Source: Developer Guide ("basic Latin letter").
    """
    if len(password) < policy.minimum_length:
        return "Password not long enough"
    characters = frozenset(password)
    rules = (
        (policy.require_uppercase, _UPPERCASE, "uppercase"),
        (policy.require_lowercase, _LOWERCASE, "lowercase"),
        (policy.require_numbers, _DIGITS, "numeric"),
        (policy.require_symbols, SYMBOLS, "symbol"),
    )
    for is_required, wanted, name in rules:
        if is_required and characters.isdisjoint(wanted) and not _has_space(password, name):
            return f"Password must have {name} characters"
    return None


def was_used_before(
    password: str,
    *,
    identity: SrpIdentity,
    current: StoredPassword | None,
    history: Iterable[StoredPassword],
    size: int,
) -> bool:
    """Tell whether the password is one of the last `size` of its user, the current one included.

    Source: API reference `PasswordPolicyType.PasswordHistorySize`; that the current password counts
    as the first of them is inferred.
    """
    known = (*(() if current is None else (current,)), *history)
    return any(password_matches(stored, identity, password) for stored in known[:size])


def temporary_password(policy: PasswordPolicy, random: bytes) -> str:
    """Return a temporary password that satisfies the policy, from `RANDOM_BYTES` random bytes.

    It always has all four kinds of characters, whatever the policy asks.
    """
    length = max(policy.minimum_length, _SHORTEST_MADE)
    numbers = hashlib.shake_256(b"temporary password" + random).digest(8 * length)
    draws = [int.from_bytes(numbers[at : at + 4], "big") for at in range(0, len(numbers), 4)]
    characters = [
        kind[draw % len(kind)]
        for index, draw in enumerate(draws[:length])
        for kind in (_MADE_OF[index % len(_MADE_OF)],)
    ]
    # Fisher and Yates, so that the kinds do not stand in a fixed order.
    for last, draw in zip(range(length - 1, 0, -1), draws[length:], strict=False):
        other = draw % (last + 1)
        characters[last], characters[other] = characters[other], characters[last]
    return "".join(characters)


def _has_space(password: str, kind: str) -> bool:
    return kind == "symbol" and " " in password.strip(" ")
