"""Errors of cognito-sync: one class per modelled exception, with the HTTP status of the model.

None of the service's texts is known; all are inferred from the model's documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class NotAuthorizedException(ServiceError):
    """Say that the caller may not use this identity."""

    code = "NotAuthorizedException"
    status = 403

    @classmethod
    def identity(cls, identity_id: str) -> Self:
        """Refuse another identity's datasets. Source: inferred."""
        return cls(f"Access to Identity '{identity_id}' is forbidden.")


class InvalidParameterException(ServiceError):
    """Say which parameter is wrong."""

    code = "InvalidParameterException"

    @classmethod
    def not_emulated(cls, what: str) -> Self:
        """Refuse out loud what the emulator lacks. Source: the emulator's own text."""
        return cls(f"{what} is not emulated yet by cognito_emulator.")

    @classmethod
    def session_token(cls) -> Self:
        """Refuse a SyncSessionToken we did not make. Source: inferred."""
        return cls("Invalid sync session token.")


class ResourceNotFoundException(ServiceError):
    """Say that the resource does not exist."""

    code = "ResourceNotFoundException"
    status = 404

    @classmethod
    def pool(cls, pool_id: str) -> Self:
        """Report an unknown identity pool. Source: inferred from cognito-identity."""
        return cls(f"IdentityPool '{pool_id}' not found.")

    @classmethod
    def identity(cls, identity_id: str) -> Self:
        """Report an unknown identity. Source: inferred from cognito-identity."""
        return cls(f"Identity '{identity_id}' not found.")

    @classmethod
    def dataset(cls, name: str) -> Self:
        """Report an unknown dataset. Source: inferred."""
        return cls(f"Dataset '{name}' not found.")

    @classmethod
    def device(cls, device_id: str) -> Self:
        """Report an unknown device. Source: inferred."""
        return cls(f"Device '{device_id}' not found.")


class ResourceConflictException(ServiceError):
    """Say that the resource was changed by another call."""

    code = "ResourceConflictException"
    status = 409

    @classmethod
    def sync_count(cls, key: str) -> Self:
        """Refuse a patch of an outdated record. Source: inferred."""
        return cls(f"Current SyncCount for record '{key}' does not match the given SyncCount.")


class LimitExceededException(ServiceError):
    """Say that a quota is reached."""

    code = "LimitExceededException"

    @classmethod
    def resources(cls, what: str, limit: int) -> Self:
        """Refuse one more resource than its quota. Source: inferred."""
        return cls(f"Limit exceeded: the maximum number of {what} is {limit}.")


class InvalidConfigurationException(ServiceError):
    """Say that the pool is not configured for the operation."""

    code = "InvalidConfigurationException"

    @classmethod
    def missing(cls, what: str) -> Self:
        """Refuse what the pool has no configuration for. Source: inferred."""
        return cls(f"{what} is not configured for this identity pool.")


class InvalidLambdaFunctionOutputException(ServiceError):
    """Say that the sync function answered nonsense."""

    code = "InvalidLambdaFunctionOutputException"

    @classmethod
    def output(cls, reason: str) -> Self:
        """Refuse the answer of the sync function. Source: inferred."""
        return cls(f"Invalid lambda function output : {reason}")


class LambdaThrottledException(ServiceError):
    """Say that the sync function is throttled."""

    code = "LambdaThrottledException"
    status = 429

    @classmethod
    def throttled(cls) -> Self:
        """Pass on the throttling of the function. Source: documented (the shape's text)."""
        return cls("AWS Lambda throttled your account, please contact AWS Support")


class AlreadyStreamedException(ServiceError):
    """Say that a bulk publish ended less than 24 hours ago."""

    code = "AlreadyStreamedException"

    @classmethod
    def recently(cls) -> Self:
        """Refuse a second bulk publish within a day. Source: inferred."""
        return cls("The identity pool was bulk published less than 24 hours ago.")


class DuplicateRequestException(ServiceError):
    """Say that a bulk publish runs."""

    code = "DuplicateRequestException"

    @classmethod
    def in_progress(cls) -> Self:
        """Refuse a bulk publish beside another. Source: inferred."""
        return cls("A bulk publish operation is in progress for the identity pool.")


class ConcurrentModificationException(ServiceError):
    """Say that two changes met."""

    code = "ConcurrentModificationException"

    @classmethod
    def resource(cls) -> Self:
        """Refuse the later of two concurrent changes. Source: inferred."""
        return cls("Concurrent modification of the resource, please retry.")


class TooManyRequestsException(ServiceError):
    """Say that calls come faster than the quota allows."""

    code = "TooManyRequestsException"
    status = 429

    @classmethod
    def rate(cls) -> Self:
        """Throttle a call. Source: observed in the other Cognito services."""
        return cls("Rate exceeded")


class InternalErrorException(ServiceError):
    """Say that the service failed."""

    code = "InternalErrorException"
    status = 500

    @classmethod
    def unexpected(cls) -> Self:
        """Report a failure of ours without its details. Source: inferred."""
        return cls("Something went wrong")
