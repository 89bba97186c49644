"""The WSGI application: decides which part of the emulator a request is for.

* the API of a service: ``X-Amz-Target``, or a path of rest-json (Cognito Sync), or a preflight;
* a pool's public documents: ``/<pool id>/.well-known/jwks.json`` and ``openid-configuration``;
* ``/_emulator/...``: the developer's side;
* ``/health``: answers 200 as soon as anything is answered.

Everything else is 404. Nothing is decided here but the way: this runs before every call.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from werkzeug.wrappers import Response

from cognito_emulator.protocol.routing import is_api_call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    WellKnownDocument = Callable[[WSGIEnvironment, str], Mapping[str, Any] | None]
    """From a request and a pool id to the document; None when there is no such pool."""

ADMIN_PREFIX: Final = "/_emulator"
_WELL_KNOWN: Final = "/.well-known/"
_CHUNKED_READ_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """Everything that answers requests, behind one WSGI callable."""

    api: Callable[[WSGIEnvironment], WSGIApplication]
    admin: WSGIApplication
    well_known: Mapping[str, WellKnownDocument]
    """By the last step of the path, such as ``jwks.json``."""
    max_request_bytes: int

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if not self._fits(environ):
            return _too_large(self.max_request_bytes)(environ, start_response)
        if is_api_call(environ):
            return self.api(environ)(environ, start_response)
        return self._answer_path(environ, start_response)

    def _answer_path(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == ADMIN_PREFIX or path.startswith(ADMIN_PREFIX + "/"):
            return self.admin(environ, start_response)
        if path == "/health":
            return _document(200, {"status": "ok"})(environ, start_response)
        if _WELL_KNOWN in path:
            return self._answer_well_known(environ)(environ, start_response)
        if path == "/" and environ["REQUEST_METHOD"] in {"POST", "OPTIONS"}:
            # A preflight names no operation, and a call without a target is the API's to refuse.
            return self.api(environ)(environ, start_response)
        return _nothing_here(environ)(environ, start_response)

    def _answer_well_known(self, environ: WSGIEnvironment) -> Response:
        """Answer the public documents of pools, to pages of any origin as AWS does."""
        pool_id, _, name = environ["PATH_INFO"].removeprefix("/").partition(_WELL_KNOWN)
        find = self.well_known.get(name)
        if find is None or "/" in pool_id:
            return _nothing_here(environ)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _document(405, {"message": "Only GET is answered here."})
        found = find(environ, pool_id)
        if found is None:
            return _document(404, {"message": f"User pool {pool_id} does not exist."})
        response = _document(200, found)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def _fits(self, environ: WSGIEnvironment) -> bool:
        """Tell whether the body has an acceptable size; buffers one whose length is not told."""
        length = environ.get("CONTENT_LENGTH")
        if length:
            return length.isdecimal() and int(length) <= self.max_request_bytes
        if "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            return True
        # Read here, it is chunked no more; Werkzeug would take a chunked body for an empty one.
        del environ["HTTP_TRANSFER_ENCODING"]
        body = _read_up_to(environ["wsgi.input"], self.max_request_bytes + 1)
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return len(body) <= self.max_request_bytes


def _read_up_to(stream: Any, most: int) -> bytes:  # noqa: ANN401  # any server's input
    parts: list[bytes] = []
    missing = most
    while missing > 0 and (part := stream.read(min(missing, _CHUNKED_READ_BYTES))):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _document(status: int, document: Mapping[str, Any]) -> Response:
    return Response(
        json.dumps(document, separators=(",", ":")), status, content_type="application/json"
    )


def _too_large(most: int) -> Response:
    return _document(413, {"message": f"A request body may have at most {most} bytes."})


def _nothing_here(environ: WSGIEnvironment) -> Response:
    asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
    there_is = "an API call (POST / with X-Amz-Target), /<pool id>/.well-known/jwks.json, "
    there_is += "/<pool id>/.well-known/openid-configuration, /_emulator/messages, "
    there_is += "/_emulator/clock, /_emulator/reset and /health"
    return _document(404, {"message": f"Nothing answers {asked}. There is {there_is}."})
