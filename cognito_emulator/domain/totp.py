"""Time-based one-time passwords of authenticator apps: RFC 6238 with SHA-1, 6 digits, 30-second steps.

A code is accepted one step early or late, and only once: the caller keeps the newest step used and
refuses any step that is not newer.

Source: Developer Guide "TOTP software token MFA": codes within 30 seconds before or after the attempt.
"""

from __future__ import annotations

import base64
import hmac
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from datetime import datetime

SECRET_BYTES: Final = 32
"""Random bytes of a secret; 52 characters of base32. Source: observed SecretCode values."""

STEP_SECONDS: Final = 30
DIGITS: Final = 6
TOLERANCE_STEPS: Final = 1

_CODE: Final = re.compile(r"[0-9]{6}")


def secret_text(random: bytes) -> str:
    """Return random bytes as a SecretCode: base32 without padding."""
    return base64.b32encode(random).rstrip(b"=").decode("ascii")


def step_at(now: datetime) -> int:
    """Return the number of the 30-second step `now` lies in, counted from the Unix epoch."""
    return int(now.timestamp()) // STEP_SECONDS


def code_of_step(secret: str, step: int) -> str:
    """Return the code of one step."""
    return _code(_key(secret), step)


def code_at(secret: str, now: datetime) -> str:
    """Return the code an authenticator shows at `now`."""
    return code_of_step(secret, step_at(now))


def matching_step(
    secret: str, code: str, now: datetime, *, tolerance: int = TOLERANCE_STEPS
) -> int | None:
    """Return the step whose code this is, within `tolerance` steps of now; None when there is none.

    The caller refuses the code as used when the step is not newer than the last one accepted.
    """
    if not _CODE.fullmatch(code):
        return None
    key, given, present = _key(secret), code.encode("ascii"), step_at(now)
    matching = None
    # All steps are always tried, so that the time taken does not tell which one matched.
    for step in range(max(0, present - tolerance), present + tolerance + 1):
        if hmac.compare_digest(given, _code(key, step).encode("ascii")):
            matching = step
    return matching


def otpauth_uri(secret: str, *, account: str, issuer: str) -> str:
    """Return the URI an authenticator app reads from a QR code.

    Source: the Key URI format; the API returns only the secret, applications build the URI.
    """
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{label}?{query}"


def _key(secret: str) -> bytes:
    return base64.b32decode(secret + "=" * (-len(secret) % 8))


def _code(key: bytes, step: int) -> str:
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"
