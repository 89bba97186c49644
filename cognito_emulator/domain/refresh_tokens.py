"""Refresh tokens: opaque, encrypted JWE in compact form, as AWS hands them out.

The service never reads a refresh token: storage keeps the SHA-256 of the text, and a token is found
by it. The content is nevertheless really encrypted (RSA-OAEP wraps a fresh AES-256-GCM key), so that
nobody comes to rely on reading it. It is a small nested JWT, padded to the length AWS's have.

Source: the header and the length (1 700 to 2 000 characters) are observed; the content is ours.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

RANDOM_BYTES: Final = 44
"""Random bytes one token needs: the content key (32) and the initialisation vector (12)."""

PROTECTED_HEADER: Final = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ"
"""base64url of `{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}`."""

_CONTENT_KEY_BYTES: Final = 32
_PLAIN_BYTES: Final = 1000
_GCM_TAG_BYTES: Final = 16
_OAEP: Final = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)  # noqa: S303 - RSA-OAEP is defined with SHA-1
_INNER_HEADER: Final = "eyJhbGciOiJIUzI1NiJ9"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshTokenKeys:
    """What a pool's refresh tokens are made with.

    `public_key` wraps each token's content key; any RSA key of the pool will do, as nothing needs to
    decrypt. `secret` keys the signature of the nested JWT.
    """

    public_key: RSAPublicKey
    secret: bytes


def mint(claims: Mapping[str, object], keys: RefreshTokenKeys, random: bytes) -> str:
    """Return a new refresh token; `random` is `RANDOM_BYTES` fresh random bytes."""
    if len(random) != RANDOM_BYTES:
        message = f"A refresh token needs {RANDOM_BYTES} random bytes, not {len(random)}."
        raise ValueError(message)
    content_key, vector = random[:_CONTENT_KEY_BYTES], random[_CONTENT_KEY_BYTES:]
    plain = _nested_jwt(claims, keys.secret)
    sealed = AESGCM(content_key).encrypt(vector, plain, PROTECTED_HEADER.encode("ascii"))
    wrapped = keys.public_key.encrypt(content_key, _OAEP)
    text, tag = sealed[:-_GCM_TAG_BYTES], sealed[-_GCM_TAG_BYTES:]
    parts = (_base64url(part) for part in (wrapped, vector, text, tag))
    return ".".join((PROTECTED_HEADER, *parts))


def fingerprint(token: str) -> bytes:
    """Return the 32 bytes under which a token is stored and found."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _nested_jwt(claims: Mapping[str, object], secret: bytes) -> bytes:
    payload = json.dumps(claims, separators=(",", ":")).encode("ascii")
    # Spaces after a JSON value mean nothing; they bring the token to the usual length.
    filled = payload.ljust((_PLAIN_BYTES - len(_INNER_HEADER) - 45) * 3 // 4)
    signing_input = f"{_INNER_HEADER}.{_base64url(filled)}".encode("ascii")
    signature = hmac.digest(secret, signing_input, "sha256")
    return signing_input + b"." + _base64url(signature).encode("ascii")


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
