"""Sockets: Granian's worker processes for the command line, a thread for fixtures.

Both run any WSGI application; neither knows what it answers.
"""

from __future__ import annotations

import signal
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from wsgiref.types import WSGIApplication

    from werkzeug.serving import BaseWSGIServer

THREADS_PER_WORKER: Final = 24
"""Requests answered at the same time by one worker; a request waiting for a message holds one."""

_IO_THREADS: Final = 4
_LONGEST_START_SECONDS: Final = 60.0
_LONGEST_STOP_SECONDS: Final = 5
"""After which a worker process that goes on is killed; what it has acknowledged is kept."""

_LONGEST_DEAF_SECONDS: Final = 0.25
"""How often the main thread looks for signals that did not wake it."""

_LONGEST_CLOSE_SECONDS: Final = 0.02
"""How often the thread server looks whether it shall end; tests wait for that."""


class AddressUnavailableError(OSError):
    """The address cannot be listened on; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where worker processes listen, and with which certificate."""

    host: str
    port: int
    workers: int = 1
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """The address for clients on this machine."""
        scheme = "http" if self.certificate is None else "https"
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        if ":" in host and not host.startswith("["):
            host = f"[{host}]"
        return f"{scheme}://{host}:{self.port}"


def free_port(host: str, port: int) -> int:
    """Return a port that nobody listens on: `port` itself, or any free one for 0.

    Workers share their port (SO_REUSEPORT), so that without this check a second emulator would
    silently get half of the first one's requests.

    Raises: AddressUnavailableError.
    """
    try:
        family = _resolved(host, port)[0]
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        raise AddressUnavailableError(
            f"cannot listen on {host}:{port}: {error.strerror}. Stop what uses it, or choose "
            "another with --host and --port."
        ) from error


def _resolved(host: str, port: int) -> tuple[socket.AddressFamily, str]:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return family, str(address[0])


def serve(
    load: Callable[[], WSGIApplication], listening: Listening, ready: Callable[[], None]
) -> bool:
    """Serve what `load` returns in each worker until SIGINT or SIGTERM.

    Several workers are processes; a single one is a thread of this process, which saves a process
    that would only watch. Calls `ready` once requests are answered. Returns False when a worker
    failed.
    """
    from granian.constants import HTTPModes, Interfaces, SSLProtocols

    several = listening.workers > 1
    server = _server_class(listening.workers)(
        "cognito_emulator",
        address=_resolved(listening.host, listening.port)[1],  # Granian takes no names
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=THREADS_PER_WORKER,
        runtime_blocking_threads=_IO_THREADS,
        http=HTTPModes.auto if listening.certificate else HTTPModes.http1,
        websockets=False,
        workers_kill_timeout=_LONGEST_STOP_SECONDS if several else None,
        log_enabled=False,
        ssl_cert=listening.certificate,
        ssl_key=listening.key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.main_loop_interrupt = _WakefulEvent()
    announce = Thread(target=_when_answering, args=(listening, ready), daemon=True)
    server.on_startup(announce.start)
    try:
        server.serve(target_loader=_mortal(load) if several else load, wrap_loader=False)
    except SystemExit:  # how Granian says that a worker has ended by itself
        return False
    return True


def _mortal(load: Callable[[], WSGIApplication]) -> Callable[[], WSGIApplication]:
    """Return `load` for a worker process: a signal that ends the server ends it while it loads too.

    The process is born with the handlers of the one that started it, which would note the signal
    and go on; Granian sets a worker's own only after loading.
    """

    def load_in_worker() -> WSGIApplication:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        return load()

    return load_in_worker


def _server_class(workers: int) -> Any:  # noqa: ANN401  # Granian's classes share no public base
    if workers > 1:
        from granian.server.mp import MPServer

        return MPServer
    from granian.server.mt import MTServer

    def one_thread(*args: Any, **options: Any) -> MTServer:  # noqa: ANN401  # handed on
        server = MTServer(*args, **options)
        # Granian starts threads only without the interpreter lock, because several would wait for
        # each other; one has nobody to wait for.
        server._check_gil = _is_fine  # type: ignore[method-assign]  # noqa: SLF001
        return server

    return one_thread


class _WakefulEvent(Event):
    """An event whose wait looks up now and then, so that no signal is missed.

    Python handles a signal in its main thread, between two instructions. One that another thread
    received, or that came just before the main thread began to wait, would not end the wait.
    """

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the event is set; for ever without a timeout."""
        if timeout is not None:
            return super().wait(timeout)
        while not super().wait(_LONGEST_DEAF_SECONDS):
            pass
        return True


def _is_fine() -> None:
    """Accept an interpreter with its lock."""


def _when_answering(listening: Listening, ready: Callable[[], None]) -> None:
    """Call `ready` when a connection is accepted; give up silently when none ever is."""
    pause = 0.01
    for _ in range(int(_LONGEST_START_SECONDS / pause)):
        if answers(listening):
            ready()
            return
        sleep(pause)


def answers(listening: Listening) -> bool:
    """Tell whether GET /health is answered with 200 at the address."""
    address = (listening.url.split("//")[1].rpartition(":")[0].strip("[]"), listening.port)
    try:
        plain = socket.create_connection(address, timeout=5)
        with closing(plain if listening.certificate is None else _unverified(plain)) as stream:
            stream.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return b" 200 " in stream.recv(64)
    except OSError:
        return False


def _unverified(plain: socket.socket) -> socket.socket:
    """Speak TLS with our own server: whose certificate it is does not matter here."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(plain)


class ThreadServer:
    """A server in a thread of this process, on the loopback interface, for tests."""

    __slots__ = ("_server", "_thread", "url")

    def __init__(self, app: WSGIApplication, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start answering; port 0 takes a free one."""
        self._server: Final = _quiet_server(app, host, port)
        self._thread: Final = Thread(
            target=self._server.serve_forever,
            args=(_LONGEST_CLOSE_SECONDS,),
            name="cognito-emulator",
            daemon=True,
        )
        self._thread.start()
        self.url: Final = f"http://{host}:{self._server.server_port}"

    def close(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _quiet_server(app: WSGIApplication, host: str, port: int) -> BaseWSGIServer:
    from werkzeug.serving import WSGIRequestHandler, make_server

    # The server's own extension point is a class: connections stay open, and nothing is printed.
    namespace: dict[str, Any] = {"protocol_version": "HTTP/1.1", "log": _log_nothing}
    handler = type("QuietHandler", (WSGIRequestHandler,), namespace)
    server = make_server(host, port, app, threaded=True, request_handler=handler)
    # Open connections of clients must not keep the process, or `close`, waiting.
    server.daemon_threads = True  # type: ignore[attr-defined]
    server.block_on_close = False  # type: ignore[attr-defined]
    return server


def _log_nothing(*_: object) -> None:
    """Keep the requests of a test out of its output."""
