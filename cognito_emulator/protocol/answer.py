"""The answer to one call, as a WSGI application.

Werkzeug's response parses, copies and wraps what is finished here; that took a tenth of a read.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers other than Content-Length, and a body."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send the answer; to HEAD, only what it would be."""
        start_response(
            f"{self.status} {HTTPStatus(self.status).phrase}",
            [*self.headers, ("content-length", str(len(self.body)))],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]
