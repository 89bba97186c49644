"""From a request to the operation it names."""

import pytest

from cognito_emulator.protocol.front_door import UnknownOperationException, UnknownPathException
from cognito_emulator.protocol.routing import is_api_call, route_of, speaks_rest

POOL = "us-east-1:0a1b"


def target(name):
    """Return a request of JSON 1.1."""
    return {"REQUEST_METHOD": "POST", "PATH_INFO": "/", "HTTP_X_AMZ_TARGET": name}


def rest(method, path):
    """Return a request of rest-json."""
    return {"REQUEST_METHOD": method, "PATH_INFO": path}


@pytest.mark.parametrize(
    ("name", "service", "operation"),
    [
        ("AWSCognitoIdentityProviderService.SignUp", "cognito-idp", "SignUp"),
        ("AWSCognitoIdentityService.GetId", "cognito-identity", "GetId"),
        ("AWSCognitoSyncService.ListRecords", "cognito-sync", "ListRecords"),
    ],
)
def test_targets_name_service_and_operation(name, service, operation):
    """The target's prefix is the service, its last part the operation."""
    route = route_of(target(name))

    assert (route.operation.service, route.operation.name) == (service, operation)
    assert route.labels is None


@pytest.mark.parametrize(
    "name",
    ["", "SignUp", "Nope.SignUp", "AWSCognitoIdentityService.SignUp", "AWSCognitoIdentityService."],
)
def test_unknown_targets_are_refused(name):
    """A target that names no operation is an UnknownOperationException."""
    with pytest.raises(UnknownOperationException) as error:
        route_of(target(name))

    assert error.value.status == 400


@pytest.mark.parametrize(
    ("method", "path", "operation", "labels"),
    [
        ("GET", "/identitypools", "ListIdentityPoolUsage", {}),
        ("GET", "/identitypools/", "ListIdentityPoolUsage", {}),
        ("GET", f"/identitypools/{POOL}", "DescribeIdentityPoolUsage", {"IdentityPoolId": POOL}),
        (
            "POST",
            f"/identitypools/{POOL}/identities/i/datasets/d",
            "UpdateRecords",
            {"IdentityPoolId": POOL, "IdentityId": "i", "DatasetName": "d"},
        ),
        (
            "POST",
            f"/identitypools/{POOL}/identity/i/device",
            "RegisterDevice",
            {"IdentityPoolId": POOL, "IdentityId": "i"},
        ),
        ("POST", "/identitypools//bulkpublish", "BulkPublish", {"IdentityPoolId": ""}),
        ("GET", "/identitypools/\xc3\xa9/events", "GetCognitoEvents", {"IdentityPoolId": "é"}),
    ],
)
def test_paths_name_operation_and_labels(method, path, operation, labels):
    """Method and path choose the operation, and the path carries labels."""
    route = route_of(rest(method, path))

    assert route.operation.name == operation
    assert route.labels == labels


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/identitypools"),
        ("GET", "/identitypools/a/nope"),
        ("GET", "/"),
        ("GET", "/a/b/c/d/e"),
    ],
)
def test_unknown_paths_are_refused(method, path):
    """A method and path without operation is a 404."""
    with pytest.raises(UnknownPathException) as error:
        route_of(rest(method, path))

    assert error.value.status == 404


@pytest.mark.parametrize(
    ("environ", "answer"),
    [
        (target("anything"), True),
        (rest("GET", "/identitypools"), True),
        (rest("GET", "/identitypools/a"), True),
        (rest("GET", "/identitypoolsx"), False),
        (rest("GET", "/"), False),
    ],
)
def test_calls_to_the_apis_are_recognised(environ, answer):
    """A target header or the root of the rest paths makes a call to an API."""
    assert is_api_call(environ) is answer


def test_the_protocol_is_known_before_the_operation():
    """A request with a target speaks JSON 1.1, one without rest-json."""
    assert not speaks_rest(target("anything"))
    assert speaks_rest(rest("GET", "/identitypools"))
