"""SMS_MFA and EMAIL_OTP: where the code goes, how often it is sent, and what it proves."""

from __future__ import annotations

import pytest

from tests.builders import SENDS_SMS, a_client, a_user, attribute_map, refused
from tests.sign_ins import EMAIL, PHONE, an_mfa_pool, respond, sign_in, wrong_code

MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")
CHANNELS = {
    "SMS_MFA": ("SMS", "phone_number", PHONE, "+*******0100"),
    "EMAIL_OTP": ("EMAIL", "email", EMAIL, "a***@e***"),
}


@pytest.fixture(params=CHANNELS)
def name(request):
    """Give the name of the challenge under test."""
    return request.param


@pytest.fixture
def pool_id(idp, name):
    """Give a pool that requires a code by this medium."""
    return an_mfa_pool(idp, CHANNELS[name][0])


@pytest.fixture
def ada(idp, pool_id, name):
    """Give the sub of ada, who has an unverified address of this kind."""
    _, attribute, address, _ = CHANNELS[name]
    return a_user(idp, pool_id, attributes={attribute: address})


def attributes_of(idp, pool_id):
    """Return ada's attributes."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    return attribute_map(user["UserAttributes"])


def test_one_code_is_sent_and_signs_in(idp, pool_id, client_id, ada, inbox, name):
    """The code lands in the inbox once, the challenge tells where, and it signs in."""
    medium, attribute, address, masked = CHANNELS[name]

    challenge = sign_in(idp, client_id)

    [message] = inbox.list()
    assert (message.medium, message.destination) == (medium, address)
    assert message.code.isdecimal()
    assert len(message.code) == 6
    assert message.code in message.body
    assert challenge["ChallengeName"] == name
    assert challenge["ChallengeParameters"] == {
        "CODE_DELIVERY_DELIVERY_MEDIUM": medium,
        "CODE_DELIVERY_DESTINATION": masked,
        "USER_ID_FOR_SRP": "ada",
    }
    answer = respond(idp, client_id, challenge, **{f"{name}_CODE": message.code})
    assert "AuthenticationResult" in answer
    assert len(inbox.list()) == 1
    assert attributes_of(idp, pool_id)[f"{attribute}_verified"] == "true"


def test_a_wrong_code_verifies_nothing(idp, pool_id, client_id, ada, inbox, name):
    """A wrong code is refused, and the address stays unverified."""
    challenge = sign_in(idp, client_id)

    with refused(*MISMATCH):
        respond(idp, client_id, challenge, **{f"{name}_CODE": wrong_code(inbox.code("ada"))})

    assert f"{CHANNELS[name][1]}_verified" not in attributes_of(idp, pool_id)


def test_a_code_belongs_to_its_sign_in(idp, client_id, ada, inbox, name):
    """Two sign-ins have two codes, and neither answers the other."""
    first, second = sign_in(idp, client_id), sign_in(idp, client_id)
    codes = [message.code for message in inbox.list()]

    if codes[0] != codes[1]:
        with refused(*MISMATCH):
            respond(idp, client_id, second, **{f"{name}_CODE": codes[0]})
    assert "AuthenticationResult" in respond(idp, client_id, first, **{f"{name}_CODE": codes[0]})
    assert "AuthenticationResult" in respond(idp, client_id, second, **{f"{name}_CODE": codes[1]})


def test_nothing_is_sent_for_a_wrong_password(idp, client_id, ada, inbox):
    """The code follows the password."""
    with refused("NotAuthorizedException", "Incorrect username or password."):
        sign_in(idp, client_id, password="wrong")

    assert inbox.list() == []


def test_a_code_does_not_verify_an_address_it_never_reached(
    idp, pool_id, client_id, ada, inbox, name
):
    """An address changed after the code was sent stays unverified; the code still signs in."""
    challenge = sign_in(idp, client_id)
    other = {"phone_number": "+12065550199", "email": "other@example.com"}
    attribute = CHANNELS[name][1]
    idp.admin_update_user_attributes(
        UserPoolId=pool_id,
        Username="ada",
        UserAttributes=[{"Name": attribute, "Value": other[attribute]}],
    )

    code = inbox.list()[0].code
    assert "AuthenticationResult" in respond(idp, client_id, challenge, **{f"{name}_CODE": code})
    assert attributes_of(idp, pool_id).get(f"{attribute}_verified") != "true"


def test_a_code_is_needed(idp, client_id, ada, name):
    """An answer without its code is told what it lacks."""
    challenge = sign_in(idp, client_id)

    with refused("InvalidParameterException", f"Missing required parameter {name}_CODE"):
        respond(idp, client_id, challenge)


def test_the_message_is_the_pools_own(idp, inbox):
    """The text of SetUserPoolMfaConfig is sent, with the code in its place."""
    pool_id = an_mfa_pool(idp, "SMS")
    idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SmsMfaConfiguration={"SmsAuthenticationMessage": "Psst: {####}", **SENDS_SMS},
    )
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"phone_number": PHONE})

    sign_in(idp, client_id)

    [message] = inbox.list()
    assert message.body == f"Psst: {message.code}"


def test_verifying_an_address_makes_it_an_alias(idp, inbox):
    """An address proven at sign-in is one to sign in by, where the pool has aliases."""
    pool_id = an_mfa_pool(idp, "EMAIL", AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes={"email": EMAIL})
    with refused("UserNotFoundException", "User does not exist."):
        sign_in(idp, client_id, EMAIL)

    respond(idp, client_id, sign_in(idp, client_id), EMAIL_OTP_CODE=inbox.code("ada"))

    assert sign_in(idp, client_id, EMAIL)["ChallengeName"] == "EMAIL_OTP"


def test_an_address_that_is_anothers_alias_is_not_taken(idp, pool_id, inbox):
    """Proving an address that another user has proven is refused, and no tokens come."""
    pool_id = an_mfa_pool(idp, "EMAIL", AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, "eve", attributes={"email": EMAIL, "email_verified": "true"})
    a_user(idp, pool_id, attributes={"email": EMAIL})
    challenge = sign_in(idp, client_id)

    with refused("AliasExistsException", "An account with the email already exists."):
        respond(idp, client_id, challenge, EMAIL_OTP_CODE=inbox.code("ada"))
