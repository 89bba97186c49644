"""``python -m cognito_emulator``."""

from __future__ import annotations

import subprocess
import sys

from cognito_emulator.version import __version__


def test_the_module_is_the_command():
    """Running the package does what the command `cognito-emulator` does."""
    run = subprocess.run(
        [sys.executable, "-m", "cognito_emulator", "--version"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert run.stdout == f"cognito-emulator, version {__version__}\n"
