"""How values stand in columns, the same on SQLite and PostgreSQL.

Instants are whole milliseconds since 1970 (`EpochMillis`, names end in `_at`). What is only ever
read back whole is JSON text (`JsonDocument`): ASCII only, so that any text a caller may send,
U+0000 and lone surrogates included, survives in it. Keys are compared byte by byte (`KeyText`).

Statements of the hot path run on the DB-API itself, past SQLAlchemy's type conversion; the
functions here are that conversion.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

KeyText: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that is looked up, ordered or searched by prefix; SQLite's BINARY, PostgreSQL's "C"."""

EpochMillis: Final = sa.BigInteger()
"""An instant in milliseconds since 1970-01-01 UTC."""

JsonDocument: Final = sa.Text()
"""JSON text, never queried inside and never changed in parts."""

SerialId: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A number the database gives out, ascending."""

_CONFIGURATIONS_KEPT: Final = 1024
_SURROGATES: Final = range(0xD800, 0xE000)
_LAST_CHARACTER: Final = "\U0010ffff"
_LONGEST_TEXT: Final = 2048
"""No text that is searched by prefix is longer: the limit of an attribute's value."""

encode_json: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode

_raw_decode: Final = json.JSONDecoder().raw_decode


@lru_cache(maxsize=_CONFIGURATIONS_KEPT)
def decode_configuration(text: str) -> Any:  # noqa: ANN401 - whatever the document is
    """Return a configuration document, decoded once and shared: it must never be mutated."""
    return json.loads(text)


def decode_json(text: str) -> Any:  # noqa: ANN401 - whatever the document is
    """Return a document of our own writing, so that nothing can stand around it."""
    return _raw_decode(text)[0]


def encode_instant(at: datetime) -> int:
    """Return an aware instant in milliseconds since 1970."""
    return round(at.timestamp() * 1000)


def encode_instant_or_none(at: datetime | None) -> int | None:
    """Return an aware instant in milliseconds since 1970, if there is one."""
    return None if at is None else encode_instant(at)


def decode_instant(milliseconds: int) -> datetime:
    """Return the instant, in UTC; to the microsecond until the year 2200, as floats go."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def decode_instant_or_none(milliseconds: int | None) -> datetime | None:
    """Return the instant, if there is one, in UTC."""
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)


def is_storable(text: str) -> bool:
    """Tell whether `text` can stand in a text column of both databases.

    PostgreSQL has no U+0000 and neither takes a lone surrogate; both are legal in JSON strings, so
    that a caller may ask for them. Nothing is ever found under such a name.
    """
    if "\0" in text:
        return False
    return text.isascii() or not any(ord(character) in _SURROGATES for character in text)


def storable(text: str) -> str:
    """Return `text` with every character that cannot stand in a text column replaced by U+FFFD."""
    if is_storable(text):
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if not is_storable(character) else character
        for character in text
    )


def next_text(text: str) -> str:
    """Return the text that comes next after `text` in the order of keys: U+0000 is not storable."""
    return text + "\x01"


def end_of_prefix(prefix: str) -> str:
    """Return the first text, in the order of keys, after all that begin with `prefix`."""
    stem = prefix.rstrip(_LAST_CHARACTER)
    if not stem:
        return _LAST_CHARACTER * (_LONGEST_TEXT + 1)
    following = ord(stem[-1]) + 1
    return stem[:-1] + chr(_SURROGATES.stop if following in _SURROGATES else following)


_UUID_BYTES: Final = 16
_UUID_TEXT: Final = 36
_NO_UUID: Final = b"\xff" * (_UUID_BYTES + 1)


def encode_uuid(text: str) -> bytes:
    """Return a UUID in its 16 bytes; any other text as bytes that no UUID is, after all of them.

    A sub stands in the row and in an index: 40 bytes less for each user.
    """
    if len(text) == _UUID_TEXT:
        try:
            content = bytes.fromhex(text.replace("-", ""))
        except ValueError:
            content = b""
        if decode_uuid_bytes(content) == text:
            return content
    return _NO_UUID + text.encode("utf-8", "surrogatepass")


def decode_uuid(content: bytes) -> str:
    """Return the text that `encode_uuid` was given."""
    text = decode_uuid_bytes(content)
    return content[len(_NO_UUID) :].decode("utf-8", "surrogatepass") if text is None else text


def decode_uuid_bytes(content: bytes) -> str | None:
    """Return 16 bytes as the text of a UUID in lower case; None for any other number of bytes."""
    if len(content) != _UUID_BYTES:
        return None
    text = content.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
