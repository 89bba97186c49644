"""Real servers for real clients: one with the emulator's own issuer, one with AWS's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
import requests
from botocore.config import Config

from conformance.targets import Inbox, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "us-east-1"
PASSWORD = "Correct-horse-7"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the URL of a server whose tokens name the emulator as issuer."""
    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def aws_issuer_server() -> Iterator[str]:
    """Give the URL of a server whose tokens name AWS as issuer."""
    with running_server("--issuer", "aws") as url:
        yield url


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the credentials every AWS client asks for; the emulator accepts any."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)


@pytest.fixture
def idp(server: str, environment: None) -> Any:
    """Give a boto3 client pointed at the server."""
    return boto3.client(
        "cognito-idp", endpoint_url=server, config=Config(retries={"total_max_attempts": 1})
    )


@pytest.fixture
def inbox(server: str) -> Inbox:
    """Give the server's inbox."""

    def call(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return requests.request(method, server + path, json=body, timeout=10).json()

    return Inbox(call)
