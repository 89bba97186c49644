"""What Alembic runs: the migrations, in the transaction of the connection it is given."""

from __future__ import annotations

from alembic import context

from cognito_emulator.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # One transaction for all of it, the caller's: SQLite and PostgreSQL both roll DDL back.
    transactional_ddl=True,
)
context.run_migrations()
