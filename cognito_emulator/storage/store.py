"""The repositories of one transaction, one per aggregate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.storage.clients import ClientRepository
from cognito_emulator.storage.codes import CodeRepository
from cognito_emulator.storage.groups import GroupRepository
from cognito_emulator.storage.messages import MessageRepository
from cognito_emulator.storage.pools import PoolRepository
from cognito_emulator.storage.request_counts import RequestCountRepository
from cognito_emulator.storage.sign_ins import SignInRepository
from cognito_emulator.storage.signing_keys import KeyRepository
from cognito_emulator.storage.tags import TagRepository
from cognito_emulator.storage.tokens import TokenRepository
from cognito_emulator.storage.users import UserRepository

if TYPE_CHECKING:
    from collections.abc import Callable

    from cognito_emulator.storage.transaction import Transaction


class Store:
    """What one transaction may do. Valid inside its `with` block only.

    Lookups answer None when there is nothing; a repeated unique key raises AlreadyExists.
    """

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Bind the repositories to a transaction; each is made when asked for, which costs least."""
        self._transaction: Final = transaction

    @property
    def pools(self) -> PoolRepository:
        """User pools."""
        return PoolRepository(self._transaction)

    @property
    def clients(self) -> ClientRepository:
        """App clients and their secrets."""
        return ClientRepository(self._transaction)

    @property
    def users(self) -> UserRepository:
        """Users, their aliases and what ListUsers searches."""
        return UserRepository(self._transaction)

    @property
    def groups(self) -> GroupRepository:
        """Groups and their members."""
        return GroupRepository(self._transaction)

    @property
    def codes(self) -> CodeRepository:
        """Codes sent to users."""
        return CodeRepository(self._transaction)

    @property
    def sign_ins(self) -> SignInRepository:
        """Sign-ins that wait for an answer."""
        return SignInRepository(self._transaction)

    @property
    def request_counts(self) -> RequestCountRepository:
        """How often users asked for what is limited by the hour."""
        return RequestCountRepository(self._transaction)

    @property
    def tokens(self) -> TokenRepository:
        """Token sessions and refresh tokens."""
        return TokenRepository(self._transaction)

    @property
    def keys(self) -> KeyRepository:
        """Signing keys of pools."""
        return KeyRepository(self._transaction)

    @property
    def tags(self) -> TagRepository:
        """Tags of resources."""
        return TagRepository(self._transaction)

    @property
    def messages(self) -> MessageRepository:
        """The inbox."""
        return MessageRepository(self._transaction)

    def after_commit(self, action: Callable[[], object]) -> None:
        """Run `action` once this transaction has been committed; never when it is rolled back."""
        self._transaction.after_commit(action)
