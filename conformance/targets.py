"""What the cases run against: the emulator in this process, a server of ours, any endpoint, or AWS itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

import boto3
import requests
from botocore import UNSIGNED
from botocore.config import Config

from conformance.schemas import check_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REGION = "us-east-1"
KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SUCCESS = 300
START_SECONDS = 20.0


class AdminDoor(Protocol):
    """Reach `/_emulator/…`: method, path with query, JSON body or None → decoded JSON."""

    def __call__(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Make one call."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The messages that the service would have sent."""

    admin: AdminDoor

    def messages(self, **filters: str) -> list[dict[str, Any]]:
        """Return the messages, oldest first, filtered by pool, user, destination or medium."""
        path = f"/_emulator/messages?{urlencode(filters)}"
        found: list[dict[str, Any]] = self.admin("GET", path)["messages"]
        return found

    def code(self, **filters: str) -> str:
        """Return the code of the newest message."""
        return str(self.messages(**filters)[-1]["code"])


@dataclass(frozen=True, slots=True)
class Clock:
    """The target's clock."""

    admin: AdminDoor

    def advance(self, seconds: float) -> None:
        """Move time forward."""
        self.admin("POST", "/_emulator/clock", {"advance": seconds})

    def now(self) -> datetime:
        """Return the target's time."""
        return datetime.fromisoformat(self.admin("GET", "/_emulator/clock")["now"])


@dataclass(kw_only=True)
class Target:
    """One endpoint under test. `endpoint_url` None means boto3's own (AWS, or the in-process hook)."""

    endpoint_url: str | None
    admin: AdminDoor | None
    pools_before: set[str] = field(default_factory=set)

    @property
    def inbox(self) -> Inbox | None:
        """The inbox, where the target has one."""
        return None if self.admin is None else Inbox(self.admin)

    @property
    def clock(self) -> Clock | None:
        """The clock, where the target's can be moved."""
        return None if self.admin is None else Clock(self.admin)

    def now(self) -> datetime:
        """Return the target's time, by its clock where it has one of its own."""
        return datetime.now(UTC) if self.clock is None else self.clock.now()

    def issuer(self, pool_id: str) -> str:
        """Return what tokens of a pool have to name as their issuer."""
        aws = f"https://cognito-idp.{REGION}.amazonaws.com"
        return f"{self.endpoint_url or aws}/{pool_id}"

    def client(self, service: str, *, signed: bool = True, region: str = REGION) -> Any:
        """Give a boto3 client that checks every answer against the service model and never retries."""
        config = Config(
            retries={"total_max_attempts": 1}, signature_version=None if signed else UNSIGNED
        )
        options: dict[str, Any] = {"region_name": region, "endpoint_url": self.endpoint_url}
        if self.admin is not None:
            options |= {"aws_access_key_id": KEY_ID, "aws_secret_access_key": "local"}
        make_client: Any = boto3.client  # typed for literal names of services only
        client = make_client(service, config=config, **options)
        client.meta.events.register("before-parse", _check)
        return client

    def reset(self) -> None:
        """Empty the target, or remember what an endpoint without a reset holds already."""
        if self.admin is not None:
            self.admin("POST", "/_emulator/reset", {})
        else:
            self.pools_before = set(self._pools())

    def clean(self) -> None:
        """Delete the pools a case made on an endpoint that cannot be reset."""
        if self.admin is None:
            client = self.client("cognito-idp")
            for pool_id in set(self._pools()) - self.pools_before:
                client.delete_user_pool(UserPoolId=pool_id)

    def _pools(self) -> list[str]:
        pages = self.client("cognito-idp").get_paginator("list_user_pools").paginate(MaxResults=60)
        return [pool["Id"] for page in pages for pool in page["UserPools"]]


def _check(operation_model: Any, response_dict: dict[str, Any], **_: object) -> None:
    if response_dict["status_code"] < SUCCESS:
        check_answer(operation_model, response_dict["body"])


def _over_http(url: str) -> AdminDoor:
    def call(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = requests.request(method, url + path, json=body, timeout=30)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    return call


def _over_wsgi(app: Callable[..., Any]) -> AdminDoor:
    from werkzeug.test import Client

    client = Client(app)

    def call(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        options: dict[str, Any] = {} if body is None else {"json": body}
        answer = client.open(path, method=method, base_url="http://127.0.0.1:9229", **options)
        if answer.status_code >= SUCCESS:
            message = (
                f"{method} {path} answered {answer.status_code}: {answer.get_data(as_text=True)}"
            )
            raise AssertionError(message)
        return json.loads(answer.data) if answer.data else None

    return call


@contextmanager
def open_target(name: str) -> Iterator[Target]:
    """Open the named target for a run: `in-process`, `server`, `aws`, or an endpoint URL."""
    if name == "in-process":
        from cognito_emulator import mock_cognito

        with mock_cognito() as emulator:
            yield Target(endpoint_url=None, admin=_over_wsgi(emulator.wsgi_app))
    elif name == "aws":
        yield Target(endpoint_url=None, admin=None)
    elif name == "server":
        with running_server() as url:
            yield Target(endpoint_url=url, admin=_over_http(url))
    else:
        url = name.rstrip("/")
        yield Target(endpoint_url=url, admin=_over_http(url) if _has_admin(url) else None)


def _has_admin(url: str) -> bool:
    try:
        return requests.get(f"{url}/_emulator/clock", timeout=5).ok
    except requests.RequestException:
        return False


@contextmanager
def running_server(*options: str) -> Iterator[str]:
    """Run `cognito-emulator serve` on a free port with these options, and give its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "cognito_emulator", "serve", "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ.copy()) as process:
        try:
            _wait_until_ready(url, process)
            yield url
        finally:
            process.terminate()


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            message = f"the server ended with {process.returncode} before it was ready"
            raise RuntimeError(message)
        try:
            if requests.get(f"{url}/health", timeout=1).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    message = f"the server was not ready within {START_SECONDS} seconds"
    raise RuntimeError(message)
