"""Lists in pages."""

from __future__ import annotations

import pytest

from cognito_emulator.errors import idp as errors
from cognito_emulator.idp.listings import Listing, page_size

SECRET = b"\x07" * 32
LISTING = Listing(secret=SECRET, names=("ListUsers", "us-east-1_abcdefghi", 'name = "Ada"'))


@pytest.mark.parametrize("position", [("ada",), ("eve", 'a "quoted" name'), ("é漢😀",)])
def test_a_token_leads_back_to_its_position(position):
    """The next page begins behind the last entry shown, whatever its sort keys are."""
    assert LISTING.after(LISTING.token(position)) == position


def test_the_first_page_has_no_position():
    """Without token the list begins at its beginning."""
    assert LISTING.after(None) is None


@pytest.mark.parametrize(
    "token",
    [
        "garbage",
        "Z2FyYmFnZQ==",
        "",
        Listing(secret=b"\x08" * 32, names=LISTING.names).token(("ada",)),
        Listing(secret=SECRET, names=("ListUsers", "us-east-1_abcdefghi", "")).token(("ada",)),
        Listing(secret=SECRET, names=("ListGroups", *LISTING.names[1:])).token(("ada",)),
    ],
)
def test_a_token_is_good_for_its_list_only(token):
    """A garbled token, one of another pool, and one of another filter are refused alike."""
    with pytest.raises(errors.InvalidParameterException) as refused:
        LISTING.after(token)

    assert refused.value.message == "Invalid pagination token"


@pytest.mark.parametrize(("limit", "size"), [(None, 60), (0, 60), (1, 1), (60, 60)])
def test_a_page_has_sixty_entries_unless_less_is_asked_for(limit, size):
    """No limit and a limit of 0 mean the most."""
    assert page_size(limit) == size
