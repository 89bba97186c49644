"""Wording of failing triggers."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (
        idp.UserLambdaValidationException.failed("PreSignUp", "no"),
        "PreSignUp failed with error no.",
    ),
    (idp.UnexpectedLambdaException.failed("arn:x", "no"), "arn:x failed with error no."),
    (idp.InvalidLambdaResponseException.unrecognizable(), "Unrecognizable lambda output"),
    (
        idp.InvalidLambdaResponseException.invalid("Password not long enough"),
        "Invalid lambda function output : Password not long enough",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
