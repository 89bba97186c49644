"""Errors on the wire."""

import pytest

from cognito_emulator.errors.base import ServiceError
from cognito_emulator.protocol.error_wire import error_body, error_headers, error_status
from cognito_emulator.protocol.front_door import SerializationException


class RefusedError(ServiceError):
    """An error of a service."""

    code = "NotAuthorizedException"


ERROR = RefusedError("No.", members={"reasonCode": "X"})


def test_json_bodies_name_the_type():
    """JSON 1.1 carries type, message and further members in the body."""
    assert error_body(ERROR, rest=False) == (
        b'{"__type":"NotAuthorizedException","message":"No.","reasonCode":"X"}'
    )


def test_rest_bodies_do_not():
    """Rest-json names the type in the header only."""
    assert error_body(ERROR, rest=True) == b'{"message":"No.","reasonCode":"X"}'


def test_no_message_no_member():
    """An error without a message has no message member and no message header."""
    error = SerializationException()

    assert error_body(error, rest=False) == b'{"__type":"SerializationException"}'
    assert error_headers(error) == [("x-amzn-errortype", "SerializationException:")]


def test_serialization_errors_spell_message_with_a_capital():
    """The framework's own errors spell the member Message."""
    error = SerializationException.expected("map or null")

    assert error_body(error, rest=False) == (
        b'{"__type":"SerializationException","Message":"Expected map or null"}'
    )


def test_headers_name_type_and_message():
    """The type header ends with a colon."""
    assert error_headers(ERROR) == [
        ("x-amzn-errortype", "NotAuthorizedException:"),
        ("x-amzn-errormessage", "No."),
    ]


@pytest.mark.parametrize(
    ("message", "line"),
    [("a\r\nb", "a b"), ("漢 x\n", "x"), ("é", "é"), ("x" * 5000, "x" * 1024)],
    ids=["newline", "foreign", "latin", "long"],
)
def test_the_message_header_is_one_short_line(message, line):
    """What a header cannot hold becomes a space, and long messages are cut."""
    assert error_headers(RefusedError(message))[1] == ("x-amzn-errormessage", line)


def test_the_models_status_wins():
    """The status of the model comes before the status of the class."""
    assert error_status(ERROR, {"NotAuthorizedException": 403}) == 403
    assert error_status(ERROR, {}) == 400
