"""The group of commands, and how a setting becomes an option."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cognito_emulator import config
from cognito_emulator.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable


def setting_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of the named settings, of all when none is named."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for each in reversed(config.settings()):
            if not names or each.name in names:
                command = _option(each)(command)
        return click.option(
            "--config",
            "file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=f"TOML file with settings.  [{config.ENVIRONMENT_PREFIX}CONFIG]",
        )(command)

    return decorate


def _option(setting: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: ANN401
    flag = config.flag_of(setting.name)
    is_switch = isinstance(setting.default, bool)
    default = "" if setting.default in (None, ()) or is_switch else f"; default {setting.default}"
    return click.option(
        f"{flag}/--no-{flag[2:]}" if is_switch else flag,
        setting.name,
        default=None,
        metavar=None if is_switch else setting.metadata["metavar"],
        type=int if isinstance(setting.default, int) and not is_switch else None,
        help=f"{setting.metadata['help']}  [{config.variable_of(setting.name)}{default}]",
    )


def load(file: Path | None, flags: dict[str, Any]) -> config.Config:
    """Compose the configuration of a command; a wrong setting ends it with a message."""
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return config.load(given, file=file)
    except config.ConfigError as error:
        raise click.UsageError(str(error)) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cognito-emulator")
def main() -> None:
    """Run a local Amazon Cognito."""


@main.command()
@setting_options()
def serve(file: Path | None, **flags: Any) -> None:  # noqa: ANN401
    """Answer Cognito's API over HTTP until interrupted.

    Every option may be given as an environment variable, named in brackets, or in a TOML file.
    """
    from cognito_emulator.cli import serve as command

    command.run(load(file, flags))


@main.group()
def database() -> None:
    """Look after a stored emulator."""


@database.command()
@setting_options("store")
def upgrade(file: Path | None, **flags: Any) -> None:  # noqa: ANN401
    """Bring the tables of a SQLite file or PostgreSQL database to this version.

    The server does the same when it starts; this is for doing it ahead, once, for many servers.
    """
    from cognito_emulator.cli import database as command

    command.upgrade(load(file, flags))
