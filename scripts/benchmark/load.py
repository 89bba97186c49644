"""Eight connections that always have a request under way, cheap enough not to be what is measured."""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONNECTIONS = 8
AUTHORIZATION = (
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/cognito-idp/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=0"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many answers came in how many seconds, and how many of them were not 200."""

    answers: int
    seconds: float
    errors: int

    @property
    def rate(self) -> float:
        """Answers per second."""
        return self.answers / self.seconds


def http_request(url: str, target: str, body: bytes) -> bytes:
    """Return the bytes of one AWS JSON call."""
    host = urlsplit(url).netloc
    head = (
        f"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-amz-json-1.1\r\n"
        f"X-Amz-Target: {target}\r\nAuthorization: {AUTHORIZATION}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class _Connection:
    def __init__(self, url: str, requests: Iterator[bytes]) -> None:
        parts = urlsplit(url)
        self.address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.requests = requests
        self.socket = self._connected()
        self.buffer = b""
        self.need = -1
        self.ok = False
        self.closes = False

    def _connected(self) -> socket.socket:
        connected = socket.create_connection(self.address)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connected

    def send(self, selector: selectors.BaseSelector) -> None:
        """Send the next request, on a new connection where the server ends each after its answer."""
        if self.closes:
            selector.unregister(self.socket)
            self.socket.close()
            self.socket = self._connected()
            selector.register(self.socket, selectors.EVENT_READ, self)
        self.buffer = b""
        self.need = -1
        self.socket.sendall(next(self.requests))

    def receive(self) -> bool:
        """Read what has come; say whether the answer is whole."""
        chunk = self.socket.recv(65536)
        if not chunk:
            message = "the server closed a connection"
            raise ConnectionError(message)
        self.buffer += chunk
        if self.need < 0:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = self.buffer[:end].lower()
            self.ok = head.split(b" ", 2)[1] == b"200"
            self.closes = head.startswith(b"http/1.0") or b"\r\nconnection: close" in head
            at = head.find(b"content-length:")
            self.need = end + 4 + (int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0)
        return len(self.buffer) >= self.need


def drive(
    url: str, requests: Iterable[bytes], *, seconds: float, limit: int | None = None
) -> Outcome:
    """Keep eight connections busy for so many seconds, or until `limit` answers came."""
    source = cycle(requests) if isinstance(requests, list) else iter(requests)
    selector = selectors.DefaultSelector()
    connections = [_Connection(url, source) for _ in range(CONNECTIONS)]
    for connection in connections:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(selector)
    answers = errors = 0
    started = time.perf_counter()
    until = started + seconds
    pending = CONNECTIONS
    while pending:
        for key, _ in selector.select():
            connection = key.data
            if not connection.receive():
                continue
            answers += 1
            errors += not connection.ok
            if time.perf_counter() < until and (limit is None or answers + pending <= limit):
                connection.send(selector)
            else:
                pending -= 1
                selector.unregister(connection.socket)
    elapsed = time.perf_counter() - started
    for connection in connections:
        connection.socket.close()
    return Outcome(answers, elapsed, errors)
