"""The package's public names, and what importing it costs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version

import pytest

import cognito_emulator
from cognito_emulator.emulator import Emulator
from cognito_emulator.testing.mock import mock_cognito


def test_the_public_names_are_the_real_ones():
    """`Emulator` and `mock_cognito` are offered by the package itself."""
    assert cognito_emulator.Emulator is Emulator
    assert cognito_emulator.mock_cognito is mock_cognito
    assert set(cognito_emulator.__all__) == {"Emulator", "__version__", "mock_cognito"}


def test_the_version_is_the_installed_one():
    """The version stated is the one of the distribution."""
    assert cognito_emulator.__version__ == version("cognito-emulator")
    assert re.fullmatch(r"\d+\.\d+\.\d+", cognito_emulator.__version__)


def test_another_name_is_missing_as_usual():
    """A name the package does not have is an AttributeError."""
    with pytest.raises(AttributeError) as missing:
        _ = cognito_emulator.Emulater

    assert str(missing.value) == "module 'cognito_emulator' has no attribute 'Emulater'"


def test_importing_the_package_imports_nothing_else():
    """Heavy imports wait for the first use of a public name."""
    code = "import sys; before = set(sys.modules); import cognito_emulator; "
    code += "print(*sorted(m for m in set(sys.modules) - before if 'cognito' in m or m in "
    code += "{'boto3', 'botocore', 'sqlalchemy', 'werkzeug', 'cryptography', 'click'}))"

    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert run.stdout.split() == ["cognito_emulator", "cognito_emulator.version"]
