"""What is computed once per operation."""

from cognito_emulator.protocol.compiled import compiled_service


def test_operations_are_compiled_once():
    """Asking twice gives the same operation, and its closures are made once."""
    service = compiled_service("cognito-idp")
    operation = service.operation("SignUp")

    assert operation is not None
    assert service.operation("SignUp") is operation
    assert operation.parse is operation.parse
    assert compiled_service("cognito-idp") is service


def test_unknown_operations_are_none():
    """A service does not compile what its model does not know."""
    assert compiled_service("cognito-identity").operation("SignUp") is None


def test_every_operation_compiles():
    """Every closure of every operation can be made."""
    for name in ("cognito-idp", "cognito-identity", "cognito-sync"):
        service = compiled_service(name)
        for operation_name in service._model.operation_names:
            operation = service.operation(operation_name)
            assert operation is not None
            assert callable(operation.parse)
            assert callable(operation.read_rest)
            assert callable(operation.validate)
            assert callable(operation.serialize)
