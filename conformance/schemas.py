"""JSON Schemas of the services' answers, made from botocore's service models.

Every answer a case receives is held against them: unknown members, wrong types and missing required members fail the case.
The models say little of what must be present in answers, so presence stays the cases' own business.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, MapShape, StringShape, StructureShape
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape

SIMPLE: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "long": {"type": "integer"},
    "float": {"type": "number"},
    "double": {"type": "number"},
    "timestamp": {"type": "number"},
    "blob": {"type": "string", "contentEncoding": "base64"},
    "string": {"type": "string"},
}


def schema_of(shape: Shape, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a model shape; a recursive or document shape becomes `true`-like."""
    inner = (*seen, shape.name)
    if shape.name in seen:
        return {}
    if isinstance(shape, StructureShape):
        return {} if shape.is_document_type else _structure(shape, inner)
    if isinstance(shape, ListShape):
        return {"type": "array", "items": schema_of(shape.member, inner)}
    if isinstance(shape, MapShape):
        return {"type": "object", "additionalProperties": schema_of(shape.value, inner)}
    if isinstance(shape, StringShape) and shape.enum:
        return {**SIMPLE["string"], "enum": list(shape.enum)}
    return SIMPLE[shape.type_name]


def _structure(shape: StructureShape, inner: tuple[str, ...]) -> dict[str, Any]:
    in_body = {
        name: member
        for name, member in shape.members.items()
        if member.serialization.get("location") in (None, "body")
    }
    return {
        "type": "object",
        "properties": {
            member.serialization.get("name", name): schema_of(member, inner)
            for name, member in in_body.items()
        },
        "required": [name for name in shape.required_members if name in in_body],
        "additionalProperties": False,
    }


@cache
def _validator(text: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(text))


class ShapeMismatchError(AssertionError):
    """An answer does not have the shape that the service model states."""


def check_answer(operation: OperationModel, body: bytes) -> None:
    """Hold a successful answer's body against its operation's output shape.

    Raises: ShapeMismatchError naming the member.
    """
    if operation.output_shape is None:
        if body not in (b"", b"{}"):
            message = f"{operation.name} answers nothing, but the body is {body[:80]!r}"
            raise ShapeMismatchError(message)
        return
    validator = _validator(json.dumps(schema_of(operation.output_shape)))
    for error in validator.iter_errors(json.loads(body or b"{}")):
        message = f"{operation.name} at {error.json_path}: {error.message}"
        raise ShapeMismatchError(message)
