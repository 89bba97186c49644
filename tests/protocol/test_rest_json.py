"""Inputs of rest-json from all their places."""

import pytest

from cognito_emulator.protocol.front_door import SerializationException
from cognito_emulator.protocol.model import service_model
from cognito_emulator.protocol.rest_json import rest_reader

SYNC = service_model("cognito-sync")
LABELS = {"IdentityPoolId": "p", "IdentityId": "i", "DatasetName": "d"}


def test_query_members_are_read_and_typed():
    """Members of the query string are read by their names there; numbers become numbers."""
    environ = {"QUERY_STRING": "lastSyncCount=12&nextToken=a%2Bb&maxResults=5&unknown=1"}

    values = rest_reader(SYNC, "ListRecordsRequest")(LABELS, environ, b"")

    assert values == {**LABELS, "LastSyncCount": 12, "NextToken": "a+b", "MaxResults": 5}


def test_body_and_header_are_read():
    """The body holds its own members only; the header comes from the request."""
    environ = {"HTTP_X_AMZ_CLIENT_CONTEXT": "ctx"}
    body = b'{"SyncSessionToken":"t","IdentityId":"forged"}'

    values = rest_reader(SYNC, "UpdateRecordsRequest")(LABELS, environ, body)

    assert values == {**LABELS, "SyncSessionToken": "t", "ClientContext": "ctx"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("lastSyncCount=x", "STRING_VALUE can not be converted to an Integer"),
        ("lastSyncCount=", "STRING_VALUE can not be converted to an Integer"),
        ("nextToken=%00", ""),
    ],
)
def test_unreadable_text_is_refused(query, message):
    """Text that is no number, or that nothing can store, is a SerializationException."""
    with pytest.raises(SerializationException) as error:
        rest_reader(SYNC, "ListRecordsRequest")(LABELS, {"QUERY_STRING": query}, b"")

    assert error.value.message == message
