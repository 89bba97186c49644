"""The request log: one line a request, readable, and without secrets by construction.

A line says when, what was asked, how it was answered and how long it took:

    14:03:22.518  400    1.9 ms  InitiateAuth  NotAuthorizedException
    14:03:25.002  200    0.6 ms  GET /us-east-1_Example1/.well-known/jwks.json

Bodies, query strings and headers are never written, because passwords, codes and tokens travel in
them. What went wrong inside the emulator is logged with its trace by `protocol.dispatch`, under the
same logger, whether or not requests are.
"""

from __future__ import annotations

import logging
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LOGGER: Final = logging.getLogger("cognito_emulator")
REQUESTS: Final = logging.getLogger("cognito_emulator.requests")
_LONGEST_TARGET: Final = 120


def configure(*, requests: bool) -> None:
    """Write the emulator's log to standard error; with `requests`, a line for each request."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter("%(asctime)s.%(msecs)03d  %(message)s", datefmt="%H:%M:%S")
    handler.setFormatter(formatter)
    LOGGER.handlers = [handler]
    LOGGER.propagate = False
    LOGGER.setLevel(logging.INFO)
    REQUESTS.setLevel(logging.INFO if requests else logging.CRITICAL)


def logged(app: WSGIApplication) -> WSGIApplication:
    """Return `app` with a line logged for each request it answers."""

    def logging_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        answered: list[tuple[str, str]] = []

        def note(
            status: str, headers: list[tuple[str, str]], *rest: object
        ) -> Callable[[bytes], object]:
            answered.append((status[:3], _error_of(headers)))
            return start_response(status, headers, *rest)  # type: ignore[arg-type]

        try:
            return app(environ, note)
        finally:
            status, error = answered[-1] if answered else ("500", "")
            milliseconds = (perf_counter() - began) * 1000
            line = f"{status}  {milliseconds:6.1f} ms  {subject(environ)}  {error}"
            REQUESTS.info("%s", line.rstrip())

    return logging_app


def subject(environ: WSGIEnvironment) -> str:
    """Say what a request asks for: the operation, or method and path; never the query string."""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        text = str(target).rpartition(".")[2]
    else:
        text = f"{environ.get('REQUEST_METHOD', '')} {environ.get('PATH_INFO', '')}"
    # A client chooses these characters: keep one request on one line.
    return "".join(each if each.isprintable() else "?" for each in text[:_LONGEST_TARGET])


def _error_of(headers: list[tuple[str, str]]) -> str:
    for name, value in headers:
        if name.lower() == "x-amzn-errortype":
            return value.partition(":")[0]
    return ""
