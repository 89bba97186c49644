"""The attribute schema of a pool: standard, overridden and custom attributes."""

import pytest

from cognito_emulator.domain.attribute_schema import (
    attribute_named,
    created_schema,
    is_custom,
    required_names,
    standard_schema,
    with_custom_attributes,
)
from cognito_emulator.errors import idp


def a_custom(name, data_type="String", **members):
    """Make an entry of CreateUserPool's Schema or AddCustomAttributes."""
    return {"Name": name, "AttributeDataType": data_type, **members}


STANDARD = 21


def test_a_pool_without_schema_has_the_standard_attributes_in_order():
    """Order, types and flags are those DescribeUserPool shows for a fresh pool."""
    schema = standard_schema()

    assert [attribute["Name"] for attribute in schema] == [
        "profile", "address", "birthdate", "gender", "preferred_username", "updated_at", "website",
        "picture", "identities", "sub", "phone_number", "phone_number_verified", "zoneinfo",
        "locale", "email", "email_verified", "given_name", "family_name", "middle_name", "name",
        "nickname",
    ]  # fmt: skip
    assert len(schema) == STANDARD
    assert created_schema([]) == schema


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "sub",
            {
                "AttributeDataType": "String",
                "Mutable": False,
                "Required": True,
                "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "2048"},
            },
        ),
        (
            "email",
            {
                "AttributeDataType": "String",
                "Mutable": True,
                "Required": False,
                "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
            },
        ),
        (
            "birthdate",
            {
                "AttributeDataType": "String",
                "Mutable": True,
                "Required": False,
                "StringAttributeConstraints": {"MinLength": "10", "MaxLength": "10"},
            },
        ),
        (
            "phone_number_verified",
            {"AttributeDataType": "Boolean", "Mutable": True, "Required": False},
        ),
        (
            "identities",
            {
                "AttributeDataType": "String",
                "Mutable": True,
                "Required": False,
                "StringAttributeConstraints": {},
            },
        ),
        (
            "updated_at",
            {
                "AttributeDataType": "Number",
                "Mutable": True,
                "Required": False,
                "NumberAttributeConstraints": {"MinValue": "0"},
            },
        ),
    ],
)
def test_a_standard_attribute_is_echoed_with_its_constraints(name, expected):
    """Infrastructure tools compare every member."""
    assert attribute_named(standard_schema(), name) == {
        "Name": name,
        "DeveloperOnlyAttribute": False,
        **expected,
    }


def test_an_unknown_attribute_is_none():
    """Names are compared whole."""
    assert attribute_named(standard_schema(), "mail") is None


def test_schema_overrides_standard_attributes_in_place():
    """Required, Mutable and constraints may be changed; what is left out keeps its default."""
    schema = created_schema(
        [
            {"Name": "email", "Required": True},
            a_custom("name", Mutable=False, StringAttributeConstraints={"MaxLength": "9"}),
            a_custom("updated_at", "Number", NumberAttributeConstraints={"MaxValue": "5"}),
        ]
    )

    assert [attribute["Name"] for attribute in schema] == [
        attribute["Name"] for attribute in standard_schema()
    ]
    assert attribute_named(schema, "email") == {
        "Name": "email",
        "AttributeDataType": "String",
        "DeveloperOnlyAttribute": False,
        "Mutable": True,
        "Required": True,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
    }
    assert attribute_named(schema, "name") == {
        "Name": "name",
        "AttributeDataType": "String",
        "DeveloperOnlyAttribute": False,
        "Mutable": False,
        "Required": False,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "9"},
    }
    assert attribute_named(schema, "updated_at") == {
        "Name": "updated_at",
        "AttributeDataType": "Number",
        "DeveloperOnlyAttribute": False,
        "Mutable": True,
        "Required": False,
        "NumberAttributeConstraints": {"MinValue": "0", "MaxValue": "5"},
    }
    assert required_names(schema) == ("email",)


def test_sub_stays_as_it_is():
    """A template that repeats or changes sub's flags changes nothing."""
    schema = created_schema([{"Name": "sub", "Mutable": True, "Required": False}])

    assert schema == standard_schema()


def test_custom_attributes_follow_with_their_prefix_and_defaults():
    """custom: and dev:custom: attributes are mutable, optional and without constraints."""
    schema = created_schema(
        [
            a_custom("team"),
            a_custom("level", "Number", NumberAttributeConstraints={"MinValue": "-1.5"}),
            a_custom("secret", DeveloperOnlyAttribute=True, Mutable=False),
            a_custom("active", "Boolean"),
            a_custom("seen", "DateTime"),
        ]
    )

    assert schema[STANDARD:] == [
        {
            "Name": "custom:team",
            "AttributeDataType": "String",
            "DeveloperOnlyAttribute": False,
            "Mutable": True,
            "Required": False,
            "StringAttributeConstraints": {},
        },
        {
            "Name": "custom:level",
            "AttributeDataType": "Number",
            "DeveloperOnlyAttribute": False,
            "Mutable": True,
            "Required": False,
            "NumberAttributeConstraints": {"MinValue": "-1.5"},
        },
        {
            "Name": "dev:custom:secret",
            "AttributeDataType": "String",
            "DeveloperOnlyAttribute": True,
            "Mutable": False,
            "Required": False,
            "StringAttributeConstraints": {},
        },
        {
            "Name": "custom:active",
            "AttributeDataType": "Boolean",
            "DeveloperOnlyAttribute": False,
            "Mutable": True,
            "Required": False,
        },
        {
            "Name": "custom:seen",
            "AttributeDataType": "DateTime",
            "DeveloperOnlyAttribute": False,
            "Mutable": True,
            "Required": False,
        },
    ]


@pytest.mark.parametrize("name", ["email_verified", "phone_number_verified", "identities"])
def test_what_the_service_writes_cannot_be_configured(name):
    """A Schema entry of such a name makes a custom attribute."""
    schema = created_schema([a_custom(name, "Boolean")])

    assert [attribute["Name"] for attribute in schema[STANDARD:]] == [f"custom:{name}"]


def test_names_tell_custom_attributes():
    """The prefix is the mark."""
    assert [is_custom(name) for name in ("email", "custom:a", "dev:custom:a")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            a_custom("email", "Number"),
            "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
        ),
        (
            a_custom("email", DeveloperOnlyAttribute=True),
            "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
        ),
        (
            {"Name": "team"},
            "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
        ),
        (
            a_custom("team", Required=True),
            "Required custom attributes are not supported currently.",
        ),
        (
            a_custom("team", StringAttributeConstraints={"MinLength": "few"}),
            "Invalid StringAttributeConstraints for schema attribute custom:team",
        ),
        (
            a_custom("team", StringAttributeConstraints={"MinLength": "-1"}),
            "Invalid StringAttributeConstraints for schema attribute custom:team",
        ),
        (
            a_custom("team", StringAttributeConstraints={"MaxLength": "1.5"}),
            "Invalid StringAttributeConstraints for schema attribute custom:team",
        ),
        (
            a_custom(
                "team",
                DeveloperOnlyAttribute=True,
                StringAttributeConstraints={"MaxLength": "Infinity"},
            ),
            "Invalid StringAttributeConstraints for schema attribute custom:team",
        ),
        (
            a_custom("team", StringAttributeConstraints={"MaxLength": "2049"}),
            "user.custom:team: String attributes cannot have a length of more than 2048",
        ),
        (
            a_custom("team", StringAttributeConstraints={"MinLength": "3", "MaxLength": "2"}),
            "Attribute custom:team cannot have a max length shorter than it's min length",
        ),
        (
            a_custom("level", "Number", NumberAttributeConstraints={"MaxValue": "many"}),
            "Invalid NumberAttributeConstraints for schema attribute custom:level",
        ),
        (
            a_custom(
                "level", "Number", NumberAttributeConstraints={"MinValue": "3", "MaxValue": "2"}
            ),
            "Attribute custom:level cannot have a max value smaller than it's min value",
        ),
    ],
)
def test_a_wrong_entry_is_refused(entry, message):
    """Types, constraints and flags are checked when the pool is made."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        created_schema([entry])

    assert refused.value.message == message


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("email", "email: Existing attribute already has name email."),
        (
            "team",
            "Duplicate custom attribute names custom:team are not allowed in a user pool schema.",
        ),
    ],
)
def test_an_attribute_is_given_once(name, message):
    """The second entry of a name is refused, standard or custom."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        created_schema([a_custom(name), a_custom(name)])

    assert refused.value.message == message


def test_added_attributes_must_be_new_and_leave_the_old_schema_alone():
    """AddCustomAttributes adds all or nothing, after those there are."""
    before = created_schema([a_custom("team")])

    after = with_custom_attributes(before, [a_custom("level", "Number")])

    assert [attribute["Name"] for attribute in after[STANDARD:]] == ["custom:team", "custom:level"]
    assert len(before) == STANDARD + 1
    with pytest.raises(idp.InvalidParameterException) as refused:
        with_custom_attributes(before, [a_custom("level"), a_custom("team")])
    assert refused.value.message == (
        "custom:team: Existing attribute already has name custom:team."
    )


def test_a_pool_has_at_most_fifty_custom_attributes():
    """The fifty-first is refused."""
    fifty = created_schema([a_custom(f"a{number}") for number in range(50)])

    assert len(fifty) == STANDARD + 50
    with pytest.raises(idp.InvalidParameterException) as refused:
        with_custom_attributes(fifty, [a_custom("one_more")])
    assert refused.value.message == "The number of custom attributes exceeds the limit of 50."
