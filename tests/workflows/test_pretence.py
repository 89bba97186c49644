"""What is told of users who must not be known to be absent."""

from __future__ import annotations

import pytest

from tests.builders import a_client, a_pool, a_user, refused

HIDDEN = {"PreventUserExistenceErrors": "ENABLED"}
VERIFIED = {"email": "ada@example.com", "email_verified": "true"}


@pytest.fixture
def client_id(idp):
    """Give a client that hides existence, in a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes=VERIFIED)
    return a_client(idp, pool_id, **HIDDEN)


def confirm(idp, client_id, username, code="123456"):
    """Give a code and a new password."""
    idp.confirm_forgot_password(
        ClientId=client_id, Username=username, ConfirmationCode=code, Password="Better-horse-8"
    )


def test_no_code_opens_a_pretended_account(idp, client_id):
    """Not even the empty code that stands in the store for it is right."""
    idp.forgot_password(ClientId=client_id, Username="nobody")

    for code in ("000000", "x"):
        with refused(
            "CodeMismatchException", "Invalid verification code provided, please try again."
        ):
            confirm(idp, client_id, "nobody", code)


@pytest.mark.parametrize("username", ["ada", "nobody"])
def test_both_expire_alike(idp, client_id, clock, username):
    """Before a code was asked for, and an hour after, the answers are the same."""
    expired = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
    with refused(*expired):
        confirm(idp, client_id, username)
    idp.forgot_password(ClientId=client_id, Username=username)
    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        confirm(idp, client_id, username)
    clock.advance(seconds=3600)

    with refused(*expired):
        confirm(idp, client_id, username)


@pytest.mark.parametrize("username", ["ada", "nobody"])
def test_both_run_out_of_requests_alike(idp, client_id, username):
    """The twenty-first request within an hour is refused for either."""
    for _ in range(20):
        idp.forgot_password(ClientId=client_id, Username=username)

    with refused("LimitExceededException", "Attempt limit exceeded, please try after some time."):
        idp.forgot_password(ClientId=client_id, Username=username)


def test_names_that_are_one_are_pretended_alike(idp):
    """Where the pool ignores case, Nobody and nobody are told the same."""
    pool_id = a_pool(idp, UsernameConfiguration={"CaseSensitive": False})
    client_id = a_client(idp, pool_id, **HIDDEN)
    idp.forgot_password(ClientId=client_id, Username="Nobody")

    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        confirm(idp, client_id, "nobody")
