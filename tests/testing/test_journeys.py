"""A user's way through an application, with and without a client secret."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.emulator import Emulator
from cognito_emulator.testing import journeys
from cognito_emulator.testing.factories import ClientFactory

PASSWORD = "Correct-horse-7"
EMAIL = {"email": "ada@example.com"}


@pytest.fixture
def emulator():
    """Give a fresh emulator."""
    made = Emulator()
    yield made
    made.close()


@pytest.fixture(params=[False, True], ids=["public client", "confidential client"])
def client(request, emulator):
    """Give an app client, one without a secret and one with."""
    return ClientFactory(emulator)(GenerateSecret=request.param)


def test_a_user_signs_up_confirms_and_signs_in(emulator, client):
    """The whole way, with SRP and with the plain password."""
    idp, secret = emulator.client(), {"client_secret": client.secret}

    signed_up = journeys.sign_up(idp, client.id, "ada", PASSWORD, EMAIL, **secret)
    journeys.confirm_sign_up(idp, emulator.inbox, client.id, "ada", **secret)
    with_srp = journeys.sign_in(idp, client.pool_id, client.id, "ada", PASSWORD, **secret)
    with_password = journeys.sign_in_with_password(idp, client.id, "ada", PASSWORD, **secret)

    assert signed_up["UserConfirmed"] is False
    assert signed_up["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
    for answer in (with_srp, with_password):
        token = answer["AuthenticationResult"]["AccessToken"]
        assert idp.get_user(AccessToken=token)["Username"] == "ada"


def test_attributes_may_be_left_out(emulator):
    """A user can be registered with nothing but name and password."""
    client = ClientFactory(emulator)()

    signed_up = journeys.sign_up(emulator.client(), client.id, "ada", PASSWORD)

    assert signed_up["UserConfirmed"] is False


def test_a_wrong_password_is_refused_as_aws_words_it(emulator):
    """The answer of the API is not hidden."""
    client = ClientFactory(emulator)()

    with pytest.raises(ClientError) as refused:
        journeys.sign_in_with_password(emulator.client(), client.id, "ada", PASSWORD)

    assert refused.value.response["Error"]["Code"] == "UserNotFoundException"


def test_attributes_take_the_form_of_the_api():
    """A mapping becomes a list of pairs."""
    assert journeys.attribute_list({"email": "a", "name": "b"}) == [
        {"Name": "email", "Value": "a"},
        {"Name": "name", "Value": "b"},
    ]
