"""Sign-ins that wait for the answer to a challenge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.challenges import SignInProgress
from cognito_emulator.storage.columns import (
    decode_instant,
    decode_instant_or_none,
    decode_json,
    encode_instant,
    encode_instant_or_none,
    encode_json,
)
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_new,
)
from cognito_emulator.storage.tables import sign_ins

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.storage.transaction import Transaction

_COLUMNS: Final = (
    sign_ins.c.digest,
    sign_ins.c.pool_id,
    sign_ins.c.client_id,
    sign_ins.c.user_key,
    sign_ins.c.expires_at,
    sign_ins.c.used_at,
    sign_ins.c.document,
)
_BY_DIGEST: Final = equal_to_parameters(sign_ins, "digest")
_INSERT: Final = insert_new(sign_ins)
_GET: Final = Prepared(sa.select(*_COLUMNS).where(_BY_DIGEST))
_SAVE: Final = Prepared(
    sa.update(sign_ins)
    .where(_BY_DIGEST)
    .values(
        user_key=bind("user_key"),
        expires_at=bind("expires_at", sa.BigInteger),
        used_at=bind("used_at", sa.BigInteger),
        document=bind("document"),
    )
)
_MARK_USED: Final = Prepared(
    sa.update(sign_ins)
    .where(_BY_DIGEST, sign_ins.c.used_at.is_(None))
    .values(used_at=bind("used_at", sa.BigInteger))
)
_PURGE: Final = Prepared(
    sa.delete(sign_ins).where(sign_ins.c.expires_at < bind("before", sa.BigInteger))
)


class SignInRepository:
    """Sign-ins under way, by the digest of the text the client brings back."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def insert(self, progress: SignInProgress) -> None:
        """Keep a sign-in.

        Raises: AlreadyExists.
        """
        row = {
            **_row(progress),
            "pool_id": progress.pool_id,
            "client_id": progress.client_id,
        }
        if self._transaction.write(_INSERT, row) == 0:
            raise AlreadyExists("sign-in", progress.digest.hex())

    def get(self, digest: bytes) -> SignInProgress | None:
        """Return a sign-in by `session_digest` of its text, also when expired or used."""
        row = self._transaction.row(_GET, {"digest": digest})
        return None if row is None else _progress(row)

    def save(self, progress: SignInProgress) -> None:
        """Write a sign-in that exists."""
        self._transaction.write(_SAVE, _row(progress))

    def mark_used(self, digest: bytes, at: datetime) -> bool:
        """Say that the text has served; False when it had served before.

        Of several that try at the same time one gets True.
        """
        parameters = {"digest": digest, "used_at": encode_instant(at)}
        return self._transaction.write(_MARK_USED, parameters) == 1

    def purge(self, before: datetime) -> int:
        """Forget sign-ins that expired before an instant; return how many."""
        return self._transaction.write(_PURGE, {"before": encode_instant(before)})


def _row(progress: SignInProgress) -> dict[str, object]:
    return {
        "digest": progress.digest,
        "user_key": progress.user_key,
        "expires_at": encode_instant(progress.expires_at),
        "used_at": encode_instant_or_none(progress.used_at),
        "document": encode_json(progress.to_document()),
    }


def _progress(row: tuple[Any, ...]) -> SignInProgress:
    digest, pool_id, client_id, user_key, expires_at, used_at, document = row
    return SignInProgress.from_document(
        decode_json(document),
        digest=digest,
        pool_id=pool_id,
        client_id=client_id,
        user_key=user_key,
        expires_at=decode_instant(expires_at),
        used_at=decode_instant_or_none(used_at),
    )
