"""AdminUpdateUserAttributes: an administrator sets attributes of a user."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import (
    a_client,
    a_pool,
    a_user,
    attribute_list,
    attribute_map,
    body_of,
    refused,
    tokens_of,
)

EMAIL = "ada@example.com"
NEW_EMAIL = "countess@example.com"
VERIFIED = {"email": EMAIL, "email_verified": "true"}


def update(idp, pool_id, username="ada", **attributes):
    """Set attributes of a user; return the answer."""
    return body_of(
        idp.admin_update_user_attributes(
            UserPoolId=pool_id, Username=username, UserAttributes=attribute_list(attributes)
        )
    )


def attributes_of(idp, pool_id, username="ada"):
    """Return a user's attributes by name, without the sub."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username=username)
    attributes = attribute_map(user["UserAttributes"])
    return {name: value for name, value in attributes.items() if name != "sub"}


@case(source="API reference AdminUpdateUserAttributes", level="documented", checked="2026-11-24")
def test_given_attributes_are_set_and_blank_ones_deleted(idp):
    """The answer is empty; what is not given stays."""
    team = {"Name": "team", "AttributeDataType": "String"}
    pool_id = a_pool(idp, Schema=[team])
    a_user(idp, pool_id, attributes={"name": "Ada", "nickname": "A", "gender": "f"})

    assert update(idp, pool_id, **{"name": "Ada L", "nickname": "", "custom:team": "x"}) == {}

    assert attributes_of(idp, pool_id) == {"name": "Ada L", "gender": "f", "custom:team": "x"}


@case(
    source="amazon-cognito-identity-js#322 and #345",
    level="observed",
    checked="2026-11-24",
)
def test_a_new_address_loses_its_verification_unless_the_call_vouches_for_it(idp):
    """email_verified in the same call keeps the new address verified."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email=NEW_EMAIL)
    assert attributes_of(idp, pool_id) == {"email": NEW_EMAIL, "email_verified": "false"}
    update(idp, pool_id, email=EMAIL, email_verified="true")
    assert attributes_of(idp, pool_id) == VERIFIED


@case(
    source="Developer Guide, Connecting API actions to Lambda triggers: UpdateUserAttribute",
    level="documented",
    checked="2026-11-24",
)
def test_a_new_address_gets_a_code_where_the_pool_verifies_it(idp, inbox):
    """The code verifies the new address at VerifyUserAttribute."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    update(idp, pool_id, email=NEW_EMAIL)

    (message,) = inbox.messages(pool=pool_id)
    assert message["destination"] == NEW_EMAIL
    idp.verify_user_attribute(
        AccessToken=tokens_of(idp, client_id)["AccessToken"],
        AttributeName="email",
        Code=message["code"],
    )
    assert attributes_of(idp, pool_id)["email_verified"] == "true"


@case(
    source="API reference AdminUpdateUserAttributes, UserAttributes",
    level="documented",
    checked="2026-11-24",
)
def test_an_address_may_have_to_wait_for_its_code(idp, inbox):
    """The old value stays, verified, until the code of the new one comes back."""
    pool_id = a_pool(
        idp,
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email=NEW_EMAIL)

    assert attributes_of(idp, pool_id) == VERIFIED
    idp.verify_user_attribute(
        AccessToken=tokens_of(idp, client_id)["AccessToken"],
        AttributeName="email",
        Code=inbox.code(pool=pool_id),
    )
    assert attributes_of(idp, pool_id)["email"] == NEW_EMAIL


@case(
    source="API reference AdminUpdateUserAttributes, UserAttributes",
    level="documented",
    checked="2026-11-24",
)
def test_vouching_for_an_address_skips_the_code(idp, inbox):
    """With the flag in the same call nothing is sent, and the new value is there at once."""
    pool_id = a_pool(
        idp,
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email=NEW_EMAIL, email_verified="true")

    assert attributes_of(idp, pool_id) == {"email": NEW_EMAIL, "email_verified": "true"}
    assert inbox.messages(pool=pool_id) == []


@case(source="boto3#3213, aws-sdk-ios#515", level="observed", checked="2026-11-24")
def test_verifying_an_alias_takes_it_from_who_had_it(idp):
    """The alias migrates; the user before has the address unverified."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)
    a_user(idp, pool_id, "eve", attributes={"email": "eve@example.com"})

    update(idp, pool_id, "eve", **VERIFIED)

    assert idp.admin_get_user(UserPoolId=pool_id, Username=EMAIL)["Username"] == "eve"
    assert attributes_of(idp, pool_id, "ada") == {"email": EMAIL, "email_verified": "false"}


@case(
    source="aws-sdk-net#4387: AliasExistsException; text as observed at ConfirmSignUp",
    level="inferred",
    checked="2026-11-24",
)
def test_an_address_that_is_anothers_username_is_refused(idp):
    """Where addresses are usernames they belong to one user."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    a_user(idp, pool_id, EMAIL)
    a_user(idp, pool_id, "eve@example.com")

    with refused("AliasExistsException", "An account with the email already exists."):
        update(idp, pool_id, "eve@example.com", **VERIFIED)


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"custom:team": "x"},
            (
                "Attributes did not conform to the schema: "
                "custom:team: Attribute does not exist in the schema.\n"
            ),
        ),
        ({"custom:fixed": "2"}, "user.custom:fixed: Attribute cannot be updated.\n"),
        ({"email": "nonsense"}, "Invalid email address format."),
        ({"phone_number": "123"}, "Invalid phone number format."),
    ],
    ids=["unknown", "immutable", "email", "phone number"],
)
def test_attributes_that_do_not_fit_are_refused(idp, given, message):
    """Unknown, immutable (even if never set) and ill-formed attributes are refused, all or none."""
    fixed = {"Name": "fixed", "AttributeDataType": "String", "Mutable": False}
    pool_id = a_pool(idp, Schema=[fixed])
    a_user(idp, pool_id)

    with refused("InvalidParameterException", message):
        update(idp, pool_id, name="Ada", **given)

    assert attributes_of(idp, pool_id) == {}


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        update(idp, a_pool(idp), "nobody", name="x")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        update(idp, "us-east-1_Nowhere01", "nobody", name="x")
