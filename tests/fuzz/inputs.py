"""Inputs made from the service models: valid, at the bounds, beyond them, of the wrong JSON type.

Everything is drawn from one seeded `random.Random`, so that a failing call can be repeated from its seed. Members that name
things (`UserPoolId`, `Username`, `AccessToken` …) mostly take names that exist, so that calls get past the look-ups.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from cognito_emulator.protocol.model import ServiceModel, Shape

DEEP = 3
WRONG_TYPES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    [],
    {},
    [None],
    [[]],
    {"x": 1},
    10**30,
)
TEXTS = (
    "",
    " ",
    "x",
    "x" * 300,
    "é漢😀",
    "a b",
    "' OR 1=1 --",
    "../../etc",
    "{####}",
    "%s%n",
    "ada@example.com",
    "+15555550100",
    "true",
    "123456",
    "\u202e",
    "1970-01-01",
)
ALPHABET = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Inputs:
    """Draw inputs of one service's operations; `known` holds values that exist, by member name."""

    model: ServiceModel
    random: Random
    known: Mapping[str, tuple[str, ...]]

    def of(self, operation: str) -> dict[str, Any]:
        """Return one input, mostly well-formed, sometimes spoilt in one place."""
        shape = self.model.shape(self.model.operation(operation).input)
        value = self._structure(shape, 0)
        if self.random.random() < 0.3 and value:
            name = self.random.choice(list(value))
            value[name] = self.random.choice(WRONG_TYPES)
        return value

    def _structure(self, shape: Shape, depth: int) -> dict[str, Any]:
        optional = 0.5 if depth < DEEP else 0.0
        made = {}
        for member in shape.members:
            wanted = 0.97 if member.name in shape.required else optional
            if self.random.random() < wanted:
                made[member.name] = self._value(
                    self.model.shape(member.shape), member.name, depth + 1
                )
        return made

    def _value(self, shape: Shape, name: str, depth: int) -> Any:
        if name in self.known and self.random.random() < 0.8:
            return self.random.choice(self.known[name])
        if shape.is_document:
            return {"free": ["form", 1, None]}
        if shape.type == "structure":
            return self._structure(shape, depth)
        if shape.type == "list":
            return [
                self._value(self.model.shape(shape.element), name, depth)
                for _ in range(self._size(shape))
            ]
        if shape.type == "map":
            keys = self.known.get(f"{name} keys", ())
            return {
                self.random.choice(keys)
                if keys
                else self._text(self.model.shape(shape.key)): self._value(
                    self.model.shape(shape.value), name, depth
                )
                for _ in range(self._size(shape))
            }
        return self._scalar(shape)

    def _scalar(self, shape: Shape) -> Any:
        if shape.type == "boolean":
            return self.random.random() < 0.5
        if shape.type in {"integer", "long"}:
            bounds = [value for value in (shape.minimum, shape.maximum) if value is not None]
            near = [bound + step for bound in bounds for step in (-1, 0, 1)]
            return self.random.choice([*near, 0, 1, 5, 2**31 - 1, -(2**31)])
        if shape.type == "timestamp":
            return self.random.choice([0, 1.5, 1_700_000_000.123, -1, 10**12])
        if shape.type == "blob":
            return self.random.choice(["", "AAAA", "not base64!"])
        return self._text(shape)

    def _text(self, shape: Shape) -> str:
        if shape.enum and self.random.random() < 0.95:
            return self.random.choice(shape.enum)
        if self.random.random() < 0.4:
            return self.random.choice(TEXTS)
        low, high = shape.minimum or 0, shape.maximum or 64
        length = self.random.choice(
            [low, min(high, low + 8), min(high, 131_072), high + 1 if high < 5000 else low]
        )
        return "".join(self.random.choices(ALPHABET, k=max(length, 0)))

    def _size(self, shape: Shape) -> int:
        low, high = shape.minimum or 0, shape.maximum
        choices = [low, low + 1, low + 2]
        if high is not None and high <= 60:
            choices += [high, high + 1]
        return self.random.choice(choices)
