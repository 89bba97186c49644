"""Where rest-json carries an input: labels of the path, query string, headers, and the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from cognito_emulator.protocol.front_door import SerializationException
from cognito_emulator.protocol.parse import decode_json, parser, structure_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cognito_emulator.protocol.model import ServiceModel

    # Labels of the path, WSGI environ, body; returns the values of the input.
    RestReader = Callable[[Mapping[str, str], Mapping[str, Any], bytes], dict[str, Any]]

_INTEGERS: Final = frozenset({"integer", "long"})


def rest_reader(model: ServiceModel, shape_name: str) -> RestReader:
    """Return the function that gathers an input from all its places.

    Raises: SerializationException, for text that is no number where one belongs.
    """
    members = model.shape(shape_name).members
    parse_body = structure_parser(
        {member.name: parser(model, member.shape) for member in members if not member.location}
    )
    located = [
        (member.name, member.location, member.wire_name, model.shape(member.shape).type)
        for member in members
        if member.location
    ]

    def read(labels: Mapping[str, str], environ: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        texts = {
            "uri": labels.get,
            "querystring": lambda name: query.get(name, [None])[-1],
            "header": lambda name: environ.get(f"HTTP_{name.upper().replace('-', '_')}"),
        }
        values = parse_body(decode_json(body)) if body else {}
        for name, location, wire_name, type_name in located:
            text = texts[location](wire_name)
            if text is not None:
                values[name] = _converted(text, type_name)
        return values

    return read


def _converted(text: str, type_name: str) -> str | int:
    if "\0" in text:
        raise SerializationException.broken_body()
    if type_name not in _INTEGERS:
        return text
    try:
        return int(text)
    except ValueError:
        raise SerializationException.not_convertible("STRING_VALUE", "an Integer") from None
