"""Codes and messages on their way."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.builders import PASSWORD, SENDS_SMS, a_client, a_pool, a_user, attribute_list

EMAIL = {"email": "ada@example.com"}


def sign_up(idp, client_id, username="ada", attributes=EMAIL):
    """Sign a user up."""
    return idp.sign_up(
        ClientId=client_id,
        Username=username,
        Password=PASSWORD,
        UserAttributes=attribute_list(attributes),
    )


def test_a_message_is_sent_once_it_is_committed(idp, inbox, sender):
    """The sender gets what stands in the inbox, once."""
    client_id = a_client(idp, a_pool(idp, AutoVerifiedAttributes=["email"]))

    sign_up(idp, client_id)

    [kept], [sent] = inbox.list(), sender.sent
    assert (sent.message_id, sent.code, sent.body) == (str(kept.id), kept.code, kept.body)
    assert (sent.kind, sent.medium, sent.destination) == ("SIGN_UP", "EMAIL", "ada@example.com")


def test_nothing_is_sent_of_what_is_refused(idp, inbox, sender):
    """A sign-up that is rolled back leaves no message."""
    client_id = a_client(idp, a_pool(idp, AutoVerifiedAttributes=["email"]))
    sign_up(idp, client_id)

    with pytest.raises(ClientError, match="User already exists"):
        sign_up(idp, client_id)

    assert (len(inbox.list()), len(sender.sent)) == (1, 1)


@pytest.mark.parametrize(
    ("trigger", "attributes"),
    [
        ("CustomMessage", EMAIL),
        ("CustomEmailSender", EMAIL),
        ("CustomSMSSender", {"phone_number": "+15555551234"}),
    ],
)
def test_a_trigger_that_would_fire_is_refused_by_name(idp, trigger, attributes):
    """A message that a function would change or send is not sent without it."""
    arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    config: dict[str, Any] = {trigger: arn}
    if trigger != "CustomMessage":
        config = {
            trigger: {"LambdaVersion": "V1_0", "LambdaArn": arn},
            "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/k",
        }
    pool_id = a_pool(idp, AutoVerifiedAttributes=list(attributes), LambdaConfig=config, **SENDS_SMS)

    with pytest.raises(ClientError, match=f"The {trigger} Lambda trigger is not emulated yet"):
        sign_up(idp, a_client(idp, pool_id), attributes=attributes)

    assert idp.list_users(UserPoolId=pool_id)["Users"] == []


def test_a_message_calls_users_by_the_name_they_typed(idp, inbox):
    """Where the sub replaces the address as username, the invitation still says the address."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])

    idp.admin_create_user(
        UserPoolId=pool_id, Username="ada@example.com", DesiredDeliveryMediums=["EMAIL"]
    )

    [message] = inbox.list()
    assert message.body.startswith("Your username is ada@example.com and temporary password is")


def test_codes_of_two_addresses_do_not_replace_each_other(idp, inbox):
    """E-mail and phone number have a code each."""
    pool_id = a_pool(idp, **SENDS_SMS)
    a_user(idp, pool_id, attributes={**EMAIL, "phone_number": "+15555551234"})
    token = idp.initiate_auth(
        ClientId=a_client(idp, pool_id),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD},
    )["AuthenticationResult"]["AccessToken"]
    for name in ("email", "phone_number"):
        idp.get_user_attribute_verification_code(AccessToken=token, AttributeName=name)

    email, sms = (message.code for message in inbox.list())

    idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=email)
    idp.verify_user_attribute(AccessToken=token, AttributeName="phone_number", Code=sms)
