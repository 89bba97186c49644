"""Page tokens."""

from __future__ import annotations

import base64

import pytest

from cognito_emulator.domain.pagination import page_token, position_of
from cognito_emulator.errors.idp import InvalidParameterException

SECRET = b"s" * 32
LISTING = ("us-east-1_abc", "ListUsers", 'email ^= "a"')
POSITION: dict[str, str | int] = {"created_at": 1767225600123, "key": "zoë"}
TOKEN = page_token(POSITION, secret=SECRET, listing=LISTING)


def test_a_token_gives_its_position_back():
    """The keys of the last row come back as they were."""
    assert position_of(TOKEN, secret=SECRET, listing=LISTING) == POSITION


def test_a_token_is_opaque_base64():
    """A token is base64 that begins as AWS's do, without white space."""
    assert TOKEN.startswith("CAIS")
    assert base64.b64decode(TOKEN, validate=True)


@pytest.mark.parametrize(
    ("token", "secret", "listing"),
    [
        ("garbage", SECRET, LISTING),
        ("é", SECRET, LISTING),
        ("", SECRET, LISTING),
        ("AAAA", SECRET, LISTING),
        (TOKEN[:-4] + "AAAA", SECRET, LISTING),
        (TOKEN, b"t" * 32, LISTING),
        (TOKEN, SECRET, ("us-east-1_xyz", *LISTING[1:])),
        (TOKEN, SECRET, (*LISTING[:2], "")),
        (TOKEN, SECRET, ("us-east-1_abcListUsers", *LISTING[2:])),
    ],
    ids=["words", "not ascii", "empty", "short", "changed", "secret", "pool", "filter", "joined"],
)
def test_another_token_is_refused(token, secret, listing):
    """A garbled token, and one of another pool, operation or filter, is refused alike."""
    with pytest.raises(InvalidParameterException) as refused:
        position_of(token, secret=secret, listing=listing)

    assert (refused.value.code, refused.value.message) == (
        "InvalidParameterException",
        "Invalid pagination token",
    )
