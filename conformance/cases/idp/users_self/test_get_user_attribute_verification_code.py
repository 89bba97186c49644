"""GetUserAttributeVerificationCode: a code to the user's own address."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import SENDS_SMS, a_client, a_pool, a_user, body_of, refused, tokens_of

CHECKED = "2026-11-24"
ATTRIBUTES = {"email": "ada@example.com", "phone_number": "+15555551234"}


def signed_in(idp, attributes=None, **pool):
    """Make a user and sign it in. Return the access token."""
    pool_id = a_pool(idp, **pool)
    a_user(idp, pool_id, attributes=ATTRIBUTES if attributes is None else attributes)
    return tokens_of(idp, a_client(idp, pool_id))["AccessToken"]


def ask(idp, token, name="email"):
    """Ask for a code. Return the answer."""
    return body_of(idp.get_user_attribute_verification_code(AccessToken=token, AttributeName=name))


@case(source="API reference GetUserAttributeVerificationCode", level="documented", checked=CHECKED)
def test_a_code_goes_to_the_address(idp, inbox):
    """The answer tells the masked address, by e-mail or SMS, verified or not."""
    token = signed_in(idp, **SENDS_SMS)

    assert ask(idp, token) == {
        "CodeDeliveryDetails": {
            "Destination": "a***@e***",
            "DeliveryMedium": "EMAIL",
            "AttributeName": "email",
        }
    }
    assert ask(idp, token, "phone_number") == {
        "CodeDeliveryDetails": {
            "Destination": "+*******1234",
            "DeliveryMedium": "SMS",
            "AttributeName": "phone_number",
        }
    }
    assert [message["medium"] for message in inbox.messages(user="ada")] == ["EMAIL", "SMS"]


@case(source="inferred from client reports", level="inferred", checked=CHECKED)
def test_an_absent_address_is_refused(idp):
    """A user without the attribute has nowhere to send a code to."""
    token = signed_in(idp, attributes={})

    with refused("InvalidParameterException", "User does not have an email"):
        ask(idp, token)


@case(source="inferred: only addresses receive codes", level="inferred", checked=CHECKED)
def test_only_addresses_are_verified(idp):
    """No other attribute can be verified."""
    token = signed_in(idp)

    with refused("InvalidParameterException", "Attribute name cannot be verified."):
        ask(idp, token, "name")


@case(source="Developer Guide, Quotas (5 an hour)", level="documented", checked=CHECKED)
def test_five_codes_an_hour(idp):
    """The sixth request within an hour is refused."""
    token = signed_in(idp)
    for _ in range(5):
        ask(idp, token)

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        ask(idp, token)


@case(source="inferred from UserAttributeUpdateSettingsType", level="inferred", checked=CHECKED)
def test_an_address_that_waits_gets_the_code(idp, inbox):
    """While a new address waits to be verified, another code goes to it and not to the old one."""
    token = signed_in(
        idp,
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    new = [{"Name": "email", "Value": "new@example.com"}]
    idp.update_user_attributes(AccessToken=token, UserAttributes=new)

    ask(idp, token)

    assert len(inbox.messages(destination="new@example.com")) == 2
