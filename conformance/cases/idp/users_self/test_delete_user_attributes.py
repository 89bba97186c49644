"""DeleteUserAttributes: signed-in users take attributes back."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, attribute_map, body_of, refused, tokens_of

CHECKED = "2026-11-24"
ATTRIBUTES = {"email": "ada@example.com", "email_verified": "true", "name": "Ada"}


def signed_in(idp, *, pool=None, client=None):
    """Make a user and sign it in. Return the access token."""
    pool_id = a_pool(idp, **(pool or {}))
    client_id = a_client(idp, pool_id, **(client or {}))
    a_user(idp, pool_id, attributes=ATTRIBUTES)
    return tokens_of(idp, client_id)["AccessToken"]


def delete(idp, token, *names):
    """Delete attributes. Return the answer."""
    return body_of(idp.delete_user_attributes(AccessToken=token, UserAttributeNames=list(names)))


@case(source="API reference DeleteUserAttributes", level="documented", checked=CHECKED)
def test_attributes_are_gone(idp):
    """The named attributes are deleted, those not set are no error, the others stay."""
    token = signed_in(idp)

    assert delete(idp, token, "name", "nickname") == {}

    shown = attribute_map(idp.get_user(AccessToken=token)["UserAttributes"])
    assert set(shown) == {"sub", "email", "email_verified"}


@case(source="inferred: a flag without address means nothing", level="inferred", checked=CHECKED)
def test_an_address_goes_with_its_flag(idp):
    """Deleting an address deletes its verification."""
    token = signed_in(idp)

    delete(idp, token, "email")

    shown = attribute_map(idp.get_user(AccessToken=token)["UserAttributes"])
    assert set(shown) == {"sub", "name"}


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_required_attributes_stay(idp):
    """An attribute that every user must have is refused."""
    schema = [{"Name": "email", "Required": True, "Mutable": True}]
    token = signed_in(idp, pool={"Schema": schema})

    with refused(
        "InvalidParameterException", "user.email: Required attribute cannot be deleted.\n"
    ):
        delete(idp, token, "email")


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_client_deletes_only_what_it_may_write(idp):
    """Attributes outside WriteAttributes are refused."""
    token = signed_in(idp, client={"WriteAttributes": ["name"]})

    with refused("NotAuthorizedException", "A client attempted to write unauthorized attribute"):
        delete(idp, token, "email")


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_unknown_attributes_are_refused(idp):
    """An attribute the schema does not have is named."""
    token = signed_in(idp)

    with refused(
        "InvalidParameterException",
        "Attributes did not conform to the schema: custom:x: Attribute does not exist in the "
        "schema.\n",
    ):
        delete(idp, token, "custom:x")
