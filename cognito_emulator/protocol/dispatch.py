"""One call from wire to wire: route, parse, authenticate, validate, operate, serialize.

Every answer is an answer of the service: what an operation raises becomes an error on the wire, and
what it should not have raised a 500 without details, logged under the request id.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, Protocol

from cognito_emulator.errors.base import ServiceError
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.protocol.answer import Answer
from cognito_emulator.protocol.cors import cors_headers, is_preflight, preflight_response
from cognito_emulator.protocol.error_wire import error_body, error_headers, error_status
from cognito_emulator.protocol.front_door import (
    InternalErrorException,
    MissingAuthenticationTokenException,
    OperationNotEmulatedException,
)
from cognito_emulator.protocol.parse import decode_json
from cognito_emulator.protocol.routing import route_of, speaks_rest
from cognito_emulator.protocol.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from wsgiref.types import WSGIApplication, WSGIEnvironment

    from cognito_emulator.protocol.compiled import CompiledOperation
    from cognito_emulator.protocol.routing import Route
    from cognito_emulator.protocol.scope import Scope

    # AWS name of an operation to the function that does it; one not emulated is absent.
    OperationTable = Mapping[str, Callable[[Any, Any], Any]]

_log: Final = logging.getLogger(__name__)

_JSON: Final = ("content-type", "application/x-amz-json-1.1")
_REST_JSON: Final = ("content-type", "application/json")

_ATTEMPTS: Final = 4

_NO_ERRORS: Final[Mapping[str, int]] = {}


class ContextFactory(Protocol):
    """Makes the context an operation is given; the protocol only passes it on."""

    def __call__(self, *, scope: Scope, request_id: str, environ: WSGIEnvironment) -> Any:
        """Return the context of one call."""


class UnmodelledError(Exception):
    """In strict mode: an operation raised an error its model does not list."""


class Dispatcher:
    """Answers the calls to the services' APIs.

    `tables` maps a service, such as cognito-idp, to its operations. `overtaken` is what an operation
    raises that was undone because of another request, and may be repeated. `strict` is for tests: mistakes
    of the emulator itself (an error the model does not list, an answer that does not fit) name
    themselves in the answer instead of hiding in the log.
    """

    __slots__ = (
        "_default_account",
        "_make_context",
        "_new_request_id",
        "_overtaken",
        "_strict",
        "_tables",
    )

    def __init__(
        self,
        tables: Mapping[str, OperationTable],
        *,
        make_context: ContextFactory,
        new_request_id: Callable[[], str],
        default_account: str,
        overtaken: type[Exception],
        strict: bool = False,
    ) -> None:
        self._tables = tables
        self._make_context = make_context
        self._new_request_id = new_request_id
        self._default_account = default_account
        self._overtaken = overtaken
        self._strict = strict

    def __call__(self, environ: WSGIEnvironment) -> WSGIApplication:
        """Answer one request, whatever it holds."""
        if is_preflight(environ):
            return preflight_response(environ)
        request_id = self._new_request_id()
        headers = [
            _REST_JSON if speaks_rest(environ) else _JSON,
            ("x-amzn-requestid", request_id),
            *cors_headers(environ),
        ]
        modelled = _NO_ERRORS
        try:
            route = route_of(environ)
            modelled = route.operation.errors
            return Answer(200, headers, self._run(route, environ, request_id))
        except ServiceError as error:
            failure = error
        except Exception as error:  # noqa: BLE001  the last line of defence: it is logged below
            _log.exception("request %s failed", request_id)
            failure = self._internal_error(error)
        body = error_body(failure, rest=speaks_rest(environ))
        return Answer(error_status(failure, modelled), [*headers, *error_headers(failure)], body)

    def _run(self, route: Route, environ: WSGIEnvironment, request_id: str) -> bytes:
        """Return the body of a successful answer; raise everything else."""
        operation = route.operation
        length = environ.get("CONTENT_LENGTH")
        body = environ["wsgi.input"].read(int(length)) if length else b""
        decoded = decode_json(body) if route.labels is None else None
        scope = scope_of(environ, default_account=self._default_account)
        if not scope.signed and not operation.is_public:
            raise MissingAuthenticationTokenException
        if route.labels is None:
            values = operation.parse(decoded)
        else:
            values = operation.read_rest(route.labels, environ, body)
        operation.validate(values)
        function = self._tables.get(operation.service, {}).get(operation.name)
        if function is None:
            raise OperationNotEmulatedException(operation.name)
        context = self._make_context(scope=scope, request_id=request_id, environ=environ)
        try:
            answer = self._operate(function, context, values)
        except ServiceError as error:
            self._require_modelled(operation, error)
            raise
        return operation.serialize(answer)

    def _operate(self, function: Callable[[Any, Any], Any], context: Any, values: Any) -> Any:
        """Run the operation, from its beginning when another request came in between.

        What that request deleted is missing then, and the operation says so in its own words.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                return function(context, values)
            except self._overtaken as error:
                _log.debug("request %s begins again: %s", context.request_id, error)
        return function(context, values)

    def _require_modelled(self, operation: CompiledOperation, error: ServiceError) -> None:
        if error.code in operation.errors or isinstance(error, NotEmulatedException):
            return
        message = f"{operation.name} raised {error.code}, which its model does not list: {error}"
        if self._strict:
            raise UnmodelledError(message) from error
        _log.warning("%s", message)

    def _internal_error(self, error: Exception) -> InternalErrorException:
        if self._strict:
            return InternalErrorException(f"{type(error).__name__}: {error}")
        return InternalErrorException()
