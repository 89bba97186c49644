"""New passwords for users."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from botocore.exceptions import ClientError

from tests.builders import PASSWORD, a_client, a_pool, a_user, refused, tokens_of

POLICY = {"MinimumLength": 8, "PasswordHistorySize": 3}


def change(idp, token, previous, proposed):
    """Change the password."""
    idp.change_password(AccessToken=token, PreviousPassword=previous, ProposedPassword=proposed)


def test_the_history_forgets_the_oldest(idp):
    """Of four passwords in a row the first may be used again when the history holds three."""
    pool_id = a_pool(idp, Policies={"PasswordPolicy": POLICY})
    a_user(idp, pool_id)
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]
    names = [PASSWORD, "second-pass", "third-pass", "fourth-pass"]
    for previous, proposed in pairwise(names):
        change(idp, token, previous, proposed)

    with pytest.raises(ClientError, match="PasswordHistoryPolicyViolationException"):
        change(idp, token, "fourth-pass", "second-pass")

    change(idp, token, "fourth-pass", PASSWORD)


def test_the_same_password_may_be_set_again_without_history(idp):
    """A pool without history does not compare."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]

    change(idp, token, PASSWORD, PASSWORD)


def test_no_plain_password_is_kept(emulator, idp):
    """The store holds salt, verifier and check value, and nothing that contains the password."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with emulator.database.reading() as store:
        user = store.users.get(pool_id, "ada")

    assert user is not None
    assert user.password is not None
    assert PASSWORD not in repr(user)


def test_one_of_many_changes_at_once_gets_through(idp):
    """Five simultaneous changes from one password: the first makes the others wrong."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    client_id = a_client(idp, pool_id)
    token = tokens_of(idp, client_id)["AccessToken"]

    def attempt(number):
        try:
            change(idp, token, PASSWORD, f"Better-horse-{number}")
        except ClientError as error:
            return error.response["Error"]["Message"]
        return number

    with ThreadPoolExecutor(5) as threads:
        outcomes = list(threads.map(attempt, range(5)))

    [winner] = [each for each in outcomes if isinstance(each, int)]
    assert outcomes.count("Incorrect username or password.") == 4
    assert tokens_of(idp, client_id, password=f"Better-horse-{winner}")["TokenType"] == "Bearer"


def test_the_longest_password_is_accepted(idp):
    """A password of 256 characters is one, any character of Unicode included."""
    pool_id = a_pool(idp)
    password = "Aa1!" + "\N{SNOWMAN}" * 252
    a_user(idp, pool_id, password=password)

    assert tokens_of(idp, a_client(idp, pool_id), password=password)["TokenType"] == "Bearer"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        tokens_of(idp, a_client(idp, pool_id), password=password[:-1])
