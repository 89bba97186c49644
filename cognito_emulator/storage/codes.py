"""Codes sent to users: at most one for each purpose and attribute of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.codes import CodeKind, ConfirmationCode
from cognito_emulator.storage.columns import (
    decode_instant,
    decode_json,
    encode_instant,
    encode_json,
)
from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_or_replace,
)
from cognito_emulator.storage.tables import codes

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.storage.transaction import Transaction

_BY_KEY: Final = equal_to_parameters(codes, "pool_id", "user_key", "kind", "attribute")
_PUT: Final = insert_or_replace(codes, ["expires_at", "document"])
_GET: Final = Prepared(sa.select(codes.c.expires_at, codes.c.document).where(_BY_KEY))
_REMOVE: Final = Prepared(sa.delete(codes).where(_BY_KEY))
_PURGE: Final = Prepared(sa.delete(codes).where(codes.c.expires_at < bind("before", sa.BigInteger)))


class CodeRepository:
    """Codes of users, by purpose and, where a purpose has several, by attribute ("": no matter)."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def put(
        self, pool_id: str, user_key: str, code: ConfirmationCode, *, attribute: str = ""
    ) -> None:
        """Keep a code in place of the last one of this kind and `attribute`.

        Raises: OwnerGone when the pool does not exist.
        """
        document = {
            "code": code.code,
            "attribute": code.attribute,
            "destination": code.destination,
            "issued_at": encode_instant(code.issued_at),
        }
        row = {
            **_key(pool_id, user_key, code.kind, attribute),
            "expires_at": encode_instant(code.expires_at),
            "document": encode_json(document),
        }
        self._transaction.write(_PUT, row)

    def get(
        self, pool_id: str, user_key: str, kind: CodeKind, attribute: str = ""
    ) -> ConfirmationCode | None:
        """Return the code, expired or not."""
        key = _key(pool_id, user_key, kind, attribute)
        row = self._transaction.row(_GET, key)
        return None if row is None else _code(kind, row)

    def remove(self, pool_id: str, user_key: str, kind: CodeKind, attribute: str = "") -> None:
        """Forget a code, if there is one."""
        self._transaction.write(_REMOVE, _key(pool_id, user_key, kind, attribute))

    def purge(self, before: datetime) -> int:
        """Forget codes that expired before an instant; return how many."""
        return self._transaction.write(_PURGE, {"before": encode_instant(before)})


def _key(pool_id: str, user_key: str, kind: CodeKind, attribute: str) -> dict[str, object]:
    return {"pool_id": pool_id, "user_key": user_key, "kind": kind.value, "attribute": attribute}


def _code(kind: CodeKind, row: tuple[Any, ...]) -> ConfirmationCode:
    expires_at, text = row
    document = decode_json(text)
    return ConfirmationCode(
        kind=kind,
        code=document["code"],
        attribute=document["attribute"],
        destination=document["destination"],
        issued_at=decode_instant(document["issued_at"]),
        expires_at=decode_instant(expires_at),
    )
