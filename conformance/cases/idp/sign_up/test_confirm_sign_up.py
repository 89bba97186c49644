"""ConfirmSignUp: the code that makes a user CONFIRMED."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import (
    CODE_EXPIRED,
    CODE_MISMATCH,
    PASSWORD,
    a_client,
    a_pool,
    another_code,
    attribute_list,
    attribute_map,
    body_of,
    refused,
)

CHECKED = "2026-11-24"
EMAIL = {"email": "ada@example.com"}


def signed_up(idp, username="ada", *, pool=None, client=None, attributes=None):
    """Make a pool and a client, and sign a user up. Return the ids of both."""
    pool_id = a_pool(idp, **{"AutoVerifiedAttributes": ["email"], **(pool or {})})
    client_id = a_client(idp, pool_id, **(client or {}))
    register(idp, client_id, username, attributes or EMAIL)
    return pool_id, client_id


def register(idp, client_id, username, attributes):
    """Sign a user up."""
    idp.sign_up(
        ClientId=client_id,
        Username=username,
        Password=PASSWORD,
        UserAttributes=attribute_list(attributes),
    )


def confirm(idp, client_id, code, username="ada", **members):
    """Give a code."""
    return body_of(
        idp.confirm_sign_up(ClientId=client_id, Username=username, ConfirmationCode=code, **members)
    )


def stored(idp, pool_id, username="ada"):
    """Return the user's status and attributes."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username=username)
    return user["UserStatus"], attribute_map(user["UserAttributes"])


@case(
    source="API reference ConfirmSignUp; Developer Guide, Signing up and confirming",
    level="documented",
    checked=CHECKED,
)
def test_the_code_confirms_and_verifies(idp, inbox):
    """The right code makes the user CONFIRMED and the address that received it verified."""
    pool_id, client_id = signed_up(idp)

    answer = confirm(idp, client_id, inbox.code(user="ada"))

    status, attributes = stored(idp, pool_id)
    assert (answer, status, attributes["email_verified"]) == ({}, "CONFIRMED", "true")


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_wrong_code_is_refused(idp, inbox):
    """A wrong code changes nothing, and the right one still works."""
    pool_id, client_id = signed_up(idp)
    code = inbox.code(user="ada")

    with refused(*CODE_MISMATCH):
        confirm(idp, client_id, another_code(code))

    assert stored(idp, pool_id)[0] == "UNCONFIRMED"
    assert confirm(idp, client_id, code) == {}


@case(source="Developer Guide, Quotas (24 hours)", level="documented", checked=CHECKED)
def test_a_code_lives_a_day(idp, inbox, clock):
    """After 24 hours the code has expired."""
    _, client_id = signed_up(idp)
    code = inbox.code(user="ada")
    clock.advance(24 * 3600)

    with refused(*CODE_EXPIRED):
        confirm(idp, client_id, code)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_who_is_confirmed_cannot_be_confirmed_again(idp, inbox):
    """The text names the status, whatever code is given."""
    _, client_id = signed_up(idp)
    code = inbox.code(user="ada")
    confirm(idp, client_id, code)

    with refused("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"):
        confirm(idp, client_id, code)


@case(source="inferred from the single code of each purpose", level="inferred", checked=CHECKED)
def test_a_resent_code_replaces_the_first(idp, inbox):
    """Only the newest code confirms."""
    _, client_id = signed_up(idp)
    first = inbox.code(user="ada")
    idp.resend_confirmation_code(ClientId=client_id, Username="ada")
    newest = inbox.code(user="ada")

    if first != newest:
        with refused(*CODE_MISMATCH):
            confirm(idp, client_id, first)
    assert confirm(idp, client_id, newest) == {}


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_without_a_code_nothing_confirms(idp):
    """Where none was sent, any code counts as expired."""
    _, client_id = signed_up(idp, pool={"AutoVerifiedAttributes": []})

    with refused(*CODE_EXPIRED):
        confirm(idp, client_id, "123456")


@case(
    source="Developer Guide, Managing user existence error responses",
    level="documented",
    checked=CHECKED,
)
def test_an_alias_belongs_to_who_confirmed_it_first(idp, inbox):
    """Somebody else's verified address is told apart only from who knows the code."""
    pool_id, client_id = signed_up(idp, "jie", pool={"AliasAttributes": ["email"]})
    confirm(idp, client_id, inbox.code(user="jie"), "jie")
    register(idp, client_id, "shirley", EMAIL)

    with refused("AliasExistsException", "An account with the email already exists."):
        confirm(idp, client_id, inbox.code(user="shirley"), "shirley")
    assert stored(idp, pool_id, "shirley")[0] == "UNCONFIRMED"


@case(
    source="API reference ConfirmSignUp (ForceAliasCreation)", level="documented", checked=CHECKED
)
def test_an_alias_can_be_moved(idp, inbox):
    """ForceAliasCreation moves the alias; the other user keeps the address unverified."""
    pool_id, client_id = signed_up(idp, "jie", pool={"AliasAttributes": ["email"]})
    confirm(idp, client_id, inbox.code(user="jie"), "jie")
    register(idp, client_id, "shirley", EMAIL)

    confirm(idp, client_id, inbox.code(user="shirley"), "shirley", ForceAliasCreation=True)

    assert stored(idp, pool_id, "jie")[1]["email_verified"] == "false"
    named = idp.admin_get_user(UserPoolId=pool_id, Username="ada@example.com")
    assert named["Username"] == "shirley"


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_user_is_told(idp):
    """Where existence is not hidden, the text speaks of username and client."""
    _, client_id = signed_up(idp)

    with refused("UserNotFoundException", "Username/client id combination not found."):
        confirm(idp, client_id, "123456", "nobody")


@case(
    source="Developer Guide, Managing user existence error responses",
    level="documented",
    checked=CHECKED,
)
def test_an_unknown_user_may_be_hidden(idp):
    """With PreventUserExistenceErrors an unknown user's code expires, or mismatches once asked for."""
    _, client_id = signed_up(idp, client={"PreventUserExistenceErrors": "ENABLED"})

    with refused(*CODE_EXPIRED):
        confirm(idp, client_id, "123456", "nobody")
    idp.resend_confirmation_code(ClientId=client_id, Username="nobody")
    with refused(*CODE_MISMATCH):
        confirm(idp, client_id, "123456", "nobody")


@case(source="Developer Guide, Quotas (15 an hour)", level="documented", checked=CHECKED)
def test_fifteen_tries_an_hour(idp, inbox, clock):
    """The sixteenth request within an hour is refused, even with the right code."""
    _, client_id = signed_up(idp)
    code = inbox.code(user="ada")
    for _ in range(15):
        with refused(*CODE_MISMATCH):
            confirm(idp, client_id, another_code(code))

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        confirm(idp, client_id, code)
    clock.advance(3600)
    assert confirm(idp, client_id, code) == {}
