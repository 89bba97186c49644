"""Wording of cognito-sync's errors."""

import pytest

from cognito_emulator.errors import sync

WORDINGS = [
    (
        sync.NotAuthorizedException.identity("us-east-1:i"),
        "Access to Identity 'us-east-1:i' is forbidden.",
    ),
    (
        sync.InvalidParameterException.not_emulated("groups"),
        "groups is not emulated yet by cognito_emulator.",
    ),
    (sync.InvalidParameterException.session_token(), "Invalid sync session token."),
    (sync.ResourceNotFoundException.pool("us-east-1_Ab"), "IdentityPool 'us-east-1_Ab' not found."),
    (sync.ResourceNotFoundException.identity("us-east-1:i"), "Identity 'us-east-1:i' not found."),
    (sync.ResourceNotFoundException.dataset("email"), "Dataset 'email' not found."),
    (sync.ResourceNotFoundException.device("d1"), "Device 'd1' not found."),
    (
        sync.ResourceConflictException.sync_count("k"),
        "Current SyncCount for record 'k' does not match the given SyncCount.",
    ),
    (
        sync.LimitExceededException.resources("groups", 2),
        "Limit exceeded: the maximum number of groups is 2.",
    ),
    (
        sync.InvalidConfigurationException.missing("groups"),
        "groups is not configured for this identity pool.",
    ),
    (
        sync.InvalidLambdaFunctionOutputException.output("Password not long enough"),
        "Invalid lambda function output : Password not long enough",
    ),
    (
        sync.LambdaThrottledException.throttled(),
        "AWS Lambda throttled your account, please contact AWS Support",
    ),
    (
        sync.AlreadyStreamedException.recently(),
        "The identity pool was bulk published less than 24 hours ago.",
    ),
    (
        sync.DuplicateRequestException.in_progress(),
        "A bulk publish operation is in progress for the identity pool.",
    ),
    (
        sync.ConcurrentModificationException.resource(),
        "Concurrent modification of the resource, please retry.",
    ),
    (sync.TooManyRequestsException.rate(), "Rate exceeded"),
    (sync.InternalErrorException.unexpected(), "Something went wrong"),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
