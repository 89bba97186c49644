"""How values stand in columns: instants, documents, keys, UUIDs."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_emulator.storage import columns
from tests.storage.builders import ODD_TEXTS

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
STORABLE = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
LAST = "\U0010ffff"


@given(
    st.integers(
        columns.encode_instant(datetime(1900, 1, 1, tzinfo=UTC)),
        columns.encode_instant(datetime(2200, 1, 1, tzinfo=UTC)),
    )
)
def test_an_instant_survives_to_the_millisecond(milliseconds):
    """Every whole millisecond until the year 2200 comes back as the same instant, in UTC."""
    at = columns.decode_instant(milliseconds)

    assert at.tzinfo is UTC
    assert columns.encode_instant(at) == milliseconds
    assert at == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def test_an_instant_of_another_zone_is_the_same_instant():
    """The zone is not kept, the instant is."""
    at = datetime(2026, 1, 1, 13, tzinfo=timezone(timedelta(hours=1)))

    assert columns.decode_instant(columns.encode_instant(at)) == at


def test_no_instant_is_none():
    """None stands for none in both directions; an instant is never taken for none."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)

    assert columns.encode_instant_or_none(None) is None
    assert columns.decode_instant_or_none(None) is None
    assert columns.encode_instant_or_none(epoch) == 0
    assert columns.decode_instant_or_none(0) == epoch


@given(st.recursive(st.none() | st.booleans() | st.integers() | ANY_TEXT, st.lists, max_leaves=5))
def test_a_document_survives_as_ascii(value):
    """Any text may stand in it, U+0000 and lone surrogates included."""
    text = columns.encode_json({"a": value})

    assert text.isascii()
    assert "\0" not in text
    assert columns.decode_json(text) == {"a": value}
    assert columns.decode_configuration(text) == {"a": value}


def test_a_document_holds_no_number_that_is_none():
    """NaN is no JSON and is refused when written."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        columns.encode_json({"a": float("nan")})


def test_a_configuration_is_decoded_once():
    """Requests share the decoded document."""
    text = columns.encode_json({"shared": True})

    assert columns.decode_configuration(text) is columns.decode_configuration(text)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [("\0", "\ufffd"), ("a\0b", "a\ufffdb"), ("\ud800", "\ufffd"), ("é\udfffb", "é\ufffdb")],
    ids=ascii,
)
def test_what_a_text_column_cannot_hold_is_replaced(text, replaced):
    """U+0000 and lone surrogates are told, and give way to U+FFFD where the rest is wanted."""
    assert not columns.is_storable(text)
    assert columns.storable(text) == replaced


@pytest.mark.parametrize("text", ["", "ada", *ODD_TEXTS], ids=ascii)
def test_everything_else_is_held(text):
    """Such a text is left as it is."""
    assert columns.is_storable(text)
    assert columns.storable(text) == text


@given(STORABLE, STORABLE)
def test_the_next_text_leaves_no_gap(text, other):
    """Every other text comes before it or is at least it, in the order of bytes."""
    following = columns.next_text(text)

    assert text.encode() < following.encode()
    assert not text.encode() < other.encode() < following.encode()


@given(STORABLE, STORABLE)
def test_a_prefix_ends_after_all_that_begin_with_it(prefix, text):
    """Between a prefix and its end lies what begins with it, and nothing else, by bytes."""
    between = prefix.encode() <= text.encode() < columns.end_of_prefix(prefix).encode()

    assert between == text.startswith(prefix)
    assert prefix.encode() <= (prefix + text).encode() < columns.end_of_prefix(prefix).encode()


@pytest.mark.parametrize(
    ("prefix", "end"),
    [
        ("a", "b"),
        ("a\x7f", "a\x80"),
        ("a\ud7ff", "a\ue000"),
        ("a" + LAST, "b"),
        ("a" + LAST + LAST, "b"),
        ("", LAST * 2049),
        (LAST, LAST * 2049),
    ],
    ids=ascii,
)
def test_the_end_of_a_prefix_is_a_text(prefix, end):
    """The last character is counted up, over the surrogates; the last of all gives way."""
    assert columns.end_of_prefix(prefix) == end


@given(st.uuids().map(str) | ANY_TEXT | st.text("0123456789abcdef-", min_size=36, max_size=36))
def test_a_sub_survives(text):
    """UUIDs in lower case take 16 bytes; any other text is kept too."""
    assert columns.decode_uuid(columns.encode_uuid(text)) == text


@given(st.uuids(), ANY_TEXT)
def test_no_text_is_taken_for_a_uuid(uuid, text):
    """The bytes of a UUID are those of no other text, and come before them."""
    content = columns.encode_uuid(str(uuid))

    assert content == uuid.bytes
    assert text == str(uuid) or content < columns.encode_uuid(text)


def test_subs_are_ordered_as_texts_are():
    """Among UUIDs and among other texts the order of bytes is that of the texts."""
    uuids = ["00000000-0000-0000-0000-00000000000a", "a0000000-0000-0000-0000-000000000000"]
    others = ["", "A", "a", "ab", "é"]

    contents = [columns.encode_uuid(text) for text in (*uuids, *others)]

    assert all(before < after for before, after in pairwise(contents))


def test_only_sixteen_bytes_are_a_uuid():
    """Any other number of bytes is none."""
    assert columns.decode_uuid_bytes(bytes(16)) == "00000000-0000-0000-0000-000000000000"
    assert columns.decode_uuid_bytes(bytes(15)) is None
