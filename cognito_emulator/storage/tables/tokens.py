"""Token sessions and the refresh tokens that continue them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cognito_emulator.storage.columns import EpochMillis, KeyText
from cognito_emulator.storage.tables.naming import metadata

token_sessions: Final = sa.Table(
    "token_sessions",
    metadata,
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("event_id", KeyText, primary_key=True),
    sa.Column("user_key", KeyText, nullable=False),
    sa.Column("client_id", KeyText, nullable=False),
    sa.Column("origin_jti", sa.Text, nullable=False),
    sa.Column("authenticated_at", EpochMillis, nullable=False),
    sa.Column("expires_at", EpochMillis, nullable=False),
    sa.Column("revoked_at", EpochMillis),
    sa.Column("scopes", sa.Text, nullable=False),  # separated by spaces
    sa.Column("device_key", sa.Text),
    sa.Index(None, "pool_id", "user_key"),
    sa.Index(None, "expires_at"),
)

refresh_tokens: Final = sa.Table(
    "refresh_tokens",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("pool_id", KeyText, nullable=False),
    sa.Column("event_id", KeyText, nullable=False),
    sa.Column("issued_at", EpochMillis, nullable=False),
    sa.Column("superseded_at", EpochMillis),
    sa.ForeignKeyConstraint(
        ["pool_id", "event_id"],
        ["token_sessions.pool_id", "token_sessions.event_id"],
        ondelete="CASCADE",
    ),
    sa.Index(None, "pool_id", "event_id"),
)
