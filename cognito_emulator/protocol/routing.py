"""From a request to the operation it names: X-Amz-Target, or method and path of rest-json."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cognito_emulator.protocol.compiled import compiled_service
from cognito_emulator.protocol.front_door import UnknownOperationException, UnknownPathException
from cognito_emulator.protocol.model import REST_ROOT, REST_SERVICE, SERVICE_BY_TARGET_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.protocol.compiled import CompiledOperation


@dataclass(frozen=True, slots=True)
class Route:
    """The operation of a request; `labels` are those of a rest-json path, None in JSON 1.1."""

    operation: CompiledOperation
    labels: dict[str, str] | None = None


def is_api_call(environ: Mapping[str, Any]) -> bool:
    """Tell whether a WSGI request is for the API of a service, known operation or not."""
    return "HTTP_X_AMZ_TARGET" in environ or _is_rest_path(environ.get("PATH_INFO", ""))


def speaks_rest(environ: Mapping[str, Any]) -> bool:
    """Tell whether a call to the API speaks rest-json, and so expects errors in its form."""
    return "HTTP_X_AMZ_TARGET" not in environ


def route_of(environ: Mapping[str, Any]) -> Route:
    """Return the operation a WSGI request names.

    Raises: UnknownOperationException, UnknownPathException.
    """
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target is None:
        # WSGI hands the path over as latin-1 text of its UTF-8 bytes.
        path = environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace")
        return _rest_route(environ["REQUEST_METHOD"], path)
    prefix, _, name = target.rpartition(".")
    service = SERVICE_BY_TARGET_PREFIX.get(prefix)
    operation = None if service is None else compiled_service(service).operation(name)
    if operation is None:
        raise UnknownOperationException
    return Route(operation)


def _is_rest_path(path: str) -> bool:
    return path == REST_ROOT or path.startswith(f"{REST_ROOT}/")


def _rest_route(method: str, path: str) -> Route:
    steps = path.removesuffix("/").split("/")
    for template, operation in _rest_templates().get((method, len(steps)), ()):
        labels = _labels(template, steps)
        if labels is not None:
            return Route(operation, labels)
    raise UnknownPathException


def _labels(template: tuple[str, ...], steps: list[str]) -> dict[str, str] | None:
    """Return the labels of a path, or None when it does not fit the template."""
    labels = {}
    for expected, step in zip(template, steps, strict=True):
        if expected.startswith("{"):
            labels[expected[1:-1]] = step
        elif expected != step:
            return None
    return labels


@cache
def _rest_templates() -> dict[tuple[str, int], list[tuple[tuple[str, ...], CompiledOperation]]]:
    """Return the path templates and their operations by method and number of steps."""
    templates: dict[tuple[str, int], list[tuple[tuple[str, ...], CompiledOperation]]] = {}
    for compiled in compiled_service(REST_SERVICE).operations():
        template = tuple(compiled.operation.path.split("/"))
        templates.setdefault((compiled.operation.method, len(template)), []).append(
            (template, compiled)
        )
    return templates
