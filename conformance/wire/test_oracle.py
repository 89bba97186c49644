"""The wire against botocore: what its serializer writes we read, what we write its parser reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize
import pytest
from werkzeug.test import EnvironBuilder

from cognito_emulator.errors.base import ServiceError
from cognito_emulator.protocol.compiled import CompiledOperation, compiled_service
from cognito_emulator.protocol.error_wire import error_body, error_headers, error_status
from cognito_emulator.protocol.parse import decode_json
from cognito_emulator.protocol.routing import route_of
from conformance.wire.values import INSTANT, full_value, minimal_value

SERVICES = ("cognito-idp", "cognito-identity", "cognito-sync")


def _model(service: str) -> Any:
    document = botocore.loaders.Loader().load_service_model(service, "service-2")
    return botocore.model.ServiceModel(document, service)


MODELS = {service: _model(service) for service in SERVICES}
OPERATIONS = [(service, name) for service in SERVICES for name in MODELS[service].operation_names]
VALUES = pytest.mark.parametrize("make_value", [minimal_value, full_value], ids=["least", "full"])


def environ_of(model: Any, name: str, params: Any) -> dict[str, Any]:
    """Return the WSGI request botocore would send."""
    serializer = botocore.serialize.create_serializer(model.metadata["protocol"])
    request = serializer.serialize_to_request(params, model.operation_model(name))
    body = request["body"] or b""
    return EnvironBuilder(
        path=urlsplit(request["url_path"]).path,
        query_string=request["query_string"],
        method=request["method"],
        headers=dict(request["headers"]),
        data=body if isinstance(body, bytes) else body.encode(),
    ).get_environ()


def compiled(service: str, name: str) -> CompiledOperation:
    """Return our operation; the model must know it."""
    operation = compiled_service(service).operation(name)
    assert operation is not None
    return operation


@pytest.mark.parametrize(("service", "name"), OPERATIONS)
@VALUES
def test_input_written_by_botocore_is_read_back(service, name, make_value):
    """Every operation is recognised, and its input arrives as it was given and passes validation."""
    model = MODELS[service]
    shape = model.operation_model(name).input_shape
    params = make_value(shape)

    environ = environ_of(model, name, params)
    route = route_of(environ)
    body = environ["wsgi.input"].read()
    if route.labels is None:
        values = route.operation.parse(decode_json(body))
    else:
        values = route.operation.read_rest(route.labels, environ, body)
    route.operation.validate(values)

    assert route.operation.name == name
    assert values == params


@pytest.mark.parametrize(("service", "name"), OPERATIONS)
@VALUES
def test_output_is_read_back_by_botocore(service, name, make_value):
    """Every answer is understood by botocore's parser, with milliseconds and bytes intact."""
    model = MODELS[service]
    shape = model.operation_model(name).output_shape
    answer = make_value(shape) if shape else {}

    body = compiled(service, name).serialize(answer)
    parser: Any = botocore.parsers.create_parser(model.metadata["protocol"])
    parsed = parser.parse({"status_code": 200, "headers": {}, "body": body}, shape)

    parsed.pop("ResponseMetadata")
    assert parsed == answer
    assert (body == b"") is (shape is None)


def test_instants_keep_their_milliseconds():
    """An instant arrives at the client with its milliseconds."""
    instant = INSTANT + timedelta(milliseconds=123)
    shape = MODELS["cognito-idp"].operation_model("DescribeUserPool").output_shape

    body = compiled("cognito-idp", "DescribeUserPool").serialize(
        {"UserPool": {"CreationDate": instant}}
    )
    parser = botocore.parsers.create_parser("json")
    parsed = parser.parse({"status_code": 200, "headers": {}, "body": body}, shape)

    assert parsed["UserPool"]["CreationDate"] == instant


ERRORS = [(service, error.name) for service in SERVICES for error in MODELS[service].error_shapes]


@pytest.mark.parametrize(("service", "code"), ERRORS)
def test_errors_are_read_back_by_botocore(service, code):
    """Every modelled error arrives with its name, message and the status of the model."""
    model = MODELS[service]
    error_class = type(code, (ServiceError,), {"code": code})
    error = error_class("What went wrong.")
    protocol = model.metadata["protocol"]
    modelled = next(
        operation.errors
        for name in model.operation_names
        if code in (operation := compiled(service, name)).errors
    )

    response = {
        "status_code": error_status(error, modelled),
        "headers": dict(error_headers(error)),
        "body": error_body(error, rest=protocol == "rest-json"),
    }
    parser: Any = botocore.parsers.create_parser(protocol)
    parsed = parser.parse(response, None)

    assert parsed["Error"]["Code"] == code
    assert parsed["Error"]["Message"] == "What went wrong."
    expected = 500 if code.startswith("Internal") else 400
    status = model.shape_for(code).metadata.get("error", {}).get("httpStatusCode", expected)
    assert response["status_code"] == status


def test_error_members_are_read_back_by_botocore():
    """A further member of an error's shape, such as reasonCode, reaches the client."""
    error_class = type(
        "InvalidParameterException", (ServiceError,), {"code": "InvalidParameterException"}
    )
    error = error_class("No.", members={"reasonCode": "X"})
    shape = MODELS["cognito-idp"].shape_for("InvalidParameterException")

    response: Any = {
        "status_code": 400,
        "headers": dict(error_headers(error)),
        "body": error_body(error, rest=False),
    }
    parsed = botocore.parsers.create_parser("json").parse(response, shape)

    assert parsed["reasonCode"] == "X"


@pytest.mark.parametrize("name", MODELS["cognito-sync"].operation_names)
def test_sync_speaks_json_to_old_clients(name):
    """Cognito Sync takes every operation as a JSON 1.1 target too, all of the input in the body."""
    params = {"IdentityPoolId": "us-east-1:0a1b2c3d-0000-4000-8000-0123456789ab"}
    environ = EnvironBuilder(
        method="POST", headers=[("X-Amz-Target", f"AWSCognitoSyncService.{name}")]
    ).get_environ()

    route = route_of(environ)

    assert route.operation.name == name
    assert route.labels is None
    shape = MODELS["cognito-sync"].operation_model(name).input_shape
    expected = params if "IdentityPoolId" in shape.members else {}
    assert route.operation.parse(dict(params)) == expected
