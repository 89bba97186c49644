"""AdminDeleteUserAttributes: an administrator deletes attributes of a user."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_pool, a_user, attribute_map, body_of, refused


def delete(idp, pool_id, *names, username="ada"):
    """Delete attributes of a user; return the answer."""
    return body_of(
        idp.admin_delete_user_attributes(
            UserPoolId=pool_id, Username=username, UserAttributeNames=list(names)
        )
    )


def attributes_of(idp, pool_id):
    """Return the user's attributes by name, without the sub."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    attributes = attribute_map(user["UserAttributes"])
    return {name: value for name, value in attributes.items() if name != "sub"}


@case(source="API reference AdminDeleteUserAttributes", level="documented", checked="2026-11-24")
def test_named_attributes_are_deleted(idp):
    """The answer is empty; the other attributes stay."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"name": "Ada", "gender": "f", "nickname": "A"})

    assert delete(idp, pool_id, "name", "nickname") == {}

    assert attributes_of(idp, pool_id) == {"gender": "f"}


@case(source="By analogy to other deletions", level="inferred", checked="2026-11-24")
def test_an_attribute_that_is_not_set_is_no_error(idp):
    """Deleting what is not there changes nothing."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"name": "Ada"})

    assert delete(idp, pool_id, "nickname") == {}

    assert attributes_of(idp, pool_id) == {"name": "Ada"}


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "custom:team",
            (
                "Attributes did not conform to the schema: "
                "custom:team: Attribute does not exist in the schema.\n"
            ),
        ),
        ("family_name", "user.family_name: Required attribute cannot be deleted.\n"),
    ],
    ids=["unknown", "required"],
)
def test_attributes_that_must_stay_are_not_deleted(idp, name, message):
    """Unknown and required attributes are refused, all or none."""
    required = {"Name": "family_name", "AttributeDataType": "String", "Required": True}
    pool_id = a_pool(idp, Schema=[required])
    a_user(idp, pool_id, attributes={"family_name": "King", "name": "Ada"})

    with refused("InvalidParameterException", message):
        delete(idp, pool_id, "name", name)

    assert attributes_of(idp, pool_id) == {"family_name": "King", "name": "Ada"}


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        delete(idp, a_pool(idp), "name", username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        delete(idp, "us-east-1_Nowhere01", "name", username="nobody")
