"""Tags of any resource, the inbox, and facts about the database itself."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cognito_emulator.storage.columns import EpochMillis, JsonDocument, KeyText, SerialId
from cognito_emulator.storage.tables.naming import metadata

tags: Final = sa.Table(
    "tags",
    metadata,
    sa.Column("arn", KeyText, primary_key=True),
    sa.Column("name", KeyText, primary_key=True),
    sa.Column("value", JsonDocument, nullable=False),
)

# Who waits for the next message names the last one seen: a number never comes again.
messages: Final = sa.Table(
    "messages",
    metadata,
    sa.Column("id", SerialId, primary_key=True),
    sa.Column("pool_id", sa.ForeignKey("pools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("username", KeyText, nullable=False),
    sa.Column("medium", KeyText, nullable=False),
    sa.Column("destination", KeyText, nullable=False),
    sa.Column("sent_at", EpochMillis, nullable=False),
    sa.Column("document", JsonDocument, nullable=False),
    sa.Index(None, "pool_id", "id"),
    sqlite_autoincrement=True,
)

# Which version wrote the schema, for the message to a version that does not know it.
emulator_facts: Final = sa.Table(
    "emulator_facts",
    metadata,
    sa.Column("name", KeyText, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
