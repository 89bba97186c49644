"""The sender that sends nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from cognito_emulator.adapters.silent_sender import SilentSender
from cognito_emulator.ports import OutgoingMessage


def test_nothing_leaves():
    """A message handed over is left alone: the inbox has it already."""
    message = OutgoingMessage(
        message_id="1",
        pool_id="us-east-1_abc",
        username="ada",
        medium="SMS",
        kind="SIGN_UP",
        destination="+15550100",
        subject=None,
        body="123456",
        code="123456",
        sent_at=datetime(2026, 11, 23, tzinfo=UTC),
    )

    SilentSender().send(message)
