"""AdminGetUser: a user as administrators see it."""

from __future__ import annotations

from datetime import datetime

from conformance.evidence import case
from tests.builders import (
    SENDS_SMS,
    a_pool,
    a_user,
    attribute_list,
    body_of,
    refused,
)

EMAIL = "ada@example.com"
VERIFIED = {"email": EMAIL, "email_verified": "true"}


@case(
    source="API reference AdminGetUser; moto's tests against AWS",
    level="observed",
    checked="2026-11-24",
)
def test_a_user_is_shown_whole(idp):
    """Attributes begin with sub; members about second factors are left out while none is set."""
    pool_id = a_pool(idp)
    sub = a_user(idp, pool_id, attributes={**VERIFIED, "name": "Ada"})

    answer = body_of(idp.admin_get_user(UserPoolId=pool_id, Username="ada"))

    created, modified = answer.pop("UserCreateDate"), answer.pop("UserLastModifiedDate")
    assert isinstance(created, datetime)
    assert created <= modified
    attributes = answer.pop("UserAttributes")
    assert attributes[0] == {"Name": "sub", "Value": sub}
    assert sorted(attributes[1:], key=str) == sorted(
        attribute_list({**VERIFIED, "name": "Ada"}), key=str
    )
    assert answer == {"Username": "ada", "Enabled": True, "UserStatus": "CONFIRMED"}


@case(source="moto's tests against AWS", level="observed", checked="2026-11-24")
def test_second_factors_are_shown_once_they_are_set(idp, inbox):
    """The factors that are turned on and the preferred one are members of their own."""
    pool_id = a_pool(idp, **SENDS_SMS)
    a_user(idp, pool_id, attributes={"phone_number": "+15555550100"})

    idp.admin_set_user_mfa_preference(
        UserPoolId=pool_id,
        Username="ada",
        SMSMfaSettings={"Enabled": True, "PreferredMfa": True},
    )

    answer = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert answer["UserMFASettingList"] == ["SMS_MFA"]
    assert answer["PreferredMfaSetting"] == "SMS_MFA"


@case(
    source="API reference AdminGetUser, Username; Developer Guide, Customizing sign-in attributes",
    level="documented",
    checked="2026-11-24",
)
def test_aliases_and_the_sub_name_a_user(idp):
    """A user is found by username, sub and verified alias, and shown with the username."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    sub = a_user(idp, pool_id, attributes=VERIFIED)
    a_user(idp, pool_id, "eve", attributes={"email": "eve@example.com"})

    for name in ("ada", sub, EMAIL):
        assert idp.admin_get_user(UserPoolId=pool_id, Username=name)["Username"] == "ada"
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_get_user(UserPoolId=pool_id, Username="eve@example.com")


@case(
    source="Developer Guide, Customizing sign-in attributes",
    level="documented",
    checked="2026-11-24",
)
def test_where_addresses_are_usernames_the_username_is_the_sub(idp):
    """The user answers to the address and to the sub."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    sub = a_user(idp, pool_id, EMAIL)

    for name in (EMAIL, sub):
        assert idp.admin_get_user(UserPoolId=pool_id, Username=name)["Username"] == sub


@case(source="moto's tests against AWS", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_get_user(UserPoolId=a_pool(idp), Username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.admin_get_user(UserPoolId="us-east-1_Nowhere01", Username="nobody")


@case(
    source="The service model; wording as observed elsewhere",
    level="inferred",
    checked="2026-11-24",
)
def test_a_username_has_no_spaces(idp):
    """The value of a sensitive member is not shown in the refusal."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member "
        r"must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+",
    ):
        idp.admin_get_user(UserPoolId=a_pool(idp), Username="ada king")
