"""The exception that carries an error of the service to the wire."""

from __future__ import annotations

import pytest

from cognito_emulator.errors.base import ServiceError


class BusyException(ServiceError):  # noqa: N818  # as AWS names its errors
    """Stand for any error of a service."""

    code = "BusyException"


def test_an_error_has_a_text_and_no_members_of_its_own():
    """By default an error is a 400 with its message in `message` and nothing else."""
    error = BusyException("Too busy.")

    assert (error.code, error.status, error.message_member) == ("BusyException", 400, "message")
    assert (error.message, str(error), dict(error.members)) == ("Too busy.", "Too busy.", {})


def test_a_message_may_be_missing():
    """Some errors of AWS have no text at all."""
    assert BusyException().message == ""


def test_further_members_are_kept_as_they_were():
    """What an error carries beside its text is a copy that nobody changes."""
    members = {"reasonCode": "x"}

    error = BusyException("Too busy.", members=members)
    members["reasonCode"] = "changed"

    assert error.members == {"reasonCode": "x"}
    with pytest.raises(TypeError, match="does not support item assignment"):
        error.members["reasonCode"] = "changed"  # type: ignore[index]
