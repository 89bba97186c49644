"""``cognito-emulator serve``, as a process that is started, called and stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any

import boto3
import pytest
import requests

from cognito_emulator import server
from cognito_emulator.adapters.shared_clock import SharedClock
from cognito_emulator.cli import serve
from cognito_emulator.config import Config
from cognito_emulator.server import Listening
from cognito_emulator.storage.database import open_database

LONGEST_START_SECONDS = 60
COMMAND = [sys.executable, "-m", "cognito_emulator", "serve"]


class Served:
    """A running `serve`: what it printed until it was ready, its URL, and how it ends."""

    def __init__(self, process):
        self.process = process
        self.banner = ""
        self.url = ""

    def read_banner(self):
        """Read until the banner has been printed; the URL stands in its first line."""
        too_late = Timer(LONGEST_START_SECONDS, self.process.kill)
        too_late.start()
        for line in self.process.stdout:
            self.banner += line
            if line.startswith("Any access key will do."):
                break
        too_late.cancel()
        if (found := re.match(r"cognito-emulator answers at (\S+)", self.banner)) is None:
            _, errors = self.process.communicate()
            raise AssertionError(f"{self.process.returncode}: {self.banner}{errors}")
        self.url = found[1]

    def end(self, number=signal.SIGTERM):
        """Send a signal; return exit code, and what was printed since the banner."""
        self.process.send_signal(number)
        rest, errors = self.process.communicate(timeout=LONGEST_START_SECONDS)
        return self.process.returncode, rest, errors


def environment(**variables):
    """Return this environment without the emulator's variables, with those given."""
    kept = {name: each for name, each in os.environ.items() if "COGNITO_EMULATOR" not in name}
    return {**kept, **variables}


@contextmanager
def serving(*words, port="0", **variables):
    """Run `serve` on a free port until the block ends."""
    command = [*COMMAND, *(["--port", port] if port else []), *words]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**variables),
        start_new_session=True,
    ) as process:
        served = Served(process)
        try:
            served.read_banner()
            yield served
            if process.poll() is None:
                served.end()
        finally:
            with suppress(ProcessLookupError):  # a server that does not end must not stop the tests
                os.killpg(process.pid, signal.SIGKILL)


def refused(*words):
    """Run a `serve` that cannot start; return exit code and standard error."""
    result = subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=LONGEST_START_SECONDS,
        check=False,
    )
    assert result.stdout == ""
    return result.returncode, result.stderr


def client(url, **options) -> Any:
    """Return a boto3 client of a server."""
    make: Any = boto3.client
    keys = {"aws_access_key_id": "any", "aws_secret_access_key": "any"}
    return make("cognito-idp", endpoint_url=url, region_name="us-east-1", **keys, **options)


def children(pid):
    """Return the processes a process has started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text().split()
    ]


def test_it_says_what_to_do_next_answers_and_stops():
    """The banner names the doors; calls are answered; SIGTERM ends it with 0 and nothing left."""
    with serving() as served:
        url = served.url
        pool = client(url).create_user_pool(PoolName="a")["UserPool"]
        health = requests.get(f"{url}/health", timeout=10).json()
        keys = requests.get(f"{url}/{pool['Id']}/.well-known/jwks.json", timeout=10).json()
        ended = served.end()

    assert served.banner == (
        f"cognito-emulator answers at {url}\n"
        "\n"
        f'  boto3     boto3.client("cognito-idp", endpoint_url="{url}")\n'
        f"  AWS CLI   aws --endpoint-url {url} cognito-idp list-user-pools --max-results 10\n"
        f"  inbox     {url}/_emulator/messages   codes and invitations land here\n"
        f"  clock     {url}/_emulator/clock      reset: POST {url}/_emulator/reset\n"
        "  store     memory: everything is forgotten at the end; keep it with "
        "--store sqlite:///file.db\n"
        "\n"
        "Any access key will do. Stop with Ctrl+C.\n"
    )
    assert health == {"status": "ok"}
    assert len(keys["keys"]) == 2
    assert ended == (0, "cognito-emulator stopped.\n", "")


def test_interrupting_it_is_no_error():
    """Ctrl+C ends it as SIGTERM does, also while a client keeps a connection open."""
    with serving() as served, requests.Session() as session:
        session.get(f"{served.url}/health", timeout=10)

        assert served.end(signal.SIGINT) == (0, "cognito-emulator stopped.\n", "")


def test_a_body_without_a_length_is_read():
    """Clients that stream a body in chunks are answered."""
    with serving() as served:
        clock = requests.post(
            f"{served.url}/_emulator/clock", data=iter([b'{"adv', b'ance": 60}']), timeout=10
        )
        call = requests.post(
            served.url,
            data=iter(
                [b'{"ClientId": "1example23456789", "Username": "ada", ', b'"Password": "x"}']
            ),
            headers={"X-Amz-Target": "AWSCognitoIdentityProviderService.SignUp"},
            timeout=10,
        )

    assert round(clock.json()["offsetSeconds"]) == 60
    assert call.json()["__type"] == "ResourceNotFoundException"


def test_requests_are_logged_on_request():
    """With `--log` each request is one line on standard error, without anything secret."""
    with serving("--log") as served:
        requests.get(f"{served.url}/_emulator/messages?user=secret", timeout=10)
        client(served.url).list_user_pools(MaxResults=1)
        _, _, errors = served.end()

    lines = [line for line in errors.splitlines() if "/health" not in line]
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d\.\d{3}  200  +\d+\.\d ms  GET /_emulator/messages\n"
        r"\d\d:\d\d:\d\d\.\d{3}  200  +\d+\.\d ms  ListUserPools",
        "\n".join(lines),
    )


def test_the_environment_sets_what_flags_do(tmp_path):
    """Every option may be a variable; the port of the environment is the one listened on."""
    port = str(server.free_port("127.0.0.1", 0))
    store = f"sqlite:///{tmp_path / 'cognito.db'}"
    variables = {
        "COGNITO_EMULATOR_PORT": port,
        "COGNITO_EMULATOR_REGION": "eu-west-1",
        "COGNITO_EMULATOR_ISSUER": "aws",
        "COGNITO_EMULATOR_STORE": store,
    }
    with serving(port=None, **variables) as served:
        pool_id = client(served.url).create_user_pool(PoolName="a")["UserPool"]["Id"]
        document = requests.get(
            f"{served.url}/{pool_id}/.well-known/openid-configuration", timeout=10
        ).json()

    assert served.url == f"http://127.0.0.1:{port}"
    assert document["issuer"] == f"https://cognito-idp.us-east-1.amazonaws.com/{pool_id}"
    assert f"  store     {store}\n" in served.banner


def test_a_file_sets_what_flags_do(tmp_path):
    """`--config` names a TOML file; a flag wins over it."""
    file = tmp_path / "emulator.toml"
    file.write_text('host = "localhost"\nport = 1\npublic_url = "https://cognito.example"\n')
    with serving("--config", str(file)) as served:
        listening = port_of(served.process.pid)

    assert served.url == "https://cognito.example"
    assert listening != 1


def port_of(pid):
    """Return the port that a process listens on."""
    sockets = {
        target[8:-1]
        for entry in Path(f"/proc/{pid}/fd").iterdir()
        if (target := str(entry.readlink())).startswith("socket:")
    }
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in sockets:
                return int(fields[1].rpartition(":")[2], 16)
    raise AssertionError("it listens on no port")


def test_workers_end_while_they_load_too(tmp_path):
    """A signal that comes when the first worker answers ends the others at once, ready or not."""
    store = f"sqlite:///{tmp_path / 'cognito.db'}"
    with serving("--workers", "3", "--store", store) as served:
        began = time.monotonic()
        code, _, errors = served.end()

    assert (code, errors) == (0, "")
    assert time.monotonic() - began < server._LONGEST_STOP_SECONDS


def test_workers_share_data_and_clock(tmp_path):
    """Two workers on one file answer alike, whichever of them is asked, and end together."""
    store = f"sqlite:///{tmp_path / 'cognito.db'}"
    with serving("--workers", "2", "--store", store) as served:
        workers = children(served.process.pid)
        client(served.url).create_user_pool(PoolName="a")
        clock = {"set": "2030-01-31T12:00:00Z"}
        requests.post(f"{served.url}/_emulator/clock", json=clock, timeout=10)
        # Each call opens a connection of its own, so that either worker may accept it.
        seen = {
            requests.get(f"{served.url}/_emulator/clock", timeout=10).json()["now"]
            for _ in range(10)
        }
        named = {
            client(served.url).list_user_pools(MaxResults=1)["UserPools"][0]["Name"]
            for _ in range(4)
        }
        ended = served.end()

    assert seen == {"2030-01-31T12:00:00+00:00"}
    assert named == {"a"}
    assert ended == (0, "cognito-emulator stopped.\n", "")
    assert len(workers) >= 2
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_one_worker_is_one_process():
    """A single worker costs no second process."""
    with serving() as served:
        assert children(served.process.pid) == []


def test_workers_are_refused_with_the_memory_store():
    """What each would hold for itself is not served by several."""
    code, errors = refused("--workers", "2")

    assert code == 2
    assert errors.endswith(
        "Error: 2 workers cannot share the memory store: each would hold its own data. Choose "
        "--store sqlite:///path/to/file.db or --store postgresql://…, or leave out --workers.\n"
    )


def test_a_port_in_use_is_refused():
    """A second server on a port is told so, with the way out."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        code, errors = refused("--port", str(port))

    assert code == 1
    assert errors == (
        f"Error: cannot listen on 127.0.0.1:{port}: Address already in use. Stop what uses it, or "
        "choose another with --host and --port.\n"
    )


def test_a_store_that_cannot_be_opened_is_refused(tmp_path):
    """A file that is no database ends the start with a message."""
    file = tmp_path / "cognito.db"
    file.write_bytes(b"no database" * 1000)

    assert refused("--port", "0", "--store", f"sqlite:///{file}") == (
        1,
        f"Error: Cannot open {file}: file is not a database\n",
    )


def test_data_in_a_file_outlives_the_server(tmp_path):
    """What was answered is there for the next server."""
    store = f"sqlite:///{tmp_path / 'cognito.db'}"
    with serving("--store", store) as served:
        client(served.url).create_user_pool(PoolName="kept")
    with serving("--store", store) as served:
        pools = client(served.url).list_user_pools(MaxResults=1)["UserPools"]

    assert [each["Name"] for each in pools] == ["kept"]


def test_https_is_served_with_a_local_authority(tmp_path):
    """With `--tls` clients that trust the generated CA connect; the banner says how."""
    with serving("--tls", "--data-dir", str(tmp_path / "ca")) as served:
        authority = tmp_path / "ca" / "ca.pem"
        port = served.url.rpartition(":")[2]
        pools = client(served.url, verify=str(authority)).list_user_pools(MaxResults=1)
        by_name = requests.get(
            f"https://localhost:{port}/health", verify=str(authority), timeout=10
        )
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"{served.url}/health", timeout=10)

    assert served.url == f"https://127.0.0.1:{port}"
    assert f"  trust     {authority} (for example in AWS_CA_BUNDLE)\n" in served.banner
    assert f'endpoint_url="{served.url}", verify="{authority}")\n' in served.banner
    assert pools["UserPools"] == []
    assert by_name.json() == {"status": "ok"}


def test_the_authority_is_kept_with_the_user_s_data(tmp_path):
    """Without `--data-dir` it lies where the user's programs keep their data."""
    with serving("--tls", XDG_DATA_HOME=str(tmp_path)):
        pass

    assert (tmp_path / "cognito-emulator" / "ca.pem").exists()


def test_a_certificate_that_cannot_be_made_is_refused(tmp_path):
    """A data directory that is none ends the start with a message."""
    (tmp_path / "file").write_text("")
    directory = tmp_path / "file" / "ca"

    code, errors = refused("--port", "0", "--tls", "--data-dir", str(directory))

    assert code == 1
    assert errors.startswith(f"Error: no certificate can be made in {directory}: ")
    assert "Traceback" not in errors


def test_a_worker_that_fails_ends_the_server(tmp_path):
    """When a worker cannot start, its own message is shown and the command ends with 1."""
    program = tmp_path / "program.py"
    program.write_text(
        "from cognito_emulator import server\n"
        "from cognito_emulator.cli import serve\n"
        "from cognito_emulator.config import Config\n"
        "def broken(*_):\n"
        "    raise RuntimeError('this is why')\n"
        "if __name__ == '__main__':\n"
        "    from click.testing import CliRunner\n"
        "    import click\n"
        "    serve.load_worker = broken\n"
        f"    config = Config(port=0, workers=2, store='sqlite:///{tmp_path}/cognito.db')\n"
        "    click.Command('serve', callback=lambda: serve.run(config))()\n"
    )

    result = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        timeout=LONGEST_START_SECONDS,
        check=False,
    )

    assert (result.returncode, result.stdout) == (1, "")
    assert "RuntimeError: this is why" in result.stderr
    assert result.stderr.endswith("Error: a worker process failed; its message stands above\n")


def test_preparing_leaves_nothing_for_the_workers_to_make(tmp_path):
    """The store is migrated and the certificate made before a worker starts."""
    store = f"sqlite:///{tmp_path / 'cognito.db'}"

    serve.prepare(Config(store=store, tls=True, data_dir=tmp_path))

    open_database(store, migrate=False).close()
    assert (tmp_path / "server.pem").exists()


def test_preparing_says_why_it_cannot(tmp_path, capsys):
    """A key that this program did not make ends the process with a message."""
    serve.prepare(Config(tls=True, data_dir=tmp_path))
    (tmp_path / "ca.key").write_text("nonsense")

    with pytest.raises(SystemExit) as ended:
        serve.prepare(Config(tls=True, data_dir=tmp_path, allowed_hosts=("new.example",)))

    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith(
        f"Error: no certificate can be made in {tmp_path}: Unable to load PEM file."
    )


def test_a_signal_is_heard_whichever_thread_receives_it(tmp_path):
    """A signal that comes while the main thread is about to wait ends the server all the same."""
    program = tmp_path / "program.py"
    program.write_text(
        "import signal, threading, urllib.request\n"
        "from cognito_emulator import server\n"
        "from werkzeug.wrappers import Request, Response\n"
        "@Request.application\n"
        "def app(request):\n"
        "    if request.path == '/end':\n"
        "        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)\n"
        "    return Response('x')\n"
        "port = server.free_port('127.0.0.1', 0)\n"
        "listening = server.Listening(host='127.0.0.1', port=port)\n"
        "print(server.serve(lambda: app, listening,\n"
        "                   lambda: urllib.request.urlopen(listening.url + '/end')))\n"
    )

    result = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=30, check=False
    )

    assert (result.returncode, result.stdout, result.stderr) == (0, "True\n", "")


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/cognito-emulator"),
        ("linux", {"XDG_DATA_HOME": ""}, "/ada/.local/share/cognito-emulator"),
        ("darwin", {}, "/ada/Library/Application Support/cognito-emulator"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/cognito-emulator"),
    ],
)
def test_each_system_has_its_place_for_data(monkeypatch, platform, variables, expected):
    """Generated certificates lie where programs of the system keep their data."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("HOME", "/ada")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert serve.data_directory(Config()) == Path(expected)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ada:secret@db:5432/x", "postgresql://ada:***@db:5432/x"),
        ("postgresql://ada:s@cret@db/x", "postgresql://ada:***@db/x"),
        ("postgresql://ada@db/x", "postgresql://ada@db/x"),
        ("postgresql:///x", "postgresql:///x"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_a_password_is_not_printed(url, shown):
    """The banner shows the store without its password."""
    listening = Listening(host="127.0.0.1", port=9229)

    banner = serve.banner(Config(store=url), listening, None)

    assert f"  store     {shown}\n" in banner


@pytest.mark.parametrize("log", [False, True])
def test_a_worker_serves_the_emulator(tmp_path, log):
    """What a worker loads answers requests, by the clock it shares with the others."""
    file = tmp_path / "clock"
    SharedClock.create(file)
    other = SharedClock(file)
    other.advance(seconds=86_400 * 365)
    program = (
        "from pathlib import Path; from werkzeug.test import Client; "
        "from cognito_emulator.cli import serve; from cognito_emulator.config import Config; "
        f"app = serve.load_worker(Config(log={log}), Path({str(file)!r})); "
        "print(Client(app).get('/_emulator/clock').json['offsetSeconds'])"
    )

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )

    assert round(float(result.stdout) / 86_400) == 365
    assert result.stderr.count("GET /_emulator/clock") == int(log)


def test_a_certificate_names_every_host_that_is_served(tmp_path):
    """The listening address, the public one and the allowed ones are certified, wildcards not."""
    config = Config(
        host="0.0.0.0",  # noqa: S104
        public_url="https://cognito.example:8443",
        allowed_hosts=("a.example",),
        tls=True,
        data_dir=tmp_path,
    )
    serve.prepare(config)

    text = subprocess.run(
        [
            "openssl",
            "x509",
            "-noout",
            "-ext",
            "subjectAltName",
            "-in",
            str(tmp_path / "server.pem"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "DNS:cognito.example" in text
    assert "DNS:a.example" in text
    assert "0.0.0.0" not in text  # noqa: S104
