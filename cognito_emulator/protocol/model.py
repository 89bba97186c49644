"""Facade over the vendored service models; nothing else reads `models/*.json`.

A model is read on first use of its service (3 ms for the largest) and shared by the whole process;
shapes and operations are built when asked for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

MODELS: Final = Path(__file__).parent / "models"

# Literal so that routing needs no model; the protocol's tests compare it with the models.
SERVICE_BY_TARGET_PREFIX: Final = {
    "AWSCognitoIdentityProviderService": "cognito-idp",
    "AWSCognitoIdentityService": "cognito-identity",
    "AWSCognitoSyncService": "cognito-sync",
}
REST_SERVICE: Final = "cognito-sync"
REST_ROOT: Final = "/identitypools"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of a structure; `location` is None for members of the body."""

    name: str
    shape: str
    location: str | None = None
    wire_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape of a model with its constraints; sizes count characters, elements or bytes."""

    name: str
    type: str
    members: tuple[Member, ...] = ()
    required: tuple[str, ...] = ()
    element: str = ""
    key: str = ""
    value: str = ""
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    is_sensitive: bool = False
    is_document: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation: its shapes, its place in HTTP, who may call it, what it may answer.

    `errors` maps the name of each modelled error to its HTTP status.
    """

    name: str
    method: str
    path: str
    input: str
    output: str | None
    errors: dict[str, int]
    is_public: bool


class ServiceModel:
    """The model of one service."""

    __slots__ = ("_operations", "_shapes", "name", "target_prefix")

    def __init__(self, name: str, document: dict[str, Any]) -> None:
        self.name = name
        self.target_prefix: str = document["metadata"]["targetPrefix"]
        self._operations: dict[str, dict[str, Any]] = document["operations"]
        self._shapes: dict[str, dict[str, Any]] = document["shapes"]

    @property
    def operation_names(self) -> tuple[str, ...]:
        """Return the names of all operations, in the model's order."""
        return tuple(self._operations)

    def has_operation(self, name: str) -> bool:
        """Tell whether the model knows an operation of this name."""
        return name in self._operations

    def operation(self, name: str) -> Operation:
        """Return an operation of the model; KeyError when it has none of this name."""
        raw = self._operations[name]
        http = raw.get("http", {})
        return Operation(
            name=name,
            method=http.get("method", "POST"),
            path=http.get("requestUri", "/"),
            input=raw["input"],
            output=raw.get("output"),
            errors={error: self._error_status(error) for error in raw["errors"]},
            is_public=raw.get("authtype") == "none",
        )

    def shape(self, name: str) -> Shape:
        """Return a shape of the model."""
        raw = self._shapes[name]
        return Shape(
            name=name,
            type=raw["type"],
            members=tuple(_member(*item) for item in raw.get("members", {}).items()),
            required=tuple(raw.get("required", ())),
            element=raw.get("member", ""),
            key=raw.get("key", ""),
            value=raw.get("value", ""),
            minimum=raw.get("min"),
            maximum=raw.get("max"),
            pattern=raw.get("pattern"),
            enum=tuple(raw.get("enum", ())),
            is_sensitive=raw.get("sensitive", False),
            is_document=raw.get("document", False),
        )

    def _error_status(self, name: str) -> int:
        shape = self._shapes[name]
        default = 500 if shape.get("fault") else 400
        status: int = shape.get("httpStatusCode", default)
        return status


@cache
def service_model(service: str) -> ServiceModel:
    """Return the model of a service by its endpoint name, such as cognito-idp."""
    return ServiceModel(service, json.loads((MODELS / f"{service}.json").read_bytes()))


def _member(name: str, raw: str | dict[str, str]) -> Member:
    if isinstance(raw, str):
        return Member(name=name, shape=raw, wire_name=name)
    return Member(
        name=name, shape=raw["shape"], location=raw["location"], wire_name=raw["locationName"]
    )
