"""ResendConfirmationCode: another code for who has not confirmed yet."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, attribute_list, body_of, refused

CHECKED = "2026-11-24"
DETAILS = {"Destination": "a***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}


def signed_up(idp, attributes=None, *, verified=("email",), **client):
    """Sign a user up in a pool of their own. Return the client's id."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=list(verified))
    client_id = a_client(idp, pool_id, **client)
    given = {"email": "ada@example.com"} if attributes is None else attributes
    idp.sign_up(
        ClientId=client_id,
        Username="ada",
        Password=PASSWORD,
        UserAttributes=attribute_list(given),
    )
    return client_id


def resend(idp, client_id, username="ada"):
    """Ask for another code."""
    return body_of(idp.resend_confirmation_code(ClientId=client_id, Username=username))


@case(source="API reference ResendConfirmationCode", level="documented", checked=CHECKED)
def test_another_code_is_sent(idp, inbox):
    """The answer tells the masked address, and a second message arrives."""
    client_id = signed_up(idp)

    answer = resend(idp, client_id)

    assert answer == {"CodeDeliveryDetails": DETAILS}
    assert len(inbox.messages(user="ada")) == 2


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_who_is_confirmed_gets_none(idp, inbox):
    """A confirmed user is refused."""
    client_id = signed_up(idp)
    idp.confirm_sign_up(ClientId=client_id, Username="ada", ConfirmationCode=inbox.code(user="ada"))

    with refused("InvalidParameterException", "User is already confirmed."):
        resend(idp, client_id)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_nothing_is_resent_where_nothing_is_verified(idp):
    """Without AutoVerifiedAttributes there is no code to resend."""
    client_id = signed_up(idp, verified=())

    with refused("NotAuthorizedException", "Cannot resend codes. Auto verification not turned on."):
        resend(idp, client_id)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_user_is_told(idp):
    """Where existence is not hidden, the text speaks of username and client."""
    client_id = signed_up(idp)

    with refused("UserNotFoundException", "Username/client id combination not found."):
        resend(idp, client_id, "nobody")


@case(
    source="Developer Guide, Managing user existence error responses",
    level="documented",
    checked=CHECKED,
)
def test_an_unknown_user_may_be_hidden(idp, inbox):
    """With PreventUserExistenceErrors a code seems to go out, always to the same address."""
    client_id = signed_up(idp, PreventUserExistenceErrors="ENABLED")

    first, second = resend(idp, client_id, "nobody"), resend(idp, client_id, "nobody")

    assert first == second
    assert first["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
    assert inbox.messages(user="nobody") == []


@case(source="Developer Guide, Quotas (5 an hour)", level="documented", checked=CHECKED)
def test_five_codes_an_hour(idp, clock):
    """The sixth request within an hour is refused."""
    client_id = signed_up(idp)
    for _ in range(5):
        resend(idp, client_id)

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        resend(idp, client_id)
    clock.advance(3600)
    assert resend(idp, client_id) == {"CodeDeliveryDetails": DETAILS}
