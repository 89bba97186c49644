"""Settings of the emulator: one frozen `Config`, and where each value may come from.

Precedence, weakest first: the default, a TOML file, the environment (``COGNITO_EMULATOR_PORT``), a
command line flag (``--port``). Each setting is one field below; its flag, its variable and its key
in the file follow from the field's name, so there is no second list to keep.

To add a setting: a field with ``setting(...)`` that says what it does and in which unit, and a line
in the README (a law compares the two).
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args, get_type_hints
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

ENVIRONMENT_PREFIX: Final = "COGNITO_EMULATOR_"
Issuer = Literal["emulator", "aws"]
Value = TypeVar("Value")


class ConfigError(ValueError):
    """A setting that cannot be used; the message says where it came from and what would do."""


def setting(default: Value, explanation: str, *, metavar: str | None = None) -> Value:
    """Declare a setting: its default, and one sentence for `--help`, with the unit."""
    return field(default=default, metadata={"help": explanation, "metavar": metavar})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a developer may choose when starting the emulator."""

    host: str = setting("127.0.0.1", "Address to listen on.", metavar="ADDRESS")
    port: int = setting(9229, "TCP port to listen on.", metavar="PORT")
    store: str = setting(
        "memory",
        "Where data lives: memory, sqlite:///path/to/file.db or postgresql://user@host/database.",
        metavar="URL",
    )
    workers: int = setting(1, "Number of worker processes; several need a shared store.")
    public_url: str | None = setting(
        None,
        "URL under which clients reach the emulator; it becomes the issuer of tokens. "
        "Default: the address each request was sent to.",
        metavar="URL",
    )
    issuer: Issuer = setting(
        "emulator",
        "Who tokens say issued them: this emulator's URL, or the URL the pool would have on AWS.",
    )
    region: str = setting("us-east-1", "AWS region of calls that name none.", metavar="NAME")
    account: str = setting(
        "123456789012", "AWS account id (12 digits) of calls that name none.", metavar="ID"
    )
    tls: bool = setting(False, "Serve HTTPS with a certificate of a generated local CA.")
    data_dir: Path | None = setting(
        None,
        "Directory of the generated CA and certificate. "
        "Default: cognito-emulator in the user's data directory.",
        metavar="DIRECTORY",
    )
    allowed_hosts: tuple[str, ...] = setting(
        (),
        "Further host names, separated by commas, under which /_emulator/ may be called. Always "
        "allowed: IP addresses, localhost and names without a dot.",
        metavar="NAMES",
    )
    max_request_bytes: int = setting(
        4_194_304, "Largest request body accepted, in bytes.", metavar="BYTES"
    )
    log: bool = setting(False, "Write one line for each request to standard error.")

    def __post_init__(self) -> None:
        for check in (_check_numbers, _check_texts, _check_workers):
            check(self)


def settings() -> tuple[dataclasses.Field[Any], ...]:
    """Return every setting, in the order of the help text."""
    return dataclasses.fields(Config)


def flag_of(name: str) -> str:
    """Return the command line flag of a setting."""
    return "--" + name.replace("_", "-")


def variable_of(name: str) -> str:
    """Return the environment variable of a setting."""
    return ENVIRONMENT_PREFIX + name.upper()


def load(
    flags: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Config:
    """Compose the configuration: file, then environment, then flags win over the defaults.

    `flags` holds only what was given on the command line. Without `file`, the variable
    COGNITO_EMULATOR_CONFIG may name one.

    Raises: ConfigError.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    if file is None and (named := environ.get(ENVIRONMENT_PREFIX + "CONFIG")):
        file = Path(named)
    if file is not None:
        values |= _read_file(file)
    values |= _read_environment(environ)
    for name, value in (flags or {}).items():
        values[name] = _typed(name, value, flag_of(name))
    return Config(**values)  # type: ignore[arg-type]  # checked one by one above


def _read_file(path: Path) -> dict[str, object]:
    import tomllib

    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read the settings file {path}: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    known = {each.name for each in settings()}
    if unknown := sorted(set(document) - known):
        raise ConfigError(
            f"{path} has unknown settings: {', '.join(unknown)}. Known: {', '.join(sorted(known))}."
        )
    return {name: _typed(name, value, f"{name} in {path}") for name, value in document.items()}


def _read_environment(environ: Mapping[str, str]) -> dict[str, object]:
    return {
        each.name: _typed(each.name, environ[variable], variable)
        for each in settings()
        if (variable := variable_of(each.name)) in environ
    }


def _typed(name: str, value: object, origin: str) -> object:
    """Convert a value from a file, a variable or a flag to the type of its field."""
    wanted = get_type_hints(Config)[name]
    convert = _CONVERSIONS.get(wanted, _text)
    try:
        return convert(value)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{origin}: {error}") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a text, got {value!r}")
    return value


def _optional_text(value: object) -> str | None:
    return _text(value) or None


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(f"expected a whole number, got {value!r}")
    try:
        return int(value)
    except ValueError:
        raise ValueError(f"expected a whole number, got {value!r}") from None


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"": False, "0": False, "false": False, "no": False, "off": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise ValueError(f"expected true or false, got {value!r}")


def _issuer(value: object) -> str:
    if value not in get_args(Issuer):
        raise ValueError(f"expected emulator or aws, got {value!r}")
    return str(value)


def _path(value: object) -> Path | None:
    text = str(value) if isinstance(value, Path) else _text(value)
    return Path(text).expanduser() if text else None


def _names(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise TypeError(f"expected names separated by commas, got {value!r}")
    return tuple(name for part in parts if (name := _text(part).strip().lower()))


_CONVERSIONS: Final[Mapping[Any, Any]] = {
    int: _number,
    bool: _flag,
    Issuer: _issuer,
    str | None: _optional_text,
    Path | None: _path,
    tuple[str, ...]: _names,
}
_LARGEST_PORT: Final = 65535


def _check_numbers(config: Config) -> None:
    if not 0 <= config.port <= _LARGEST_PORT:
        raise ConfigError(f"port must lie between 0 and {_LARGEST_PORT}, got {config.port}")
    if config.workers < 1:
        raise ConfigError(f"workers must be 1 or more, got {config.workers}")
    if config.max_request_bytes < 1:
        raise ConfigError(f"max_request_bytes must be 1 or more, got {config.max_request_bytes}")


def _check_texts(config: Config) -> None:
    account_digits = 12
    if not (config.account.isascii() and config.account.isdigit()) or (
        len(config.account) != account_digits
    ):
        raise ConfigError(f"account must be 12 digits, got {config.account!r}")
    if config.store != "memory" and not config.store.startswith(("sqlite:", "postgresql")):
        raise ConfigError(
            f"store must be memory, sqlite:///path or postgresql://…, got {config.store!r}"
        )
    if config.public_url is not None and not _is_base_url(config.public_url):
        raise ConfigError(
            f"public_url must look like https://cognito.example.test:9229, "
            f"got {config.public_url!r}"
        )


def _is_base_url(text: str) -> bool:
    try:
        url = urlsplit(text)
        _ = url.port
    except ValueError:
        return False
    return url.scheme in {"http", "https"} and bool(url.hostname) and not url.query + url.fragment


def _check_workers(config: Config) -> None:
    if config.workers > 1 and is_memory(config.store):
        raise ConfigError(
            f"{config.workers} workers cannot share the memory store: each would hold its own "
            "data. Choose --store sqlite:///path/to/file.db or --store postgresql://…, or leave "
            "out --workers."
        )


def is_memory(store: str) -> bool:
    """Tell whether a store lives in one process and dies with it."""
    return store in {"memory", "sqlite://", "sqlite:///:memory:"}
