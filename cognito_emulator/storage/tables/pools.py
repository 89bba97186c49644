"""User pools, what belongs to each as a whole, and their app clients."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cognito_emulator.storage.columns import EpochMillis, JsonDocument, KeyText, SerialId
from cognito_emulator.storage.tables.naming import metadata

# `number` stands for the pool in the tables of users: the id would cost 120 bytes for each user.
pools: Final = sa.Table(
    "pools",
    metadata,
    sa.Column("number", SerialId, primary_key=True),
    sa.Column("id", KeyText, nullable=False, unique=True),
    sa.Column("account_id", KeyText, nullable=False),
    sa.Column("region", KeyText, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", EpochMillis, nullable=False),
    sa.Column("modified_at", EpochMillis, nullable=False),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("configuration", JsonDocument, nullable=False),
    sa.Index(None, "account_id", "region", "id"),
)

# The estimated number of users, in shards: concurrent sign-ups would queue at one row.
user_counts: Final = sa.Table(
    "user_counts",
    metadata,
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("shard", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("n", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

signing_keys: Final = sa.Table(
    "signing_keys",
    metadata,
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("use", KeyText, primary_key=True),  # "id" or "access"
    sa.Column("kid", sa.Text, nullable=False),
    sa.Column("private_key", sa.LargeBinary, nullable=False),  # PKCS#8 DER
)

clients: Final = sa.Table(
    "clients",
    metadata,
    sa.Column("id", KeyText, primary_key=True),
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", EpochMillis, nullable=False),
    sa.Column("modified_at", EpochMillis, nullable=False),
    sa.Column("configuration", JsonDocument, nullable=False),
    sa.Index(None, "pool_id", "id"),
)

client_secrets: Final = sa.Table(
    "client_secrets",
    metadata,
    sa.Column("client_id", sa.ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("id", KeyText, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("created_at", EpochMillis, nullable=False),
)
