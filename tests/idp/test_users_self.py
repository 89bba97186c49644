"""What signed-in users do about themselves: what is ours; Cognito's part is in conformance."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_client, a_pool, a_user, attribute_list, refused, tokens_of

CALLS: dict[str, dict[str, Any]] = {
    "get_user": {},
    "update_user_attributes": {"UserAttributes": attribute_list({"name": "Ada"})},
    "delete_user_attributes": {"UserAttributeNames": ["name"]},
    "get_user_attribute_verification_code": {"AttributeName": "email"},
    "verify_user_attribute": {"AttributeName": "email", "Code": "123456"},
    "delete_user": {},
    "get_user_auth_factors": {},
}


@pytest.mark.parametrize("operation", CALLS)
def test_every_call_needs_a_token_that_holds(idp, operation):
    """A token of a session that was ended authorizes none of them."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"email": "ada@example.com"})
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]
    idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Access Token has been revoked"):
        getattr(idp, operation)(AccessToken=token, **CALLS[operation])


def test_an_update_is_all_or_nothing(idp):
    """When one attribute is refused, none is changed."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"name": "Ada"})
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]

    with refused("InvalidParameterException", "Invalid email address format."):
        idp.update_user_attributes(
            AccessToken=token, UserAttributes=attribute_list({"name": "Eve", "email": "x"})
        )

    attributes = idp.get_user(AccessToken=token)["UserAttributes"]
    assert {"Name": "name", "Value": "Ada"} in attributes


def test_a_group_forgets_a_deleted_user(idp):
    """A user who deletes itself leaves its groups."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]

    idp.delete_user(AccessToken=token)
    a_user(idp, pool_id)

    assert idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []
