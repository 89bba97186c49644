"""Errors: one class for each the models have, and every wording in its named constructor."""

from __future__ import annotations

import ast
import inspect

import pytest
from botocore.loaders import Loader

from cognito_emulator.errors import identity, idp, not_emulated, sync
from cognito_emulator.errors.base import ServiceError
from cognito_emulator.protocol import front_door
from tests.laws.tree import PACKAGE, modules, name_of, parsed

ERRORS = PACKAGE / "errors"
FRONT_DOOR = PACKAGE / "protocol" / "front_door.py"
MODULES = {"cognito-idp": idp, "cognito-identity": identity, "cognito-sync": sync}


def modelled_errors(service):
    """Return name and HTTP status of each exception shape of a service model."""
    shapes = Loader().load_service_model(service, "service-2")["shapes"]
    return {
        name: shape.get("error", {}).get("httpStatusCode", 500 if shape.get("fault") else 400)
        for name, shape in shapes.items()
        if shape.get("exception")
    }


def error_classes(module):
    """Return the error classes that a module offers."""
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, ServiceError) and value is not ServiceError
    }


@pytest.mark.parametrize("service", MODULES)
def test_each_modelled_error_has_one_class_of_its_name_and_status(service):
    """Classes, codes and statuses equal the exception shapes of the model."""
    offered = error_classes(MODULES[service])

    assert {name: (each.code, each.status) for name, each in offered.items()} == {
        name: (name, status) for name, status in modelled_errors(service).items()
    }


@pytest.mark.parametrize("service", MODULES)
def test_each_wording_says_where_it_is_known_from(service):
    """Every error has a named constructor, and each constructor's docstring names its source."""
    for error in error_classes(MODULES[service]).values():
        wordings = inspect.getmembers(error, inspect.ismethod)
        assert wordings, error
        for name, constructor in wordings:
            assert "Source:" in (constructor.__doc__ or ""), f"{error.__name__}.{name}"


def spelled(module, names):
    """Return the lines on which a module calls an error class with a text of its own."""
    for node in ast.walk(parsed(module)):
        if not isinstance(node, ast.Call) or not (node.args or node.keywords):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
        if name in names:
            yield f"{name_of(module)}:{node.lineno}"


def test_no_call_site_spells_a_message():
    """Outside of `errors/` an error is made by a named constructor, never from a text."""
    names = {"ServiceError"}
    for module in (idp, identity, sync, not_emulated, front_door):
        names |= set(error_classes(module))
    # Made of data, or for the log and strict mode: no sentence of AWS.
    composed = {"ConstraintViolations", "OperationNotEmulatedException", "InternalErrorException"}

    lines = {
        line
        for module in modules()
        if ERRORS not in module.parents and module != FRONT_DOOR
        for line in spelled(module, names - composed)
    }

    assert lines == set()
