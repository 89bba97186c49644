"""The form of each id the service mints.

Every function takes fresh random bytes (`RANDOM_BYTES` of them, 16, unless its docstring says
otherwise), so that chance stays with the caller: `ids.client_id(entropy.token_bytes(ids.RANDOM_BYTES))`.

Source: forms observed in published payloads and the patterns of the service model.
"""

from __future__ import annotations

import base64
import hashlib
import string
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

RANDOM_BYTES: Final = 16
SECRET_BYTES: Final = 32
"""Random bytes of what must not be guessed: client secrets, sessions, secret blocks."""

_ALPHANUMERIC: Final = string.ascii_letters + string.digits
_LOWER_ALPHANUMERIC: Final = string.ascii_lowercase + string.digits
_BASE32_HEX: Final = string.digits + "abcdefghijklmnopqrstuv"
_SESSION_START: Final = b"\x01\x80\x01"
_SESSION_BYTES: Final = 792
_SECRET_BLOCK_BYTES: Final = 840


def pool_id(region: str, random: bytes) -> str:
    """Return a user pool id: the region, `_` and nine letters or digits."""
    return f"{region}_{_text(random, _ALPHANUMERIC, 9)}"


def client_id(random: bytes) -> str:
    """Return an app client id: 128 bits in base 32, 25 or 26 characters."""
    return _base32_hex(random)


def client_secret(random: bytes) -> str:
    """Return a client secret: 256 bits in base 32, 51 or 52 characters; takes 32 random bytes."""
    return _base32_hex(random)


def client_secret_id(client_id: str, created_at: datetime) -> str:
    """Return the id of one of a client's secrets: `<client id>--<epoch seconds>`."""
    return f"{client_id}--{int(created_at.timestamp())}"


def sub(random: bytes) -> str:
    """Return a user's sub: shaped as a UUID whose third and fourth groups begin with `70`.

    Source: observed in pools made since 2023, for example 91192d26-7031-7069-06eb-8ed870233366;
    it does not follow RFC 4122's version bits, and code that insists on them breaks.
    """
    text = random.hex()
    return f"{text[:8]}-70{text[8:10]}-70{text[10:12]}-{text[12:16]}-{text[16:28]}"


def uuid4(random: bytes) -> str:
    """Return a version 4 UUID of these random bytes, in its 36-character lower-case text form.

    Python's own class takes five times as long, and every answer needs one.
    """
    text = random.hex()
    variant = "89ab"[random[8] >> 4 & 3]
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{variant}{text[17:20]}-{text[20:]}"


def simulated_sub(pool_secret: bytes, username: str) -> str:
    """Return the sub of a user who does not exist: always the same for this pool and name."""
    name = username.encode("utf-8", "surrogatepass")
    return sub(hashlib.sha256(b"sub" + pool_secret + name).digest()[:RANDOM_BYTES])


def session(random: bytes) -> str:
    """Return a Session: opaque base64url that begins `AYAB`; takes 32 random bytes.

    AWS's run from 1 000 to 1 600 characters; this one has 1 060. The text is stretched from the
    random bytes, which it does not reveal.
    """
    stretched = hashlib.shake_256(b"session" + random).digest(_SESSION_BYTES)
    return base64.urlsafe_b64encode(_SESSION_START + stretched).decode("ascii")


def secret_block(random: bytes) -> str:
    """Return a SECRET_BLOCK, base64 of 840 bytes; takes 32 random bytes."""
    stretched = hashlib.shake_256(b"secret block" + random).digest(_SECRET_BLOCK_BYTES)
    return base64.b64encode(stretched).decode("ascii")


def import_job_id(random: bytes) -> str:
    """Return the id of a user import job: `import-` and ten letters or digits."""
    return f"import-{_text(random, _ALPHANUMERIC, 10)}"


def token_session_id(random: bytes) -> str:
    """Return the SessionId of tokens: `tkn` and 25 small letters or digits."""
    return f"tkn{_text(random, _LOWER_ALPHANUMERIC, 25)}"


def sso_session_id(random: bytes) -> str:
    """Return the SessionId of a managed login session: `sso` and 25 small letters or digits."""
    return f"sso{_text(random, _LOWER_ALPHANUMERIC, 25)}"


def device_key(region: str, uuid: str) -> str:
    """Return a device key: the region, `_` and a UUID."""
    return f"{region}_{uuid}"


def device_group_key(random: bytes) -> str:
    """Return a device group key: `-` and eight letters or digits."""
    return f"-{_text(random, _ALPHANUMERIC, 8)}"


def _base32_hex(random: bytes) -> str:
    # As Java's BigInteger.toString(32) writes it: no leading zeros, hence the varying length.
    value = int.from_bytes(random, "big")
    characters = []
    while value:
        value, digit = divmod(value, 32)
        characters.append(_BASE32_HEX[digit])
    return "".join(reversed(characters)) or "0"


def _text(random: bytes, alphabet: str, length: int) -> str:
    # Hashing spreads the bytes; 32 more bits than needed make the remainder's bias negligible.
    value = int.from_bytes(hashlib.shake_256(random).digest(length + 4), "big")
    characters = []
    for _ in range(length):
        value, digit = divmod(value, len(alphabet))
        characters.append(alphabet[digit])
    return "".join(characters)
