"""What is computed once per operation and shared by every emulator of the process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cognito_emulator.protocol.model import service_model
from cognito_emulator.protocol.parse import parser
from cognito_emulator.protocol.rest_json import rest_reader
from cognito_emulator.protocol.serialize import serializer
from cognito_emulator.protocol.validate import validator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cognito_emulator.protocol.model import Operation, ServiceModel
    from cognito_emulator.protocol.parse import Parser
    from cognito_emulator.protocol.rest_json import RestReader
    from cognito_emulator.protocol.serialize import Serializer


@dataclass(frozen=True, kw_only=True)
class CompiledOperation:
    """One operation as closures; each is made when first needed.

    `errors` maps the name of each modelled error to its HTTP status.
    """

    service: str
    name: str
    is_public: bool
    errors: Mapping[str, int]
    model: ServiceModel
    operation: Operation

    @cached_property
    def parse(self) -> Parser:
        """Return the parser of the input, all of it in the JSON body."""
        return parser(self.model, self.operation.input)

    @cached_property
    def read_rest(self) -> RestReader:
        """Return the reader of the input of a rest-json request."""
        return rest_reader(self.model, self.operation.input)

    @cached_property
    def validate(self) -> Callable[[dict[str, Any]], None]:
        """Return the check of the input's constraints."""
        return validator(self.model, self.operation.input)

    @cached_property
    def serialize(self) -> Serializer:
        """Return the serializer of the answer."""
        return serializer(self.model, self.operation.output)


class CompiledService:
    """The compiled operations of one service."""

    __slots__ = ("_model", "_operations")

    def __init__(self, service: str) -> None:
        self._model = service_model(service)
        self._operations: dict[str, CompiledOperation] = {}

    def operation(self, name: str) -> CompiledOperation | None:
        """Return an operation by its AWS name, or None when the model has none of this name."""
        compiled = self._operations.get(name)
        if compiled is None and self._model.has_operation(name):
            return self._compile(name)
        return compiled

    def operations(self) -> list[CompiledOperation]:
        """Return all operations, in the model's order."""
        return [
            self._operations.get(name) or self._compile(name)
            for name in self._model.operation_names
        ]

    def _compile(self, name: str) -> CompiledOperation:
        operation = self._model.operation(name)
        compiled = CompiledOperation(
            service=self._model.name,
            name=name,
            is_public=operation.is_public,
            errors=operation.errors,
            model=self._model,
            operation=operation,
        )
        # Two threads may both come here; either result serves, and one stays.
        return self._operations.setdefault(name, compiled)


@cache
def compiled_service(service: str) -> CompiledService:
    """Return the compiled service by its endpoint name, such as cognito-idp."""
    return CompiledService(service)
