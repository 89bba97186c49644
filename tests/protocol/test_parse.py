"""From JSON to values."""

from datetime import UTC, datetime

import pytest

from cognito_emulator.protocol.front_door import SerializationException
from cognito_emulator.protocol.parse import decode_json, parser
from tests.protocol.toy import TOY

PARSE = parser(TOY, "DoRequest")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b'"text"',
        b"1",
        b'{"a":NaN}',
        b'{"a":1e999}',
        b"\xff{}",
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0000"}',
        b'{"\\u0000":1}',
        b'[["\\u0000"]]',
        b"[" * 1_000_000,
        b'{"a":' * 200_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
    ids=lambda body: body[:12].decode(errors="replace"),
)
def test_broken_bodies_have_no_message(body):
    """A body that is no JSON object is a SerializationException without a message."""
    with pytest.raises(SerializationException) as error:
        decode_json(body)

    assert error.value.message == ""


def test_a_list_as_body():
    """A list instead of the input is named."""
    with pytest.raises(SerializationException) as error:
        decode_json(b"[]")

    assert error.value.message == "Start of list found where not expected"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"{}", {}),
        (b'{"a":"\\ud83d\\ude00"}', {"a": "😀"}),
        ('{"a":"é"}'.encode(), {"a": "é"}),
        (b'{"a":["\\\\u0000",1]}', {"a": ["\\u0000", 1]}),
    ],
)
def test_bodies_are_read(body, value):
    """A JSON object is read, with surrogate pairs combined and escaped backslashes left alone."""
    assert decode_json(body) == value


def test_values_are_typed_by_their_shapes():
    """Numbers, instants, bytes and collections become Python values."""
    instant = datetime(2026, 11, 23, 12, 0, 0, 125000, tzinfo=UTC)

    values = PARSE(
        {
            "Name": "ann",
            "Count": 3,
            "Flag": True,
            "At": instant.timestamp(),
            "Blob": "AP8=",
            "Free": {"a": [{}]},
            "Flows": ["ON"],
            "People": [{"Name": "bob"}],
            "Tags": {"k": "ON"},
        }
    )

    assert values == {
        "Name": "ann",
        "Count": 3,
        "Flag": True,
        "At": instant,
        "Blob": b"\x00\xff",
        "Free": {"a": [{}]},
        "Flows": ["ON"],
        "People": [{"Name": "bob"}],
        "Tags": {"k": "ON"},
    }


def test_unknown_members_and_nulls_are_left_out():
    """What the shape does not know, and null anywhere, is as if it were not there."""
    value = {
        "Nope": 1,
        "Name": None,
        "Words": [None, "a"],
        "Tags": {"k": None},
        "Inner": {"Age": None},
    }

    assert PARSE(value) == {"Words": ["a"], "Tags": {}, "Inner": {}}


@pytest.mark.parametrize(
    ("number", "parsed"),
    [(1.9, 1), (-1.9, -1), (2**40, 2**31 - 1), (-(2**40), -(2**31)), (1e300, 2**31 - 1)],
)
def test_numbers_are_cut_to_integers(number, parsed):
    """Decimals are truncated, and numbers out of range become the nearest in range."""
    assert PARSE({"Count": number}) == {"Count": parsed}


@pytest.mark.parametrize(
    ("word", "parsed"),
    [("true", True), ("YES", True), ("1", True), ("false", False), ("n", False)],
)
def test_booleans_may_be_words(word, parsed):
    """The service takes the usual words for a boolean."""
    assert PARSE({"Flag": word}) == {"Flag": parsed}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"Name": 1}, "NUMBER_VALUE can not be converted to a String"),
        ({"Name": 1.5}, "NUMBER_VALUE can not be converted to a String"),
        ({"Name": True}, "TRUE_VALUE can not be converted to a String"),
        ({"Name": False}, "FALSE_VALUE can not be converted to a String"),
        ({"Name": []}, "Start of list found where not expected"),
        ({"Name": {}}, "Start of structure or map found where not expected."),
        ({"Count": "1"}, "STRING_VALUE can not be converted to an Integer"),
        ({"Count": True}, "TRUE_VALUE can not be converted to an Integer"),
        ({"Big": "1"}, "STRING_VALUE can not be converted to a Long"),
        ({"Flag": "maybe"}, "STRING_VALUE can not be converted to an Boolean"),
        ({"Flag": 1}, "NUMBER_VALUE can not be converted to a Boolean"),
        ({"At": "now"}, "STRING_VALUE can not be converted to milliseconds since epoch"),
        ({"At": 1e18}, ""),
        ({"Blob": 1}, "NUMBER_VALUE can not be converted to a ByteBuffer"),
        ({"Blob": "?"}, ""),
        ({"Free": 1}, "Expected null"),
        ({"Inner": "x"}, "Expected null"),
        ({"Inner": []}, "Start of list found where not expected"),
        ({"Flows": "x"}, "Expected list or null"),
        ({"Flows": {}}, "Start of structure or map found where not expected."),
        ({"People": "x"}, "Unexpected field type"),
        ({"People": {}}, "Start of structure or map found where not expected."),
        ({"Tags": "x"}, "Expected map or null"),
        ({"Tags": []}, "Start of list found where not expected"),
    ],
    ids=str,
)
def test_wrong_json_types_are_named(value, message):
    """A member of the wrong JSON type is a SerializationException in the framework's words."""
    with pytest.raises(SerializationException) as error:
        PARSE(value)

    assert error.value.message == message


def test_documents_have_a_greatest_depth():
    """A free-form document nested deeper than 64 levels is refused."""
    document: object = {}
    for _ in range(63):
        document = {"a": [document]} if isinstance(document, list) else {"a": document}

    assert PARSE({"Free": document}) == {"Free": document}
    with pytest.raises(SerializationException):
        PARSE({"Free": {"a": document}})
