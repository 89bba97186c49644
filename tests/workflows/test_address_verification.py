"""Verifying addresses that users have, or want to have."""

from __future__ import annotations

import pytest

from tests.builders import (
    CODE_EXPIRED,
    a_client,
    a_pool,
    a_user,
    attribute_list,
    attribute_map,
    refused,
    tokens_of,
)

VERIFIED = {"email": "ada@example.com", "email_verified": "true"}
WAITS = {
    "AutoVerifiedAttributes": ["email"],
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
}


@pytest.fixture
def pool_id(idp):
    """Give a pool that keeps an address until the new one is verified."""
    return a_pool(idp, **WAITS)


@pytest.fixture
def token(idp, pool_id):
    """Give ada's access token."""
    a_user(idp, pool_id, attributes=VERIFIED)
    return tokens_of(idp, a_client(idp, pool_id))["AccessToken"]


def update(idp, token, **attributes):
    """Change the user's attributes."""
    idp.update_user_attributes(AccessToken=token, UserAttributes=attribute_list(attributes))


def verify(idp, token, code):
    """Give a code for the e-mail address."""
    idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=code)


def shown(idp, token):
    """Return the user's attributes."""
    return attribute_map(idp.get_user(AccessToken=token)["UserAttributes"])


def test_an_address_that_waits_is_lost_with_its_code(idp, inbox, clock, token, pool_id):
    """After a day the code, and with it the new address, is gone."""
    update(idp, token, email="new@example.com")
    clock.advance(seconds=24 * 3600)
    later = tokens_of(
        idp,
        idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=1)["UserPoolClients"][0][
            "ClientId"
        ],
    )["AccessToken"]

    with refused(*CODE_EXPIRED):
        verify(idp, later, inbox.code("new@example.com"))
    assert shown(idp, later)["email"] == "ada@example.com"


def test_a_second_change_replaces_the_one_that_waits(idp, inbox, token):
    """Only the newest address can be verified."""
    update(idp, token, email="first@example.com")
    update(idp, token, email="second@example.com")

    verify(idp, token, inbox.code("second@example.com"))

    assert shown(idp, token)["email"] == "second@example.com"


def test_other_attributes_do_not_wait(idp, token):
    """What the same request says of other attributes stands at once."""
    update(idp, token, email="new@example.com", name="Ada")

    attributes = shown(idp, token)
    assert (attributes["name"], attributes["email"]) == ("Ada", "ada@example.com")


def test_an_administrators_word_needs_no_code(idp, inbox, token, pool_id):
    """An address that an administrator calls verified replaces the old one at once."""
    idp.admin_update_user_attributes(
        UserPoolId=pool_id,
        Username="ada",
        UserAttributes=attribute_list({"email": "new@example.com", "email_verified": "true"}),
    )

    assert shown(idp, token)["email"] == "new@example.com"
    assert inbox.list() == []


def test_a_pool_that_changed_its_mind_takes_the_address_no_more(idp, inbox, token, pool_id):
    """A code for an address that waited verifies nothing once the pool lets updates stand."""
    update(idp, token, email="new@example.com")
    idp.update_user_pool(
        UserPoolId=pool_id,
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": []},
    )

    with refused(*CODE_EXPIRED):
        verify(idp, token, inbox.code("new@example.com"))


def test_an_alias_moves_when_the_new_address_is_verified(idp, inbox):
    """Until then the old address signs in, afterwards the new one."""
    pool_id = a_pool(idp, AliasAttributes=["email"], **WAITS)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    token = tokens_of(idp, client_id, "ada@example.com")["AccessToken"]
    update(idp, token, email="new@example.com")
    assert tokens_of(idp, client_id, "ada@example.com")["TokenType"] == "Bearer"

    verify(idp, token, inbox.code("new@example.com"))

    assert tokens_of(idp, client_id, "new@example.com")["TokenType"] == "Bearer"
    with refused("UserNotFoundException", "User does not exist."):
        tokens_of(idp, client_id, "ada@example.com")
