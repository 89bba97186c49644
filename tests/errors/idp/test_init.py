"""The package offers its errors flat."""

import inspect

from cognito_emulator.errors import idp
from cognito_emulator.errors.base import ServiceError


def test_everything_offered_is_exported():
    """`__all__` lists each class, so that the flat import is complete."""
    offered = {
        name
        for name, value in vars(idp).items()
        if inspect.isclass(value) and issubclass(value, ServiceError) and value is not ServiceError
    }

    assert set(idp.__all__) == offered
