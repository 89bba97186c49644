"""What verifiers of tokens fetch from the issuer, with `requests` and with `urllib`."""

from __future__ import annotations

import json
import urllib.request
from io import BytesIO
from urllib.error import HTTPError

import boto3
import jwt
import pytest
import requests
import responses
from jwt import PyJWKClient
from werkzeug.wrappers import Request, Response

from cognito_emulator import mock_cognito
from cognito_emulator.server import ThreadServer

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_issuer"
KEYS = f"{ISSUER}/.well-known/jwks.json"
NONE = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_none/.well-known/jwks.json"


@pytest.fixture
def cognito():
    """Enter an emulator with one pool."""
    with mock_cognito() as emulator:
        tags = {"_custom_id_": "us-east-1_issuer"}
        emulator.client().create_user_pool(PoolName="test", UserPoolTags=tags)
        yield emulator


@pytest.fixture
def elsewhere():
    """Give the URL of a server that says how it was asked."""
    server = ThreadServer(
        Request.application(
            lambda request: Response(f"{request.method} {request.path} {request.get_data()!r}")
        )
    )
    yield server.url
    server.close()


def test_requests_fetches_the_keys_of_a_pool(cognito):
    """The two public keys are answered at the issuer's address, for every session."""
    for get in (requests.get, requests.Session().get):
        response = get(KEYS, timeout=10)

        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/json"
        assert response.url == KEYS
        assert {key["use"] for key in response.json()["keys"]} == {"sig"}


def test_requests_fetches_the_discovery_document(cognito):
    """The issuer named in the document is the one asked."""
    document = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=10).json()

    assert (document["issuer"], document["jwks_uri"]) == (ISSUER, KEYS)


def test_requests_gets_refusals_as_answers(cognito):
    """A pool that does not exist is 404, which `requests` does not raise by itself."""
    response = requests.get(NONE, timeout=10)

    assert (response.status_code, response.reason) == (404, "Not Found")
    assert response.json() == {"message": "User pool us-east-1_none does not exist."}
    with pytest.raises(requests.HTTPError, match="404 Client Error"):
        response.raise_for_status()


def test_requests_may_call_the_api(cognito):
    """A body is carried to the emulator: unsigned calls of the API work with plain HTTP."""
    response = requests.post(
        "https://cognito-idp.us-east-1.amazonaws.com/",
        json={"ClientId": "1example23456789", "Username": "ada", "ConfirmationCode": "1"},
        headers={"X-Amz-Target": "AWSCognitoIdentityProviderService.ConfirmSignUp"},
        timeout=10,
    )

    assert (response.status_code, response.json()["__type"]) == (400, "ResourceNotFoundException")


def test_a_session_that_was_used_can_be_closed(cognito):
    """A session of `requests` is closed as usual."""
    with requests.Session() as session:
        assert session.get(KEYS, timeout=10).ok
        session.get_adapter(KEYS).close()


def test_pyjwt_finds_the_key_of_a_token(cognito):
    """PyJWKClient, unmodified, fetches the keys (with urllib) and PyJWT accepts the token."""
    idp = boto3.client("cognito-idp")
    client = idp.create_user_pool_client(
        UserPoolId="us-east-1_issuer",
        ClientName="test",
        ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
    )["UserPoolClient"]["ClientId"]
    idp.admin_create_user(UserPoolId="us-east-1_issuer", Username="ada")
    idp.admin_set_user_password(
        UserPoolId="us-east-1_issuer", Username="ada", Password="Correct-horse-7", Permanent=True
    )
    token = idp.admin_initiate_auth(
        UserPoolId="us-east-1_issuer",
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": "Correct-horse-7"},
    )["AuthenticationResult"]["IdToken"]

    key = PyJWKClient(KEYS).get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key, algorithms=["RS256"], audience=client, issuer=ISSUER)

    assert claims["cognito:username"] == "ada"


def test_urllib_reads_an_answer_as_from_the_network(cognito):
    """Status, headers, address and body are where `urllib` has them."""
    with urllib.request.urlopen(KEYS) as response:
        document = json.load(response)

    assert (response.status, response.msg, response.url) == (200, "OK", KEYS)
    assert response.headers["content-type"] == "application/json"
    assert len(document["keys"]) == 2


def test_urllib_raises_refusals(cognito):
    """A pool that does not exist is an HTTPError with the answer in it."""
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(NONE))

    with refused.value as error:
        assert (error.code, error.reason, error.url) == (404, "Not Found", NONE)
        assert json.load(error) == {"message": "User pool us-east-1_none does not exist."}


@pytest.mark.parametrize("data", [b"x=1", BytesIO(b"x=1")], ids=["bytes", "reader"])
def test_urllib_sends_what_it_is_given(cognito, data):
    """Data makes it a POST, which the keys do not answer."""
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(KEYS, data)

    with refused.value as error:
        assert (error.code, json.load(error)) == (405, {"message": "Only GET is answered here."})


def test_pool_domains_are_not_sent_to_aws(cognito):
    """What is not emulated at a pool domain is answered here as missing."""
    url = "https://my-domain.auth.us-east-1.amazoncognito.com/oauth2/userInfo"

    assert requests.get(url, timeout=10).status_code == 404


def test_other_hosts_are_reached_as_usual(cognito, elsewhere):
    """Requests to every other host pass through, whatever they carry."""
    assert requests.post(f"{elsewhere}/a", data="x", timeout=10).text == "POST /a b'x'"
    with urllib.request.urlopen(f"{elsewhere}/b", timeout=10) as response:
        assert response.read() == b"GET /b b''"
    request = urllib.request.Request(f"{elsewhere}/c", b"y", method="PUT")
    with urllib.request.urlopen(request) as response:
        assert response.read() == b"PUT /c b'y'"


@responses.activate
def test_responses_answers_what_it_was_told(cognito):
    """Answers registered with `responses` for other hosts stand beside ours."""
    responses.get("https://api.example/", json={"mine": True})

    assert requests.get("https://api.example/", timeout=10).json() == {"mine": True}
    assert len(requests.get(KEYS, timeout=10).json()["keys"]) == 2


def test_afterwards_nobody_answers(monkeypatch):
    """After the block the issuer is AWS's again."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with mock_cognito():
        pass

    with pytest.raises(requests.exceptions.ProxyError):
        requests.get(KEYS, timeout=10)
    with pytest.raises(OSError, match="refused"):
        urllib.request.build_opener().open(KEYS, timeout=10)
