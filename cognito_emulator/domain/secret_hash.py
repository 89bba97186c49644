"""SECRET_HASH: proof that a caller holds the secret of a confidential app client.

base64(HMAC-SHA256(client secret, username ‖ client id)), over the username exactly as sent in the
same request (over USER_ID_FOR_SRP in answers to challenges). A client has up to two secrets while
one is being replaced, and either is good.

Source: Developer Guide "Computing secret hash values".
"""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def secret_hash(*, username: str, client_id: str, secret: str) -> str:
    """Return the SECRET_HASH for `username`, 44 characters."""
    digest = hmac.digest(_text(secret), _text(username) + _text(client_id), "sha256")
    return base64.b64encode(digest).decode("ascii")


def is_secret_hash(given: str, *, username: str, client_id: str, secrets: Iterable[str]) -> bool:
    """Tell whether `given` was made with one of the client's secrets, in constant time for each."""
    wanted = _text(given)
    matches = [
        hmac.compare_digest(
            wanted,
            secret_hash(username=username, client_id=client_id, secret=secret).encode("ascii"),
        )
        for secret in secrets
    ]
    return any(matches)


def is_client_secret(given: str, *, secrets: Iterable[str]) -> bool:
    """Tell whether `given` is one of the client's secrets (where an API takes the plain secret)."""
    matches = [hmac.compare_digest(_text(given), _text(secret)) for secret in secrets]
    return any(matches)


def _text(value: str) -> bytes:
    # A lone surrogate is legal in JSON text; it must end as a refusal, not as a crash.
    return value.encode("utf-8", "surrogatepass")
