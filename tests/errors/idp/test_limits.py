"""Wording of limits and failures."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (idp.LimitExceededException.attempts(), "Attempt limit exceeded, please try after some time."),
    (
        idp.LimitExceededException.client_secrets(),
        "The maximum number of client secrets, 2, has been reached.",
    ),
    (
        idp.LimitExceededException.resources("groups", 2),
        "Limit exceeded: the maximum number of groups is 2.",
    ),
    (idp.TooManyRequestsException.rate(), "Rate exceeded"),
    (
        idp.TooManyFailedAttemptsException.attempts(),
        "Attempt limit exceeded, please try after some time.",
    ),
    (
        idp.ServiceQuotaExceededException.account(),
        "The request exceeded your account's service quota.",
    ),
    (
        idp.ConcurrentModificationException.resource(),
        "Concurrent modification of the resource, please retry.",
    ),
    (idp.InternalErrorException.unexpected(), "Something went wrong"),
    (idp.InternalServerException.unexpected(), "Something went wrong"),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
