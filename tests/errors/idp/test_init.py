"""The package offers exactly the errors of the service model."""

import gzip
import inspect
import json
from pathlib import Path

import botocore
import pytest

from cognito_emulator.errors import identity, idp, sync
from cognito_emulator.errors.base import ServiceError

MODELS = {
    "cognito-idp/2016-04-18": (idp, 59),
    "cognito-identity/2014-06-30": (identity, 11),
    "cognito-sync/2014-06-30": (sync, 13),
}


def modelled_errors(service):
    """Read name and HTTP status of each exception shape of a service model."""
    path = Path(botocore.__file__).parent / "data" / service / "service-2.json.gz"
    shapes = json.loads(gzip.decompress(path.read_bytes()))["shapes"]
    return {
        name: shape.get("error", {}).get("httpStatusCode", 500 if shape.get("fault") else 400)
        for name, shape in shapes.items()
        if shape.get("exception")
    }


def named_errors(module):
    """Collect the error classes that a module offers."""
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, ServiceError) and value is not ServiceError
    }


@pytest.mark.parametrize("service", MODELS)
def test_each_modelled_error_has_one_class_of_its_name_and_status(service):
    """Classes, codes and statuses equal the exception shapes of the model."""
    module, count = MODELS[service]

    offered = {name: (cls.code, cls.status) for name, cls in named_errors(module).items()}

    assert offered == {name: (name, status) for name, status in modelled_errors(service).items()}
    assert len(offered) == count


@pytest.mark.parametrize("service", MODELS)
def test_each_wording_says_where_it_is_known_from(service):
    """Every error has a named constructor, and each constructor's docstring names its source."""
    module, _ = MODELS[service]

    for error in named_errors(module).values():
        wordings = inspect.getmembers(error, inspect.ismethod)
        assert wordings, error
        for name, constructor in wordings:
            assert "Source:" in (constructor.__doc__ or ""), f"{error.__name__}.{name}"


def test_everything_offered_is_exported():
    """`__all__` lists each class, so that the flat import is complete."""
    assert set(idp.__all__) == set(named_errors(idp))
