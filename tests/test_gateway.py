"""Which part of the emulator a request reaches."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app
from werkzeug.wrappers import Request, Response

from cognito_emulator.gateway import Gateway

LIMIT = 100
TARGET = {"X-Amz-Target": "AWSCognitoIdentityProviderService.ListUserPools"}


def keys_of(environ, pool_id):
    """Stand for a pool's document: one pool exists, and the document says how it was asked."""
    known = pool_id == "eu-west-1_abc"
    return {"pool": pool_id, "host": Request(environ).host} if known else None


@pytest.fixture
def gateway():
    """Give a gateway to parts that say who they are."""
    return Gateway(
        api=lambda environ: Response(f"api {Request(environ).get_data(as_text=True)}"),
        admin=Response("admin"),
        well_known={"jwks.json": keys_of},
        max_request_bytes=LIMIT,
    )


@pytest.fixture
def http(gateway):
    """Give a client of the gateway."""
    return Client(gateway)


def chunked(gateway, stream):
    """Send a body without a length, as `Transfer-Encoding: chunked` arrives; return the answer."""
    builder = EnvironBuilder(method="POST", path="/", headers=[*TARGET.items()])
    environ = builder.get_environ()
    environ.pop("CONTENT_LENGTH", None)
    environ["HTTP_TRANSFER_ENCODING"] = "chunked"
    environ["wsgi.input"] = stream
    content, status, _ = run_wsgi_app(gateway, environ)
    return status, b"".join(content)


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/", TARGET),
        ("POST", "/anything", TARGET),
        ("POST", "/", {}),
        ("OPTIONS", "/", {}),
        ("GET", "/identitypools", {}),
    ],
)
def test_a_call_of_the_api_reaches_the_api(http, method, path, headers):
    """A target, a path of Cognito Sync, and what is posted to the root are the API's."""
    assert http.open(path, method=method, headers=headers).text == "api "


@pytest.mark.parametrize("path", ["/_emulator", "/_emulator/messages"])
def test_the_developer_s_side_is_reached_by_its_prefix(http, path):
    """Everything below /_emulator is the admin API's."""
    assert http.get(path).text == "admin"


def test_health_is_answered_at_once(http):
    """GET /health says that requests are answered."""
    answer = http.get("/health")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.content_type == "application/json"


def test_a_pool_s_document_is_answered_to_any_origin(http):
    """Keys are public: pages of every origin may read them."""
    answer = http.get("/eu-west-1_abc/.well-known/jwks.json", base_url="http://keys.test:81")

    assert answer.json == {"pool": "eu-west-1_abc", "host": "keys.test:81"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_documents_of_no_pool_are_missing(http):
    """A pool that does not exist has no documents."""
    answer = http.get("/eu-west-1_none/.well-known/jwks.json")

    assert answer.status_code == 404
    assert answer.json == {"message": "User pool eu-west-1_none does not exist."}


def test_documents_are_read_only(http):
    """Other methods than GET and HEAD are refused."""
    path = "/eu-west-1_abc/.well-known/jwks.json"

    refused = http.post(path)

    assert refused.status_code == 405
    assert refused.json == {"message": "Only GET is answered here."}
    assert http.head(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/_emulators", "/a/b/.well-known/jwks.json", "/a/.well-known/other.json"],
)
def test_elsewhere_there_is_nothing(http, path):
    """What no part answers is 404, with what there is."""
    answer = http.get(path)

    assert answer.status_code == 404
    assert answer.json["message"] == (
        f"Nothing answers GET {path}. There is an API call (POST / with X-Amz-Target), /<pool id>"
        "/.well-known/jwks.json, /<pool id>/.well-known/openid-configuration, /_emulator/messages, "
        "/_emulator/clock, /_emulator/reset and /health."
    )


@pytest.mark.parametrize("path", ["/", "/_emulator/clock", "/nothing"])
def test_a_body_over_the_limit_is_refused(http, path):
    """No part sees a body that is longer than allowed; one of exactly the limit passes."""
    answer = http.post(path, data=b"x" * (LIMIT + 1), headers=TARGET)

    assert answer.status_code == 413
    assert answer.json == {"message": "A request body may have at most 100 bytes."}
    assert http.post("/", data=b"x" * LIMIT, headers=TARGET).text == "api " + "x" * LIMIT


def test_a_length_that_is_no_number_is_refused(gateway):
    """A nonsense Content-Length is not read as a body of no length."""
    environ = EnvironBuilder(method="POST", path="/", headers=[*TARGET.items()]).get_environ()
    environ["CONTENT_LENGTH"] = "-1"

    _, status, _ = run_wsgi_app(gateway, environ)

    assert status == "413 REQUEST ENTITY TOO LARGE"


@pytest.mark.parametrize("length", [0, 1, LIMIT])
def test_a_body_without_a_length_is_read_as_it_comes(gateway, length):
    """A chunked body reaches the API whole."""
    assert chunked(gateway, BytesIO(b"x" * length)) == ("200 OK", b"api " + b"x" * length)


def test_a_body_without_a_length_is_limited_as_well(gateway):
    """A chunked body is read up to the limit and no further."""
    endless = BytesIO(b"x" * 1_000_000)

    status, body = chunked(gateway, endless)

    assert status == "413 REQUEST ENTITY TOO LARGE"
    assert json.loads(body) == {"message": "A request body may have at most 100 bytes."}
    assert endless.tell() == LIMIT + 1
