"""The AWS CLI, unmodified, as a user types it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conformance.clients.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from conformance.targets import Inbox

BESIDE_PYTHON = Path(sys.executable).with_name("aws")
AWS = str(BESIDE_PYTHON) if BESIDE_PYTHON.exists() else shutil.which("aws")

pytestmark = pytest.mark.skipif(AWS is None, reason="needs the AWS CLI (`pip install awscli`)")


@pytest.fixture
def aws(server: str, environment: None) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Give a function that runs `aws cognito-idp …` against the server."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(AWS), "--endpoint-url", server, "--output", "json", "cognito-idp", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    return run


def answer(result: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return the decoded answer of a command that must have succeeded."""
    assert result.returncode == 0, result.stderr
    decoded: dict[str, Any] = json.loads(result.stdout or "{}")
    return decoded


def test_a_user_signs_up_signs_in_and_is_listed(
    aws: Callable[..., subprocess.CompletedProcess[str]], inbox: Inbox
) -> None:
    """The commands of AWS's own walkthrough work, and a wrong code or password shows AWS's error."""
    pool = answer(
        aws("create-user-pool", "--pool-name", "cli", "--auto-verified-attributes", "email")
    )
    pool_id = pool["UserPool"]["Id"]
    flows = ["--explicit-auth-flows", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = answer(
        aws("create-user-pool-client", "--user-pool-id", pool_id, "--client-name", "cli", *flows)
    )
    client_id = client["UserPoolClient"]["ClientId"]
    who = ["--client-id", client_id, "--username", "ada"]
    answer(
        aws(
            "sign-up",
            *who,
            "--password",
            PASSWORD,
            "--user-attributes",
            "Name=email,Value=ada@example.com",
        )
    )
    code = inbox.code(pool=pool_id, user="ada")

    refused = aws(
        "confirm-sign-up", *who, "--confirmation-code", "000000" if code != "000000" else "1"
    )
    answer(aws("confirm-sign-up", *who, "--confirmation-code", code))
    sign_in = ["initiate-auth", "--client-id", client_id, "--auth-flow", "USER_PASSWORD_AUTH"]
    wrong = aws(*sign_in, "--auth-parameters", "USERNAME=ada,PASSWORD=Wrong-horse-7")
    right = answer(aws(*sign_in, "--auth-parameters", f"USERNAME=ada,PASSWORD={PASSWORD}"))
    listed = answer(aws("list-users", "--user-pool-id", pool_id, "--filter", 'email ^= "ada"'))

    assert "(CodeMismatchException)" in refused.stderr
    assert "(NotAuthorizedException)" in wrong.stderr
    assert "Incorrect username or password." in wrong.stderr
    assert right["AuthenticationResult"]["TokenType"] == "Bearer"
    assert [user["UserStatus"] for user in listed["Users"]] == ["CONFIRMED"]
