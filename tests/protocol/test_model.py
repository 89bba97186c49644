"""The facade over the vendored models."""

import subprocess
import sys

import pytest

from cognito_emulator.protocol.model import (
    REST_SERVICE,
    SERVICE_BY_TARGET_PREFIX,
    Member,
    service_model,
)


@pytest.mark.parametrize(
    ("service", "operations"),
    [("cognito-idp", 141), ("cognito-identity", 23), ("cognito-sync", 17)],
)
def test_models_hold_every_operation(service, operations):
    """The models carry all operations of their service."""
    assert len(service_model(service).operation_names) == operations


def test_target_prefixes_are_those_of_the_models():
    """The literal table of target prefixes says what the models say."""
    prefixes = {
        service_model(service).target_prefix: service
        for service in SERVICE_BY_TARGET_PREFIX.values()
    }

    assert prefixes == SERVICE_BY_TARGET_PREFIX
    assert REST_SERVICE in SERVICE_BY_TARGET_PREFIX.values()


def test_operations_say_who_may_call_them():
    """SignUp is public, CreateUserPool needs a signature."""
    model = service_model("cognito-idp")

    assert model.operation("SignUp").is_public
    assert not model.operation("CreateUserPool").is_public
    assert sum(model.operation(name).is_public for name in model.operation_names) == 34


def test_operations_without_output_shape():
    """Thirteen operations of cognito-idp have no output shape, 35 an empty one."""
    model = service_model("cognito-idp")
    outputs = [model.operation(name).output for name in model.operation_names]

    assert outputs.count(None) == 13
    assert sum(not model.shape(name).members for name in outputs if name is not None) == 35


def test_error_statuses_come_from_the_model():
    """Errors are 400, faults 500, unless the model gives a status."""
    idp = service_model("cognito-idp").operation("SignUp").errors
    sync = service_model("cognito-sync").operation("UpdateRecords").errors

    assert idp["UsernameExistsException"] == 400
    assert idp["InternalErrorException"] == 500
    assert sync["ResourceConflictException"] == 409
    assert sync["NotAuthorizedException"] == 403


def test_members_outside_the_body_have_a_location():
    """A member that travels in the query string keeps its name there."""
    members = service_model("cognito-sync").shape("ListRecordsRequest").members

    assert (
        Member(
            name="LastSyncCount", shape="Long", location="querystring", wire_name="lastSyncCount"
        )
        in members
    )


def test_unknown_operations_are_told():
    """A model tells whether it has an operation."""
    model = service_model("cognito-identity")

    assert model.has_operation("GetId")
    assert not model.has_operation("SignUp")
    with pytest.raises(KeyError):
        model.operation("SignUp")


def test_the_wire_needs_no_botocore():
    """Importing the dispatcher and loading a model imports neither botocore nor regex."""
    script = (
        "import sys; import cognito_emulator.protocol.dispatch; "
        "from cognito_emulator.protocol.compiled import compiled_service; "
        "compiled_service('cognito-idp').operation('GetUser').parse; "
        "print({'botocore', 'regex'} & set(sys.modules))"
    )

    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert run.stdout == "set()\n"
