"""What a test asserts is said in its docstring."""

from __future__ import annotations

import ast

from tests.laws.tree import files_of_tests, functions, name_of, parsed


def test_every_test_states_its_rule():
    """Each test function of tests/ and conformance/ has a docstring that is one sentence or more."""
    silent = {
        f"{name_of(path)}:{function.name}"
        for path in (*files_of_tests("tests"), *files_of_tests("conformance"))
        for function in functions(parsed(path))
        if function.name.startswith("test_")
        and not (ast.get_docstring(function) or "").partition("\n\n")[0].endswith(".")
    }

    assert silent == set()
