"""The first schema: user pools, clients, users, groups, codes, sign-ins, tokens, messages.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table."""
    _create_pools()
    _create_users()
    _create_groups()
    _create_sign_in()
    _create_tokens()
    _create_settings()


def _create_pools() -> None:
    op.create_table(
        "pools",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("region", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("modified_at", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("configuration", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_pools"),
        sa.UniqueConstraint("id", name="uq_pools_id"),
    )
    op.create_index("ix_pools_account_id_region_id", "pools", ["account_id", "region", "id"])
    op.create_table(
        "user_counts",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("shard", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_user_counts_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool_id", "shard", name="pk_user_counts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signing_keys",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("use", KEY, nullable=False),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_signing_keys_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool_id", "use", name="pk_signing_keys"),
    )
    op.create_table(
        "clients",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("modified_at", sa.BigInteger(), nullable=False),
        sa.Column("configuration", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_clients_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
    )
    op.create_index("ix_clients_pool_id_id", "clients", ["pool_id", "id"])
    op.create_table(
        "client_secrets",
        sa.Column("client_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_client_secrets_client_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_id", "id", name="pk_client_secrets"),
    )


def _create_users() -> None:
    op.create_table(
        "users",
        sa.Column("pool", SERIAL, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("username", KEY, nullable=True),
        sa.Column("sub", sa.LargeBinary(), nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("modified_at", sa.BigInteger(), nullable=False),
        sa.Column("password_salt", sa.LargeBinary(), nullable=True),
        sa.Column("password_verifier", sa.LargeBinary(), nullable=True),
        sa.Column("password_check", sa.LargeBinary(), nullable=True),
        sa.Column("failed_count", sa.Integer(), nullable=True),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=True),
        sa.Column("rare", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pool"], ["pools.number"], name="fk_users_pool", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool", "key", name="pk_users"),
    )
    op.create_index("ix_users_pool_sub", "users", ["pool", "sub"], unique=True)
    op.create_table(
        "aliases",
        sa.Column("pool", SERIAL, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("value", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["pool"], ["pools.number"], name="fk_aliases_pool", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool", "kind", "value", name="pk_aliases"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "searchable_attributes",
        sa.Column("pool", SERIAL, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["pool"], ["pools.number"], name="fk_searchable_attributes_pool", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "pool", "name", "value", "user_key", name="pk_searchable_attributes"
        ),
        sqlite_with_rowid=False,
    )


def _create_groups() -> None:
    op.create_table(
        "groups",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("precedence", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("modified_at", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_groups_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool_id", "key", name="pk_groups"),
    )
    op.create_table(
        "group_members",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("group_key", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id", "group_key"],
            ["groups.pool_id", "groups.key"],
            name="fk_group_members_pool_id_group_key",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pool_id", "group_key", "user_key", name="pk_group_members"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_members_pool_id_user_key", "group_members", ["pool_id", "user_key"])


def _create_sign_in() -> None:
    op.create_table(
        "codes",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("attribute", KEY, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_codes_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool_id", "user_key", "kind", "attribute", name="pk_codes"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("client_id", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_sign_ins_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_expires_at", "sign_ins", ["expires_at"])
    op.create_index("ix_sign_ins_pool_id_user_key", "sign_ins", ["pool_id", "user_key"])
    op.create_table(
        "request_counts",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=False),
        sa.Column("quota", KEY, nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_request_counts_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool_id", "user_key", "quota", name="pk_request_counts"),
        sqlite_with_rowid=False,
    )


def _create_tokens() -> None:
    op.create_table(
        "token_sessions",
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("user_key", KEY, nullable=False),
        sa.Column("client_id", KEY, nullable=False),
        sa.Column("origin_jti", sa.Text(), nullable=False),
        sa.Column("authenticated_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("device_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_token_sessions_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pool_id", "event_id", name="pk_token_sessions"),
    )
    op.create_index("ix_token_sessions_expires_at", "token_sessions", ["expires_at"])
    op.create_index("ix_token_sessions_pool_id_user_key", "token_sessions", ["pool_id", "user_key"])
    op.create_table(
        "refresh_tokens",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pool_id", "event_id"],
            ["token_sessions.pool_id", "token_sessions.event_id"],
            name="fk_refresh_tokens_pool_id_event_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_refresh_tokens"),
    )
    op.create_index("ix_refresh_tokens_pool_id_event_id", "refresh_tokens", ["pool_id", "event_id"])


def _create_settings() -> None:
    op.create_table(
        "tags",
        sa.Column("arn", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("arn", "name", name="pk_tags"),
    )
    op.create_table(
        "messages",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("pool_id", KEY, nullable=False),
        sa.Column("username", KEY, nullable=False),
        sa.Column("medium", KEY, nullable=False),
        sa.Column("destination", KEY, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["pools.id"], name="fk_messages_pool_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_pool_id_id", "messages", ["pool_id", "id"])
    op.create_table(
        "emulator_facts",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_emulator_facts"),
    )


def downgrade() -> None:
    """Refuse: a database is never taken back to an earlier schema."""
    raise RuntimeError("There is no schema before this one.")
