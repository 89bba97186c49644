"""AddCustomAttributes: how the schema of a pool grows."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, attribute_map, body_of, refused


def added(idp, pool_id, *attributes):
    """Add attributes to a pool. Return the attributes it has beyond the standard ones."""
    idp.add_custom_attributes(UserPoolId=pool_id, CustomAttributes=list(attributes))
    return idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["SchemaAttributes"][21:]


def text(name, **members):
    """Return a custom attribute of type String."""
    return {"Name": name, "AttributeDataType": "String", **members}


@case(
    source="API reference AddCustomAttributes, SchemaAttributeType; DescribeUserPool answers "
    "recorded in 2026 (go-to-k/cdk-real-drift)",
    level="observed",
    checked="2026-11-24",
)
def test_attributes_follow_those_there_are(idp):
    """Names get their prefix, what is left out its default; constraints are echoed as text."""
    pool_id = a_pool(idp, Schema=[text("team")])

    answer = idp.add_custom_attributes(
        UserPoolId=pool_id,
        CustomAttributes=[
            {
                "Name": "level",
                "AttributeDataType": "Number",
                "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
            },
            text("note", Mutable=False, StringAttributeConstraints={"MaxLength": "5"}),
            text("rank", DeveloperOnlyAttribute=True),
            {"Name": "active", "AttributeDataType": "Boolean"},
            {"Name": "seen", "AttributeDataType": "DateTime"},
        ],
    )

    assert body_of(answer) == {}
    schema = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["SchemaAttributes"]
    common = {"DeveloperOnlyAttribute": False, "Mutable": True, "Required": False}
    assert schema[21:] == [
        {**common, **text("custom:team"), "StringAttributeConstraints": {}},
        {
            **common,
            "Name": "custom:level",
            "AttributeDataType": "Number",
            "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
        },
        {
            **common,
            **text("custom:note"),
            "Mutable": False,
            "StringAttributeConstraints": {"MaxLength": "5"},
        },
        {
            **common,
            **text("dev:custom:rank"),
            "DeveloperOnlyAttribute": True,
            "StringAttributeConstraints": {},
        },
        {**common, "Name": "custom:active", "AttributeDataType": "Boolean"},
        {**common, "Name": "custom:seen", "AttributeDataType": "DateTime"},
    ]


@case(
    source="Developer Guide, Working with user attributes", level="documented", checked="2026-11-24"
)
def test_users_can_have_the_attribute_at_once(idp):
    """It is written and read like any other, by users that were there before too."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    added(idp, pool_id, text("team"))

    idp.admin_update_user_attributes(
        UserPoolId=pool_id,
        Username="ada",
        UserAttributes=[{"Name": "custom:team", "Value": "red"}],
    )

    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert attribute_map(user["UserAttributes"])["custom:team"] == "red"


@case(
    source="Developer Guide, Working with user attributes", level="documented", checked="2026-11-24"
)
def test_clients_with_lists_of_their_own_do_not_gain_it(idp):
    """Who named what it reads has to name the new attribute too."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id, ReadAttributes=["email"])

    added(idp, pool_id, text("team"))

    client = idp.describe_user_pool_client(UserPoolId=pool_id, ClientId=client_id)
    assert client["UserPoolClient"]["ReadAttributes"] == ["email"]


@case(
    source="Developer Guide, Quotas in Amazon Cognito; the sentence is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_a_pool_has_at_most_fifty_custom_attributes(idp):
    """Twenty-five come in one call, fifty in all; nothing of a call beyond is kept."""
    pool_id = a_pool(idp)
    added(idp, pool_id, *(text(f"a{n}") for n in range(25)))
    assert len(added(idp, pool_id, *(text(f"b{n}") for n in range(24)))) == 49

    with refused(
        "InvalidParameterException", "The number of custom attributes exceeds the limit of 50."
    ):
        added(idp, pool_id, text("c0"), text("c1"))
    assert len(added(idp, pool_id, text("c0"))) == 50


@case(source="service model", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (
            [text("a" * 21)],
            (
                f"1 validation error detected: Value '{'a' * 21}' at "
                "'customAttributes.1.member.name' failed to satisfy constraint: Member must have "
                "length less than or equal to 20"
            ),
        ),
        (
            [text("a b")],
            (
                "1 validation error detected: Value 'a b' at 'customAttributes.1.member.name' "
                "failed to satisfy constraint: Member must satisfy regular expression pattern: "
                r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+"
            ),
        ),
    ],
    ids=["long", "space"],
)
def test_the_model_bounds_names(idp, attributes, message):
    """A name has one to twenty characters, none of them a space."""
    with refused("InvalidParameterException", message):
        added(idp, a_pool(idp), *attributes)


@case(
    source="sentences of deployments, and of other emulators where those are not known",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        (text("team"), "custom:team: Existing attribute already has name custom:team."),
        (
            {"Name": "level"},
            "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
        ),
        (
            text("level", Required=True),
            "Required custom attributes are not supported currently.",
        ),
        (
            text("level", StringAttributeConstraints={"MaxLength": "2049"}),
            "user.custom:level: String attributes cannot have a length of more than 2048",
        ),
        (
            {
                "Name": "level",
                "AttributeDataType": "Number",
                "NumberAttributeConstraints": {"MinValue": "2", "MaxValue": "1"},
            },
            "Attribute custom:level cannot have a max value smaller than it's min value",
        ),
        (
            {
                "Name": "level",
                "AttributeDataType": "Number",
                "NumberAttributeConstraints": {"MinValue": "few"},
            },
            "Invalid NumberAttributeConstraints for schema attribute custom:level",
        ),
    ],
    ids=["exists", "no type", "required", "length", "range", "no number"],
)
def test_attributes_that_cannot_be_are_refused(idp, attribute, message):
    """None of the call's attributes is added then."""
    pool_id = a_pool(idp, Schema=[text("team")])

    with refused("InvalidParameterException", message):
        added(idp, pool_id, text("fine"), attribute)

    assert [each["Name"] for each in added(idp, pool_id, text("next"))] == [
        "custom:team",
        "custom:next",
    ]


@case(
    source="Developer Guide, Working with user attributes", level="inferred", checked="2026-11-24"
)
def test_a_developer_only_attribute_is_another_one(idp):
    """`custom:a` and `dev:custom:a` live side by side."""
    pool_id = a_pool(idp, Schema=[text("a")])

    names = [each["Name"] for each in added(idp, pool_id, text("a", DeveloperOnlyAttribute=True))]

    assert names == ["custom:a", "dev:custom:a"]


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.add_custom_attributes(UserPoolId="us-east-1_nobody123", CustomAttributes=[text("team")])
