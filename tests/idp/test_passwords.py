"""ForgotPassword, ConfirmForgotPassword, ChangePassword: what is ours; the rest is in conformance."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD, a_client, a_pool, a_user, refused, tokens_of


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        ("forgot_password", {}),
        ("confirm_forgot_password", {"ConfirmationCode": "123456", "Password": PASSWORD}),
    ],
)
def test_both_hold_the_secret_hash(idp, operation, members):
    """Each operation of an app with a secret asks for the hash first of all."""
    client_id = a_client(idp, a_pool(idp), GenerateSecret=True)

    with refused(
        "NotAuthorizedException",
        f"Client {client_id} is configured with secret but SECRET_HASH was not received",
    ):
        getattr(idp, operation)(ClientId=client_id, Username="ada", **members)


def test_a_user_without_password_sets_the_first_one(emulator, idp):
    """Who signs in by codes alone has no present password to give."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    token = tokens_of(idp, client_id)["AccessToken"]
    with emulator.database.writing() as store:
        from dataclasses import replace

        user = store.users.get(pool_id, "ada")
        store.users.save(replace(user, password=None))

    idp.change_password(AccessToken=token, ProposedPassword="Better-horse-8")

    assert tokens_of(idp, client_id, password="Better-horse-8")["TokenType"] == "Bearer"


def test_a_revoked_token_changes_no_password(idp):
    """After a global sign-out the token is of no use."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    token = tokens_of(idp, client_id)["AccessToken"]
    idp.global_sign_out(AccessToken=token)

    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.change_password(
            AccessToken=token, PreviousPassword=PASSWORD, ProposedPassword="Better-horse-8"
        )
