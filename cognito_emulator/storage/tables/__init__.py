"""The tables, by subject; Table objects only.

To add a table: put it into the file of its subject, state ON DELETE for every foreign key, give every
List operation the index of its order, and write a migration (`migrations/__init__.py` tells how). A
value becomes a column if and only if a WHERE, ORDER BY, UNIQUE, FOREIGN KEY or COUNT needs it; all
else goes into one JSON document. Primary keys begin with the pool, its id or number, where the rows
belong to a pool, so that the schema can be distributed by pool.
"""

from __future__ import annotations

from cognito_emulator.storage.tables.naming import metadata
from cognito_emulator.storage.tables.pools import (
    client_secrets,
    clients,
    pools,
    signing_keys,
    user_counts,
)
from cognito_emulator.storage.tables.settings import emulator_facts, messages, tags
from cognito_emulator.storage.tables.sign_in import codes, request_counts, sign_ins
from cognito_emulator.storage.tables.tokens import refresh_tokens, token_sessions
from cognito_emulator.storage.tables.users import (
    aliases,
    group_members,
    groups,
    searchable_attributes,
    users,
)

__all__ = [
    "aliases",
    "client_secrets",
    "clients",
    "codes",
    "emulator_facts",
    "group_members",
    "groups",
    "messages",
    "metadata",
    "pools",
    "refresh_tokens",
    "request_counts",
    "searchable_attributes",
    "sign_ins",
    "signing_keys",
    "tags",
    "token_sessions",
    "user_counts",
    "users",
]
