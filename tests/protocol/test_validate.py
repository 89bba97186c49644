"""Constraints, in AWS's words."""

import pytest

from cognito_emulator.protocol.front_door import ConstraintViolations
from cognito_emulator.protocol.model import SERVICE_BY_TARGET_PREFIX, service_model
from cognito_emulator.protocol.validate import validator
from tests.protocol.toy import TOY

VALIDATE = validator(TOY, "DoRequest")


def violations_of(**members):
    """Return the message of the refusal."""
    with pytest.raises(ConstraintViolations) as error:
        VALIDATE({"Name": "ann", **members})
    assert error.value.code == "InvalidParameterException"
    assert error.value.status == 400
    return error.value.message


def test_a_value_within_all_constraints_passes():
    """An input the model allows is accepted."""
    VALIDATE(
        {
            "Name": "ann",
            "Secret": "xy",
            "Flow": "ON",
            "Count": 60,
            "Blob": b"123",
            "Flows": ["ON", "OFF"],
            "Secrets": ["ab"],
            "People": [{"Name": "bob"}],
            "Rules": {"a": {"Name": "bob"}},
            "Tags": {"ab": "ON"},
            "HiddenTags": {"a": "bc"},
            "Hidden": {"Name": "eve"},
        }
    )


def test_nothing_to_check():
    """A shape without constraints accepts everything."""
    assert validator(TOY, "Empty")({}) is None


def test_one_violation_counts_in_the_singular():
    """A missing required member is null."""
    with pytest.raises(ConstraintViolations) as error:
        VALIDATE({})

    assert error.value.message == (
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: "
        "Member must not be null"
    )


def test_several_violations_come_in_the_order_of_the_model():
    """All violations are told at once, joined by semicolons, in the model's order."""
    message = violations_of(Count=61, Name="A")

    assert message == (
        "3 validation errors detected: Value 'A' at 'name' failed to satisfy constraint: "
        "Member must have length greater than or equal to 2; Value 'A' at 'name' failed to "
        "satisfy constraint: Member must satisfy regular expression pattern: [a-z]+; Value '61' "
        "at 'count' failed to satisfy constraint: Member must have value less than or equal to 60"
    )


ONE = "1 validation error detected: Value"
FAILED = "failed to satisfy constraint: "


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"Name": "abcdef"},
            f"{ONE} 'abcdef' at 'name' {FAILED}Member must have length less than or equal to 5",
        ),
        (
            {"Secret": ""},
            f"{ONE} at 'secret' {FAILED}Member must have length greater than or equal to 2",
        ),
        (
            {"Flow": "x"},
            f"{ONE} 'x' at 'flow' {FAILED}Member must satisfy enum value set: [OFF, ON]",
        ),
        (
            {"Count": 0},
            f"{ONE} '0' at 'count' {FAILED}Member must have value greater than or equal to 1",
        ),
        (
            {"Blob": b"1234"},
            (
                f"{ONE} 'java.nio.HeapByteBuffer[pos=0 lim=4 cap=4]' at 'blob' {FAILED}"
                "Member must have length less than or equal to 3"
            ),
        ),
        (
            {"Flows": ["ON", "x", "y"]},
            (
                "2 validation errors detected: "
                f"Value '[ON, x, y]' at 'flows' {FAILED}Member must have length less than or equal to 2; "
                f"Value '[ON, x, y]' at 'flows' {FAILED}"
                "Member must satisfy constraint: [Member must satisfy enum value set: [OFF, ON]]"
            ),
        ),
        (
            {"Secrets": ["x"]},
            (
                f"{ONE} at 'secrets' {FAILED}Member must satisfy constraint: "
                "[Member must have length greater than or equal to 2]"
            ),
        ),
        (
            {"People": []},
            f"{ONE} '[]' at 'people' {FAILED}Member must have length greater than or equal to 1",
        ),
        (
            {"People": [{"Name": "bob"}, {}]},
            f"{ONE} null at 'people.2.member.name' {FAILED}Member must not be null",
        ),
        (
            {"Rules": {"k": {}}},
            f"{ONE} null at 'rules.k.member.name' {FAILED}Member must not be null",
        ),
        (
            {"Tags": {"K": "x"}},
            (
                "2 validation errors detected: "
                f"Value '{{K=x}}' at 'tags' {FAILED}Map keys must satisfy constraint: "
                "[Member must have length less than or equal to 5, Member must have length greater than or "
                "equal to 2, Member must satisfy regular expression pattern: [a-z]+]; "
                f"Value '{{K=x}}' at 'tags' {FAILED}Map value must satisfy constraint: "
                "[Member must satisfy enum value set: [OFF, ON]]"
            ),
        ),
        (
            {"HiddenTags": {"a": ""}},
            (
                f"{ONE} at 'hiddenTags' {FAILED}Map value must satisfy constraint: "
                "[Member must have length greater than or equal to 2]"
            ),
        ),
        ({"Inner": {}}, f"{ONE} null at 'inner.name' {FAILED}Member must not be null"),
        (
            {"Hidden": {"Name": "x"}},
            f"{ONE} at 'hidden.name' {FAILED}Member must have length greater than or equal to 2",
        ),
    ],
    ids=lambda part: str(part)[:30],
)
def test_violations_are_worded_as_by_aws(members, message):
    """Each kind of constraint has its phrase, its path, and its value unless that is sensitive."""
    assert violations_of(**members) == message


def test_a_value_far_too_long_is_reported_for_its_length_only():
    """The pattern is not tried on a value that exceeds its maximum by far."""
    assert violations_of(Name="A" * 2000).startswith("1 validation error detected: ")
    assert violations_of(Name="A" * 500).startswith("2 validation errors detected: ")


def test_booleans_are_shown_as_java_shows_them():
    """A boolean inside a quoted collection is lower case."""
    people = {"people": [{"Name": True}]}

    assert validator_text(people) == "{people=[{Name=true}]}"


def validator_text(value):
    """Return the quoted form of a value."""
    from cognito_emulator.protocol.validate import _java_text

    return _java_text(value)


def refused(validate):
    """Return the message of the refusal of an empty input, or nothing when it is accepted."""
    try:
        validate({})
    except ConstraintViolations as error:
        return error.message
    return ""


@pytest.mark.parametrize("service", SERVICE_BY_TARGET_PREFIX.values())
def test_every_input_of_the_models_can_be_checked(service):
    """Each operation's input has a validator, and refuses an empty input iff it requires members."""
    model = service_model(service)

    for name in model.operation_names:
        shape = model.shape(model.operation(name).input)
        refusal = refused(validator(model, shape.name))
        assert refusal.count("Member must not be null") == len(shape.required)


def test_the_password_of_a_sign_up():
    """SignUp hides the password and the user name, and shows no value of sensitive members."""
    model = service_model("cognito-idp")
    request = {"ClientId": "abc", "Username": "", "Password": "a b"}

    with pytest.raises(ConstraintViolations) as error:
        validator(model, "SignUpRequest")(request)

    assert error.value.message == (
        f"3 validation errors detected: Value at 'username' {FAILED}Member must have length greater "
        f"than or equal to 1; Value at 'username' {FAILED}Member must satisfy regular expression "
        r"pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+; Value at 'password' "
        rf"{FAILED}Member must satisfy regular expression pattern: [\S]+"
    )
