"""Everything a user can set, type, ask for or request stands in the README."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from cognito_emulator import config
from cognito_emulator.admin import api
from cognito_emulator.cli.main import main
from tests.laws.tree import PACKAGE, ROOT, functions, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = re.sub(r"\s+", " ", (ROOT / "README.md").read_text())
ANSWERED_BY_CLICK = {"--help", "-h", "--version"}


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Return the commands of a group with what is typed for them."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def fixtures() -> set[str]:
    """Return the names of the pytest plugin's public fixtures."""
    plugin = parsed(PACKAGE / "testing" / "pytest_plugin.py")
    return {each.name for each in functions(plugin) if not each.name.startswith("_")}


@pytest.mark.parametrize("setting", config.settings(), ids=lambda each: each.name)
def test_a_setting_is_documented(setting):
    """A setting's flag, variable and explanation stand in the table of settings."""
    flag, variable = config.flag_of(setting.name), config.variable_of(setting.name)

    assert f"| `{flag}` | `{variable}` |" in TEXT
    assert setting.metadata["help"] in TEXT


@pytest.mark.parametrize("path", [path for path, _ in commands(main, "cognito-emulator")])
def test_a_command_and_its_flags_are_documented(path):
    """A command of the command line is named as it is typed, and each of its flags as well."""
    command = dict(commands(main, "cognito-emulator"))[path]
    flags = {each.opts[0] for each in command.params if isinstance(each, click.Option)}

    assert f"`{path}" in TEXT
    assert {flag for flag in flags - ANSWERED_BY_CLICK if f"`{flag}`" not in TEXT} == set()


@pytest.mark.parametrize("fixture", sorted(fixtures()))
def test_a_fixture_is_documented(fixture):
    """A fixture of the pytest plugin has a line in the table of fixtures."""
    assert f"| `{fixture}` |" in TEXT


@pytest.mark.parametrize(
    "call",
    [f"{method} {path}" for path, methods in api._ROUTES.items() for method in methods],
)
def test_an_admin_call_is_documented(call):
    """A call of the admin API has a line in its table, or shares that of its path."""
    method, path = call.split()

    assert re.search(rf"\| `(?:[A-Z]+ )*{method}(?: [A-Z]+)* {path}` \|", TEXT)
