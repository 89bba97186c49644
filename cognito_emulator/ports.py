"""What the emulator needs from the outside world: Protocols, and the plain values that cross them.

Everything that is not computation reaches the rest of the package through one of these, held by the
request's `Context` and built in `emulator.py`: the clock, chance, signing keys, messages, Lambda
functions, HTTP. Implementations live in `adapters/`; each fake (a clock that can be moved, chance
from a seed) is a shipped adapter that users may choose too.

To add a port: a Protocol of two to four methods here, with units in the docstrings, and at least one
adapter. A port may not be called while a transaction is open, except `Clock`, `Entropy`, `KeyStock`
and `KeyRing`, which answer without leaving the process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cognito_emulator.domain.jwt import PoolKeys, SigningKey, TokenSigner


class Clock(Protocol):
    """The time of the emulator, which a developer may move."""

    def now(self) -> datetime:
        """Return the present instant of the emulator, time zone aware, in UTC."""
        ...

    def machine_now(self) -> datetime:
        """Return the machine's own time, aware UTC, which a developer cannot move.

        Only for judging times that clients read off their own clocks (the TIMESTAMP of an SRP
        answer): a moved emulator must not refuse a client whose watch is right.
        """
        ...


class Entropy(Protocol):
    """Chance: every random value of the emulator is drawn here, so that a seed can repeat a run."""

    def token_bytes(self, n: int) -> bytes:
        """Return `n` random bytes."""
        ...

    def digits(self, n: int) -> str:
        """Return `n` random decimal digits, leading zeros included."""
        ...

    def uuid(self) -> str:
        """Return a version 4 UUID in its 36-character lower-case text form."""
        ...

    def integer_below(self, n: int) -> int:
        """Return a random integer r with 0 <= r < n."""
        ...

    def choice(self, alphabet: str, n: int) -> str:
        """Return `n` characters, each drawn independently and evenly from `alphabet`."""
        ...


class KeyStock(Protocol):
    """Fresh RSA-2048 signing keys, made ahead of need because one costs 40 to 110 ms."""

    def take(self) -> PoolKeys:
        """Return two keys no other pool holds; waits for generation only when the stock is empty."""
        ...

    def give_back(self, keys: PoolKeys) -> None:
        """Return the keys of a pool that no longer exists, for another pool to use.

        Only for resets of an emulator in the same process: its tokens go with it.
        """
        ...


class KeyRing(Protocol):
    """Keys loaded into this process, so that a stored key is parsed once and not for each token."""

    def signer(self, pool_id: str, key: SigningKey) -> TokenSigner:
        """Return the loaded form of `key`, from memory when this process has loaded it before."""
        ...

    def forget(self, pool_id: str) -> None:
        """Drop the keys of a deleted pool from memory."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """One SMS or e-mail as the service would hand it to SNS or SES."""

    message_id: str
    pool_id: str
    username: str
    medium: str
    """`SMS` or `EMAIL`."""
    kind: str
    """What it is for, as the inbox shows it (for example `SIGN_UP`)."""
    destination: str
    subject: str | None
    body: str
    code: str | None
    sent_at: datetime


class MessageSender(Protocol):
    """Where messages go after the transaction that wrote them to the inbox has been committed."""

    def send(self, message: OutgoingMessage) -> None:
        """Deliver one message; never called inside a transaction."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LambdaResult:
    """What an invoked function answered: its payload, and the kind of its failure if it failed."""

    payload: bytes
    function_error: str | None = None
    """None on success, else `Handled` or `Unhandled` as Lambda's X-Amz-Function-Error has it."""


class LambdaInvoker(Protocol):
    """Calls the Lambda functions configured as triggers."""

    def invoke(self, arn: str, payload: bytes, timeout_seconds: float) -> LambdaResult:
        """Invoke the function `arn` synchronously with a JSON payload.

        Raises: TimeoutError when no answer came in time; ConnectionError when the function cannot
        be reached; LookupError when nothing is known under this ARN.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """An answer from an external identity provider."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """A request to an external identity provider."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class HttpClient(Protocol):
    """Outgoing HTTP, for federation with external identity providers."""

    def request(self, request: HttpRequest, timeout_seconds: float) -> HttpResponse:
        """Send `request` and return the answer, whatever its status; redirects are not followed.

        Raises: TimeoutError; ConnectionError.
        """
        ...
