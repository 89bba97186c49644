"""An emulator whose clock stands still, for tests of what several operations share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cognito_emulator.adapters.frozen_clock import MoveableClock
from cognito_emulator.emulator import Emulator

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class KeepingSender:
    """A sender that keeps what it was given, with what the store held at that moment."""

    def __init__(self):
        self.sent = []

    def send(self, message):
        """Keep a message."""
        self.sent.append(message)


@pytest.fixture
def sender():
    """Give the sender that receives the emulator's messages."""
    return KeepingSender()


@pytest.fixture
def emulator(sender):
    """Give an empty emulator, strict about the service model."""
    emulator = Emulator(clock=MoveableClock(frozen_at=NOW), messages=sender, strict=True)
    yield emulator
    emulator.close()


@pytest.fixture
def clock(emulator):
    """Give the emulator's clock."""
    return emulator.clock


@pytest.fixture
def inbox(emulator):
    """Give the messages the service would have sent."""
    return emulator.inbox


@pytest.fixture
def idp(emulator):
    """Give a signed client of cognito-idp."""
    return emulator.client("cognito-idp")
