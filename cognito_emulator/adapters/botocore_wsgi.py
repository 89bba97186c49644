"""Carries a request that botocore is about to send into a WSGI application, without a socket.

The application is the same one a server would run, so an answer given in this process is byte for
byte the answer given over HTTP.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from wsgiref.types import WSGIApplication, WSGIEnvironment

    from botocore.awsrequest import AWSPreparedRequest, AWSResponse


IN_PROCESS: Final = "cognito_emulator.in_process"
"""Marks the environment of a request that came without a socket."""


class RawBody(BytesIO):
    """A response body as botocore reads it off urllib3."""

    def stream(self, **_: object) -> Any:  # noqa: ANN401  # urllib3's own signature
        """Yield the body in one piece."""
        if body := self.read():
            yield body


def answer(app: WSGIApplication, request: AWSPreparedRequest) -> AWSResponse:
    """Return what `app` answers to a prepared botocore request."""
    from botocore.awsrequest import AWSResponse

    headers = {name: _text(value) for name, value in request.headers.items()}
    status, response_headers, body = call(
        app, request.method, request.url, headers, body_bytes(request.body)
    )
    return AWSResponse(request.url, status, dict(response_headers), RawBody(body))  # type: ignore[arg-type]  # botocore accepts any reader


def bound_client(app: WSGIApplication, service: str, options: Mapping[str, Any]) -> Any:  # noqa: ANN401  # boto3 makes these classes at run time
    """Return a boto3 client whose every request `app` answers."""
    session, lock = _session()
    with lock:  # making a client is the one thing a session does not allow to several threads
        client = session.client(service, **options)

    def before_send(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        return answer(app, request)

    client.meta.events.register_first("before-send", before_send)
    return client


@cache
def _session() -> tuple[Any, Lock]:
    """Return one session for all clients: it keeps the service models, which take 40 ms to load."""
    import boto3

    return boto3.Session(), Lock()


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def body_bytes(body: Any) -> bytes:  # noqa: ANN401  # text, bytes, bytearray or a reader
    """Return a request body as bytes, whatever form the HTTP client holds it in."""
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    content = body.read()
    return content.encode() if isinstance(content, str) else bytes(content)


def call(
    app: WSGIApplication, method: str, url: str, headers: Mapping[str, str], body: bytes
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Run one request through `app`; return its status, headers and body."""
    started: list[tuple[int, list[tuple[str, str]]]] = []

    def start_response(
        status: str, response_headers: list[tuple[str, str]], _: object = None
    ) -> Callable[[bytes], object]:
        started.append((int(status[:3]), response_headers))
        return lambda _: None

    chunks = app(environ_of(method, url, headers, body), start_response)
    try:
        content = b"".join(chunks)
    finally:
        if (close := getattr(chunks, "close", None)) is not None:
            close()
    status, response_headers = started[-1]
    return status, response_headers, content


def environ_of(method: str, url: str, headers: Mapping[str, str], body: bytes) -> WSGIEnvironment:
    """Build the WSGI environment of a request, as a server on the URL's host would have seen it."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path or "/", "latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or (443 if secure else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": parts.netloc,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": _Discard(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        IN_PROCESS: True,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        elif key not in {"CONTENT_LENGTH", "TRANSFER_ENCODING", "HOST"}:
            environ["HTTP_" + key] = value
    return environ


class _Discard:
    """Where an application may write errors nobody reads."""

    def flush(self) -> None: ...

    def write(self, _: str) -> int:
        return 0

    def writelines(self, _: object) -> None: ...
