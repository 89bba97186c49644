"""SignUp, ConfirmSignUp and ResendConfirmationCode: what is ours; Cognito's part is in conformance."""

from __future__ import annotations

import json

import pytest
from werkzeug.test import Client

from tests.builders import PASSWORD, a_client, a_pool, refused

TARGET = "AWSCognitoIdentityProviderService."


def post(emulator, operation, members):
    """Call an operation as a browser does; return status, headers and body."""
    answer = Client(emulator.wsgi_app).post(
        "/",
        data=json.dumps(members),
        headers={
            "X-Amz-Target": TARGET + operation,
            "Content-Type": "application/x-amz-json-1.1",
            "Origin": "https://app.example.com",
        },
    )
    return answer.status_code, answer.headers, answer.get_data(as_text=True)


def test_a_browser_signs_up_without_signature(emulator, idp):
    """An unsigned cross-origin call is answered with the headers a browser needs."""
    client_id = a_client(idp, a_pool(idp))

    status, headers, body = post(
        emulator, "SignUp", {"ClientId": client_id, "Username": "ada", "Password": PASSWORD}
    )

    assert (status, headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert set(json.loads(body)) == {"UserConfirmed", "UserSub"}


def test_an_attribute_given_twice_is_refused(idp):
    """Which of two values counts would be chance."""
    client_id = a_client(idp, a_pool(idp))
    twice = [{"Name": "name", "Value": "Ada"}, {"Name": "name", "Value": "Eve"}]

    with refused("InvalidParameterException", "Duplicate attribute name found in the request."):
        idp.sign_up(ClientId=client_id, Username="ada", Password=PASSWORD, UserAttributes=twice)


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        ("SignUp", {"Password": PASSWORD}),
        ("ConfirmSignUp", {"ConfirmationCode": "123456"}),
        ("ResendConfirmationCode", {}),
    ],
)
def test_all_three_hold_the_secret_hash(idp, operation, members):
    """Each operation of an app with a secret asks for the hash first of all."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id, GenerateSecret=True)
    call = {
        "SignUp": idp.sign_up,
        "ConfirmSignUp": idp.confirm_sign_up,
        "ResendConfirmationCode": idp.resend_confirmation_code,
    }[operation]

    with refused("NotAuthorizedException", f"Unable to verify secret hash for client {client_id}"):
        call(ClientId=client_id, Username="ada", SecretHash="AAAA", **members)
