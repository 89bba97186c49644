"""The errors that the front door of AWS answers before, or instead of, an operation.

No service model lists them: they are common to all services.
"""

from __future__ import annotations

from typing import ClassVar

from cognito_emulator.errors.base import ServiceError


class SerializationException(ServiceError):
    """Say that the body is no JSON, or that a member has the wrong JSON type.

    The message travels in a member spelled `Message`, and broken JSON has none at all.
    Source: issues aws-amplify/amplify-js 4738, 5165 and 6014 quote Cognito's answers.
    """

    code: ClassVar[str] = "SerializationException"
    message_member: ClassVar[str] = "Message"

    @classmethod
    def broken_body(cls) -> SerializationException:
        """Return the error of a body that cannot be read at all."""
        return cls()

    @classmethod
    def unexpected_list(cls) -> SerializationException:
        """Return the error of a list where something else belongs.

        Source: issue aws/aws-sdk-js-v3 2831 (PrincipalTags of cognito-identity).
        """
        return cls("Start of list found where not expected")

    @classmethod
    def unexpected_structure(cls) -> SerializationException:
        """Return the error of an object where something else belongs.

        Source: issue aws-amplify/amplify-js 5165 (ConfirmationCode).
        """
        return cls("Start of structure or map found where not expected.")

    @classmethod
    def not_convertible(cls, token: str, target: str) -> SerializationException:
        """Return the error of a scalar of the wrong type; `target` comes with its article.

        Source: inferred from other services on the same framework.
        """
        return cls(f"{token} can not be converted to {target}")

    @classmethod
    def expected(cls, what: str) -> SerializationException:
        """Return the error of a scalar where a collection belongs.

        Source: issue aws-amplify/amplify-js 4738 ("Expected map or null").
        """
        return cls(f"Expected {what}")

    @classmethod
    def unexpected_field_type(cls) -> SerializationException:
        """Return the error of a scalar where a list of structures belongs.

        Source: observed 2026-09 by others (CreateManagedLoginBranding, Assets as a string).
        """
        return cls("Unexpected field type")


class UnknownOperationException(ServiceError):
    """Say that the target, or the path and method, name no operation.

    Source: inferred: generic answer of JSON 1.1 services.
    """

    code: ClassVar[str] = "UnknownOperationException"


class UnknownPathException(UnknownOperationException):
    """Say that a path and method name no operation: rest-json services answer 404."""

    status: ClassVar[int] = 404


class MissingAuthenticationTokenException(ServiceError):
    """Say that an operation authorised by IAM was called without a signature."""

    code: ClassVar[str] = "MissingAuthenticationTokenException"

    def __init__(self) -> None:
        super().__init__("Missing Authentication Token")


class ConstraintViolations(ServiceError):
    """Name every constraint of the model that the input breaks.

    Source: issues of many applications quote it; both cognito-idp and cognito-identity use the name
    InvalidParameterException.
    """

    code: ClassVar[str] = "InvalidParameterException"

    def __init__(self, violations: list[str]) -> None:
        plural = "" if len(violations) == 1 else "s"
        summary = f"{len(violations)} validation error{plural} detected: "
        super().__init__(summary + "; ".join(violations))


class OperationNotEmulatedException(ServiceError):
    """Refuse by name what the emulator does not do yet; AWS has no such answer."""

    code: ClassVar[str] = "OperationNotEmulatedException"
    status: ClassVar[int] = 501

    def __init__(self, operation: str) -> None:
        super().__init__(f"{operation} is not emulated yet by cognito_emulator")


class InternalErrorException(ServiceError):
    """Say that the emulator failed; what happened is in its log, under the request id."""

    code: ClassVar[str] = "InternalErrorException"
    status: ClassVar[int] = 500

    def __init__(self, message: str = "Internal server error.") -> None:
        super().__init__(message)
