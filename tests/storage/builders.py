"""What the tests of storage put into it: whole objects of the domain, told apart by a name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cognito_emulator.domain.challenges import ChallengeName, Flow, SignInProgress
from cognito_emulator.domain.clients import AppClient, ClientSecret
from cognito_emulator.domain.codes import CodeKind, ConfirmationCode
from cognito_emulator.domain.filters import Operator, UserFilter
from cognito_emulator.domain.groups import Group
from cognito_emulator.domain.jwt import PoolKeys, SigningKey
from cognito_emulator.domain.messages import Medium, Message, MessageKind
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.domain.sessions import RefreshToken, TokenSession
from cognito_emulator.domain.users import User, UserStatus

NOW = datetime(2026, 11, 23, 12, 30, 15, 123000, tzinfo=UTC)
POOL = "us-east-1_Pool00001"
CLIENT = "1client0000000000000000000"

ODD_TEXTS = (
    "é",
    "ß",
    "\u0130",
    "'; DROP TABLE users; --",
    "%",
    "_",
    "\\",
    '"',
    "\x01",
    "\x7f",
    "\u2028",
    "\ud7ff",
    "\ue000",
    "\ufffd",
    "\uffff",
    "\U0001f600",
    "\U0010ffff",
    "\U0010ffff\U0010ffff",
)
"""Texts that every store can hold, and that a careless one would not find again."""

UNSTORABLE_TEXTS = ("\0", "a\0b", "\ud800", "a\udfffb")
"""Texts that are legal in JSON but not in the text columns of every store."""


def later(seconds: float) -> datetime:
    """Return the instant `seconds` after NOW."""
    return NOW + timedelta(seconds=seconds)


def a_pool(pool_id: str = POOL, **members: Any) -> UserPool:
    """Make a pool."""
    pool = UserPool(
        id=pool_id,
        account_id="123456789012",
        region="us-east-1",
        name="customers",
        created_at=NOW,
        modified_at=NOW,
        configuration={"MfaConfiguration": "OFF"},
        secret=bytes(range(32)),
    )
    return replace(pool, **members)


def a_client(client_id: str = CLIENT, **members: Any) -> AppClient:
    """Make a public client of the pool."""
    client = AppClient(
        id=client_id,
        pool_id=POOL,
        name="shop",
        created_at=NOW,
        modified_at=NOW,
        configuration={"RefreshTokenValidity": 30},
    )
    return replace(client, **members)


def a_secret(number: int, *, age_seconds: int = 0) -> ClientSecret:
    """Make a client secret."""
    return ClientSecret(
        id=f"{CLIENT}--{number}", value=f"secret {number}", created_at=later(-age_seconds)
    )


def a_sub(name: str) -> str:
    """Return the sub of the user `name`, always the same."""
    return str(uuid5(NAMESPACE_URL, name.encode("utf-8", "surrogatepass").hex()))


def a_user(name: str = "ada", **members: Any) -> User:
    """Make a confirmed user of the pool without a password."""
    user = User(
        pool_id=POOL,
        key=name,
        username=name,
        sub=a_sub(name),
        status=UserStatus.CONFIRMED,
        enabled=True,
        attributes={"email": f"{name}@example.com"},
        created_at=NOW,
        modified_at=NOW,
    )
    return replace(user, **members)


def a_filter(attribute: str, operator: str, value: str) -> UserFilter:
    """Make a filter of ListUsers."""
    return UserFilter(attribute=attribute, operator=Operator(operator), value=value)


def a_group(name: str = "admins", **members: Any) -> Group:
    """Make a group of the pool."""
    group = Group(pool_id=POOL, name=name, created_at=NOW, modified_at=NOW)
    return replace(group, **members)


def a_code(
    kind: CodeKind = CodeKind.SIGN_UP, code: str = "123456", **members: Any
) -> ConfirmationCode:
    """Make a code sent to an address."""
    return replace(
        ConfirmationCode.issue(
            kind, code, now=NOW, attribute="email", destination="ada@example.com"
        ),
        **members,
    )


def a_digest(name: str) -> bytes:
    """Return the digest of a text."""
    return hashlib.sha256(name.encode()).digest()


def a_sign_in(name: str = "session", **members: Any) -> SignInProgress:
    """Make a sign-in of ada that waits for a code by SMS, found by the text `name`."""
    progress = SignInProgress(
        digest=a_digest(name),
        pool_id=POOL,
        client_id=CLIENT,
        user_key="ada",
        flow=Flow.USER_SRP_AUTH,
        asked=ChallengeName.SMS_MFA,
        started_at=NOW,
        expires_at=later(180),
        proven=(ChallengeName.PASSWORD_VERIFIER,),
        memory={"SMS_MFA.destination": "+4915112345678", "odd": "\ud800\0"},
    )
    return replace(progress, **members)


def a_session(event_id: str = "event-1", **members: Any) -> TokenSession:
    """Make a token session of ada."""
    session = TokenSession(
        pool_id=POOL,
        event_id=event_id,
        origin_jti=f"origin of {event_id}",
        client_id=CLIENT,
        user_key="ada",
        authenticated_at=NOW,
        expires_at=later(3600),
        scopes=("aws.cognito.signin.user.admin", "openid"),
    )
    return replace(session, **members)


def a_refresh_token(
    name: str = "token-1", event_id: str = "event-1", **members: Any
) -> RefreshToken:
    """Make a refresh token of a session."""
    token = RefreshToken(digest=a_digest(name), pool_id=POOL, event_id=event_id, issued_at=NOW)
    return replace(token, **members)


def a_message(username: str = "ada", **members: Any) -> Message:
    """Make an e-mail with a code."""
    message = Message(
        pool_id=POOL,
        client_id=CLIENT,
        username=username,
        medium=Medium.EMAIL,
        kind=MessageKind.SIGN_UP,
        destination=f"{username}@example.com",
        code="123456",
        subject="Your verification code",
        body="Your code is 123456.",
        sent_at=NOW,
    )
    return replace(message, **members)


def some_keys(name: str = "key") -> PoolKeys:
    """Make the two keys of a pool; they are no real keys, storage does not look."""
    return PoolKeys(
        id_token=SigningKey(kid=f"{name} id", private_key_der=f"{name} 1".encode()),
        access_token=SigningKey(kid=f"{name} access", private_key_der=f"{name} 2".encode()),
    )
