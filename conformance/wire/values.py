"""Values for every shape of a botocore model: the least it accepts, and one with every member."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import regex

if TYPE_CHECKING:
    from botocore.model import Shape

# Whole seconds: botocore sends no fractions.
INSTANT: Final = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)

# One of these satisfies each pattern of the three models, alone or repeated up to the least length.
_SAMPLES: Final = (
    "a",
    "1",
    "us-east-1_abcDEF123",
    "us-east-1:0a1b2c3d-0000-4000-8000-0123456789ab",
    "us-east-1_0a1b2c3d-0000-4000-8000-0123456789ab",
    "0a1b2c3d-0000-4000-8000-0123456789ab",
    "arn:aws:iam::123456789012:role/a-role",
    "arn:aws:lambda:us-east-1:123456789012:function:a-function",
    "arn:aws:s3:::a-bucket",
    "arn:aws:sns:us-east-1:123456789012:app/GCM/an-app",
    "someone@example.com",
    "Level1",
    "cognito:default",
    "terms-of-use",
    "tknabcdefghij0123456789abcde",
    "import-abc",
    "authenticated",
    "code {####}",
    "follow {##this link##}",
)


def minimal_value(shape: Shape) -> Any:
    """Return a value with the required members only, within the constraints."""
    return _value(shape, full=False)


def full_value(shape: Shape) -> Any:
    """Return a value with every member, at every depth, within the constraints."""
    return _value(shape, full=True)


def _value(shape: Any, *, full: bool) -> Any:
    if getattr(shape, "is_document_type", False):
        return {"nested": {"list": [1, 2.5, "x", None, True]}}
    if shape.type_name == "structure":
        names = shape.members if full else shape.required_members
        return {name: _value(shape.members[name], full=full) for name in names}
    if shape.type_name == "list":
        return [_value(shape.member, full=full)]
    if shape.type_name == "map":
        return {_value(shape.key, full=full): _value(shape.value, full=full)}
    return _scalar(shape)


def _scalar(shape: Any) -> Any:
    least = shape.metadata.get("min", 1)
    return {
        "string": lambda: _text(shape),
        "integer": lambda: least,
        "long": lambda: least,
        "boolean": lambda: True,
        "timestamp": lambda: INSTANT,
        "blob": lambda: b"\x00\xff" * max(1, least),
    }[shape.type_name]()


def _text(shape: Any) -> str:
    if shape.enum:
        return str(shape.enum[0])
    least, most = shape.metadata.get("min", 0), shape.metadata.get("max", 10**9)
    for sample in _SAMPLES:
        text = sample if len(sample) >= least else sample * -(-least // len(sample))
        if len(text) <= most and _matches(shape.metadata.get("pattern", ".*"), text):
            return text
    message = f"no sample for {shape.name}: add one"
    raise LookupError(message)


def _matches(pattern: str, text: str) -> bool:
    """Decide by the `regex` package alone, so as not to lean on the code under test."""
    return regex.compile(re.sub(r"^\^|\$$", "", pattern)).fullmatch(text) is not None
