"""JavaScript clients, run by Node.js's own test runner against a real server."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

JS = Path(__file__).parent / "js"
NODE = shutil.which("node")
LIMIT_SECONDS = 120

pytestmark = pytest.mark.skipif(
    NODE is None or not (JS / "node_modules").is_dir(),
    reason="needs Node.js and `npm ci` in conformance/clients/js (scripts/test does it)",
)


def run_journey(name: str, endpoint: str, issuer: str) -> None:
    """Run one journey file; its failures are the test's message."""
    environment = os.environ | {
        "COGNITO_ENDPOINT": endpoint,
        "COGNITO_ISSUER": issuer,
        "NO_COLOR": "1",
    }
    result = subprocess.run(
        [str(NODE), "--test", "--test-reporter=spec", name],
        cwd=JS,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "name",
    ["aws_sdk.test.mjs", "identity_js.test.mjs", "amplify.test.mjs", "jwt_verify.test.mjs"],
)
def test_client_walks_its_journey(name: str, server: str) -> None:
    """The client, unmodified, completes its journey and sees each refusal as AWS words it."""
    run_journey(name, server, "emulator")


def test_cognito_jwt_verifier_accepts_tokens_with_the_aws_issuer(aws_issuer_server: str) -> None:
    """With `--issuer aws` the verifier that knows AWS's issuer only accepts the tokens."""
    run_journey("jwt_verify.test.mjs", aws_issuer_server, "aws")
