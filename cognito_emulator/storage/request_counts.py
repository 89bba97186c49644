"""How often each user asked for what is limited by the hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.request_quotas import WINDOW_SECONDS
from cognito_emulator.storage.columns import encode_instant
from cognito_emulator.storage.prepared import Prepared, bind
from cognito_emulator.storage.tables import request_counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cognito_emulator.domain.request_quotas import RequestQuota
    from cognito_emulator.storage.transaction import Transaction


def _count_statement(insert: Callable[[sa.Table], Any]) -> sa.Executable:
    statement = insert(request_counts).values(
        pool_id=bind("pool_id"),
        user_key=bind("user_key"),
        quota=bind("quota"),
        since_at=bind("now", sa.BigInteger),
        n=sa.literal_column("1"),
    )
    is_over = request_counts.c.since_at <= bind("over", sa.BigInteger)
    result: sa.Executable = statement.on_conflict_do_update(
        index_elements=["pool_id", "user_key", "quota"],
        set_={
            "since_at": sa.case(
                (is_over, statement.excluded.since_at), else_=request_counts.c.since_at
            ),
            "n": sa.case(
                (is_over, sa.literal_column("1")),
                else_=request_counts.c.n + sa.literal_column("1"),
            ),
        },
    ).returning(request_counts.c.n)
    return result


_COUNT: Final = Prepared(_count_statement)
_PURGE: Final = Prepared(
    sa.delete(request_counts).where(request_counts.c.since_at < bind("before", sa.BigInteger))
)


class RequestCountRepository:
    """Requests of users by quota, each within an hour that began with its first request."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def count(self, pool_id: str, user_key: str, quota: RequestQuota, now: datetime) -> int:
        """Count one request; return how many there have been within the hour, this one included."""
        row = {
            "pool_id": pool_id,
            "user_key": user_key,
            "quota": quota.value,
            "now": encode_instant(now),
            "over": encode_instant(now - timedelta(seconds=WINDOW_SECONDS)),
        }
        counted = self._transaction.write_returning(_COUNT, row)
        return 1 if counted is None else int(counted[0])

    def purge(self, before: datetime) -> int:
        """Forget counts whose hour began before an instant; return how many."""
        return self._transaction.write(_PURGE, {"before": encode_instant(before)})
