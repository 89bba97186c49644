"""Cases say where their knowledge comes from, and lie where the report looks for them."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime

from cognito_emulator.protocol.model import service_model
from conformance.evidence import LEVELS
from conformance.report import CASES, DOCUMENTS, FOLDERS, snake_case, subject
from tests.laws.tree import functions, name_of, parsed


def constants(module):
    """Return the texts that a module gives a name."""
    return {
        target.id: each.value.value
        for each in module.body
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
        for target in each.targets
        if isinstance(target, ast.Name)
    }


def evidence(function, named):
    """Return what the `@case` calls that decorate a test say, texts or names of them."""
    return [
        {
            keyword.arg: named.get(keyword.value.id)
            if isinstance(keyword.value, ast.Name)
            else ast.literal_eval(keyword.value)
            for keyword in each.keywords
        }
        for each in function.decorator_list
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "case"
    ]


def is_valid(given):
    """Tell whether evidence has a source, a known level and a day that has been."""
    try:
        checked = date.fromisoformat(given["checked"])
    except (KeyError, TypeError, ValueError):
        return False
    return (
        set(given) == {"source", "level", "checked"}
        and len(given["source"].split()) > 0
        and given["level"] in LEVELS
        and checked <= datetime.now(UTC).date()
    )


def test_every_case_has_valid_evidence():
    """Each case carries one `@case` with a source, a level and the day somebody looked."""
    wanting = {
        f"{name_of(path)}:{function.name}"
        for path in CASES.rglob("test_*.py")
        for function in functions(parsed(path))
        if function.name.startswith("test_")
        and [is_valid(given) for given in evidence(function, constants(parsed(path)))] != [True]
    }

    assert wanting == set()


def test_every_case_file_is_named_after_an_operation():
    """A file of cases lies where `conformance.report` reads an operation, or names a document."""
    subjects = {
        folder: {snake_case(name) for name in service_model(service).operation_names}
        for service, folder in FOLDERS.items()
    } | {DOCUMENTS: {"jwks", "openid_configuration"}}
    strays = {
        name_of(path)
        for path in CASES.rglob("test_*.py")
        if subject(path) not in subjects.get(path.relative_to(CASES).parts[0], set())
    }

    assert strays == set()
