"""AdminDeleteUser: an administrator deletes a user."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of

VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


@case(source="API reference AdminDeleteUser", level="documented", checked="2026-11-24")
def test_the_user_and_its_sessions_are_gone(idp):
    """Nothing of the user is left: no sign-in, no token, no entry in lists; the answer is empty."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    assert body_of(idp.admin_delete_user(UserPoolId=pool_id, Username="ada")) == {}

    assert idp.list_users(UserPoolId=pool_id)["Users"] == []
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    with refused("UserNotFoundException", "User does not exist."):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with refused("UserNotFoundException", "User does not exist."):
        tokens_of(idp, client_id)


@case(
    source="Developer Guide, Customizing sign-in attributes",
    level="documented",
    checked="2026-11-24",
)
def test_name_and_alias_are_free_again(idp):
    """Another user may have both, and is in none of the groups of the one before."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    first = a_user(idp, pool_id, attributes=VERIFIED)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")

    idp.admin_delete_user(UserPoolId=pool_id, Username="ada@example.com")

    assert a_user(idp, pool_id, attributes=VERIFIED) != first
    assert idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada")["Groups"] == []


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_delete_user(UserPoolId=a_pool(idp), Username="nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.admin_delete_user(UserPoolId="us-east-1_Nowhere01", Username="nobody")
