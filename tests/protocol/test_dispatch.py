"""One call from wire to wire."""

import json
import logging
from types import SimpleNamespace
from typing import Any

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from cognito_emulator.errors.base import ServiceError
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.protocol.dispatch import Dispatcher

SIGNED = "AWS4-HMAC-SHA256 Credential=AKID/20261123/eu-west-1/cognito-idp/aws4_request, Signature=a"
POOL_ID = "us-east-1_abcdef"


class MissingError(ServiceError):
    """An error DescribeUserPool lists."""

    code = "ResourceNotFoundException"


class UnlistedError(ServiceError):
    """An error DescribeUserPool does not list."""

    code = "UsernameExistsException"


class OvertakenError(Exception):
    """What an operation raises when another request came in between."""


def make_context(*, scope, request_id, environ):
    """Return what was passed in."""
    return SimpleNamespace(scope=scope, request_id=request_id, environ=environ)


def dispatcher(describe=None, *, strict=False, sync=None):
    """Return a dispatcher whose DescribeUserPool is the given function."""
    idp: dict[str, Any] = {
        "DescribeUserPool": describe or (lambda _context, _request: {"UserPool": {}}),
        "DeleteUserPool": lambda _context, _request: {},
        "TagResource": lambda _context, _request: {},
        "GetUser": lambda _context, _request: {"Username": "ann", "UserAttributes": []},
    }
    return Dispatcher(
        {"cognito-idp": idp, "cognito-sync": sync or {}},
        make_context=make_context,
        new_request_id=lambda: "id-1",
        default_account="000000000000",
        overtaken=OvertakenError,
        strict=strict,
    )


def answered(to, environ):
    """Return what a dispatcher sends to a request."""
    return Response.from_app(to(environ), environ)


def call(target, body, *, to=None, headers=None, **options):
    """Send one JSON 1.1 call and return the response."""
    builder = EnvironBuilder(
        method="POST",
        headers=Headers(
            {
                "X-Amz-Target": f"AWSCognitoIdentityProviderService.{target}",
                "Authorization": SIGNED,
                **(headers or {}),
            }
        ),
        data=body if isinstance(body, bytes) else json.dumps(body).encode(),
        **options,
    )
    return answered(to or dispatcher(), builder.get_environ())


def describe(to=None, **options):
    """Call DescribeUserPool."""
    return call("DescribeUserPool", {"UserPoolId": POOL_ID}, to=to, **options)


def test_an_operation_is_called_with_context_and_request():
    """The operation gets the context and the parsed input, and its answer is the body."""
    seen = []

    def operation(context, request):
        seen.append((context, request))
        return {"UserPool": {"Name": "pool"}}

    response = describe(dispatcher(operation))

    ((context, request),) = seen
    assert request == {"UserPoolId": POOL_ID}
    assert context.scope.region == "eu-west-1"
    assert context.request_id == "id-1"
    assert context.environ["REQUEST_METHOD"] == "POST"
    assert (response.status_code, response.data) == (200, b'{"UserPool":{"Name":"pool"}}')
    assert dict(response.headers) == {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-requestid": "id-1",
        "content-length": "28",
    }


def test_empty_answers():
    """No output shape, no body; an empty one is {}."""
    none = call("DeleteUserPool", {"UserPoolId": POOL_ID})
    empty = call("TagResource", {"ResourceArn": "arn:aws:x:y:1:userpool/a", "Tags": {}})

    assert (none.status_code, none.data) == (200, b"")
    assert (empty.status_code, empty.data) == (200, b"{}")


def error_of(response):
    """Return status, type header and body of an error."""
    return response.status_code, response.headers["x-amzn-errortype"], json.loads(response.data)


def test_errors_of_the_service_go_to_the_wire():
    """What an operation raises is answered with its name, status and text."""

    def operation(context, request):
        raise MissingError("User pool x does not exist.")

    response = describe(dispatcher(operation))

    assert error_of(response) == (
        400,
        "ResourceNotFoundException:",
        {"__type": "ResourceNotFoundException", "message": "User pool x does not exist."},
    )
    assert response.headers["x-amzn-errormessage"] == "User pool x does not exist."
    assert response.headers["x-amzn-requestid"] == "id-1"
    assert response.headers["content-type"] == "application/x-amz-json-1.1"


def test_unknown_operations():
    """An unknown target is named so, without a message."""
    assert error_of(call("Nope", {})) == (
        400,
        "UnknownOperationException:",
        {"__type": "UnknownOperationException"},
    )


def test_operations_not_emulated_are_refused_by_name():
    """An operation of the model that the table lacks is a 501 naming it."""
    response = call("GetUserPoolMfaConfig", {"UserPoolId": POOL_ID})

    assert error_of(response) == (
        501,
        "OperationNotEmulatedException:",
        {
            "__type": "OperationNotEmulatedException",
            "message": "GetUserPoolMfaConfig is not emulated yet by cognito_emulator",
        },
    )


def test_services_not_emulated_are_refused_by_name():
    """A whole service without a table is refused operation by operation."""
    response = call(
        "",
        {"IdentityPoolId": "us-east-1:0a1b"},
        headers={"X-Amz-Target": "AWSCognitoIdentityService.GetId"},
    )

    assert error_of(response)[2]["message"] == "GetId is not emulated yet by cognito_emulator"


def test_unsigned_calls_reach_public_operations_only():
    """An unsigned call to an operation authorised by IAM misses its token."""
    response = describe(headers={"Authorization": ""})
    public = call("GetUser", {"AccessToken": "abc"}, headers={"Authorization": ""})

    assert error_of(response) == (
        400,
        "MissingAuthenticationTokenException:",
        {
            "__type": "MissingAuthenticationTokenException",
            "message": "Missing Authentication Token",
        },
    )
    assert public.status_code == 200


def test_the_order_of_refusals():
    """Broken JSON comes before the signature, the signature before types, types before constraints."""
    unsigned = {"Authorization": ""}
    codes = [
        error_of(response)[1]
        for response in (
            call("DescribeUserPool", b"{", headers=unsigned),
            call("DescribeUserPool", {"UserPoolId": 1}, headers=unsigned),
            call("DescribeUserPool", {"UserPoolId": 1}),
            call("DescribeUserPool", {}),
        )
    ]

    assert codes == [
        "SerializationException:",
        "MissingAuthenticationTokenException:",
        "SerializationException:",
        "InvalidParameterException:",
    ]


def test_large_and_deep_bodies_are_refused():
    """A megabyte of anything is an error of the client."""
    bodies = [b"[" * 2**20, b"{" * 2**20, b'{"UserPoolId":"' + b"a" * 2**20 + b'"}', b"\0" * 2**20]

    assert {call("DescribeUserPool", body).status_code for body in bodies} == {400}


def test_failures_are_logged_and_not_told(caplog):
    """Anything else an operation raises is a 500 without details, logged under the request id."""

    def operation(context, request):
        raise ZeroDivisionError("the secret")

    response = describe(dispatcher(operation))

    assert error_of(response) == (
        500,
        "InternalErrorException:",
        {"__type": "InternalErrorException", "message": "Internal server error."},
    )
    assert "request id-1 failed" in caplog.text
    assert "the secret" in caplog.text


def test_answers_that_do_not_fit_are_failures(caplog):
    """An answer the model does not allow is a mistake of the emulator."""
    response = describe(dispatcher(lambda _context, _request: {"Nope": 1}))

    assert response.status_code == 500
    assert "DescribeUserPoolResponse has no member Nope" in caplog.text


def test_strict_mode_tells_failures():
    """In strict mode the answer names the failure."""
    response = describe(dispatcher(lambda _context, _request: {"Nope": 1}, strict=True))

    assert error_of(response)[2]["message"] == (
        "ResponseShapeError: DescribeUserPoolResponse has no member Nope"
    )


def raise_unmodelled(context, request):
    """Raise an error the operation's model does not list."""
    raise UnlistedError("Taken.")


def test_unmodelled_errors_are_sent_with_a_warning(caplog):
    """An error the model does not list is sent all the same, and logged."""
    response = describe(dispatcher(raise_unmodelled))

    assert error_of(response)[2] == {"__type": "UsernameExistsException", "message": "Taken."}
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert caplog.messages == [
        "DescribeUserPool raised UsernameExistsException, which its model does not list: Taken."
    ]


def test_unmodelled_errors_fail_loudly_in_strict_mode():
    """In strict mode an error the model does not list is a failure of the emulator."""
    response = describe(dispatcher(raise_unmodelled, strict=True))

    assert response.status_code == 500
    assert error_of(response)[2]["message"] == (
        "UnmodelledError: DescribeUserPool raised UsernameExistsException, which its model does not "
        "list: Taken."
    )


def test_the_emulators_own_refusal_is_no_mistake(caplog):
    """No model lists it, yet it is sent as it is, in strict mode too, and nothing is logged."""

    def operation(context, request):
        raise NotEmulatedException.named("The PreSignUp Lambda trigger")

    response = describe(dispatcher(operation, strict=True))

    assert error_of(response) == (
        501,
        "NotEmulatedException:",
        {
            "__type": "NotEmulatedException",
            "message": "The PreSignUp Lambda trigger is not emulated yet by cognito_emulator.",
        },
    )
    assert caplog.messages == []


def test_pages_may_read_answers_and_errors():
    """An answer to a page of any origin carries the cross-origin headers, errors too."""
    origin = {"Origin": "https://app.example"}

    for response in (describe(headers=origin), call("Nope", {}, headers=origin)):
        assert response.headers["access-control-allow-origin"] == "*"


def test_preflights_are_answered():
    """A preflight is answered before anything else."""
    environ = EnvironBuilder(
        method="OPTIONS", headers=Headers({"Access-Control-Request-Method": "POST"})
    ).get_environ()

    response = answered(dispatcher(), environ)

    assert response.headers["access-control-allow-methods"] == "POST"


def rest(method, path, *, sync=None, body=b"", signed=True):
    """Send one rest-json call."""
    headers = Headers({"Authorization": SIGNED} if signed else {})
    environ = EnvironBuilder(method=method, path=path, headers=headers, data=body).get_environ()
    return answered(dispatcher(sync=sync), environ)


RECORDS = "/identitypools/us-east-1:0a/identities/us-east-1:0b/datasets/d"


def test_rest_calls_reach_their_operation():
    """A rest-json call gets its labels and body, and answers application/json."""
    seen = []

    def collect(_context, request):
        seen.append(request)
        return {}

    response = rest(
        "POST", RECORDS, sync={"UpdateRecords": collect}, body=b'{"SyncSessionToken":"t"}'
    )

    assert seen == [
        {
            "IdentityPoolId": "us-east-1:0a",
            "IdentityId": "us-east-1:0b",
            "DatasetName": "d",
            "SyncSessionToken": "t",
        }
    ]
    assert (response.status_code, response.data) == (200, b"{}")
    assert response.headers["content-type"] == "application/json"


def test_rest_errors_have_the_models_status_and_no_type_in_the_body():
    """A rest-json error names its type in the header and has the status of the model."""

    def operation(context, request):
        raise MissingError("No such dataset.")

    response = rest("GET", RECORDS, sync={"DescribeDataset": operation})

    assert error_of(response) == (
        404,
        "ResourceNotFoundException:",
        {"message": "No such dataset."},
    )


def test_rest_refusals():
    """Unknown paths, missing signatures and broken bodies are refused in the form of rest-json."""
    assert error_of(rest("PUT", "/identitypools")) == (404, "UnknownOperationException:", {})
    assert error_of(rest("GET", RECORDS, signed=False))[0:2] == (
        400,
        "MissingAuthenticationTokenException:",
    )
    assert error_of(rest("POST", RECORDS, body=b"{")) == (400, "SerializationException:", {})
    assert error_of(rest("GET", "/identitypools/!"))[2]["message"].startswith(
        "1 validation error detected: Value '!' at 'identityPoolId'"
    )


@pytest.mark.parametrize(("times", "status"), [(0, 200), (3, 200), (4, 500)])
def test_an_operation_that_was_overtaken_begins_again(times, status):
    """It is run four times at most; then the service has failed."""
    runs = []

    def operation(context, request):
        runs.append(request)
        if len(runs) <= times:
            raise OvertakenError
        return {"UserPool": {}}

    response = describe(dispatcher(operation))

    assert (response.status_code, len(runs)) == (status, min(times, 3) + 1)
