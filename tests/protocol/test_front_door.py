"""The errors of AWS's front door."""

import pytest

from cognito_emulator.protocol.front_door import (
    ConstraintViolations,
    InternalErrorException,
    MissingAuthenticationTokenException,
    OperationNotEmulatedException,
    SerializationException,
    UnknownOperationException,
    UnknownPathException,
)


@pytest.mark.parametrize(
    ("error", "code", "status", "message"),
    [
        (SerializationException.broken_body(), "SerializationException", 400, ""),
        (UnknownOperationException(), "UnknownOperationException", 400, ""),
        (UnknownPathException(), "UnknownOperationException", 404, ""),
        (
            MissingAuthenticationTokenException(),
            "MissingAuthenticationTokenException",
            400,
            "Missing Authentication Token",
        ),
        (
            ConstraintViolations(["a", "b"]),
            "InvalidParameterException",
            400,
            "2 validation errors detected: a; b",
        ),
        (
            OperationNotEmulatedException("GetDevice"),
            "OperationNotEmulatedException",
            501,
            "GetDevice is not emulated yet by cognito_emulator",
        ),
        (InternalErrorException(), "InternalErrorException", 500, "Internal server error."),
    ],
    ids=lambda part: str(part)[:30],
)
def test_errors_have_name_status_and_text(error, code, status, message):
    """Each error has its AWS name, its status and its text."""
    assert (error.code, error.status, error.message) == (code, status, message)
