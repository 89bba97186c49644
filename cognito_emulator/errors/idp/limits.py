"""Too much, too often, at the same time, or our own fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class LimitExceededException(ServiceError):
    """Say that a limit on attempts or resources is reached."""

    code = "LimitExceededException"

    @classmethod
    def attempts(cls) -> Self:
        """Refuse too many codes or attempts of one user. Source: observed."""
        return cls("Attempt limit exceeded, please try after some time.")

    @classmethod
    def client_secrets(cls) -> Self:
        """Refuse a third secret. Source: documented error, inferred text."""
        return cls("The maximum number of client secrets, 2, has been reached.")

    @classmethod
    def resources(cls, what: str, limit: int) -> Self:
        """Refuse one more resource than its quota. Source: inferred, the text is not known."""
        return cls(f"Limit exceeded: the maximum number of {what} is {limit}.")


class TooManyRequestsException(ServiceError):
    """Say that calls come faster than the quota allows."""

    code = "TooManyRequestsException"

    @classmethod
    def rate(cls) -> Self:
        """Throttle a call. Source: observed."""
        return cls("Rate exceeded")


class TooManyFailedAttemptsException(ServiceError):
    """Say that one action failed too often."""

    code = "TooManyFailedAttemptsException"

    @classmethod
    def attempts(cls) -> Self:
        """Refuse another attempt at a failing action. Source: observed for the limit's text."""
        return cls("Attempt limit exceeded, please try after some time.")


class ServiceQuotaExceededException(ServiceError):
    """Say that the account's quota does not allow this."""

    code = "ServiceQuotaExceededException"

    @classmethod
    def account(cls) -> Self:
        """Refuse a limit above the account's quota. Source: documented (the shape's text)."""
        return cls("The request exceeded your account's service quota.")


class ConcurrentModificationException(ServiceError):
    """Say that two changes met."""

    code = "ConcurrentModificationException"

    @classmethod
    def resource(cls) -> Self:
        """Refuse the later of two concurrent changes. Source: inferred, the text is not known."""
        return cls("Concurrent modification of the resource, please retry.")


class InternalErrorException(ServiceError):
    """Say that the service failed."""

    code = "InternalErrorException"
    status = 500

    @classmethod
    def unexpected(cls) -> Self:
        """Report a failure of ours without its details. Source: inferred."""
        return cls("Something went wrong")


class InternalServerException(ServiceError):
    """Say that the service failed, for operations that model this name."""

    code = "InternalServerException"
    status = 500

    @classmethod
    def unexpected(cls) -> Self:
        """Report a failure of ours without its details. Source: inferred."""
        return cls("Something went wrong")
