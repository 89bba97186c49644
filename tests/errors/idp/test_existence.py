"""Wording of what is missing or taken."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (idp.ResourceNotFoundException.pool("us-east-1_Ab"), "User pool us-east-1_Ab does not exist."),
    (idp.ResourceNotFoundException.client("c1"), "User pool client c1 does not exist."),
    (idp.ResourceNotFoundException.client_secret("c1--1"), "Client secret c1--1 does not exist."),
    (idp.ResourceNotFoundException.group(), "Group not found."),
    (
        idp.ResourceNotFoundException.identity_provider("email"),
        "Identity provider email does not exist.",
    ),
    (idp.ResourceNotFoundException.resource_server("api"), "Resource server api does not exist."),
    (idp.ResourceNotFoundException.device(), "Device does not exist."),
    (idp.ResourceNotFoundException.arn("arn:x"), "Resource arn:x does not exist."),
    (idp.ResourceNotFoundException.web_authn_credential(), "WebAuthn credential does not exist."),
    (idp.UsernameExistsException.sign_up(), "User already exists"),
    (idp.UsernameExistsException.admin_create(), "User account already exists"),
    (
        idp.UsernameExistsException.attribute("email"),
        "An account with the given email already exists.",
    ),
    (idp.AliasExistsException.attribute("email"), "An account with the email already exists."),
    (idp.GroupExistsException.name(), "A group with the name already exists."),
    (
        idp.DuplicateProviderException.provider("email", "us-east-1_Ab"),
        "email already exists in user pool us-east-1_Ab",
    ),
    (idp.DeviceKeyExistsException.device(), "Device key already exists."),
    (
        idp.ManagedLoginBrandingExistsException.client("c1"),
        "Managed login branding already exists for client c1.",
    ),
    (idp.TermsExistsException.client("email"), "Terms email already exists for the client."),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
