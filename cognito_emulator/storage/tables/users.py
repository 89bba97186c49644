"""Users, the names they sign in with, what ListUsers may search, and groups.

`users` is a rowid table in SQLite, in the order of insertion, so that a million sign-ups append;
the two small tables beside it are their own primary key. In all three the pool is its number. No
table has a foreign key to users: a cascade would need one more index on each of the small ones, so
the user repository itself removes what belongs to a user.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cognito_emulator.storage.columns import EpochMillis, JsonDocument, KeyText
from cognito_emulator.storage.tables.naming import metadata

users: Final = sa.Table(
    "users",
    metadata,
    sa.Column("pool", sa.ForeignKey("pools.number", ondelete="CASCADE"), primary_key=True),
    sa.Column("key", KeyText, primary_key=True),
    sa.Column("username", KeyText),  # NULL: the same as key
    sa.Column("sub", sa.LargeBinary, nullable=False),  # columns.encode_uuid
    sa.Column("status", KeyText, nullable=False),
    sa.Column("enabled", sa.Boolean, nullable=False),
    sa.Column("created_at", EpochMillis, nullable=False),
    sa.Column("modified_at", EpochMillis, nullable=False),
    sa.Column("password_salt", sa.LargeBinary),
    sa.Column("password_verifier", sa.LargeBinary),
    sa.Column("password_check", sa.LargeBinary),
    sa.Column("failed_count", sa.Integer),
    sa.Column("failed_at", EpochMillis),
    sa.Column("attributes", JsonDocument, nullable=False),
    sa.Column("aliases", JsonDocument),  # [[kind, value], …], the rows of `aliases`; NULL: none
    sa.Column("rare", JsonDocument),  # second factors, password history …; NULL: none of them
    sa.Index(None, "pool", "sub", unique=True),
)

aliases: Final = sa.Table(
    "aliases",
    metadata,
    sa.Column("pool", sa.ForeignKey("pools.number", ondelete="CASCADE"), primary_key=True),
    sa.Column("kind", KeyText, primary_key=True),
    sa.Column("value", KeyText, primary_key=True),
    sa.Column("user_key", KeyText, nullable=False),
    sqlite_with_rowid=False,
)

searchable_attributes: Final = sa.Table(
    "searchable_attributes",
    metadata,
    sa.Column("pool", sa.ForeignKey("pools.number", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", KeyText, primary_key=True),
    sa.Column("value", KeyText, primary_key=True),
    sa.Column("user_key", KeyText, primary_key=True),
    sqlite_with_rowid=False,
)

groups: Final = sa.Table(
    "groups",
    metadata,
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("key", KeyText, primary_key=True),  # domain.groups.group_key of the name
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("precedence", sa.BigInteger),
    sa.Column("created_at", EpochMillis, nullable=False),
    sa.Column("modified_at", EpochMillis, nullable=False),
    sa.Column("document", JsonDocument, nullable=False),  # description, role
)

group_members: Final = sa.Table(
    "group_members",
    metadata,
    sa.Column("pool_id", KeyText, primary_key=True),
    sa.Column("group_key", KeyText, primary_key=True),
    sa.Column("user_key", KeyText, primary_key=True),
    sa.Column("added_at", EpochMillis, nullable=False),
    sa.ForeignKeyConstraint(
        ["pool_id", "group_key"], ["groups.pool_id", "groups.key"], ondelete="CASCADE"
    ),
    sa.Index(None, "pool_id", "user_key"),
    sqlite_with_rowid=False,
)
