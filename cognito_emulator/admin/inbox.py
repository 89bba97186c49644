"""The inbox: every SMS and e-mail the service would have sent, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cognito_emulator.domain.messages import Message
    from cognito_emulator.storage.database import Database

MOST_MESSAGES: Final = 1000
"""How many messages one look into the inbox returns at most."""

_PAUSE_SECONDS: Final = 0.02


class NoMessageError(LookupError):
    """No message matches; the text says what was looked for and what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Which messages are meant; None leaves a criterion out."""

    pool_id: str | None = None
    username: str | None = None
    destination: str | None = None
    """A whole e-mail address or phone number."""
    medium: str | None = None
    """`SMS` or `EMAIL`."""
    after: int = 0
    """Only messages with a greater id."""


class Inbox:
    """Looks into the messages of one emulator; safe to use from several threads."""

    __slots__ = ("_database",)

    def __init__(self, database: Database) -> None:
        self._database: Final = database

    def list(
        self,
        *,
        pool_id: str | None = None,
        username: str | None = None,
        destination: str | None = None,
        medium: str | None = None,
        after: int = 0,
    ) -> Sequence[Message]:
        """Return the messages that match every criterion given, oldest first."""
        return self.matching(
            Looking(
                pool_id=pool_id,
                username=username,
                destination=destination,
                medium=medium,
                after=after,
            )
        )

    def wait(
        self,
        *,
        pool_id: str | None = None,
        username: str | None = None,
        destination: str | None = None,
        medium: str | None = None,
        after: int = 0,
        timeout_seconds: float = 5.0,
    ) -> Message:
        """Return the oldest message that matches, waiting for one to be sent.

        Raises: NoMessageError when none was sent within `timeout_seconds`.
        """
        looking = Looking(
            pool_id=pool_id,
            username=username,
            destination=destination,
            medium=medium,
            after=after,
        )
        if found := self.matching_within(looking, timeout_seconds):
            return found[0]
        raise NoMessageError(f"no message within {timeout_seconds} s for {_described(looking)}")

    def code(self, recipient: str, *, pool_id: str | None = None) -> str:
        """Return the newest code sent to a username, an e-mail address or a phone number.

        Raises: NoMessageError.
        """
        with self._database.reading() as store:
            latest = partial(store.messages.latest, pool_id=pool_id, limit=MOST_MESSAGES)
            sent = latest(username=recipient) + latest(destination=recipient)
        codes = {each.id: each.code for each in sent if each.code is not None}
        if codes:
            return codes[max(codes)]
        others = sorted({f"{each.username} <{each.destination}>" for each in self.list()})
        raise NoMessageError(
            f"no code was sent to {recipient!r}; messages went to {', '.join(others) or 'nobody'}"
        )

    def clear(self) -> None:
        """Forget every message."""
        with self._database.writing() as store:
            store.messages.clear()

    def matching(self, looking: Looking) -> Sequence[Message]:
        """Return what is in the inbox now, oldest first, at most `MOST_MESSAGES`."""
        with self._database.reading() as store:
            return store.messages.page(
                pool_id=looking.pool_id,
                username=looking.username,
                destination=looking.destination,
                medium=looking.medium,
                after=looking.after,
                limit=MOST_MESSAGES,
            )

    def matching_within(self, looking: Looking, seconds: float) -> Sequence[Message]:
        """Return matching messages as soon as there is one; none when `seconds` have passed.

        Looks again and again: the message may be written by another process.
        """
        deadline = monotonic() + seconds
        pause = Event()
        while not (found := self.matching(looking)) and monotonic() < deadline:
            pause.wait(_PAUSE_SECONDS)
        return found


def _described(looking: Looking) -> str:
    criteria = {
        "pool_id": looking.pool_id,
        "username": looking.username,
        "destination": looking.destination,
        "medium": looking.medium,
    }
    named = [f"{name}={value!r}" for name, value in criteria.items() if value is not None]
    return ", ".join(named) or "anybody"
