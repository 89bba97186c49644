"""Tests lie where their module lies: `cognito_emulator/x/y.py` is tested by `tests/x/test_y.py`."""

from __future__ import annotations

import ast

from tests.laws.tree import PACKAGE, ROOT, files_of_tests, functions, modules, name_of, parsed

TESTED_ELSEWHERE = {
    "storage/migrations/versions/0001_first_schema.py": "tests/storage/migrations/test_init.py",
}
"""Modules with code but without a mirror file, and where they are tested."""

WITHOUT_MODULE = {"laws", "fuzz"}
"""Folders of tests about the project as a whole."""

OF_SEVERAL_MODULES = {
    "idp/test_races.py": "operations that overtake each other, whichever they are"
}
"""Files of tests that no single module can be asked for, and what they are about."""


def mirror_of(module):
    """Return the test file of a module; `__init__.py` is tested by `test_init.py`."""
    relative = module.relative_to(PACKAGE)
    return ROOT / "tests" / relative.with_name(f"test_{relative.stem.strip('_')}.py")


def has_code(module):
    """Tell whether a module does anything: declarations, tables and Protocols do not."""
    return any(not is_declaration(function) for function in functions(parsed(module)))


def is_declaration(function):
    """Tell whether a function has no body but its docstring and dots."""
    return all(
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        for statement in function.body
    )


def test_each_module_with_code_has_its_test_file():
    """A module in which something can be wrong is tested in the file of its name."""
    missing = {
        name_of(mirror_of(module))
        for module in modules()
        if has_code(module)
        and not mirror_of(module).exists()
        and module.relative_to(PACKAGE).as_posix() not in TESTED_ELSEWHERE
    }

    assert missing == set()


def test_each_test_file_has_its_module():
    """A test file under `tests/` is the mirror of a module that exists."""
    mirrors = {mirror_of(module) for module in modules()}
    strays = {
        name_of(path)
        for path in files_of_tests("tests")
        if path not in mirrors
        and path.parent != ROOT / "tests"
        and path.relative_to(ROOT / "tests").parts[0] not in WITHOUT_MODULE
        and path.relative_to(ROOT / "tests").as_posix() not in OF_SEVERAL_MODULES
    }

    assert strays == set()


def test_the_exceptions_are_needed():
    """A module listed as tested elsewhere exists, has code, and has no mirror file."""
    listed = {PACKAGE / name for name in TESTED_ELSEWHERE}

    assert {name_of(each) for each in listed if not has_code(each)} == set()
    assert {name_of(each) for each in listed if mirror_of(each).exists()} == set()
    assert {name for name in OF_SEVERAL_MODULES if not (ROOT / "tests" / name).exists()} == set()
