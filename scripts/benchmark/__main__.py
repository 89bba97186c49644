"""Run the benchmark and print it: `scripts/bench`, or `python -m scripts.benchmark --help`."""

from __future__ import annotations

import argparse
import importlib.util
import platform
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from cognito_emulator.server import THREADS_PER_WORKER
from scripts.benchmark import calls, large_pools, load, servers

if TYPE_CHECKING:
    from collections.abc import Callable

SIGN_INS = 60
READ_TARGET = 0.40
SIGN_IN_TARGET = 0.60
SRP_TARGET_MS = 6.0


def main() -> None:
    """Measure everything in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=3.0, help="how long each HTTP figure is measured"
    )
    parser.add_argument(
        "--users",
        default="1000,100000,1000000",
        help="sizes of the pools whose reads are compared, in users; empty leaves the comparison out",
    )
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, one run, {load.CONNECTIONS} connections"
    )
    floor = echo_floor(options.seconds)
    over_http(options.seconds, floor)
    in_process()
    sizes = [int(size) for size in options.users.split(",") if size]
    if sizes:
        large_pools.compare(sizes, options.seconds)
    moto(options.seconds)


def echo_floor(seconds: float) -> float:
    """Print and return the answers per second of the echo application."""
    port = servers.free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--no-ws", "--workers", "1", "--blocking-threads", str(THREADS_PER_WORKER)]
    command.append("scripts.benchmark.echo:app")
    with servers.running(command, port=port, ready_path="/") as server:
        request = [load.http_request(server.url, "Echo", b'{"UserPoolId": "us-east-1_123456789"}')]
        load.drive(server.url, request, seconds=0.5)
        outcome = load.drive(server.url, request, seconds=seconds)
    print(f"\necho floor: {outcome.rate:,.0f} answers/s ({outcome.errors} errors)")
    return outcome.rate


def over_http(seconds: float, floor: float) -> None:
    """Print the figures of one worker on the memory store."""
    port = servers.free_port()
    with servers.running(
        [*servers.emulator(), "--port", str(port)], port=port, ready_path="/health"
    ) as server:
        print(
            f"start-up: ready in {server.ready_seconds:.2f} s (target 0.5); at rest "
            f"{server.resident_mebibytes():.0f} MiB, {server.resident_sum_mebibytes():.0f} MiB counting "
            "shared pages in each process (target 100)"
        )
        idp = calls.client(server.url)
        world = calls.prepare(server.url, idp)
        print(f"\n{'over HTTP':24}{'answers/s':>12}{'of floor':>10}{'CPU ms':>9}{'errors':>8}")
        limit = two_signatures_per_second()
        for name, requests in world.requests().items():
            rate = _row(server, name, requests, seconds, floor)
            if name == "USER_PASSWORD_AUTH":
                print(
                    f"  {rate / limit:.2f} of the {limit:,.0f}/s that two RS256 signatures allow (target 0.60)"
                )
        _row(server, "SignUp", world.sign_ups(), seconds, floor)
        _srp(server, idp, world)


def _row(server: servers.Server, name: str, requests: Any, seconds: float, floor: float) -> float:
    load.drive(server.url, requests, seconds=0.3)
    before = server.cpu_seconds()
    outcome = load.drive(server.url, requests, seconds=seconds)
    cpu_ms = (server.cpu_seconds() - before) / outcome.answers * 1000
    print(
        f"{name:24}{outcome.rate:12,.0f}{outcome.rate / floor:10.2f}{cpu_ms:9.3f}{outcome.errors:8}"
    )
    return outcome.rate


def _srp(server: servers.Server, idp: Any, world: calls.World) -> None:
    calls.srp_sign_in(idp, world)
    before = server.cpu_seconds()
    started = time.perf_counter()
    for _ in range(SIGN_INS):
        calls.srp_sign_in(idp, world)
    wall = time.perf_counter() - started
    cpu_ms = (server.cpu_seconds() - before) / SIGN_INS * 1000
    print(
        f"{'whole SRP sign-in':24}{SIGN_INS / wall:12,.0f}{'':10}{cpu_ms:9.3f}  (server CPU, target {SRP_TARGET_MS})"
    )


def two_signatures_per_second() -> float:
    """Return how many pairs of RS256 signatures one core makes in a second, by the library the tokens are made with."""
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    rounds = 300
    started = time.perf_counter()
    for _ in range(rounds):
        key.sign(b"payload" * 100, padding.PKCS1v15(), SHA256())
    return rounds / (time.perf_counter() - started) / 2


def in_process() -> None:
    """Print the figures of boto3 through `mock_cognito`."""
    from cognito_emulator import mock_cognito

    with mock_cognito():
        pass
    entering = _mean(lambda: _enter_and_leave(mock_cognito), 20)
    print(
        f"\n{'in-process, boto3':24}{'ms':>12}\n{'entering mock_cognito':24}{entering:12.2f}  (target 2)"
    )
    print(f"{'importing the plugin':24}{_plugin_import_ms():12.2f}  (target 30)")
    with mock_cognito():
        idp = calls.client(None)
        world = calls.prepare(None, idp)
        numbers = iter(range(10_000))
        measured: dict[str, Callable[[], object]] = {
            "DescribeUserPool": lambda: idp.describe_user_pool(UserPoolId=world.pool_id),
            "AdminGetUser": lambda: idp.admin_get_user(UserPoolId=world.pool_id, Username="ada"),
            "ListUsers with filter": lambda: idp.list_users(
                UserPoolId=world.pool_id, Filter='email ^= "ada"', Limit=10
            ),
            "SignUp": lambda: idp.sign_up(
                ClientId=world.client_id,
                Username=f"u{next(numbers)}",
                Password=calls.PASSWORD,
                UserAttributes=[{"Name": "email", "Value": "u@example.com"}],
            ),
            "USER_PASSWORD_AUTH": lambda: calls.sign_in(idp, world.client_id),
            "refresh": lambda: idp.initiate_auth(
                AuthFlow="REFRESH_TOKEN_AUTH",
                ClientId=world.client_id,
                AuthParameters={"REFRESH_TOKEN": world.refresh_token},
            ),
            "whole SRP sign-in": lambda: calls.srp_sign_in(idp, world),
        }
        for name, call in measured.items():
            call()
            print(f"{name:24}{_mean(call, 100):12.2f}")


def _plugin_import_ms() -> float:
    """Return what the pytest plugin adds to a run that does not use it, by the interpreter's own count."""
    command = [sys.executable, "-X", "importtime", "-c"]
    code = "import pytest, cognito_emulator.testing.pytest_plugin"
    told = subprocess.run([*command, code], capture_output=True, text=True, check=True).stderr
    line = next(each for each in told.splitlines() if each.endswith(".testing.pytest_plugin"))
    return int(line.split("|")[1]) / 1000


def _enter_and_leave(mock: Callable[[], Any]) -> None:
    with mock():
        pass


def _mean(call: Callable[[], object], rounds: int) -> float:
    started = time.perf_counter()
    for _ in range(rounds):
        call()
    return (time.perf_counter() - started) / rounds * 1000


def moto(seconds: float) -> None:
    """Print the same calls against moto_server, where moto is installed."""
    if importlib.util.find_spec("moto") is None or importlib.util.find_spec("flask") is None:
        print("\nmoto_server: not installed, left out")
        return
    port = servers.free_port()
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with servers.running(command, port=port, ready_path="/moto-api/") as server:
        idp = calls.client(server.url)
        world = calls.prepare(server.url, idp)
        print(
            f"\n{'moto_server':24}{'answers/s':>12}{'':10}{'CPU ms':>9}{'errors':>8}   "
            f"(ready in {server.ready_seconds:.2f} s, {server.resident_mebibytes():.0f} MiB)"
        )
        for name, requests in world.requests().items():
            _row_plain(server, name, requests, seconds)
        _row_plain(server, "SignUp", world.sign_ups(), seconds)


def _row_plain(server: servers.Server, name: str, requests: Any, seconds: float) -> None:
    before = server.cpu_seconds()
    outcome = load.drive(server.url, requests, seconds=seconds)
    cpu_ms = (server.cpu_seconds() - before) / outcome.answers * 1000
    print(f"{name:24}{outcome.rate:12,.0f}{'':10}{cpu_ms:9.3f}{outcome.errors:8}")


if __name__ == "__main__":
    main()
