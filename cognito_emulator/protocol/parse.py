"""From the wire to Python values typed by the shape.

Numbers become int, epoch seconds aware datetimes, base64 bytes; members the shape does not know and
nulls are left out. A value of the wrong JSON type is a SerializationException in AWS's words.
Each shape becomes one closure, made on first use.
"""

from __future__ import annotations

import binascii
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import orjson

from cognito_emulator.protocol.front_door import SerializationException

if TYPE_CHECKING:
    from collections.abc import Callable

    from cognito_emulator.protocol.model import ServiceModel, Shape

    Parser = Callable[[Any], Any]

_INTEGER_BITS: Final = {"integer": 31, "long": 63}
_ARTICLES: Final = {"integer": "an Integer", "long": "a Long"}

# Jackson's lenient booleans. Source: observed 2026-09 by others: Cognito takes "yes" for a boolean.
_TRUE_WORDS: Final = frozenset({"true", "yes", "y", "t", "1"})
_FALSE_WORDS: Final = frozenset({"false", "no", "n", "f", "0"})

# Free-form documents are stored and sent again as JSON; deeper ones would exhaust the stack there.
_DOCUMENT_LEVELS: Final = 64

# Text that PostgreSQL cannot store; the escape is the only way to write it in JSON.
_NUL_ESCAPE: Final = b"\\u0000"


def decode_json(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body; one that holds U+0000 or half a surrogate pair is refused.

    Raises: SerializationException.
    """
    try:
        value: Any = orjson.loads(body)
    except ValueError:
        raise SerializationException.broken_body() from None
    if _NUL_ESCAPE in body and _holds_nul(value):
        raise SerializationException.broken_body()
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        raise SerializationException.unexpected_list()
    raise SerializationException.broken_body()


def parser(model: ServiceModel, shape_name: str) -> Parser:
    """Return the function that turns a JSON value into the Python value of a shape."""
    shape = model.shape(shape_name)
    if shape.is_document:
        return _parse_document
    if shape.type == "structure":
        return structure_parser(
            {member.name: parser(model, member.shape) for member in shape.members}
        )
    if shape.type == "list":
        return _list_parser(model, shape)
    if shape.type == "map":
        return _map_parser(parser(model, shape.value))
    if shape.type in _INTEGER_BITS:
        return _integer_parser(shape.type)
    return _SCALAR_PARSERS[shape.type]


def structure_parser(parsers: dict[str, Parser]) -> Parser:
    """Return the parser of a structure whose body members these are."""
    parser_of = parsers.get

    def parse(value: Any) -> dict[str, Any]:
        if value.__class__ is not dict:
            raise _refused_collection(value, "null")
        parsed = {}
        for name, member in value.items():
            parse_member = parser_of(name)
            if parse_member is not None and member is not None:
                parsed[name] = parse_member(member)
        return parsed

    return parse


def _list_parser(model: ServiceModel, shape: Shape) -> Parser:
    parse_element = parser(model, shape.element)
    holds_structures = model.shape(shape.element).type == "structure"

    def parse(value: Any) -> list[Any]:
        if value.__class__ is not list:
            if holds_structures and not isinstance(value, dict):
                raise SerializationException.unexpected_field_type()
            raise _refused_collection(value, "list or null")
        return [parse_element(element) for element in value if element is not None]

    return parse


def _map_parser(parse_value: Parser) -> Parser:
    def parse(value: Any) -> dict[str, Any]:
        if value.__class__ is not dict:
            raise _refused_collection(value, "map or null")
        return {key: parse_value(item) for key, item in value.items() if item is not None}

    return parse


def _integer_parser(type_name: str) -> Parser:
    largest = 2 ** _INTEGER_BITS[type_name] - 1

    def parse(value: Any) -> int:
        if value.__class__ is not int:
            if value.__class__ is not float:
                raise _refused_scalar(value, _ARTICLES[type_name])
            value = math.trunc(value)  # Source: inferred: the framework truncates decimals
        return int(max(-largest - 1, min(largest, value)))

    return parse


def _parse_string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _refused_scalar(value, "a String")


def _parse_boolean(value: Any) -> bool:
    if value is True or value is False:
        return value
    if isinstance(value, str):
        word = value.lower()
        if word in _TRUE_WORDS or word in _FALSE_WORDS:
            return word in _TRUE_WORDS
        raise _refused_scalar(value, "an Boolean")
    raise _refused_scalar(value, "a Boolean")


def _parse_timestamp(value: Any) -> datetime:
    if value.__class__ is not int and value.__class__ is not float:
        raise _refused_scalar(value, "milliseconds since epoch")
    try:
        return datetime.fromtimestamp(round(value, 3), UTC)
    except (ValueError, OverflowError, OSError):
        raise SerializationException.broken_body() from None


def _parse_blob(value: Any) -> bytes:
    if value.__class__ is not str:
        raise _refused_scalar(value, "a ByteBuffer")
    try:
        return binascii.a2b_base64(value, strict_mode=True)
    except ValueError:
        raise SerializationException.broken_body() from None


def _parse_document(value: Any) -> Any:
    if value.__class__ is not dict:
        raise _refused_collection(value, "null")
    level = [value]
    for _ in range(_DOCUMENT_LEVELS):
        level = [child for container in level for child in _children(container)]
        if not level:
            return value
    raise SerializationException.broken_body()


_SCALAR_PARSERS: Final[dict[str, Parser]] = {
    "string": _parse_string,
    "boolean": _parse_boolean,
    "timestamp": _parse_timestamp,
    "blob": _parse_blob,
}


def _refused_collection(value: object, expected: str) -> SerializationException:
    if isinstance(value, dict):
        return SerializationException.unexpected_structure()
    if isinstance(value, list):
        return SerializationException.unexpected_list()
    return SerializationException.expected(expected)


def _refused_scalar(value: object, target: str) -> SerializationException:
    if isinstance(value, dict | list):
        return _refused_collection(value, "")
    if isinstance(value, bool):
        token = "TRUE_VALUE" if value else "FALSE_VALUE"
    else:
        token = "STRING_VALUE" if isinstance(value, str) else "NUMBER_VALUE"
    return SerializationException.not_convertible(token, target)


def _holds_nul(value: Any) -> bool:
    """Tell whether a text or key anywhere in the value holds U+0000, however deep it is nested."""
    level = [value]
    while level:
        if any("\0" in text for text in level if isinstance(text, str)):
            return True
        level = [child for container in level for child in _children(container)]
    return False


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []
