"""The operation tables, against the service models and the naming rule."""

from __future__ import annotations

import inspect

import pytest
from botocore import xform_name

from cognito_emulator.emulator import SERVICES
from cognito_emulator.protocol.model import service_model

LINES = [
    pytest.param(service, name, function, id=name)
    for service, table in SERVICES.items()
    for name, function in table.items()
]


@pytest.mark.parametrize("service", SERVICES)
def test_a_table_names_operations_of_the_model_only(service):
    """Every key of a table is an operation of the service."""
    assert set(SERVICES[service]) <= set(service_model(service).operation_names)


@pytest.mark.parametrize(("service", "name", "function"), LINES)
def test_an_operation_is_a_function_of_its_name(service, name, function):
    """A line maps an operation to the function of its name in snake case, taking context and request."""
    parameters = list(inspect.signature(function).parameters)

    assert function.__name__ == xform_name(name)
    assert parameters[0].lstrip("_") in {"ctx", ""}
    assert len(parameters) == 2
    assert function.__module__.startswith(f"cognito_emulator.{service.removeprefix('cognito-')}.")
