"""ChangePassword: a signed-in user replaces the password."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused, tokens_of

CHECKED = "2026-11-24"
BETTER = "Better-horse-8"
WRONG = ("NotAuthorizedException", "Incorrect username or password.")


def signed_in(idp, **pool):
    """Make a user and sign it in. Return the ids of pool and client, and the tokens."""
    pool_id = a_pool(idp, **pool)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    return pool_id, client_id, tokens_of(idp, client_id)


def change(idp, tokens, previous=PASSWORD, proposed=BETTER):
    """Change the password."""
    return body_of(
        idp.change_password(
            AccessToken=tokens["AccessToken"],
            PreviousPassword=previous,
            ProposedPassword=proposed,
        )
    )


@case(source="API reference ChangePassword", level="documented", checked=CHECKED)
def test_the_new_password_replaces_the_old(idp):
    """The new password signs in, the old one does not."""
    _, client_id, tokens = signed_in(idp)

    assert change(idp, tokens) == {}

    assert tokens_of(idp, client_id, password=BETTER)["TokenType"] == "Bearer"
    with refused(*WRONG):
        tokens_of(idp, client_id)


@case(source="inferred from the silence of ChangePassword", level="inferred", checked=CHECKED)
def test_sessions_go_on(idp):
    """Tokens issued before the change keep working."""
    _, client_id, tokens = signed_in(idp)

    change(idp, tokens)

    assert idp.get_user(AccessToken=tokens["AccessToken"])["Username"] == "ada"
    refreshed = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )
    assert "AccessToken" in refreshed["AuthenticationResult"]


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_the_present_password_must_be_known(idp):
    """A wrong present password is refused like a wrong sign-in."""
    _, client_id, tokens = signed_in(idp)

    with refused(*WRONG):
        change(idp, tokens, previous="Wrong-horse-7")
    with refused(*WRONG):
        idp.change_password(AccessToken=tokens["AccessToken"], ProposedPassword=BETTER)

    assert tokens_of(idp, client_id)["TokenType"] == "Bearer"


@case(source="i18n tables of client applications", level="observed", checked=CHECKED)
def test_the_password_follows_the_policy(idp):
    """The first rule that is broken is told."""
    _, _, tokens = signed_in(idp)

    with refused(
        "InvalidPasswordException",
        "Password does not conform to policy: Password must have symbol characters",
    ):
        change(idp, tokens, proposed="BetterHorse8")


@case(
    source="API reference PasswordPolicyType (PasswordHistorySize)",
    level="documented",
    checked=CHECKED,
)
def test_former_passwords_are_refused(idp):
    """With a history of two, the present and the former password are refused."""
    policy = {"MinimumLength": 8, "PasswordHistorySize": 2}
    _, _, tokens = signed_in(idp, Policies={"PasswordPolicy": policy})
    change(idp, tokens)

    for known in (BETTER, PASSWORD):
        with pytest.raises(idp.exceptions.PasswordHistoryPolicyViolationException):
            change(idp, tokens, previous=BETTER, proposed=known)

    change(idp, tokens, previous=BETTER, proposed="Third-horse-9")


@case(source="Developer Guide, Quotas (5 an hour)", level="documented", checked=CHECKED)
def test_five_changes_an_hour(idp, clock):
    """The sixth request within an hour is refused, whatever the others came to."""
    _, _, tokens = signed_in(idp)
    for _ in range(5):
        with refused(*WRONG):
            change(idp, tokens, previous="Wrong-horse-7")

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        change(idp, tokens)
    clock.advance(1800)
    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        change(idp, tokens)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_garbled_token_is_refused(idp):
    """What is no access token changes nothing."""
    with refused("NotAuthorizedException", "Invalid Access Token"):
        change(idp, {"AccessToken": "a.b.c"})
