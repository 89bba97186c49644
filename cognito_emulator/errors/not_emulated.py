"""The emulator's own refusal: what it does not do (yet), said out loud with HTTP 501.

No error of AWS fits, and none is borrowed: a developer must see at once that the emulator, and not
the service, refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from typing import Self


class NotEmulatedException(ServiceError):
    """Say which operation, parameter, flow, challenge or trigger is not emulated."""

    code = "NotEmulatedException"
    status = 501

    @classmethod
    def named(cls, what: str) -> Self:
        """Refuse `what`, for example "The CUSTOM_AUTH flow". Source: the emulator's own text."""
        return cls(f"{what} is not emulated yet by cognito_emulator.")
