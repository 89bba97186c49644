"""What an operation is given beside its request: who asks, when, and the way to everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from cognito_emulator.ports import Entropy, KeyRing, KeyStock, MessageSender
    from cognito_emulator.storage.database import Database
    from cognito_emulator.storage.store import Store

Issuer = Literal["emulator", "aws"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this emulator was configured, as far as operations need to know.

    `public_url` is the URL clients are told, without a slash at the end; None: the one the request
    came to. `issuer` is whose URL stands in `iss`: the emulator's own, or AWS's.
    """

    public_url: str | None = None
    issuer: Issuer = "emulator"
    default_region: str = "us-east-1"
    account_id: str = "123456789012"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One request's circumstances. `now` is read once, so that all its dates agree.

    `region` is None when the call names none, as unsigned calls do; ids and tokens then say where
    they belong. `find_base_url` returns the URL at which the request reached the emulator; it is asked
    only where a URL has to be told, since for a call in this process it starts a server.
    """

    request_id: str
    now: datetime
    region: str | None
    account_id: str
    signed: bool
    source_ip: str
    settings: Settings
    find_base_url: Callable[[], str]
    entropy: Entropy
    key_stock: KeyStock
    keys: KeyRing
    messages: MessageSender
    database: Database
    machine_now: datetime | None = None
    """The machine's own time where a developer moved `now`: clients sign with their own watch."""

    @property
    def public_url(self) -> str:
        """The URL clients are told: the configured one, else the one the request came to."""
        return self.settings.public_url or self.find_base_url()

    def reading(self) -> AbstractContextManager[Store]:
        """Open a read transaction.

        Raises: TransactionError when one is open already.
        """
        return self.database.reading()

    def writing(self, lock: str | None = None) -> AbstractContextManager[Store]:
        """Open a write transaction, alone on the aggregate `lock` names (`user:<pool>:<key>`).

        Raises: TransactionError when one is open already.
        """
        return self.database.writing(lock)
