"""A botocore request, answered by a WSGI application without a socket."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest, HeadersDict
from botocore.exceptions import ClientError
from werkzeug.wrappers import Request, Response

from cognito_emulator.adapters import botocore_wsgi

OPTIONS = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
    "endpoint_url": "http://nobody.invalid",
}


@Request.application
def echo(request):
    """Answer what was asked, as a server would have seen it."""
    document = {
        "method": request.method,
        "url": request.url,
        "host": request.host,
        "address": request.remote_addr,
        "type": request.headers.get("Content-Type"),
        "x": request.headers.get("X-Test"),
        "body": request.get_data(as_text=True),
    }
    return Response(json.dumps(document), 201, headers=[("X-One", "1")])


def test_the_application_sees_the_request_as_a_server_would():
    """Method, URL with its escapes, headers and body arrive; the answer's parts come back."""
    status, headers, body = botocore_wsgi.call(
        echo,
        "POST",
        "https://cognito.test:8443/a%20b/c%2Fd?x=1&y=%20",
        {"Content-Type": "text/plain", "X-Test": "ü", "Host": "ignored", "Content-Length": "9"},
        b"hello",
    )

    assert json.loads(body) == {
        "method": "POST",
        "url": "https://cognito.test:8443/a%20b/c/d?x=1&y=%20",
        "host": "cognito.test:8443",
        "address": "127.0.0.1",
        "type": "text/plain",
        "x": "ü",
        "body": "hello",
    }
    assert status == 201
    assert ("X-One", "1") in headers


def prepared(method, headers, body):
    """Return a request as botocore hands it to the network."""
    known: Any = HeadersDict(headers)  # the stubs expect another class
    return AWSPreparedRequest(method, "http://a.test/x", known, body, stream_output=False)


@pytest.mark.parametrize(
    ("url", "port", "path"),
    [
        ("http://a.test", "80", "/"),
        ("https://a.test", "443", "/"),
        ("http://a.test:1/x", "1", "/x"),
    ],
)
def test_what_a_url_leaves_out_has_the_usual_value(url, port, path):
    """Without a port it is the scheme's, without a path the root."""
    environ = botocore_wsgi.environ_of("GET", url, {}, b"")

    assert (environ["SERVER_PORT"], environ["PATH_INFO"]) == (port, path)
    assert environ["CONTENT_LENGTH"] == "0"
    assert environ[botocore_wsgi.IN_PROCESS] is True


@pytest.mark.parametrize(
    "body",
    ["é", "é".encode(), bytearray("é".encode()), BytesIO("é".encode()), StringIO("é")],
    ids=lambda body: type(body).__name__,
)
def test_a_body_is_read_in_whatever_form_it_comes(body):
    """HTTP clients hold bodies as text, bytes or readers."""
    assert botocore_wsgi.body_bytes(body) == "é".encode()


def test_no_body_is_an_empty_one():
    """A request without a body has no bytes."""
    assert botocore_wsgi.body_bytes(None) == b""


def test_a_prepared_request_gets_a_botocore_response():
    """Headers in bytes are understood; status, headers and body come back as botocore reads them."""
    request = prepared("PUT", {"X-Test": b"bytes"}, b"hi")

    response = botocore_wsgi.answer(echo, request)

    assert (response.status_code, response.headers["x-one"]) == (201, "1")
    assert json.loads(response.content)["x"] == "bytes"
    assert json.loads(response.text)["body"] == "hi"


def test_an_empty_answer_has_no_content():
    """An answer without a body is read as one."""
    assert botocore_wsgi.answer(Response(), prepared("GET", {}, None)).content == b""


def test_an_application_may_answer_a_plain_list():
    """An answer that has nothing to close is read as it is."""

    def app(_environ, start_response):
        start_response("200 OK", [])
        return [b"a", b"b"]

    assert botocore_wsgi.call(app, "GET", "http://a.test/", {}, b"") == (200, [], b"ab")


def test_the_application_s_answer_is_closed():
    """What an application opened for its answer is released, also when reading it fails."""
    closed = []

    class Chunks:
        def __iter__(self):
            raise RuntimeError("broken")

        def close(self):
            closed.append(True)

    def app(environ, start_response):
        environ["wsgi.errors"].write("noise")
        environ["wsgi.errors"].writelines(["noise"])
        environ["wsgi.errors"].flush()
        start_response("200 OK", [])(b"")
        return Chunks()

    with pytest.raises(RuntimeError, match="broken"):
        botocore_wsgi.call(app, "GET", "http://a.test/", {}, b"")

    assert closed == [True]


def test_a_bound_client_never_leaves_the_process():
    """A client's every call is answered by its application, whatever its endpoint."""
    seen = []

    @Request.application
    def app(request):
        seen.append((request.headers["X-Amz-Target"], request.get_json(force=True)))
        return Response('{"UserPools": []}')

    client = botocore_wsgi.bound_client(app, "cognito-idp", OPTIONS)

    assert client.list_user_pools(MaxResults=1)["UserPools"] == []
    assert seen == [("AWSCognitoIdentityProviderService.ListUserPools", {"MaxResults": 1})]


def test_clients_are_bound_one_by_one():
    """Two clients of one process reach each its own application."""
    one, other = (
        botocore_wsgi.bound_client(
            Response(json.dumps({"UserPools": [{"Id": f"eu-west-1_{name}"}]})),
            "cognito-idp",
            OPTIONS,
        )
        for name in "ab"
    )

    assert one.list_user_pools(MaxResults=1)["UserPools"] == [{"Id": "eu-west-1_a"}]
    assert other.list_user_pools(MaxResults=1)["UserPools"] == [{"Id": "eu-west-1_b"}]


def test_an_error_is_raised_as_over_the_network():
    """A refused answer becomes botocore's exception."""
    refused = Response('{"__type": "TooManyRequestsException", "message": "No."}', 400)
    client = botocore_wsgi.bound_client(refused, "cognito-idp", OPTIONS)

    with pytest.raises(ClientError) as raised:
        client.list_user_pools(MaxResults=1)

    assert raised.value.response["Error"] == {"Code": "TooManyRequestsException", "Message": "No."}
