"""The answer to one call, as a WSGI application."""

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from cognito_emulator.protocol.answer import Answer


def sent(answer, method="POST"):
    """Return body, status line and headers as a server gets them."""
    chunks, status, headers = run_wsgi_app(answer, EnvironBuilder(method=method).get_environ())
    return b"".join(chunks), status, dict(headers)


@pytest.mark.parametrize(
    ("status", "line"), [(200, "200 OK"), (400, "400 Bad Request"), (501, "501 Not Implemented")]
)
def test_status_headers_and_body_are_sent(status, line):
    """An answer arrives whole, with the length of its body."""
    answer = Answer(status, [("x-amzn-requestid", "id-1")], "é".encode())

    headers = {"x-amzn-requestid": "id-1", "content-length": "2"}
    assert sent(answer) == ("é".encode(), line, headers)


def test_an_empty_body_has_a_length_too():
    """The client is not left waiting for a body."""
    assert sent(Answer(200, [], b"")) == (b"", "200 OK", {"content-length": "0"})


def test_head_gets_no_body():
    """HEAD is told the length of the body and not sent it."""
    assert sent(Answer(400, [], b"{}"), "HEAD") == (b"", "400 Bad Request", {"content-length": "2"})
