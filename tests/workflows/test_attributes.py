"""Attributes and the names users sign in by."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cognito_emulator.domain.codes import CodeKind, ConfirmationCode
from cognito_emulator.workflows.attributes import kind_of, verified, with_verified_address
from tests.builders import (
    a_client,
    a_pool,
    a_user,
    attribute_list,
    attribute_map,
    refused,
    tokens_of,
)

NOW = datetime(2026, 11, 3, tzinfo=UTC)
VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


def sent_to(address):
    """Return a code that went to an e-mail address."""
    return ConfirmationCode.issue(
        CodeKind.SIGN_UP, "123456", now=NOW, attribute="email", destination=address
    )


def test_a_flag_is_set_beside_the_address():
    """The attributes given are left as they are."""
    given = {"email": "ada@example.com"}

    assert verified(given, "email") == VERIFIED
    assert given == {"email": "ada@example.com"}


@pytest.mark.parametrize(
    ("address", "outcome"),
    [("ada@example.com", VERIFIED), ("old@example.com", {"email": "ada@example.com"})],
)
def test_a_code_verifies_the_address_it_went_to(address, outcome):
    """An address that was changed since is not verified."""
    assert with_verified_address({"email": "ada@example.com"}, sent_to(address)) == outcome


def test_the_kind_of_an_alias_is_found_by_its_value():
    """Storage names the value that is taken, errors its kind."""
    aliases = (("email", "a@example.com"), ("preferred_username", "ada"))

    assert kind_of(aliases, "ada") == "preferred_username"


def test_an_alias_is_free_once_its_user_gives_it_up(idp):
    """Another user may take an alias that was deleted with its attribute."""
    pool_id = a_pool(idp, AliasAttributes=["preferred_username"])
    client_id = a_client(idp, pool_id)
    for name in ("ada", "bob"):
        a_user(idp, pool_id, name)
    ada, bob = (tokens_of(idp, client_id, name)["AccessToken"] for name in ("ada", "bob"))
    countess = attribute_list({"preferred_username": "countess"})
    idp.update_user_attributes(AccessToken=ada, UserAttributes=countess)
    with refused("AliasExistsException", "An account with the preferred_username already exists."):
        idp.update_user_attributes(AccessToken=bob, UserAttributes=countess)

    idp.delete_user_attributes(AccessToken=ada, UserAttributeNames=["preferred_username"])

    idp.update_user_attributes(AccessToken=bob, UserAttributes=countess)
    assert idp.admin_get_user(UserPoolId=pool_id, Username="countess")["Username"] == "bob"


def test_an_alias_can_be_taken_over(idp):
    """ForceAliasCreation leaves the other user its address, unverified."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.admin_create_user(
        UserPoolId=pool_id,
        Username="bob",
        UserAttributes=attribute_list(VERIFIED),
        ForceAliasCreation=True,
        MessageAction="SUPPRESS",
    )

    ada = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    attributes = attribute_map(ada["UserAttributes"])
    assert (attributes["email"], attributes["email_verified"]) == ("ada@example.com", "false")
