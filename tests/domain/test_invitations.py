"""Users whom an administrator creates: where the invitation goes, and what addresses need."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.code_destinations import Destination
from cognito_emulator.domain.invitations import (
    check_passwordless,
    check_verified_addresses,
    invitation_destinations,
)
from cognito_emulator.errors import idp as errors

BOTH = {"email": "ada@example.com", "phone_number": "+15555550100"}
BY_SMS = Destination(attribute="phone_number", address="+15555550100")
BY_EMAIL = Destination(attribute="email", address="ada@example.com")


@pytest.mark.parametrize(
    ("attributes", "mediums", "destinations"),
    [
        (BOTH, None, (BY_SMS,)),
        ({"email": "ada@example.com"}, None, ()),
        ({}, None, ()),
        (BOTH, [], ()),
        (BOTH, ["EMAIL"], (BY_EMAIL,)),
        (BOTH, ["EMAIL", "SMS", "EMAIL"], (BY_EMAIL, BY_SMS)),
    ],
)
def test_an_invitation_goes_to_each_desired_medium_by_default_by_sms(
    attributes, mediums, destinations
):
    """Without a wish it goes by SMS if it can; each medium that is wished for gets one."""
    assert invitation_destinations(attributes, mediums) == destinations


@pytest.mark.parametrize(
    ("medium", "message"),
    [
        ("EMAIL", "No email provided but desired delivery medium was Email"),
        ("SMS", "No phone number provided but desired delivery medium was SMS"),
    ],
)
def test_a_desired_medium_needs_its_address(medium, message):
    """What is asked for by name is refused when the user has no such address."""
    with pytest.raises(errors.InvalidParameterException) as refused:
        invitation_destinations({}, [medium])

    assert refused.value.message == message


def test_a_verified_address_must_be_there():
    """A flag without its address is refused; a false one needs none."""
    check_verified_addresses({"email_verified": "false", "phone_number_verified": "false"})
    check_verified_addresses({**BOTH, "email_verified": "true", "phone_number_verified": "true"})

    with pytest.raises(errors.InvalidParameterException) as refused:
        check_verified_addresses({"email": "a@b.example", "phone_number_verified": "true"})

    assert refused.value.message == (
        "The attribute phone_number is required when phone_number_verified is true."
    )


def test_a_user_without_password_needs_an_address_that_lets_it_in():
    """One of the pool's passwordless addresses is enough, an address of another kind is not."""
    check_passwordless({"email": "a@b.example"}, ("email", "phone_number"))

    with pytest.raises(errors.InvalidParameterException) as refused:
        check_passwordless({"phone_number": "+15555550100"}, ("email",))

    assert refused.value.message == "A user without a password must have a value for email."
