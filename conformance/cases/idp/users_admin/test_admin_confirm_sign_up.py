"""AdminConfirmSignUp: an administrator confirms a user who signed up."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import (
    PASSWORD,
    a_client,
    a_pool,
    a_user,
    attribute_list,
    attribute_map,
    body_of,
    refused,
    tokens_of,
)


def confirm(idp, pool_id, username="ada"):
    """Confirm a user; return the answer."""
    return body_of(idp.admin_confirm_sign_up(UserPoolId=pool_id, Username=username))


@case(source="API reference AdminConfirmSignUp", level="documented", checked="2026-11-24")
def test_a_confirmed_user_signs_in(idp):
    """No code is needed; the answer is empty."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    idp.sign_up(ClientId=client_id, Username="ada", Password=PASSWORD)

    assert confirm(idp, pool_id) == {}

    assert idp.admin_get_user(UserPoolId=pool_id, Username="ada")["UserStatus"] == "CONFIRMED"
    assert tokens_of(idp, client_id)["AccessToken"]


@case(source="amazon-cognito-identity-js#566", level="observed", checked="2026-11-24")
def test_no_address_is_verified_by_it(idp):
    """email_verified stays false."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"])
    idp.sign_up(
        ClientId=a_client(idp, pool_id),
        Username="ada",
        Password=PASSWORD,
        UserAttributes=attribute_list({"email": "ada@example.com"}),
    )

    confirm(idp, pool_id)

    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert attribute_map(user["UserAttributes"])["email_verified"] == "false"


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("password", "status"), [(PASSWORD, "CONFIRMED"), (None, "FORCE_CHANGE_PASSWORD")]
)
def test_only_who_signed_up_is_confirmed(idp, password, status):
    """The refusal names the status."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, password=password)

    with refused("NotAuthorizedException", f"User cannot be confirmed. Current status is {status}"):
        confirm(idp, pool_id)


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
def test_an_unknown_user_or_pool_is_named(idp):
    """The errors tell the user from the pool that does not exist."""
    with refused("UserNotFoundException", "User does not exist."):
        confirm(idp, a_pool(idp), "nobody")
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        confirm(idp, "us-east-1_Nowhere01", "nobody")
