"""``cognito-emulator database``: bring a stored emulator's tables to this version."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cognito_emulator import config as settings

if TYPE_CHECKING:
    from cognito_emulator.config import Config


def upgrade(config: Config) -> None:
    """Migrate the store; ends with 1 and a message when that is not possible."""
    if settings.is_memory(config.store):
        raise click.UsageError("The memory store has nothing to upgrade; name one with --store.")
    migrate(config.store)
    click.echo("The database has the tables of this version.")


def migrate(store: str) -> None:
    """Create or migrate the tables of a store; exits with 1 and a message when refused."""
    from cognito_emulator.storage.database import open_database
    from cognito_emulator.storage.errors import DatabaseUnusable

    try:
        open_database(store).close()
    except DatabaseUnusable as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
