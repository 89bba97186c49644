"""Lambda triggers that refuse, fail or answer nonsense. Source: Developer Guide on triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class UserLambdaValidationException(ServiceError):
    """Say that a trigger threw an error of its own."""

    code = "UserLambdaValidationException"

    @classmethod
    def failed(cls, trigger: str, error: str) -> Self:
        """Pass on the error of a trigger, such as PreSignUp; adds a full stop. Source: observed."""
        return cls(f"{trigger} failed with error {error}.")


class UnexpectedLambdaException(ServiceError):
    """Say that a trigger could not be run."""

    code = "UnexpectedLambdaException"

    @classmethod
    def failed(cls, arn: str, error: str) -> Self:
        """Report a function that cannot be invoked. Source: observed for AccessDeniedException."""
        return cls(f"{arn} failed with error {error}.")


class InvalidLambdaResponseException(ServiceError):
    """Say that a trigger's answer cannot be used."""

    code = "InvalidLambdaResponseException"

    @classmethod
    def unrecognizable(cls) -> Self:
        """Refuse an answer that is not the event. Source: observed."""
        return cls("Unrecognizable lambda output")

    @classmethod
    def invalid(cls, reason: str) -> Self:
        """Refuse an answer with a wrong member. Source: observed."""
        return cls(f"Invalid lambda function output : {reason}")
