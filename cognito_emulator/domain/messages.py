"""A message to a user: what the inbox keeps of each SMS and e-mail the service would send."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class MessageKind(StrEnum):
    """What a message is for."""

    SIGN_UP = "SIGN_UP"
    RESEND_CODE = "RESEND_CODE"
    FORGOT_PASSWORD = "FORGOT_PASSWORD"
    INVITATION = "INVITATION"
    VERIFY_ATTRIBUTE = "VERIFY_ATTRIBUTE"
    UPDATE_ATTRIBUTE = "UPDATE_ATTRIBUTE"
    AUTHENTICATION = "AUTHENTICATION"


class Medium(StrEnum):
    """How a message travels."""

    SMS = "SMS"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `id` is its number in the inbox, ascending; 0 until storage gives it one.

    `code` is the code or temporary password in the text; `subject` is None for an SMS.
    """

    pool_id: str
    client_id: str | None
    username: str
    medium: Medium
    kind: MessageKind
    destination: str
    code: str | None
    subject: str | None
    body: str
    sent_at: datetime
    id: int = 0
