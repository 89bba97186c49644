"""What waits for a user's answer: codes that were sent, sign-ins under way, requests counted."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cognito_emulator.storage.columns import EpochMillis, JsonDocument, KeyText
from cognito_emulator.storage.tables.naming import metadata

codes: Final = sa.Table(
    "codes",
    metadata,
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("user_key", KeyText, primary_key=True),
    sa.Column("kind", KeyText, primary_key=True),
    sa.Column("attribute", KeyText, primary_key=True),  # "": of no attribute
    sa.Column("expires_at", EpochMillis, nullable=False),
    sa.Column("document", JsonDocument, nullable=False),
)

# No foreign key to users: a sign-in may be simulated for a user who does not exist.
sign_ins: Final = sa.Table(
    "sign_ins",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("client_id", KeyText, nullable=False),
    sa.Column("user_key", KeyText),
    sa.Column("expires_at", EpochMillis, nullable=False),
    sa.Column("used_at", EpochMillis),
    sa.Column("document", JsonDocument, nullable=False),
    sa.Index(None, "pool_id", "user_key"),
    sa.Index(None, "expires_at"),
)

request_counts: Final = sa.Table(
    "request_counts",
    metadata,
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("user_key", KeyText, primary_key=True),
    sa.Column("quota", KeyText, primary_key=True),  # domain.request_quotas.RequestQuota
    sa.Column("since_at", EpochMillis, nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
