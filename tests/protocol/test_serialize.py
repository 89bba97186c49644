"""From answers to bodies, strictly."""

from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

import pytest

from cognito_emulator.protocol.serialize import ResponseShapeError, encode_json, serializer
from tests.protocol.toy import TOY

SERIALIZE = serializer(TOY, "DoResponse")


class Flow(StrEnum):
    """An enum of the domain."""

    ON = "ON"


def test_every_kind_of_value_is_written():
    """Instants become epoch seconds with milliseconds, bytes base64; mappings and tuples are fine."""
    body = SERIALIZE(
        {
            "Name": "é",
            "Flow": Flow.ON,
            "Count": 1,
            "Flag": False,
            "At": datetime(2026, 11, 23, 0, 0, 0, 123456, tzinfo=UTC),
            "Blob": b"\x00\xff",
            "Free": {"a": [None, 1.5]},
            "Words": ("a", Flow.ON),
            "Tags": MappingProxyType({"k": "ON"}),
            "Inner": MappingProxyType({"Name": "bob"}),
            "Flags": [True, False],
        }
    )

    assert body.decode() == (
        '{"Name":"é","Flow":"ON","Count":1,"Flag":false,"At":1795392000.123,"Blob":"AP8=",'
        '"Free":{"a":[null,1.5]},"Words":["a","ON"],"Tags":{"k":"ON"},"Inner":{"Name":"bob"},"Flags":[true,false]}'
    )


def test_empty_output_and_no_output_differ():
    """An operation with an empty output answers {}, one without an output shape nothing."""
    assert serializer(TOY, "Empty")({}) == b"{}"
    assert serializer(TOY, None)({}) == b""
    assert serializer(TOY, None)(None) == b""
    with pytest.raises(ResponseShapeError, match=r"^the operation has no output"):
        serializer(TOY, None)({"A": 1})


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "DoResponse expects a structure, got NoneType"),
        ({}, "DoResponse requires Name"),
        ({"Name": "a", "Nope": 1}, "DoResponse has no member Nope"),
        ({"Name": None}, "DoResponse.Name: expects a string, got NoneType"),
        ({"Name": "a", "Flow": "x"}, "DoResponse.Flow: 'x' is no Flow"),
        ({"Name": "a", "Flow": 1}, "DoResponse.Flow: 1 is no Flow"),
        ({"Name": "a", "Count": True}, "DoResponse.Count: expects an integer, got bool"),
        ({"Name": "a", "Count": "1"}, "DoResponse.Count: expects an integer, got str"),
        ({"Name": "a", "Flag": 1}, "DoResponse.Flag: expects a boolean, got int"),
        ({"Name": "a", "At": 1.5}, "DoResponse.At: expects an instant, got float"),
        ({"Name": "a", "At": datetime(2026, 1, 1)}, "2026-01-01 00:00:00 has no time zone"),  # noqa: DTZ001
        ({"Name": "a", "Blob": "x"}, "DoResponse.Blob: expects bytes, got str"),
        ({"Name": "a", "Free": 1}, "DoResponse.Free: expects a document, got int"),
        ({"Name": "a", "Free": {"x": object()}}, "object is no JSON"),
        ({"Name": "a", "Words": "x"}, "DoResponse.Words: Words expects a list, got str"),
        ({"Name": "a", "Words": [1]}, "DoResponse.Words: expects a string, got int"),
        ({"Name": "a", "Tags": []}, "DoResponse.Tags: Tags expects a map, got list"),
        ({"Name": "a", "Tags": {1: "ON"}}, "DoResponse.Tags: expects a string, got int"),
        ({"Name": "a", "Tags": {"k": "x"}}, "DoResponse.Tags: 'x' is no Flow"),
        ({"Name": "a", "Inner": {}}, "DoResponse.Inner: Person requires Name"),
        ({"Name": "\ud800"}, "str is not valid UTF-8: surrogates not allowed"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_answers_that_do_not_fit_are_refused(answer, message):
    """An unknown, missing or wrongly typed member is a mistake of ours, named with its path."""
    with pytest.raises(ResponseShapeError) as error:
        SERIALIZE(answer)

    assert (
        message
        in f"{error.value} {error.value.__cause__} {error.value.__cause__ and error.value.__cause__.__cause__}"
    )


def test_subclasses_of_scalars_fit():
    """A subclass of a scalar's class is as good as the class."""

    class Number(int):
        """An integer of the domain."""

    class Instant(datetime):
        """An instant of a clock."""

    class Blob(bytes):
        """Bytes of the domain."""

    answer = {
        "Name": Flow.ON,
        "Count": Number(3),
        "At": Instant(2026, 11, 23, tzinfo=UTC),
        "Blob": Blob(b"a"),
    }

    assert SERIALIZE(answer) == b'{"Name":"ON","Count":3,"At":1795392000.0,"Blob":"YQ=="}'


def test_json_is_compact():
    """Bodies carry no spaces."""
    assert encode_json({"a": [1, "b"]}) == b'{"a":[1,"b"]}'
