"""Wording of refused passkeys."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (idp.WebAuthnChallengeNotFoundException.expired(), "WebAuthn challenge not found or expired."),
    (
        idp.WebAuthnClientMismatchException.client(),
        "WebAuthn registration was started by a different client.",
    ),
    (
        idp.WebAuthnConfigurationMissingException.relying_party(),
        "WebAuthn relying party is not configured for this user pool.",
    ),
    (
        idp.WebAuthnCredentialNotSupportedException.credential(),
        "WebAuthn credential is not supported.",
    ),
    (idp.WebAuthnNotEnabledException.pool(), "WebAuthn is not enabled for this user pool."),
    (
        idp.WebAuthnOriginNotAllowedException.origin("https://a.example"),
        "WebAuthn origin https://a.example is not allowed.",
    ),
    (
        idp.WebAuthnRelyingPartyMismatchException.relying_party(),
        "WebAuthn relying party does not match.",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
