"""Who may set, change, delete and see which attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cognito_emulator.domain.attribute_schema import created_schema
from cognito_emulator.domain.attributes import (
    AttributeChange,
    AttributeRules,
    given_attributes,
    missing_required,
    new_user_attributes,
    remaining_attributes,
    shown_attributes,
    updated_attributes,
)
from cognito_emulator.errors import idp

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import AttributeType

SCHEMA = created_schema(
    [
        {"Name": "name", "Required": True},
        {"Name": "email", "Required": True},
        {"Name": "nickname", "Mutable": False},
        {"Name": "team", "AttributeDataType": "String"},
        {"Name": "plan", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
    ]
)
WRITABLE = frozenset({"name", "email", "phone_number", "nickname", "birthdate", "custom:team"})
USER = AttributeRules(schema=SCHEMA, writable=WRITABLE)
ADMIN = AttributeRules(schema=SCHEMA)
ANN = {"name": "Ann", "email": "ann@example.com", "email_verified": "true"}


def test_a_requests_attributes_are_read_by_name():
    """A pair without a value is blank."""
    pairs: list[AttributeType] = [{"Name": "name", "Value": "Ann"}, {"Name": "email"}]

    assert given_attributes(pairs) == {"name": "Ann", "email": ""}


def test_a_name_is_given_once():
    """Two values for one attribute contradict each other."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        given_attributes([{"Name": "name", "Value": "a"}, {"Name": "name", "Value": "b"}])

    assert refused.value.message == "Duplicate attribute name found in the request."


def test_a_new_user_keeps_what_was_given_without_blanks():
    """Blank values are no values, and immutable attributes are set here once."""
    given = {"name": "Ann", "email": "ann@example.com", "nickname": "an", "custom:team": ""}

    assert new_user_attributes(USER, given) == {
        "name": "Ann",
        "email": "ann@example.com",
        "nickname": "an",
    }


def test_sign_up_needs_the_required_attributes():
    """Every missing one is listed on its own line, in schema order."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        new_user_attributes(USER, {"email": ""})

    assert refused.value.message == (
        "Attributes did not conform to the schema: "
        "email: The attribute is required\nname: The attribute is required\n"
    )


def test_an_administrator_may_leave_required_attributes_to_the_user():
    """They are asked for when the user chooses the first password."""
    created = new_user_attributes(ADMIN, {"email_verified": "True", "dev:custom:plan": "pro"})

    assert created == {"email_verified": "true", "dev:custom:plan": "pro"}
    assert missing_required(SCHEMA, created) == ("email", "name")
    assert missing_required(SCHEMA, ANN) == ()


@pytest.mark.parametrize("name", ["sub", "email_verified", "gender", "dev:custom:plan"])
def test_a_user_writes_only_what_the_client_may(name):
    """sub, the verified flags and developer-only attributes are never writable."""
    with pytest.raises(idp.NotAuthorizedException) as at_sign_up:
        new_user_attributes(USER, {**ANN, name: "x"})
    with pytest.raises(idp.NotAuthorizedException) as at_deletion:
        remaining_attributes(USER, ANN, [name])

    assert at_sign_up.value.message == "A client attempted to write unauthorized attribute"
    assert at_deletion.value.message == "A client attempted to write unauthorized attribute"


@pytest.mark.parametrize("rules", [USER, ADMIN], ids=["user", "admin"])
def test_an_attribute_outside_the_schema_is_refused(rules):
    """All unknown ones are listed."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        updated_attributes(rules, ANN, {"custom:nope": "1", "nope": "2"})

    assert refused.value.message == (
        "Attributes did not conform to the schema: "
        "custom:nope: Attribute does not exist in the schema.\n"
        "nope: Attribute does not exist in the schema.\n"
    )


def test_an_administrator_cannot_set_sub():
    """The service gives the sub."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        new_user_attributes(ADMIN, {"sub": "x"})

    assert refused.value.message == "user.sub: Attribute cannot be updated.\n"


def test_ill_formed_values_are_listed():
    """Each violation is a line: the attribute and the reason."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        updated_attributes(USER, ANN, {"birthdate": "1990", "name": "x" * 2049})

    assert refused.value.message == (
        "Attributes did not conform to the schema: "
        "birthdate: String must be no shorter than 10 characters\n"
        "name: String must be no longer than 2048 characters\n"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"email": "nowhere"}, "Invalid email address format."),
        ({"phone_number": "0155"}, "Invalid phone number format."),
    ],
)
def test_addresses_have_errors_of_their_own(given, message):
    """E-mail and phone formats are not worded as schema violations."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        updated_attributes(USER, ANN, given)

    assert refused.value.message == message


@pytest.mark.parametrize("rules", [USER, ADMIN], ids=["user", "admin"])
def test_an_immutable_attribute_is_never_updated(rules):
    """Not even by an administrator, and not even if it was never set."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        updated_attributes(rules, ANN, {"nickname": "an"})

    assert refused.value.message == "user.nickname: Attribute cannot be updated.\n"


def test_a_new_address_loses_its_verification():
    """email_verified turns false with the value; the other attributes stay."""
    change = updated_attributes(USER, ANN, {"email": "new@example.com", "custom:team": "red"})

    assert change == AttributeChange(
        attributes={
            "name": "Ann",
            "email": "new@example.com",
            "email_verified": "false",
            "custom:team": "red",
        },
        changed=("email",),
    )


def test_the_same_address_keeps_its_verification():
    """Writing the value that is there changes nothing."""
    change = updated_attributes(USER, ANN, {"email": "ann@example.com"})

    assert change == AttributeChange(attributes=ANN)


def test_an_administrator_may_vouch_for_a_new_address():
    """email_verified true in the same request leaves nothing to verify."""
    change = updated_attributes(
        ADMIN,
        ANN,
        {"email": "new@example.com", "email_verified": "true"},
        verify_first=frozenset({"email"}),
    )

    assert change == AttributeChange(attributes={**ANN, "email": "new@example.com"})


def test_an_address_to_verify_first_waits():
    """The old value and its verification stay until the new value is verified."""
    change = updated_attributes(
        USER,
        ANN,
        {"email": "new@example.com", "phone_number": "+15551234567"},
        verify_first=frozenset({"email"}),
    )

    assert change == AttributeChange(
        attributes={**ANN, "phone_number_verified": "false", "phone_number": "+15551234567"},
        changed=("email", "phone_number"),
        pending={"email": "new@example.com"},
    )


def test_a_blank_value_deletes():
    """A deleted phone number takes its flag along."""
    current = {**ANN, "phone_number": "+15551234567", "phone_number_verified": "true"}

    change = updated_attributes(USER, current, {"phone_number": ""})

    assert change == AttributeChange(attributes=ANN)


def test_a_required_attribute_is_not_deleted():
    """Neither by a blank value nor by name, by nobody."""
    with pytest.raises(idp.InvalidParameterException) as blanked:
        updated_attributes(USER, ANN, {"email": ""})
    with pytest.raises(idp.InvalidParameterException) as deleted:
        remaining_attributes(ADMIN, ANN, ["sub", "name"])

    assert blanked.value.message == "user.email: Required attribute cannot be deleted.\n"
    assert deleted.value.message == (
        "user.sub: Required attribute cannot be deleted.\n"
        "user.name: Required attribute cannot be deleted.\n"
    )


def test_deleting_removes_what_is_set():
    """An attribute that is not set is no error; one outside the schema is."""
    current = {**ANN, "custom:team": "red"}

    assert remaining_attributes(USER, current, ["custom:team", "birthdate"]) == ANN
    with pytest.raises(idp.InvalidParameterException) as refused:
        remaining_attributes(ADMIN, current, ["custom:nope"])
    assert refused.value.message == (
        "Attributes did not conform to the schema: "
        "custom:nope: Attribute does not exist in the schema.\n"
    )


def test_an_immutable_attribute_is_not_deleted():
    """Deleting would be a change."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        remaining_attributes(ADMIN, ANN, ["nickname"])

    assert refused.value.message == "user.nickname: Attribute cannot be updated.\n"


def test_responses_show_sub_first_then_what_may_be_read():
    """What a client may not read is left out without a word."""
    assert shown_attributes("s", ANN) == [
        {"Name": "sub", "Value": "s"},
        {"Name": "name", "Value": "Ann"},
        {"Name": "email", "Value": "ann@example.com"},
        {"Name": "email_verified", "Value": "true"},
    ]
    assert shown_attributes("s", ANN, readable=frozenset({"email"})) == [
        {"Name": "sub", "Value": "s"},
        {"Name": "email", "Value": "ann@example.com"},
    ]
