"""Compact JWS as Cognito signs it: RS256, and a header of exactly `kid` and `alg`.

A pool has two signing keys, one for ID tokens and one for access tokens; both stand in its JWKS.
`SigningKey` is a key as stored, `TokenSigner` the same key loaded, with everything prepared that
does not change from token to token.

Verification pins the algorithm, accepts only canonical base64url, and says precisely why a token is
refused, because AWS answers differently to a forged, an expired and a garbled token.

Source: Developer Guide "Verifying JSON web tokens"; the header's two members and the form of the
kid are observed in published tokens.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypedDict

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

_SHA256: Final = hashes.SHA256()
_PKCS1: Final = padding.PKCS1v15()
_compact_json: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_URL_SAFE_TO_STANDARD: Final = str.maketrans("-_+/", "+/\x00\x00")


class JsonWebKey(TypedDict):
    """One public key of a pool, members in the order AWS writes them."""

    alg: str
    e: str
    kid: str
    kty: str
    n: str
    use: str


class JsonWebKeySet(TypedDict):
    """The document at `/.well-known/jwks.json`."""

    keys: list[JsonWebKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """An RSA-2048 key as stored: its `kid` and the private key as unencrypted PKCS#8 DER."""

    kid: str
    private_key_der: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolKeys:
    """The two signing keys of one pool."""

    id_token: SigningKey
    access_token: SigningKey


class TokenRefusal(StrEnum):
    """Why a token was refused."""

    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown key"
    BAD_SIGNATURE = "bad signature"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedToken:
    """A token taken apart, nothing of it proven yet: use its claims only to find the keys."""

    kid: str
    claims: Mapping[str, object]
    signing_input: bytes
    signature: bytes

    def text(self, claim: str) -> str:
        """Return a claim that is text, or the empty text."""
        value = self.claims.get(claim)
        return value if isinstance(value, str) else ""


class TokenSigner:
    """A loaded signing key: signs and verifies tokens, and shows its public half."""

    __slots__ = ("_header", "_private", "jwk", "kid", "public_key")

    def __init__(self, kid: str, private_key: rsa.RSAPrivateKey) -> None:
        """Prepare what every token of this key shares."""
        self.kid: Final = kid
        self.public_key: Final = private_key.public_key()
        self.jwk: Final = json_web_key(kid, self.public_key)
        self._private: Final = private_key
        header = _compact_json({"kid": kid, "alg": "RS256"})
        self._header: Final = _base64url(header.encode("ascii")) + "."

    @classmethod
    def load(cls, key: SigningKey) -> TokenSigner:
        """Load a stored key.

        The primality checks of loading are skipped: they cost more than a signature, and the key
        was made here.
        """
        loaded = serialization.load_der_private_key(
            key.private_key_der, None, unsafe_skip_rsa_key_validation=True
        )
        if not isinstance(loaded, rsa.RSAPrivateKey):
            message = f"The stored signing key {key.kid} is not an RSA key."
            raise TypeError(message)
        return cls(key.kid, loaded)

    def sign(self, claims: Mapping[str, object]) -> str:
        """Return the compact JWS of `claims`, in their order."""
        signing_input = self._header + _base64url(_compact_json(claims).encode("ascii"))
        signature = self._private.sign(signing_input.encode("ascii"), _PKCS1, _SHA256)
        return f"{signing_input}.{_base64url(signature)}"

    def has_signed(self, token: ParsedToken) -> bool:
        """Tell whether this key made the token's signature."""
        try:
            self.public_key.verify(token.signature, token.signing_input, _PKCS1, _SHA256)
        except InvalidSignature:
            return False
        return True


def signing_key(private_key: rsa.RSAPrivateKey) -> SigningKey:
    """Return the stored form of a new key."""
    return SigningKey(
        kid=key_id(private_key.public_key()),
        private_key_der=private_key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def key_id(public_key: rsa.RSAPublicKey) -> str:
    """Return the kid of a key: 32 bytes in base64, ending in `=`.

    Source: the form is observed; that the bytes are the SHA-256 of the public key is our choice,
    so that one key never has two names.
    """
    document = public_key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(hashlib.sha256(document).digest()).decode("ascii")


def json_web_key(kid: str, public_key: rsa.RSAPublicKey) -> JsonWebKey:
    """Return a public key as it stands in the JWKS."""
    numbers = public_key.public_numbers()
    return JsonWebKey(
        alg="RS256",
        e=_base64url(_big_endian(numbers.e)),
        kid=kid,
        kty="RSA",
        n=_base64url(_big_endian(numbers.n)),
        use="sig",
    )


def json_web_key_set(signers: Iterable[TokenSigner]) -> JsonWebKeySet:
    """Return the JWKS document of a pool."""
    return JsonWebKeySet(keys=[signer.jwk for signer in signers])


def parse(token: str) -> ParsedToken | None:
    """Take a compact RS256 JWS apart without judging it; None when it is not one."""
    parts = token.split(".")
    if len(parts) != 3:  # noqa: PLR2004 - header, payload, signature
        return None
    header, claims = _json_object(parts[0]), _json_object(parts[1])
    signature = _from_base64url(parts[2])
    if header is None or claims is None or signature is None:
        return None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        return None
    signing_input = f"{parts[0]}.{parts[1]}".encode("ascii")
    return ParsedToken(kid=kid, claims=claims, signing_input=signing_input, signature=signature)


def refusal(
    token: ParsedToken, keys: Mapping[str, TokenSigner], now: datetime
) -> TokenRefusal | None:
    """Judge a parsed token by the keys of its pool (by kid); None when it holds.

    A forged token is called forged even when it has also expired. A token has expired at its `exp`
    second, not after it.
    """
    signer = keys.get(token.kid)
    if signer is None:
        return TokenRefusal.UNKNOWN_KEY
    if not signer.has_signed(token):
        return TokenRefusal.BAD_SIGNATURE
    expires_at = token.claims.get("exp")
    if not isinstance(expires_at, int):
        return TokenRefusal.MALFORMED
    return TokenRefusal.EXPIRED if now.timestamp() >= expires_at else None


def verified_claims(
    token: str, keys: Mapping[str, TokenSigner], now: datetime
) -> Mapping[str, object] | TokenRefusal:
    """Return the claims of a token that holds, else why it does not."""
    parsed = parse(token)
    if parsed is None:
        return TokenRefusal.MALFORMED
    return refusal(parsed, keys, now) or parsed.claims


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _from_base64url(text: str) -> bytes | None:
    padded = text.translate(_URL_SAFE_TO_STANDARD) + "=" * (-len(text) % 4)
    try:
        content = binascii.a2b_base64(padded, strict_mode=True)
    except ValueError:
        return None
    # The last character's spare bits must be zero, or one signature would have several spellings.
    return content if _base64url(content) == text else None


def _json_object(part: str) -> Mapping[str, object] | None:
    content = _from_base64url(part)
    if not content:
        return None
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _big_endian(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
