"""CreateUserPool: what a new pool is made of, and how it is shown."""

from __future__ import annotations

import re

import pytest

from conformance.cases.idp.user_pools.examples import (
    AMPLIFY,
    CDK,
    COMPUTED,
    DEFAULT_POLICY,
    FRESH,
    MAXIMAL,
    TERRAFORM,
    TRIGGER,
)
from conformance.evidence import case, differs
from tests.builders import body_of, refused


def created(idp, **members):
    """Make a pool of these members. Return how it is shown."""
    return idp.create_user_pool(**{"PoolName": "people", **members})["UserPool"]


@case(
    source="DescribeUserPool answers recorded in 2026 (go-to-k/cdk-real-drift), "
    "Terraform acceptance test UserPool_basic",
    level="observed",
    checked="2026-11-24",
)
def test_a_pool_of_a_name_only_shows_the_defaults(idp):
    """Nothing more and nothing less; CreateUserPool answers what DescribeUserPool does."""
    answer = body_of(idp.create_user_pool(PoolName="people"))

    pool = answer.pop("UserPool")
    assert answer == {}
    assert {name: value for name, value in pool.items() if name not in COMPUTED} == FRESH
    assert idp.describe_user_pool(UserPoolId=pool["Id"])["UserPool"] == pool


@case(source="API reference UserPoolType", level="documented", checked="2026-11-24")
def test_the_id_names_the_region_and_the_arn_the_account(idp):
    """An id is the Region, an underscore and nine letters or digits."""
    pool = created(idp)

    assert re.fullmatch(r"us-east-1_[0-9A-Za-z]{9}", pool["Id"])
    assert re.fullmatch(
        rf"arn:aws:cognito-idp:us-east-1:\d{{12}}:userpool/{pool['Id']}", pool["Arn"]
    )
    assert pool["LastModifiedDate"] == pool["CreationDate"]


@case(
    source="DescribeUserPool answers recorded in 2026 (go-to-k/cdk-real-drift)",
    level="observed",
    checked="2026-11-24",
)
def test_the_schema_has_the_standard_attributes_in_the_order_of_aws(idp):
    """Strings have their lengths, flags nothing, updated_at its bound, sub is required."""
    schema = created(idp)["SchemaAttributes"]

    assert [attribute["Name"] for attribute in schema] == [
        "profile", "address", "birthdate", "gender", "preferred_username", "updated_at", "website",
        "picture", "identities", "sub", "phone_number", "phone_number_verified", "zoneinfo",
        "locale", "email", "email_verified", "given_name", "family_name", "middle_name", "name",
        "nickname",
    ]  # fmt: skip
    by_name = {attribute.pop("Name"): attribute for attribute in schema}
    common = {"DeveloperOnlyAttribute": False, "Mutable": True, "Required": False}
    text = {**common, "AttributeDataType": "String"}
    assert by_name["email"] == {
        **text,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
    }
    assert by_name["birthdate"] == {
        **text,
        "StringAttributeConstraints": {"MinLength": "10", "MaxLength": "10"},
    }
    assert by_name["sub"] == {
        **text,
        "Mutable": False,
        "Required": True,
        "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "2048"},
    }
    assert by_name["identities"] == {**text, "StringAttributeConstraints": {}}
    assert by_name["email_verified"] == {**common, "AttributeDataType": "Boolean"}
    assert by_name["updated_at"] == {
        **common,
        "AttributeDataType": "Number",
        "NumberAttributeConstraints": {"MinValue": "0"},
    }


@case(
    source="API reference CreateUserPool, UserPoolType; Terraform's provider compares each member",
    level="documented",
    checked="2026-11-24",
)
def test_every_member_is_echoed(idp):
    """What was asked for is shown as it was asked, in the order it was asked in."""
    pool = created(idp, **MAXIMAL)

    shown = {name: value for name, value in pool.items() if name not in COMPUTED}
    assert shown["AdminCreateUserConfig"].pop("UnusedAccountValidityDays") == 2
    assert shown == {"Name": "people", "EstimatedNumberOfUsers": 0, **MAXIMAL}


@case(
    source="requests of Terraform's provider, AWS CDK's UserPool and Amplify's defineAuth",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize("request_members", [TERRAFORM, CDK, AMPLIFY], ids=["tf", "cdk", "amplify"])
def test_what_infrastructure_tools_send_comes_back(idp, request_members):
    """No tool sees a difference after it made the pool."""
    pool = created(idp, **request_members)

    for name, value in request_members.items():
        if isinstance(value, dict) and name != "Policies":
            assert value.items() <= pool[name].items()
        elif name != "Policies":
            assert pool[name] == value
    assert pool["Policies"]["PasswordPolicy"] == DEFAULT_POLICY


@case(source="service model", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("members", "path", "constraint"),
    [
        (
            {"Policies": {"PasswordPolicy": {"MinimumLength": 100}}},
            "Value '100' at 'policies.passwordPolicy.minimumLength'",
            "Member must have value less than or equal to 99",
        ),
        (
            {"Policies": {"PasswordPolicy": {"PasswordHistorySize": 25}}},
            "Value '25' at 'policies.passwordPolicy.passwordHistorySize'",
            "Member must have value less than or equal to 24",
        ),
        (
            {"Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 366}}},
            "Value '366' at 'policies.passwordPolicy.temporaryPasswordValidityDays'",
            "Member must have value less than or equal to 365",
        ),
        (
            {"PoolName": "people!"},
            "Value 'people!' at 'poolName'",
            r"Member must satisfy regular expression pattern: [\w\s+=,.@-]+",
        ),
        (
            {"PoolName": "p" * 129},
            f"Value '{'p' * 129}' at 'poolName'",
            "Member must have length less than or equal to 128",
        ),
    ],
    ids=["length", "history", "days", "name", "long name"],
)
def test_the_bounds_of_the_model_are_kept(idp, members, path, constraint):
    """The refusal names the member by its path."""
    with refused(
        "InvalidParameterException",
        f"1 validation error detected: {path} failed to satisfy constraint: {constraint}",
    ):
        created(idp, **members)


@case(source="API reference CreateUserPool", level="documented", checked="2026-11-24")
def test_the_name_need_not_be_the_only_one(idp):
    """Two pools of one name have ids of their own."""
    assert created(idp)["Id"] != created(idp)["Id"]


@case(
    source="Terraform provider issue 40734, AWS CDK issue 33565",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("tier", "members", "feature"),
    [
        (
            "LITE",
            {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}},
            "Passwordless Sign-In",
        ),
        (
            "LITE",
            {
                "LambdaConfig": {
                    "PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": TRIGGER}
                }
            },
            "Token Customization with Pre-Token Generation Lambda V2_0",
        ),
        (
            "ESSENTIALS",
            {"UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}},
            "Threat Protection",
        ),
    ],
    ids=["passwordless", "tokens", "threats"],
)
def test_features_beyond_the_plan_are_refused(idp, tier, members, feature):
    """The next plan has them."""
    with refused(
        "FeatureUnavailableInTierException",
        f"The following features need to be disabled for the {tier} pricing tier configured: "
        f"{feature}",
    ):
        created(idp, UserPoolTier=tier, **members)

    higher = {"LITE": "ESSENTIALS", "ESSENTIALS": "PLUS"}[tier]
    assert created(idp, UserPoolTier=higher, **members)["UserPoolTier"] == higher


@case(
    source="API reference TagResource (50 tags); other services for reserved names",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("tags", "message"),
    [
        (
            {f"tag{n}": "" for n in range(51)},
            "The number of tags exceeds the limit of 50.",
        ),
        (
            {"aws:team": "people"},
            "aws: prefixed tag key names are not allowed for external use.",
        ),
    ],
    ids=["too many", "reserved"],
)
def test_tags_have_limits(idp, tags, message):
    """They have an error of their own here; fifty are fine."""
    with refused("UserPoolTaggingException", message):
        created(idp, UserPoolTags=tags)

    fifty = {f"tag{n}": "" for n in range(50)}
    assert created(idp, UserPoolTags=fifty)["UserPoolTags"] == fifty


@differs("here the tag chooses the id: tests need pools whose ids they know in advance")
@case(source="API reference CreateUserPool", level="documented", checked="2026-11-24")
def test_no_tag_has_a_meaning(idp):
    """Also not the one by which other emulators choose the id of a pool."""
    pool = created(idp, UserPoolTags={"_custom_id_": "us-east-1_people"})

    assert pool["UserPoolTags"] == {"_custom_id_": "us-east-1_people"}
    assert pool["Id"] != "us-east-1_people"
