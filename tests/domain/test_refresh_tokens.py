"""Refresh tokens: opaque, encrypted, and of AWS's shape."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cognito_emulator.domain import refresh_tokens

SUB = "91192d26-7031-7069-06eb-8ed870233366"
CLAIMS = {"sub": SUB, "origin_jti": "j" * 36, "iat": 1}
SHAPE = re.compile(
    re.escape(refresh_tokens.PROTECTED_HEADER)
    + r"\.[\w-]{300,700}\.[\w-]{16}\.[\w-]{100,4000}\.[\w-]{22}",
    re.ASCII,
)
RANDOM = hashlib.shake_256(b"random").digest(refresh_tokens.RANDOM_BYTES)


@pytest.fixture(scope="module")
def private_key():
    """Make one RSA key for all tests of this file."""
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def keys(private_key):
    """Hold what a pool's refresh tokens are made with."""
    return refresh_tokens.RefreshTokenKeys(public_key=private_key.public_key(), secret=b"s" * 32)


def decoded(part):
    """Decode one part of a token."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_a_refresh_token_looks_like_awss(keys):
    """Five parts, AWS's header, and 1 700 to 2 000 characters."""
    token = refresh_tokens.mint(CLAIMS, keys, RANDOM)

    header = json.loads(decoded(token.split(".")[0]))
    assert header == {"cty": "JWT", "enc": "A256GCM", "alg": "RSA-OAEP"}
    assert token.startswith("eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.")
    assert token.count(".") == 4
    assert 1700 <= len(token) <= 2000
    assert SHAPE.fullmatch(token)


def test_the_content_is_really_encrypted(keys, private_key):
    """The holder of the private key reads the claims by the JWE standard, nobody else does."""
    token = refresh_tokens.mint(CLAIMS, keys, RANDOM)
    header, wrapped, vector, text, tag = token.split(".")

    sha1 = hashes.SHA1()  # noqa: S303 - RSA-OAEP is defined with it
    content_key = private_key.decrypt(
        decoded(wrapped), padding.OAEP(padding.MGF1(sha1), sha1, None)
    )
    sealed = decoded(text) + decoded(tag)
    nested = AESGCM(content_key).decrypt(decoded(vector), sealed, header.encode()).decode()

    assert json.loads(decoded(nested.split(".")[1])) == CLAIMS
    assert SUB.encode() not in decoded(text)


def test_long_claims_are_kept_whole(keys):
    """Claims beyond the usual length make a longer token of the same shape."""
    token = refresh_tokens.mint(CLAIMS | {"username": "u" * 800}, keys, RANDOM)

    assert SHAPE.fullmatch(token)
    assert len(token) > 2000


def test_the_random_bytes_must_be_whole(keys):
    """Too little chance is a mistake of the caller, not a weaker token."""
    with pytest.raises(ValueError, match="A refresh token needs 44 random bytes, not 3"):
        refresh_tokens.mint(CLAIMS, keys, b"abc")


def test_a_token_is_stored_under_its_sha256():
    """The fingerprint is the SHA-256 of the text, and any text has one."""
    assert refresh_tokens.fingerprint("abc") == hashlib.sha256(b"abc").digest()
    assert len(refresh_tokens.fingerprint("\ud800")) == 32
