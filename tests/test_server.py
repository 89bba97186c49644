"""Addresses, and the server in a thread; `tests/cli/test_serve.py` has the server processes."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
import requests
from werkzeug.wrappers import Request, Response

from cognito_emulator import server
from cognito_emulator.adapters import local_ca
from cognito_emulator.server import AddressUnavailableError, Listening, ThreadServer


@pytest.fixture
def start():
    """Give a function that serves an application in a thread until the test ends."""
    started = []

    def start_(app):
        started.append(ThreadServer(app))
        return started[-1]

    yield start_
    for each in started:
        each.close()


def listening_at(url):
    """Return where a server answers, from its URL."""
    return Listening(host="127.0.0.1", port=int(url.rpartition(":")[2]))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("cognito", "http://cognito:80"),
    ],
)
def test_the_url_is_one_that_clients_can_open(host, url):
    """An address that means "all of them" becomes the loopback one, IPv6 gets its brackets."""
    assert Listening(host=host, port=80).url == url


def test_a_certificate_makes_it_https(tmp_path):
    """With a certificate the URL is https."""
    assert Listening(host="::1", port=443, certificate=tmp_path / "x").url == "https://[::1]:443"


def test_port_0_takes_a_free_port():
    """The port chosen is one that can be listened on."""
    port = server.free_port("127.0.0.1", 0)

    assert server.free_port("127.0.0.1", port) == port


def test_a_port_in_use_is_refused():
    """A second server on the same port would get half of the first one's requests."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressUnavailableError) as refused:
            server.free_port("127.0.0.1", port)

    assert str(refused.value) == (
        f"cannot listen on 127.0.0.1:{port}: Address already in use. Stop what uses it, or choose "
        "another with --host and --port."
    )


def test_an_address_of_another_machine_is_refused():
    """A host that is not this machine's is named (192.0.2.1 is nobody's)."""
    with pytest.raises(AddressUnavailableError, match=r"^cannot listen on 192\.0\.2\.1:9229: "):
        server.free_port("192.0.2.1", 9229)


def test_answers_waits_for_health(start):
    """A server counts as answering when its /health does with 200."""
    healthy = Request.application(lambda request: Response(status=_status(request)))

    assert server.answers(listening_at(start(healthy).url))
    assert not server.answers(listening_at(start(Response(status=503)).url))
    assert not server.answers(Listening(host="127.0.0.1", port=server.free_port("127.0.0.1", 0)))


def _status(request):
    return 200 if request.path == "/health" else 404


def test_answers_speaks_tls(tmp_path):
    """The server's own certificate is taken as it is; it is this machine that asks."""
    from werkzeug.serving import make_server

    made = local_ca.prepare(tmp_path)
    tls = make_server(
        "127.0.0.1",
        0,
        Response(),
        threaded=True,
        ssl_context=(str(made.certificate), str(made.key)),
    )
    with ThreadPoolExecutor() as pool:
        pool.submit(tls.serve_forever)
        listening = Listening(
            host="127.0.0.1", port=tls.server_port, certificate=made.certificate, key=made.key
        )
        try:
            assert server.answers(listening)
        finally:
            tls.shutdown()
            tls.server_close()


def test_the_thread_server_keeps_connections_open(start):
    """Calls of one client travel over one connection, as they do to the real endpoint."""
    url = start(Request.application(lambda request: Response(request.environ["REMOTE_PORT"]))).url

    with requests.Session() as session:
        ports = {session.get(url).text for _ in range(3)}

    assert len(ports) == 1


def test_the_thread_server_answers_several_at_once(start):
    """Two requests that wait for each other are both answered."""
    meeting = Barrier(2, timeout=10)
    app = Request.application(lambda _: Response(str(meeting.wait() < 2)))
    url = start(app).url

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: requests.get(url, timeout=20).text, range(2)))

    assert answers == ["True", "True"]


def test_the_thread_server_prints_nothing(start, capfd):
    """The requests of a test do not fill its output."""
    requests.get(start(Response()).url, timeout=10)

    assert capfd.readouterr() == ("", "")


def test_closing_frees_the_port_whatever_is_open(start):
    """An idle connection of a client does not keep a server from closing."""
    running = ThreadServer(Response("x"))
    with requests.Session() as session:
        session.get(running.url)
        running.close()

        with pytest.raises(requests.ConnectionError):
            requests.get(running.url, timeout=5)
