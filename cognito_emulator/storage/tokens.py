"""Token sessions and their refresh tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.sessions import RefreshToken, TokenSession
from cognito_emulator.storage.columns import (
    decode_instant,
    decode_instant_or_none,
    encode_instant,
    encode_instant_or_none,
    is_storable,
)
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_new,
)
from cognito_emulator.storage.tables import refresh_tokens, token_sessions

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.storage.transaction import Transaction

_SESSION: Final = (
    token_sessions.c.pool_id,
    token_sessions.c.event_id,
    token_sessions.c.user_key,
    token_sessions.c.client_id,
    token_sessions.c.origin_jti,
    token_sessions.c.authenticated_at,
    token_sessions.c.expires_at,
    token_sessions.c.revoked_at,
    token_sessions.c.scopes,
    token_sessions.c.device_key,
)
_NOT_REVOKED: Final = token_sessions.c.revoked_at.is_(None)
_REVOKED: Final = {"revoked_at": bind("at", sa.BigInteger)}

_INSERT_SESSION: Final = insert_new(token_sessions)
_INSERT_TOKEN: Final = insert_new(refresh_tokens)
_BY_EVENT: Final = Prepared(
    sa.select(*_SESSION).where(equal_to_parameters(token_sessions, "pool_id", "event_id"))
)
_BY_REFRESH: Final = Prepared(
    sa.select(refresh_tokens.c.issued_at, refresh_tokens.c.superseded_at, *_SESSION)
    .select_from(
        refresh_tokens.join(
            token_sessions,
            sa.and_(
                token_sessions.c.pool_id == refresh_tokens.c.pool_id,
                token_sessions.c.event_id == refresh_tokens.c.event_id,
            ),
        )
    )
    .where(equal_to_parameters(refresh_tokens, "digest"))
)
_SUPERSEDE: Final = Prepared(
    sa.update(refresh_tokens)
    .where(equal_to_parameters(refresh_tokens, "digest"), refresh_tokens.c.superseded_at.is_(None))
    .values(superseded_at=bind("at", sa.BigInteger))
)
_REVOKE: Final = Prepared(
    sa.update(token_sessions)
    .where(equal_to_parameters(token_sessions, "pool_id", "event_id"), _NOT_REVOKED)
    .values(_REVOKED)
)
_REVOKE_USER: Final = Prepared(
    sa.update(token_sessions)
    .where(equal_to_parameters(token_sessions, "pool_id", "user_key"), _NOT_REVOKED)
    .values(_REVOKED)
)
_PURGE: Final = Prepared(
    sa.delete(token_sessions).where(token_sessions.c.expires_at < bind("before", sa.BigInteger))
)


class TokenRepository:
    """Token sessions by pool and event, refresh tokens by the digest of their text."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def open(self, session: TokenSession, refresh: RefreshToken) -> None:
        """Keep a new session with its first refresh token.

        Raises: OwnerGone when the pool does not exist; AlreadyExists.
        """
        row = {
            "pool_id": session.pool_id,
            "event_id": session.event_id,
            "user_key": session.user_key,
            "client_id": session.client_id,
            "origin_jti": session.origin_jti,
            "authenticated_at": encode_instant(session.authenticated_at),
            "expires_at": encode_instant(session.expires_at),
            "revoked_at": encode_instant_or_none(session.revoked_at),
            "scopes": " ".join(session.scopes),
            "device_key": session.device_key,
        }
        if self._transaction.write(_INSERT_SESSION, row) == 0:
            raise AlreadyExists("session", session.event_id)
        self._add(refresh)

    def _add(self, refresh: RefreshToken) -> None:
        row = {
            "digest": refresh.digest,
            "pool_id": refresh.pool_id,
            "event_id": refresh.event_id,
            "issued_at": encode_instant(refresh.issued_at),
            "superseded_at": encode_instant_or_none(refresh.superseded_at),
        }
        if self._transaction.write(_INSERT_TOKEN, row) == 0:
            raise AlreadyExists("refresh token", refresh.digest.hex())

    def session(self, pool_id: str, event_id: str) -> TokenSession | None:
        """Return a session, also when revoked or expired."""
        if not is_storable(event_id):
            return None
        row = self._transaction.row(_BY_EVENT, {"pool_id": pool_id, "event_id": event_id})
        return None if row is None else _session(row)

    def by_refresh(self, digest: bytes) -> tuple[RefreshToken, TokenSession] | None:
        """Return a refresh token and its session, also when superseded, revoked or expired."""
        row = self._transaction.row(_BY_REFRESH, {"digest": digest})
        if row is None:
            return None
        issued_at, superseded_at, *rest = row
        session = _session(tuple(rest))
        refresh = RefreshToken(
            digest=digest,
            pool_id=session.pool_id,
            event_id=session.event_id,
            issued_at=decode_instant(issued_at),
            superseded_at=decode_instant_or_none(superseded_at),
        )
        return refresh, session

    def rotate(self, old_digest: bytes, at: datetime, new: RefreshToken) -> bool:
        """Supersede a refresh token by a new one of the same session.

        False when the old one was superseded before; its first date stays, and the new one is kept
        all the same, as a grace period wants it.
        """
        first = self._transaction.write(
            _SUPERSEDE, {"digest": old_digest, "at": encode_instant(at)}
        )
        self._add(new)
        return first == 1

    def revoke(self, pool_id: str, event_id: str, at: datetime) -> None:
        """End a session; one that has ended keeps its date."""
        parameters = {"pool_id": pool_id, "event_id": event_id, "at": encode_instant(at)}
        self._transaction.write(_REVOKE, parameters)

    def revoke_user(self, pool_id: str, user_key: str, at: datetime) -> None:
        """End every session of a user."""
        parameters = {"pool_id": pool_id, "user_key": user_key, "at": encode_instant(at)}
        self._transaction.write(_REVOKE_USER, parameters)

    def purge(self, before: datetime) -> int:
        """Forget sessions that expired before an instant; return how many."""
        return self._transaction.write(_PURGE, {"before": encode_instant(before)})


def _session(row: tuple[Any, ...]) -> TokenSession:
    (
        pool_id,
        event_id,
        user_key,
        client_id,
        origin_jti,
        authenticated_at,
        expires_at,
        revoked_at,
        scopes,
        device_key,
    ) = row
    return TokenSession(
        pool_id=pool_id,
        event_id=event_id,
        origin_jti=origin_jti,
        client_id=client_id,
        user_key=user_key,
        authenticated_at=decode_instant(authenticated_at),
        expires_at=decode_instant(expires_at),
        scopes=tuple(scopes.split()),
        device_key=device_key,
        revoked_at=decode_instant_or_none(revoked_at),
    )
