"""Which emulator answers this process at the moment, and the hooks that bring requests to it.

A stack: the emulator entered last answers. The hooks into botocore, requests and urllib are placed,
and credentials lent, when the first one is entered; all is taken back when the last one leaves, so
that a process which uses none of this is left as it was. Entering and leaving may happen in any thread; like the environment
variables of a process, what is entered holds for all of its threads.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from cognito_emulator.emulator import Emulator

COGNITO_HOST: Final = re.compile(
    r"https?://(?:"
    r"(?:issuer-)?cognito-(?:idp|identity|sync)(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws)"
    r"|[a-z0-9-]+\.auth(?:-fips)?\.[a-z0-9-]+\.amazoncognito\.com"
    r")(?::\d+)?(?=[/?#]|$)",
    re.IGNORECASE,
)
"""Addresses of Cognito on AWS: its services, the issuers of its pools, and pool domains."""


@dataclass(slots=True)
class _Active:
    lock: threading.RLock = field(default_factory=threading.RLock)
    stack: list[Emulator] = field(default_factory=list)
    removers: list[Callable[[], None]] = field(default_factory=list)


_ACTIVE: Final = _Active()


def enter(emulator: Emulator) -> None:
    """Let `emulator` answer this process until it leaves, in place of one entered before."""
    from cognito_emulator.testing import botocore_hook, environment, issuer_hook

    with _ACTIVE.lock:
        if not _ACTIVE.stack:
            _ACTIVE.removers += [
                environment.lend(),
                botocore_hook.install(),
                issuer_hook.install_requests(),
                issuer_hook.install_urllib(),
            ]
        _ACTIVE.stack.append(emulator)


def leave(emulator: Emulator) -> None:
    """Stop letting `emulator` answer; leaving out of order is allowed, leaving twice is not.

    Raises: ValueError when it is not entered.
    """
    with _ACTIVE.lock:
        position = len(_ACTIVE.stack) - 1 - _ACTIVE.stack[::-1].index(emulator)
        del _ACTIVE.stack[position]
        if not _ACTIVE.stack:
            while _ACTIVE.removers:
                _ACTIVE.removers.pop()()


def answering(url: str) -> Emulator | None:
    """Return the emulator that has to answer `url`; None when the request is not for Cognito."""
    stack = _ACTIVE.stack
    if stack and COGNITO_HOST.match(url):
        return stack[-1]
    return None
