"""From an operation's answer to the bytes of the body; strict, because a mistake here is ours.

An unknown member, a missing required one, a wrong type or a value outside its enum raises
ResponseShapeError. Shapes are only checked, not copied: the JSON encoder itself turns instants into
epoch seconds with milliseconds and bytes into base64.
"""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

    from cognito_emulator.protocol.model import ServiceModel, Shape

    # Raises ResponseShapeError unless the value fits the shape.
    Check = Callable[[Any], None]
    Serializer = Callable[[Any], bytes]


_OPTIONS: Final = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class ResponseShapeError(Exception):
    """An operation answered something its model does not allow: a mistake of the emulator."""


def serializer(model: ServiceModel, shape_name: str | None) -> Serializer:
    """Return the function that turns an answer into the body; without an output shape, an empty one.

    Raises: ResponseShapeError, when the answer does not fit.
    """
    if shape_name is None:
        return _no_body
    check = _structure_check(model, model.shape(shape_name))

    def serialize(value: Any) -> bytes:
        check(value)
        return encode_json(value)

    return serialize


def encode_json(value: object) -> bytes:
    """Return the compact JSON of a value."""
    try:
        return orjson.dumps(value, _jsonable, _OPTIONS)
    except TypeError as error:
        raise ResponseShapeError(str(error)) from error


def _no_body(value: Any) -> bytes:
    if value:
        raise ResponseShapeError(f"the operation has no output, got {value!r}")
    return b""


def _check_of(model: ServiceModel, shape: Shape) -> Check:
    if shape.is_document:
        return _check_document
    if shape.type == "structure":
        return _structure_check(model, shape)
    if shape.type == "list":
        return _list_check(model, shape)
    if shape.type == "map":
        return _map_check(model, shape)
    if shape.enum:
        return _enum_check(shape)
    return _SCALAR_CHECKS[shape.type]


def _structure_check(model: ServiceModel, shape: Shape) -> Check:
    checks = {member.name: _check_of(model, model.shape(member.shape)) for member in shape.members}
    class_of = _unconstrained_classes(model, shape).get
    required, name = frozenset(shape.required), shape.name

    def check_structure(value: Any) -> None:
        if value.__class__ is not dict and not isinstance(value, Mapping):
            raise _wrong_type(name, "a structure", value)
        for key, member in value.items():
            if member.__class__ is class_of(key):
                continue
            try:
                checks[key](member)
            except KeyError:
                raise ResponseShapeError(f"{name} has no member {key}") from None
            except ResponseShapeError as error:
                raise ResponseShapeError(f"{name}.{key}: {error}") from None
        if required and not required <= value.keys():
            raise ResponseShapeError(
                f"{name} requires {', '.join(sorted(required - value.keys()))}"
            )

    return check_structure


def _unconstrained_classes(model: ServiceModel, shape: Shape) -> dict[str, type]:
    """Return the exact class of each unconstrained scalar: one comparison settles most members."""
    targets = {member.name: model.shape(member.shape) for member in shape.members}
    return {
        member: _SCALAR_CLASSES[target.type]
        for member, target in targets.items()
        if target.type in _SCALAR_CLASSES and not target.enum
    }


def _list_check(model: ServiceModel, shape: Shape) -> Check:
    check_element = _check_of(model, model.shape(shape.element))

    def check_list(value: Any) -> None:
        if not isinstance(value, list | tuple):
            raise _wrong_type(shape.name, "a list", value)
        for element in value:
            check_element(element)

    return check_list


def _map_check(model: ServiceModel, shape: Shape) -> Check:
    check_key = _check_of(model, model.shape(shape.key))
    check_item = _check_of(model, model.shape(shape.value))

    def check_map(value: Any) -> None:
        if not isinstance(value, Mapping):
            raise _wrong_type(shape.name, "a map", value)
        for key, item in value.items():
            check_key(key)
            check_item(item)

    return check_map


def _enum_check(shape: Shape) -> Check:
    allowed = frozenset(shape.enum)

    def check_enum(value: Any) -> None:
        if not isinstance(value, str) or value not in allowed:
            raise ResponseShapeError(f"{value!r} is no {shape.name}")

    return check_enum


def _check_string(value: Any) -> None:
    if not isinstance(value, str):
        raise _wrong_type("", "a string", value)


def _check_integer(value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong_type("", "an integer", value)


def _check_boolean(value: Any) -> None:
    if not isinstance(value, bool):
        raise _wrong_type("", "a boolean", value)


def _check_timestamp(value: Any) -> None:
    if not isinstance(value, datetime):
        raise _wrong_type("", "an instant", value)


def _check_blob(value: Any) -> None:
    if not isinstance(value, bytes):
        raise _wrong_type("", "bytes", value)


def _check_document(value: Any) -> None:
    if not isinstance(value, Mapping):
        raise _wrong_type("", "a document", value)


def _wrong_type(name: str, expected: str, value: object) -> ResponseShapeError:
    subject = f"{name} " if name else ""
    return ResponseShapeError(f"{subject}expects {expected}, got {type(value).__name__}")


_SCALAR_CHECKS: Final[dict[str, Check]] = {
    "string": _check_string,
    "integer": _check_integer,
    "long": _check_integer,
    "boolean": _check_boolean,
    "timestamp": _check_timestamp,
    "blob": _check_blob,
}
_SCALAR_CLASSES: Final[dict[str, type]] = {
    "string": str,
    "integer": int,
    "long": int,
    "boolean": bool,
    "timestamp": datetime,
    "blob": bytes,
}


def _jsonable(value: object) -> object:
    """Return the JSON form of what the encoder does not know itself."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"{value} has no time zone")
        return round(value.timestamp(), 3)
    if isinstance(value, bytes):
        return binascii.b2a_base64(value, newline=False).decode()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
