"""Calls of boto3, answered before anybody else sees them."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from werkzeug.wrappers import Response

from cognito_emulator import mock_cognito
from cognito_emulator.server import ThreadServer
from cognito_emulator.testing import botocore_hook

KEYS = {
    "region_name": "us-east-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}


def client(**options: str) -> Any:
    """Return a client as an application makes it."""
    make: Any = boto3.client
    return make("cognito-idp", **KEYS, **options)


@pytest.fixture
def elsewhere():
    """Give the URL of a server that is not Cognito's."""
    server = ThreadServer(Response('{"UserPools": [{"Name": "elsewhere"}]}'))
    yield server.url
    server.close()


def test_other_endpoints_are_called_as_usual(elsewhere):
    """A client of another address, be it of Cognito's API, reaches that address."""
    with mock_cognito():
        idp = client(endpoint_url=elsewhere)

        assert idp.list_user_pools(MaxResults=1)["UserPools"] == [{"Name": "elsewhere"}]


def test_handlers_of_the_client_see_everything_but_the_sending():
    """Handlers run as usual, except that nothing is sent that one could answer instead."""
    seen = []
    with mock_cognito():
        idp = client()
        idp.meta.events.register("*", lambda event_name, **_: seen.append(event_name.split(".")[0]))
        idp.list_user_pools(MaxResults=1)

    assert "before-send" not in seen
    assert {"before-call", "before-sign", "response-received", "after-call"} <= set(seen)


def test_errors_are_raised_as_the_client_knows_them():
    """A refused call raises the client's own exception class."""
    with mock_cognito():
        idp = client()

        with pytest.raises(idp.exceptions.ResourceNotFoundException) as refused:
            idp.describe_user_pool(UserPoolId="us-east-1_none")

    assert isinstance(refused.value, ClientError)
    assert refused.value.response["Error"] == {
        "Code": "ResourceNotFoundException",
        "Message": "User pool us-east-1_none does not exist.",
    }
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert len(refused.value.response["ResponseMetadata"]["RequestId"]) == 36


def test_clients_and_their_events_are_left_as_they_were():
    """A client used in a block keeps its own endpoint and events."""
    idp = client()
    endpoint = idp._endpoint
    events = endpoint._event_emitter

    with mock_cognito():
        idp.list_user_pools(MaxResults=1)

    assert idp._endpoint is endpoint
    assert endpoint._event_emitter is events


def test_the_stand_in_passes_on_what_else_is_asked_of_events():
    """Everything but the sending is the client's own."""
    events = client().meta.events

    stand_in = botocore_hook._Answered(events, app=None)

    assert stand_in.register == events.register
    assert stand_in.emit("nothing.at.all") == []
