"""No file and no function outgrows what one reader takes in at once."""

from __future__ import annotations

from tests.laws.tree import functions, modules, name_of, parsed

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50

MIGRATIONS = "cognito_emulator/storage/migrations/versions/"
"""A migration is a list of statements that is never changed again."""


def test_a_file_is_short():
    """A module of the package has at most 400 lines."""
    lengths = {name_of(path): path.read_text().count("\n") for path in modules()}

    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_a_function_is_short():
    """A function of the package has at most 50 lines, from its name to its last statement."""
    lengths = {
        f"{name_of(path)}:{function.lineno} {function.name}": (function.end_lineno or 0)
        - function.lineno
        + 1
        for path in modules()
        if not name_of(path).startswith(MIGRATIONS)
        for function in functions(parsed(path))
    }

    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION} == {}
