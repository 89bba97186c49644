"""SRP-6a as Cognito does it: proving a password without sending it.

The group is that of `srp_group`, the hash SHA-256.
Integers are hashed as Java's `BigInteger.toByteArray` writes them: shortest form, with a leading
zero byte when the top bit is set. Nothing is padded to the length of N.

    k = H(N, g)                 x = H(salt, H(group ‖ user ‖ ":" ‖ password))    v = g^x
    A = g^a                     B = k·v + g^b                                    u = H(A, B)
    server: S = (A·v^u)^b       client: S = (B - k·g^x)^(a + u·x)
    K = HKDF(S, salt=u, info="Caldera Derived Key")[:16]
    proof = HMAC(K, group ‖ user ‖ secret block ‖ timestamp)

Only the salt, the verifier v and a one-way check value derived from x are kept of a password; the
check value lets a password sent in plain be judged in microseconds.

Source: the client side published in amazon-cognito-identity-js and amplify-js.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import gmpy2

from cognito_emulator.domain.srp_group import G, N, power_of_g
from cognito_emulator.domain.users import StoredPassword

if TYPE_CHECKING:
    from collections.abc import Iterable

SALT_BYTES: Final = 16
PRIVATE_VALUE_BYTES: Final = 32
"""Length of the server's secret b; RFC 5054 asks for at least 256 bits."""

TIMESTAMP_TOLERANCE_SECONDS: Final = 300
"""How far a client's TIMESTAMP may be from now, either way.

Source: inferred; the real window is not published, and AWS allows five minutes of clock skew in its
request signatures.
"""

_INFO: Final = b"Caldera Derived Key\x01"
_CHECK_LABEL: Final = b"cognito-emulator password check v1"
_SIMULATION_LABEL: Final = b"cognito-emulator simulated user v1"
_LONGEST_PUBLIC_HEX: Final = 2 * (3072 // 8) + 2
_HEX: Final = re.compile(r"[0-9a-fA-F]+")
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIMESTAMP: Final = re.compile(
    rf"(?:{'|'.join(_DAYS)}) +({'|'.join(_MONTHS)}) +([0-9]{{1,2}}) "
    r"([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}) (?:UTC|GMT) ([0-9]{4})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SrpIdentity:
    """Who proves a password: a user within a pool's name, or a device within its device group."""

    group: str
    user: str

    @classmethod
    def of_user(cls, pool_id: str, username: str) -> SrpIdentity:
        """Return the identity of a user; the group is the pool id's part after the `_`.

        `username` is USER_ID_FOR_SRP: the real username, whatever alias was typed.
        """
        return cls(group=pool_id.partition("_")[2], user=username)


def integer_bytes(value: int) -> bytes:
    """Write a non-negative integer as Java's `BigInteger.toByteArray`: the form that is hashed."""
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def hex_text(value: int) -> str:
    """Write an integer as SALT and SRP_B carry it: hexadecimal without leading zeros."""
    return f"{value:x}"


K: Final = int.from_bytes(
    hashlib.sha256(integer_bytes(int(N)) + integer_bytes(int(G))).digest(), "big"
)


def stored_password(identity: SrpIdentity, password: str, salt: bytes) -> StoredPassword:
    """Return what is kept of a password: `salt` (16 random bytes), verifier and check value.

    Costs a third of a millisecond, for the verifier.
    """
    x = _x(identity, password, salt)
    return StoredPassword(salt=salt, verifier=_verifier(x), check=_check_value(x))


def password_check_value(identity: SrpIdentity, password: str, salt: bytes) -> bytes:
    """Return the 32-byte one-way value that tells whether a password sent in plain is right."""
    return _check_value(_x(identity, password, salt))


def password_matches(stored: StoredPassword, identity: SrpIdentity, password: str) -> bool:
    """Tell in constant time whether `password` is the one stored; costs microseconds."""
    given = password_check_value(identity, password, stored.salt)
    return hmac.compare_digest(given, stored.check)


def simulated_password(pool_secret: bytes, identity: SrpIdentity) -> StoredPassword:
    """Return the password of a user who does not exist: always the same, matched by nothing.

    Its salt stays the same from one sign-in to the next, as a real user's does, so that a caller
    cannot tell the two apart. Source: Developer Guide "Managing error responses": the simulated
    salt is deterministic for the pool and the username.
    """
    name = _text(identity.group) + b"\x00" + _text(identity.user)
    seed = hmac.digest(pool_secret, _SIMULATION_LABEL + name, "sha256")
    x = int.from_bytes(hashlib.sha256(b"x" + seed).digest(), "big")
    return StoredPassword(
        salt=hashlib.sha256(b"salt" + seed).digest()[:SALT_BYTES],
        verifier=_verifier(x),
        check=hashlib.sha256(b"check" + seed).digest(),
    )


def client_public_value(text: str) -> int | None:
    """Read SRP_A, hexadecimal; None when it is no number or one that would defeat the protocol.

    A with A mod N = 0 makes the session key independent of the password, so it is refused.
    """
    if len(text) > _LONGEST_PUBLIC_HEX or not _HEX.fullmatch(text):
        return None
    value = int(text, 16)
    return None if value % int(N) == 0 else value


def challenge(verifier: bytes, b: bytes) -> int:
    """Return SRP_B for one sign-in; `b` is the server's secret of 32 random bytes."""
    v = gmpy2.mpz(int.from_bytes(verifier, "big"))
    return int((K * v + power_of_g(int.from_bytes(b, "big"))) % N)


def scrambling_parameter(client_public: int, server_public: int) -> int:
    """Return u, which binds the session key to both public values."""
    digest = hashlib.sha256(integer_bytes(client_public) + integer_bytes(server_public)).digest()
    return int.from_bytes(digest, "big")


def server_session_key(
    *, client_public: int, server_public: int, b: bytes, verifier: bytes
) -> bytes | None:
    """Return the 16-byte key both sides share if the client knows the password.

    None when u = 0, which no honest exchange produces.
    """
    u = scrambling_parameter(client_public, server_public)
    if u == 0:
        return None
    v = gmpy2.mpz(int.from_bytes(verifier, "big"))
    shared = gmpy2.powmod(client_public * gmpy2.powmod(v, u, N), int.from_bytes(b, "big"), N)
    return derived_key(int(shared), u)


def derived_key(shared: int, u: int) -> bytes:
    """Return the 16-byte session key of the shared secret S."""
    pseudo_random_key = hmac.digest(integer_bytes(u), integer_bytes(shared), "sha256")
    return hmac.digest(pseudo_random_key, _INFO, "sha256")[:16]


def claim_signature(
    key: bytes, identity: SrpIdentity, secret_block: bytes, timestamp: str
) -> bytes:
    """Return the proof, 32 bytes, that PASSWORD_CLAIM_SIGNATURE carries in base64."""
    message = _text(identity.group) + _text(identity.user) + secret_block + _text(timestamp)
    return hmac.digest(key, message, "sha256")


def is_claim_signature(
    given: str, *, key: bytes, identity: SrpIdentity, secret_block: str, timestamp: datetime
) -> bool:
    """Tell in constant time whether the client's proof is right for the challenge it was given.

    `given` and `secret_block` are base64 as on the wire; the timestamp is hashed in canonical form,
    so a client that writes it otherwise is refused like a wrong password.
    Source: observed in warrant#12: `Apr 05` instead of `Apr 5` is "Incorrect username or password."
    """
    signature = _from_base64(given)
    block = _from_base64(secret_block)
    if signature is None or block is None:
        return False
    expected = claim_signature(key, identity, block, timestamp_text(timestamp))
    return hmac.compare_digest(signature, expected)


def timestamp_text(at: datetime) -> str:
    """Write an instant as TIMESTAMP has it: `EEE MMM d HH:mm:ss 'UTC' yyyy`, in English.

    Written by hand because `strftime` follows the locale and pads the day of the month.
    """
    utc = at.astimezone(UTC)
    day, month = _DAYS[utc.weekday()], _MONTHS[utc.month - 1]
    return f"{day} {month} {utc.day} {utc:%H:%M:%S} UTC {utc.year:04d}"


def timestamp_from_text(text: str) -> datetime | None:
    """Read a TIMESTAMP; None when it does not follow the format.

    Source: amazon-cognito-identity-js#683 and pycognito#122: AWS then answers "TIMESTAMP format
    should be EEE MMM d HH:mm:ss z yyyy in english". Its parser takes padded fields and, inferred
    from Java's lenient date format, does not compare the weekday.
    """
    found = _TIMESTAMP.fullmatch(text)
    if found is None:
        return None
    month, day, hour, minute, second, year = found.groups()
    try:
        return datetime(
            int(year),
            _MONTHS.index(month) + 1,
            int(day),
            int(hour),
            int(minute),
            int(second),
            tzinfo=UTC,
        )
    except ValueError:
        return None


def is_fresh(timestamp: datetime, clocks: Iterable[datetime]) -> bool:
    """Tell whether a client's timestamp is within the tolerance of any of `clocks`.

    Pass the emulator's time and the machine's own: clients read their own watch.
    """
    tolerance = timedelta(seconds=TIMESTAMP_TOLERANCE_SECONDS)
    return any(abs(timestamp - clock) <= tolerance for clock in clocks)


def private_key_of_password(identity: SrpIdentity, password: str, salt: int) -> int:
    """Return x, which a client derives from the password and the SALT it was sent."""
    inner = _text(f"{identity.group}{identity.user}:{password}")
    digest = hashlib.sha256(integer_bytes(salt) + hashlib.sha256(inner).digest()).digest()
    return int.from_bytes(digest, "big")


def _x(identity: SrpIdentity, password: str, salt: bytes) -> int:
    return private_key_of_password(identity, password, int.from_bytes(salt, "big"))


def _verifier(x: int) -> bytes:
    return integer_bytes(int(power_of_g(x)))


def _check_value(x: int) -> bytes:
    return hmac.digest(_CHECK_LABEL, x.to_bytes(32, "big"), "sha256")


def _text(value: str) -> bytes:
    # A lone surrogate is legal in JSON text; it must end as a wrong password, not as a crash.
    return value.encode("utf-8", "surrogatepass")


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
