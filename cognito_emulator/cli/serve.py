"""``cognito-emulator serve``: check, prepare, start worker processes, say what to do next.

A single worker is this process itself. Of several it is only the supervisor: what needs the emulator
(migrating a store, making a certificate) then runs in a process of its own that ends before the
workers start, so that the supervisor stays small.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cognito_emulator import config as settings
from cognito_emulator import server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from wsgiref.types import WSGIApplication

    from cognito_emulator.config import Config


def run(config: Config) -> None:
    """Serve until interrupted; ends the process with 1 and a message when that is not possible."""
    try:
        port = server.free_port(config.host, config.port)
    except server.AddressUnavailableError as error:
        raise click.ClickException(str(error)) from error
    certificates = data_directory(config) if config.tls else None
    _prepare(config)
    listening = server.Listening(
        host=config.host,
        port=port,
        workers=config.workers,
        certificate=certificates and certificates / "server.pem",
        key=certificates and certificates / "server.key",
    )
    show = partial(click.echo, banner(config, listening, certificates))
    with _shared_clock(config.workers) as clock:
        if not server.serve(partial(load_worker, config, clock), listening, show):
            raise click.ClickException("a worker process failed; its message stands above")
    click.echo("cognito-emulator stopped.")


def load_worker(config: Config, clock_file: Path | None) -> WSGIApplication:
    """Build the emulator of one worker process and return what it serves."""
    # Imports make no garbage: looking for some takes a tenth of the start, and of later collections.
    gc.disable()
    from cognito_emulator import log
    from cognito_emulator.adapters.shared_clock import SharedClock
    from cognito_emulator.emulator import Emulator

    log.configure(requests=config.log)
    clock = None if clock_file is None else SharedClock(clock_file)
    emulator = Emulator.from_config(config, clock=clock)
    gc.freeze()
    gc.enable()
    return log.logged(emulator.wsgi_app) if config.log else emulator.wsgi_app


def data_directory(config: Config) -> Path:
    """Return where the generated CA and certificate are kept."""
    if config.data_dir is not None:
        return config.data_dir
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "cognito-emulator"


def banner(config: Config, listening: server.Listening, certificates: Path | None) -> str:
    """Return what is printed once requests are answered: where, and what to do next."""
    url = config.public_url or listening.url
    lines = [f"cognito-emulator answers at {url}", ""]
    trust = ""
    if certificates is not None:
        authority = certificates / "ca.pem"
        trust = f', verify="{authority}"'
        lines += [f"  trust     {authority} (for example in AWS_CA_BUNDLE)"]
    lines += [
        f'  boto3     boto3.client("cognito-idp", endpoint_url="{url}"{trust})',
        f"  AWS CLI   aws --endpoint-url {url} cognito-idp list-user-pools --max-results 10",
        f"  inbox     {url}/_emulator/messages   codes and invitations land here",
        f"  clock     {url}/_emulator/clock      reset: POST {url}/_emulator/reset",
        f"  store     {_store_line(config)}",
        "",
        "Any access key will do. Stop with Ctrl+C.",
    ]
    return "\n".join(lines)


def _store_line(config: Config) -> str:
    if settings.is_memory(config.store):
        return "memory: everything is forgotten at the end; keep it with --store sqlite:///file.db"
    return without_password(config.store)


def without_password(url: str) -> str:
    """Return a database URL as it may be printed."""
    scheme, separator, rest = url.partition("://")
    credentials, at, place = rest.rpartition("@")
    user, colon, _ = credentials.partition(":")
    return f"{scheme}{separator}{user}{':***' if colon else ''}{at}{place}"


def _prepare(config: Config) -> None:
    """Make what the workers need; for several, in a process that ends before they start."""
    if config.workers == 1:
        prepare(config)
        return
    process = multiprocessing.get_context().Process(target=prepare, args=(config,))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(1)


def prepare(config: Config) -> None:
    """Make the certificate and bring the store to this version; exits with 1 and a message."""
    if config.tls:
        _prepare_certificate(config)
    if not settings.is_memory(config.store):
        from cognito_emulator.cli import database

        database.migrate(config.store)


def _prepare_certificate(config: Config) -> None:
    from cognito_emulator.adapters import local_ca

    directory = data_directory(config)
    try:
        local_ca.prepare(directory, _served_names(config))
    except (OSError, TypeError, ValueError) as error:
        click.echo(f"Error: no certificate can be made in {directory}: {error}", err=True)
        sys.exit(1)


def _served_names(config: Config) -> list[str]:
    from urllib.parse import urlsplit

    public = urlsplit(config.public_url or "").hostname
    listening = None if config.host in {"0.0.0.0", "::"} else config.host  # noqa: S104
    return [name for name in (listening, public, *config.allowed_hosts) if name]


@contextmanager
def _shared_clock(workers: int) -> Iterator[Path | None]:
    """Give the file of the clock that several workers share; one needs none."""
    if workers == 1:
        yield None
        return
    import tempfile

    from cognito_emulator.adapters.shared_clock import SharedClock

    with tempfile.TemporaryDirectory(prefix="cognito-emulator-") as directory:
        file = Path(directory) / "clock"
        SharedClock.create(file)
        yield file
