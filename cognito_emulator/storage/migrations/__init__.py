"""The schema's history: from any earlier version of a file or PostgreSQL database to this one's.

Alembic is imported only when there is something to migrate; it takes 0.3 s. `REVISIONS` names every
migration, oldest first, so that a database at the last of them is opened without it.

To change the schema: change `tables/`, write `versions/000N_what_changes.py` by hand (see 0001; in
SQLite columns change through `op.batch_alter_table`, with foreign keys off), append its revision to
`REVISIONS`. A published migration never changes again. `tests/storage/migrations` compares the
outcome with the tables on both databases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.storage.errors import DatabaseUnusable

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

REVISIONS: Final = ("0001",)
HEAD: Final = REVISIONS[-1]

INSTALLED: Final = "SELECT version_num FROM alembic_version"
"""The revision of a database that has been migrated once."""

WRITTEN_BY: Final = "SELECT value FROM emulator_facts WHERE name = 'written_by'"
"""Which version of cognito-emulator migrated the database last."""


def is_current(
    installed: str | None, *, written_by: Callable[[], str | None], migrate: bool
) -> bool:
    """Tell whether a database of revision `installed` can be used as it is; False: migrate it.

    Raises: DatabaseUnusable when it is newer than this version, or when it must not be migrated.
    """
    if installed == HEAD:
        return True
    if installed is not None and installed not in REVISIONS:
        raise DatabaseUnusable.too_new(installed, written_by(), HEAD)
    if not migrate:
        raise DatabaseUnusable.not_migrated(installed, HEAD)
    return False


def upgrade(connection: sa.Connection) -> None:
    """Migrate to HEAD in the transaction that `connection` has begun, alone on the database."""
    from alembic import command
    from alembic.config import Config

    from cognito_emulator.storage.tables import emulator_facts
    from cognito_emulator.version import __version__

    config = Config()
    config.set_main_option("script_location", "cognito_emulator.storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    fact = emulator_facts.c.name == "written_by"
    connection.execute(emulator_facts.delete().where(fact))
    connection.execute(emulator_facts.insert().values(name="written_by", value=__version__))
