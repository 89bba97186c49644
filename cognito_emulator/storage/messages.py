"""The inbox: every message the service would have sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.messages import Medium, Message, MessageKind
from cognito_emulator.storage.columns import (
    decode_instant,
    decode_json,
    encode_instant,
    encode_json,
    storable,
)
from cognito_emulator.storage.prepared import Prepared, bind, limit
from cognito_emulator.storage.tables import messages

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.storage.transaction import Transaction

_COLUMNS: Final = (messages.c.id, messages.c.pool_id, messages.c.sent_at, messages.c.document)
_WRITTEN: Final = ("pool_id", "username", "medium", "destination", "sent_at", "document")
_FILTERS: Final = ("pool_id", "username", "destination", "medium")

_INSERT: Final = Prepared(
    sa.insert(messages)
    .values({name: bind(name, messages.c[name].type) for name in _WRITTEN})
    .returning(messages.c.id)
)
_SELECTED: Final = sa.select(*_COLUMNS).where(
    *(
        sa.or_(bind(name).is_(None), messages.c[name] == bind(name, messages.c[name].type))
        for name in _FILTERS
    )
)
_PAGE: Final = Prepared(
    _SELECTED.where(messages.c.id > bind("after", sa.BigInteger))
    .order_by(messages.c.id)
    .limit(limit())
)
_LATEST: Final = Prepared(_SELECTED.order_by(messages.c.id.desc()).limit(limit()))
_PURGE: Final = Prepared(
    sa.delete(messages).where(messages.c.sent_at < bind("before", sa.BigInteger))
)
_CLEAR: Final = Prepared(sa.delete(messages))

_EVERYTHING: Final = 1000


class MessageRepository:
    """Messages, in the order they were written."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, message: Message) -> Message:
        """Keep a message; return it with its number."""
        row = {
            "pool_id": message.pool_id,
            "username": storable(message.username),
            "medium": message.medium.value,
            "destination": storable(message.destination),
            "sent_at": encode_instant(message.sent_at),
            "document": encode_json(_document(message)),
        }
        written = self._transaction.write_returning(_INSERT, row)
        return message if written is None else replace(message, id=written[0])

    def page(
        self,
        *,
        pool_id: str | None = None,
        username: str | None = None,
        destination: str | None = None,
        medium: str | None = None,
        after: int = 0,
        limit: int = _EVERYTHING,
    ) -> list[Message]:
        """Return messages numbered above `after`, oldest first, that have all the given values."""
        parameters = {
            **_filters(pool_id, username, destination, medium),
            "after": after,
            "limit": limit,
        }
        return [_message(row) for row in self._transaction.rows(_PAGE, parameters)]

    def latest(
        self,
        *,
        pool_id: str | None = None,
        username: str | None = None,
        destination: str | None = None,
        medium: str | None = None,
        limit: int = 1,
    ) -> list[Message]:
        """Return messages, newest first, that have all the given values."""
        parameters = {**_filters(pool_id, username, destination, medium), "limit": limit}
        return [_message(row) for row in self._transaction.rows(_LATEST, parameters)]

    def purge(self, before: datetime) -> int:
        """Forget messages sent before an instant; return how many."""
        return self._transaction.write(_PURGE, {"before": encode_instant(before)})

    def clear(self) -> None:
        """Forget all messages."""
        self._transaction.write(_CLEAR, {})


def _filters(
    pool_id: str | None, username: str | None, destination: str | None, medium: str | None
) -> dict[str, object]:
    return {
        "pool_id": None if pool_id is None else storable(pool_id),
        "username": None if username is None else storable(username),
        "destination": None if destination is None else storable(destination),
        "medium": None if medium is None else storable(medium),
    }


def _document(message: Message) -> dict[str, object]:
    return {
        "client_id": message.client_id,
        "username": message.username,
        "medium": message.medium.value,
        "kind": message.kind.value,
        "destination": message.destination,
        "code": message.code,
        "subject": message.subject,
        "body": message.body,
    }


def _message(row: tuple[Any, ...]) -> Message:
    number, pool_id, sent_at, text = row
    document = decode_json(text)
    return Message(
        id=number,
        pool_id=pool_id,
        medium=Medium(document.pop("medium")),
        kind=MessageKind(document.pop("kind")),
        sent_at=decode_instant(sent_at),
        **document,
    )
