"""Token sessions: what one sign-in left behind, and the refresh tokens that continue it.

Every ID and access token names its session by `event_id`; tokens of clients with revocation enabled also by `origin_jti`.
Ending a session ends all of its tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSession:
    """One signed-in session of a user at a client.

    `authenticated_at` is `auth_time` and never moves; `expires_at` is when its refresh tokens stop working.
    `scopes` are those of the access token. `device_key` is set when a tracked device signed in.
    """

    pool_id: str
    event_id: str
    origin_jti: str
    client_id: str
    user_key: str
    authenticated_at: datetime
    expires_at: datetime
    scopes: tuple[str, ...]
    device_key: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """One refresh token of a session, known by the SHA-256 of its text.

    `superseded_at` is when rotation replaced it: it works until the client's grace period after that, then its use is reuse.
    """

    digest: bytes
    pool_id: str
    event_id: str
    issued_at: datetime
    superseded_at: datetime | None = None
