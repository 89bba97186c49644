"""UpdateUserAttributes: signed-in users change what their client may write."""

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

CHECKED = "2026-11-24"
VERIFIED = {"email": "ada@example.com", "email_verified": "true"}
NEW = {"Destination": "n***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}


def signed_in(idp, *, pool=None, client=None, attributes=None):
    """Make a user and sign it in. Return the ids of pool and client, and the access token."""
    pool_id = a_pool(idp, **(pool or {}))
    client_id = a_client(idp, pool_id, **(client or {}))
    a_user(idp, pool_id, attributes=attributes or VERIFIED)
    return pool_id, client_id, tokens_of(idp, client_id)["AccessToken"]


def update(idp, token, attributes):
    """Change attributes. Return the answer."""
    return body_of(
        idp.update_user_attributes(AccessToken=token, UserAttributes=attribute_list(attributes))
    )


def stored(idp, pool_id, username="ada"):
    """Return the user's attributes, without the sub."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username=username)
    attributes = attribute_map(user["UserAttributes"])
    del attributes["sub"]
    return attributes


@case(source="API reference UpdateUserAttributes", level="documented", checked=CHECKED)
def test_attributes_are_set_and_blank_ones_deleted(idp):
    """Given attributes replace old values; a blank value deletes."""
    pool_id, _, token = signed_in(idp, attributes={"nickname": "A", "name": "Ada"})

    update(idp, token, {"name": "Ada L.", "nickname": ""})

    assert stored(idp, pool_id) == {"name": "Ada L."}


@case(
    source="API reference UpdateUserAttributes; Developer Guide, Verifying updates",
    level="documented",
    checked=CHECKED,
)
def test_a_new_address_is_unverified_and_gets_a_code(idp, inbox):
    """The new address stands at once, unverified, and receives a code."""
    pool_id, _, token = signed_in(idp, pool={"AutoVerifiedAttributes": ["email"]})

    answer = update(idp, token, {"email": "new@example.com"})

    assert answer == {"CodeDeliveryDetailsList": [NEW]}
    assert stored(idp, pool_id) == {"email": "new@example.com", "email_verified": "false"}
    idp.verify_user_attribute(
        AccessToken=token, AttributeName="email", Code=inbox.code(destination="new@example.com")
    )
    assert stored(idp, pool_id) == {"email": "new@example.com", "email_verified": "true"}


@case(source="API reference UserAttributeUpdateSettingsType", level="documented", checked=CHECKED)
def test_the_old_address_may_stay_until_the_new_is_verified(idp, inbox):
    """With AttributesRequireVerificationBeforeUpdate the code puts the new address in place."""
    pool_id, _, token = signed_in(
        idp,
        pool={
            "AutoVerifiedAttributes": ["email"],
            "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
        },
    )

    answer = update(idp, token, {"email": "new@example.com"})

    assert answer == {"CodeDeliveryDetailsList": [NEW]}
    assert stored(idp, pool_id) == VERIFIED
    idp.verify_user_attribute(
        AccessToken=token, AttributeName="email", Code=inbox.code(destination="new@example.com")
    )
    assert stored(idp, pool_id) == {"email": "new@example.com", "email_verified": "true"}


@case(source="Developer Guide, Working with user attributes", level="documented", checked=CHECKED)
def test_the_same_address_again_changes_nothing(idp):
    """An address that stays the same keeps its verification and gets no code."""
    pool_id, _, token = signed_in(idp, pool={"AutoVerifiedAttributes": ["email"]})

    update(idp, token, {"email": "ada@example.com"})

    assert stored(idp, pool_id) == VERIFIED


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize("name", ["email_verified", "nickname"])
def test_a_client_writes_only_what_it_may(idp, name):
    """Attributes outside WriteAttributes, and verification flags always, are refused."""
    pool_id, _, token = signed_in(idp, client={"WriteAttributes": ["name"]})

    with refused("NotAuthorizedException", "A client attempted to write unauthorized attribute"):
        update(idp, token, {"name": "Ada L.", name: "true"})
    assert stored(idp, pool_id) == VERIFIED


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_immutable_attribute_is_refused(idp):
    """An attribute that is not Mutable cannot be set, even if it never was."""
    schema = [{"Name": "plan", "AttributeDataType": "String", "Mutable": False}]
    _, _, token = signed_in(idp, pool={"Schema": schema})

    with refused("InvalidParameterException", "user.custom:plan: Attribute cannot be updated.\n"):
        update(idp, token, {"custom:plan": "gold"})


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_attribute_is_refused(idp):
    """An attribute the schema does not have is named."""
    _, _, token = signed_in(idp)

    with refused(
        "InvalidParameterException",
        "Attributes did not conform to the schema: custom:x: Attribute does not exist in the "
        "schema.\n",
    ):
        update(idp, token, {"custom:x": "1"})


@case(source="Developer Guide, Customizing sign-in attributes", level="documented", checked=CHECKED)
def test_an_alias_stops_signing_in_until_it_is_verified(idp):
    """A changed e-mail alias signs in only once verified; the old one no longer does."""
    _, client_id, token = signed_in(idp, pool={"AliasAttributes": ["email"]})
    assert tokens_of(idp, client_id, "ada@example.com")["TokenType"] == "Bearer"

    update(idp, token, {"email": "new@example.com"})

    for name in ("ada@example.com", "new@example.com"):
        with refused("UserNotFoundException", "User does not exist."):
            tokens_of(idp, client_id, name)


@case(source="Developer Guide, Customizing sign-in attributes", level="documented", checked=CHECKED)
def test_preferred_username_is_an_alias_at_once(idp):
    """A preferred_username needs no verification to sign in, and is one user's only."""
    pool_id, client_id, token = signed_in(idp, pool={"AliasAttributes": ["preferred_username"]})
    update(idp, token, {"preferred_username": "countess"})
    a_user(idp, pool_id, "bob")
    other = tokens_of(idp, client_id, "bob")["AccessToken"]

    assert tokens_of(idp, client_id, "countess")["TokenType"] == "Bearer"
    with refused("AliasExistsException", "An account with the preferred_username already exists."):
        update(idp, other, {"preferred_username": "countess"})


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_addresses_have_their_form(idp):
    """What is no e-mail address is refused."""
    _, _, token = signed_in(idp)

    with refused("InvalidParameterException", "Invalid email address format."):
        update(idp, token, {"email": "ada"})
