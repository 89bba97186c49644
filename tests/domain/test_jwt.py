"""Signing and judging tokens, with PyJWT as the second opinion."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from cognito_emulator.domain import jwt

NOW = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)
CLAIMS = {"sub": "91192d26", "token_use": "access", "exp": int(NOW.timestamp()) + 60, "name": "Zoë"}


@pytest.fixture(scope="module")
def private_key():
    """Make one RSA key for all tests of this file."""
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def signer(private_key):
    """Load the key from its stored form."""
    return jwt.TokenSigner.load(jwt.signing_key(private_key))


@pytest.fixture(scope="module")
def other_signer():
    """Make a key of another pool."""
    return jwt.TokenSigner.load(jwt.signing_key(rsa.generate_private_key(65537, 2048)))


def part(value):
    """Encode one part of a token."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def verify(token, *signers, now=NOW):
    """Judge a token by the given keys."""
    return jwt.verified_claims(token, {each.kid: each for each in signers}, now)


def test_the_header_has_exactly_kid_and_alg(signer):
    """The header is `kid` and `alg` and nothing else, no `typ`."""
    header = pyjwt.get_unverified_header(signer.sign(CLAIMS))

    assert header == {"kid": signer.kid, "alg": "RS256"}


def test_a_stock_library_accepts_the_token_by_the_jwks(signer, other_signer):
    """PyJWT verifies our token with the key it finds in the JWKS document."""
    token = signer.sign(CLAIMS)
    document = jwt.json_web_key_set([other_signer, signer])

    key = pyjwt.PyJWKSet.from_dict(dict(document))[signer.kid].key
    claims = pyjwt.decode(token, key, algorithms=["RS256"], options={"verify_exp": False})

    assert claims == CLAIMS


def test_the_json_web_key_has_awss_members(signer, private_key):
    """A key shows alg, e, kid, kty, n and use; n is unpadded base64url."""
    n = private_key.public_key().public_numbers().n

    assert signer.jwk == {
        "alg": "RS256",
        "e": "AQAB",
        "kid": signer.kid,
        "kty": "RSA",
        "n": part(n.to_bytes(256, "big")),
        "use": "sig",
    }


def test_the_kid_is_32_bytes_in_base64_and_follows_from_the_key(signer, private_key):
    """One key has one kid of 44 characters ending in `=`."""
    assert jwt.key_id(private_key.public_key()) == signer.kid
    assert len(signer.kid) == 44
    assert len(base64.b64decode(signer.kid, validate=True)) == 32


def test_our_own_token_verifies(signer):
    """A token we signed gives its claims back."""
    assert verify(signer.sign(CLAIMS), signer) == CLAIMS


def test_a_token_expires_at_its_exp(signer):
    """At the second of `exp` the token is refused; a moment before it holds."""
    token = signer.sign({"exp": int(NOW.timestamp())})

    assert verify(token, signer) is jwt.TokenRefusal.EXPIRED
    assert verify(token, signer, now=NOW.replace(second=5, microsecond=999_999)) == {
        "exp": int(NOW.timestamp())
    }


def test_a_key_of_another_pool_is_unknown(signer, other_signer):
    """A token whose kid is not among the pool's keys is refused as such."""
    assert verify(other_signer.sign(CLAIMS), signer) is jwt.TokenRefusal.UNKNOWN_KEY


def test_changed_claims_break_the_signature(signer):
    """A token whose payload was exchanged is refused."""
    header, _, signature = signer.sign(CLAIMS).split(".")

    forged = f"{header}.{part(CLAIMS | {'sub': 'somebody else'})}.{signature}"

    assert verify(forged, signer) is jwt.TokenRefusal.BAD_SIGNATURE


def test_a_forged_token_is_called_forged_even_when_expired(signer):
    """The signature is judged before the expiry."""
    header, _, signature = signer.sign(CLAIMS).split(".")

    forged = f"{header}.{part({'exp': 1})}.{signature}"

    assert verify(forged, signer) is jwt.TokenRefusal.BAD_SIGNATURE


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS512", "rs256"])
def test_another_algorithm_is_malformed(signer, algorithm):
    """Only RS256 is read, so that neither `none` nor a MAC under the public key passes."""
    _, payload, signature = signer.sign(CLAIMS).split(".")

    token = f"{part({'kid': signer.kid, 'alg': algorithm})}.{payload}.{signature}"

    assert verify(token, signer) is jwt.TokenRefusal.MALFORMED


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b",
        "a.b.c.d",
        "..",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part([])}.AAAA",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part(b'{')}.AAAA",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part(b'[' * 200_000)}.AAAA",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part({})}.A",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part({})}.AB",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part({})}.AA==",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part({})}.AA+/",
        f"{part({'kid': 'k', 'alg': 'RS256'})}.{part({})}.é",
        f"{part({'kid': 1, 'alg': 'RS256'})}.{part({})}.AAAA",
        f"{part({'alg': 'RS256'})}.{part({})}.AAAA",
        f"{part(bytes([255]))}.{part({})}.AAAA",
    ],
)
def test_what_is_no_token_is_malformed(token, signer):
    """Wrong parts, wrong base64, wrong JSON and a kid that is no text are all malformed."""
    assert verify(token, signer) is jwt.TokenRefusal.MALFORMED


def test_a_signature_has_one_spelling(signer):
    """A signature whose spare bits were changed decodes to the same bytes and is refused."""
    token = signer.sign(CLAIMS)
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = token[:-1] + last[last.index(token[-1]) + 1]

    assert verify(twin, signer) is jwt.TokenRefusal.MALFORMED


@pytest.mark.parametrize("claims", [{}, {"exp": "tomorrow"}, {"exp": None}])
def test_a_signed_token_without_expiry_is_malformed(signer, claims):
    """A token without a number in `exp` would live for ever, so it is refused."""
    assert verify(signer.sign(claims), signer) is jwt.TokenRefusal.MALFORMED


def test_parsed_claims_are_read_as_text_or_nothing(signer):
    """`text` gives a text claim and the empty text for anything else."""
    parsed = jwt.parse(signer.sign(CLAIMS))

    assert parsed is not None
    assert (parsed.text("sub"), parsed.text("exp"), parsed.text("iss")) == ("91192d26", "", "")


def test_a_stored_key_of_another_kind_is_not_loaded():
    """Only RSA keys sign pool tokens; another kind says so."""
    der = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )

    with pytest.raises(TypeError, match=r"The stored signing key k= is not an RSA key\."):
        jwt.TokenSigner.load(jwt.SigningKey(kid="k=", private_key_der=der))
