"""The request log: one readable line a request, nothing secret in it."""

from __future__ import annotations

import logging
import re

import pytest
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app
from werkzeug.wrappers import Response

from cognito_emulator import log

TARGET = "AWSCognitoIdentityProviderService.InitiateAuth"


@pytest.fixture(autouse=True)
def restored():
    """Put the loggers back as they were."""
    kept = log.LOGGER.handlers, log.LOGGER.propagate, log.LOGGER.level, log.REQUESTS.level
    yield
    log.LOGGER.handlers, log.LOGGER.propagate = kept[:2]
    log.LOGGER.setLevel(kept[2])
    log.REQUESTS.setLevel(kept[3])


def lines_of(caplog):
    """Return what was logged, durations replaced."""
    return [re.sub(r" +\d+\.\d ms", " 0.0 ms", each.getMessage()) for each in caplog.records]


def test_a_line_says_what_was_asked_and_how_it_was_answered(caplog):
    """Status, duration and operation stand in one line."""
    caplog.set_level(logging.INFO, "cognito_emulator")

    Client(log.logged(Response("x"))).post("/", headers={"X-Amz-Target": TARGET})

    assert lines_of(caplog) == ["200 0.0 ms  InitiateAuth"]


def test_the_error_s_name_ends_the_line(caplog):
    """A refused call shows AWS's name of the error, without its namespace."""
    caplog.set_level(logging.INFO, "cognito_emulator")
    app = Response("x", 400, {"x-amzn-ErrorType": "NotAuthorizedException:http://a.test/"})

    Client(log.logged(app)).post("/", headers={"X-Amz-Target": TARGET})

    assert lines_of(caplog) == ["400 0.0 ms  InitiateAuth  NotAuthorizedException"]


def test_secrets_are_never_written(caplog):
    """Query strings, headers and bodies stay out: codes, tokens and passwords travel in them."""
    caplog.set_level(logging.INFO, "cognito_emulator")

    Client(log.logged(Response("secret"))).get(
        "/a/path?token=secret", headers={"Authorization": "secret"}, data="secret"
    )

    assert lines_of(caplog) == ["200 0.0 ms  GET /a/path"]


def test_a_crash_is_a_line_too(caplog):
    """An application that raises is logged as 500, and the error goes on."""
    caplog.set_level(logging.INFO, "cognito_emulator")

    def app(_environ, _start_response):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        run_wsgi_app(log.logged(app), EnvironBuilder(path="/x").get_environ())

    assert lines_of(caplog) == ["500 0.0 ms  GET /x"]


@pytest.mark.parametrize(
    ("path", "subject"),
    [("/a\nb\x1b[31m", "GET /a?b?[31m"), ("/" + "x" * 200, "GET /" + "x" * 115)],
)
def test_a_request_stays_on_one_short_line(path, subject):
    """Control characters of a client do not reach the terminal, and long names are cut."""
    assert log.subject({"REQUEST_METHOD": "GET", "PATH_INFO": path}) == subject


def test_a_nonsense_target_is_shown_as_it_came():
    """A target without a service is no reason to fail."""
    assert log.subject({"HTTP_X_AMZ_TARGET": "Nonsense"}) == "Nonsense"


@pytest.mark.parametrize(
    ("requests", "expected"), [(True, ["requests", "failures"]), (False, ["failures"])]
)
def test_requests_are_written_only_when_asked(requests, expected, capsys):
    """Failures of the emulator are always written to standard error, requests with `--log` only."""
    log.configure(requests=requests)

    log.REQUESTS.info("requests")
    logging.getLogger("cognito_emulator.protocol.dispatch").warning("failures")

    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("  ")[2] for line in lines] == expected
    assert all(re.match(r"\d\d:\d\d:\d\d\.\d{3}  ", line) for line in lines)


def test_configuring_twice_does_not_double_the_lines(capsys):
    """A worker that configures its log again writes each line once."""
    log.configure(requests=True)
    log.configure(requests=True)

    log.REQUESTS.info("once")

    assert capsys.readouterr().err.count("once") == 1
