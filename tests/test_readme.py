"""The README's examples are run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conformance.targets import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text()
DOCUMENTED_URL = "http://127.0.0.1:9229"
JS = ROOT / "conformance" / "clients" / "js"
BLOCK = re.compile(r"<!-- tested: ([\w-]+) -->\n```(\w+)\n(.*?)```", re.DOTALL)


def examples(door: str, language: str) -> list[str]:
    """Return the README's tested examples for a door, in a language."""
    found = [code for where, what, code in BLOCK.findall(TEXT) if (where, what) == (door, language)]
    assert found, f"the README has no {language} example for {door}"
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the URL of a server as `cognito-emulator serve` runs it."""
    with running_server() as url:
        yield url


def run(*command: str, cwd: Path) -> str:
    """Run a command and return what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path}
    result = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_every_example_that_can_run_is_marked_as_tested() -> None:
    """No Python, shell or JavaScript example of the README goes untested."""
    fences = re.findall(r"^```(python|bash|js)$", TEXT, re.MULTILINE)

    assert len(BLOCK.findall(TEXT)) == len(fences)


def test_the_first_conversation_works(server: str, tmp_path: Path) -> None:
    """The first example, pasted, signs a user up and in."""
    for code in examples("server", "python"):
        script = tmp_path / "example.py"
        script.write_text(code.replace(DOCUMENTED_URL, server))

        assert run(sys.executable, str(script), cwd=tmp_path) == "ada\n"


def test_the_aws_cli_example_works(server: str, tmp_path: Path) -> None:
    """The AWS CLI commands create and list a pool."""
    for code in examples("server", "bash"):
        printed = run("bash", "-euc", code.replace(DOCUMENTED_URL, server), cwd=tmp_path)

        assert '"Name": "my-pool"' in printed


@pytest.mark.skipif(
    shutil.which("node") is None or not (JS / "node_modules").is_dir(),
    reason="needs Node.js and `npm ci` in conformance/clients/js (scripts/test does it)",
)
def test_the_amplify_example_is_valid(server: str, tmp_path: Path) -> None:
    """The Amplify example loads, configures, and reaches the server."""
    (tmp_path / "node_modules").symlink_to(JS / "node_modules")
    for code in examples("server", "js"):
        attempt = (
            'configure("us-east-1_aaaaaaaaa", "1example23456789");\n'
            'await signIn({ username: "ada", password: "Correct-horse-7" })'
            ".catch((error) => console.log(error.name));\n"
        )
        (tmp_path / "example.mjs").write_text(code.replace(DOCUMENTED_URL, server) + attempt)

        assert run("node", "example.mjs", cwd=tmp_path) == "ResourceNotFoundException\n"


def test_the_in_process_example_works(tmp_path: Path) -> None:
    """The `mock_cognito` example passes without credentials or region in the environment."""
    for code in examples("in-process", "python"):
        script = tmp_path / "example.py"
        script.write_text(code)

        run(sys.executable, str(script), cwd=tmp_path)


def test_the_pytest_example_works(tmp_path: Path) -> None:
    """The pytest example is collected and passes."""
    for code in examples("pytest", "python"):
        (tmp_path / "test_example.py").write_text(code)

        assert "1 passed" in run(sys.executable, "-m", "pytest", "-q", str(tmp_path), cwd=tmp_path)
