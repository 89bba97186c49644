"""What a test asserts is said in its docstring."""

from __future__ import annotations

import ast

from tests.laws.tree import Function, files_of_tests, name_of, parsed


def rules_of(module):
    """Return the test functions of a module and of its classes, not those made inside of tests."""
    for node in module.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (
            each for each in members if isinstance(each, Function) and each.name.startswith("test_")
        )


def test_every_test_states_its_rule():
    """Each test function of tests/ and conformance/ has a docstring that begins with a sentence."""
    silent = {
        f"{name_of(path)}:{function.name}"
        for path in (*files_of_tests("tests"), *files_of_tests("conformance"))
        for function in rules_of(parsed(path))
        if not (ast.get_docstring(function) or "").partition("\n\n")[0].endswith(".")
    }

    assert silent == set()
