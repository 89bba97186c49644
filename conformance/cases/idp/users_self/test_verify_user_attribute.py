"""VerifyUserAttribute: the code that proves an address."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import (
    CODE_EXPIRED,
    CODE_MISMATCH,
    a_client,
    a_pool,
    a_user,
    another_code,
    attribute_map,
    body_of,
    refused,
    tokens_of,
)

CHECKED = "2026-11-24"
EMAIL = {"email": "ada@example.com"}


def asked(idp, inbox, username="ada", pool_id=None, **pool):
    """Make a user who asked for a code. Return the pool's id, the access token and the code."""
    pool_id = pool_id or a_pool(idp, **pool)
    a_user(idp, pool_id, username, attributes=EMAIL)
    token = tokens_of(idp, a_client(idp, pool_id), username)["AccessToken"]
    idp.get_user_attribute_verification_code(AccessToken=token, AttributeName="email")
    return pool_id, token, inbox.code(user=username)


def verify(idp, token, code, name="email"):
    """Give a code. Return the answer."""
    return body_of(idp.verify_user_attribute(AccessToken=token, AttributeName=name, Code=code))


@case(source="API reference VerifyUserAttribute", level="documented", checked=CHECKED)
def test_the_code_verifies_the_address(idp, inbox):
    """The right code sets the flag."""
    _, token, code = asked(idp, inbox)

    assert verify(idp, token, code) == {}

    shown = attribute_map(idp.get_user(AccessToken=token)["UserAttributes"])
    assert shown["email_verified"] == "true"


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_wrong_code_is_refused(idp, inbox):
    """A wrong code verifies nothing; the right one still works."""
    _, token, code = asked(idp, inbox)

    with refused(*CODE_MISMATCH):
        verify(idp, token, another_code(code))

    assert verify(idp, token, code) == {}


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_code_works_once(idp, inbox):
    """A used code counts as expired."""
    _, token, code = asked(idp, inbox)
    verify(idp, token, code)

    with refused(*CODE_EXPIRED):
        verify(idp, token, code)


@case(source="Developer Guide, Quotas (24 hours)", level="documented", checked=CHECKED)
def test_a_code_lives_a_day(idp, inbox, clock):
    """After 24 hours the code has expired."""
    pool_id, _, code = asked(idp, inbox)
    clock.advance(24 * 3600)
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]

    with refused(*CODE_EXPIRED):
        verify(idp, token, code)


@case(source="inferred: a code proves where it arrived", level="inferred", checked=CHECKED)
def test_a_code_verifies_no_other_address(idp, inbox):
    """A code sent to the old address does not verify the new one."""
    _, token, code = asked(idp, inbox)
    new = [{"Name": "email", "Value": "new@example.com"}]
    idp.update_user_attributes(AccessToken=token, UserAttributes=new)

    with refused(*CODE_EXPIRED):
        verify(idp, token, code)


@case(
    source="Developer Guide, Customizing sign-in attributes; API reference VerifyUserAttribute",
    level="documented",
    checked=CHECKED,
)
def test_an_alias_is_one_users_only(idp, inbox):
    """An address that is another user's alias cannot be verified."""
    pool_id, token, code = asked(idp, inbox, AliasAttributes=["email"])
    verify(idp, token, code)
    _, other, other_code = asked(idp, inbox, "bob", pool_id)

    with refused("AliasExistsException", "An account with the email already exists."):
        verify(idp, other, other_code)


@case(source="Developer Guide, Quotas (15 an hour)", level="documented", checked=CHECKED)
def test_fifteen_tries_an_hour(idp, inbox):
    """The sixteenth request within an hour is refused, even with the right code."""
    _, token, code = asked(idp, inbox)
    for _ in range(15):
        with refused(*CODE_MISMATCH):
            verify(idp, token, another_code(code))

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        verify(idp, token, code)


@case(source="inferred: only addresses receive codes", level="inferred", checked=CHECKED)
def test_only_addresses_are_verified(idp, inbox):
    """No other attribute can be verified."""
    _, token, code = asked(idp, inbox)

    with refused("InvalidParameterException", "Attribute name cannot be verified."):
        verify(idp, token, code, "name")
