"""The sender of messages that nobody has to receive: they stand in the inbox already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cognito_emulator.ports import OutgoingMessage


class SilentSender:
    """Deliver nothing, so that no test ever writes to a real person."""

    __slots__ = ()

    def send(self, message: OutgoingMessage) -> None:
        """Leave the message in the inbox."""
