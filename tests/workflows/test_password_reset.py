"""Resetting passwords."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.builders import a_client, a_pool, a_user, refused, tokens_of

VERIFIED = {"email": "ada@example.com", "email_verified": "true"}
BETTER = "Better-horse-8"


def test_a_code_that_is_asked_for_again_replaces_the_first(idp, inbox):
    """Only the newest code resets the password."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    for _ in range(2):
        idp.forgot_password(ClientId=client_id, Username="ada")
    first, newest = (message.code for message in inbox.list())
    assert first != newest

    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        confirm(idp, client_id, first)

    confirm(idp, client_id, newest)


def confirm(idp, client_id, code):
    """Give a code and a new password."""
    idp.confirm_forgot_password(
        ClientId=client_id, Username="ada", ConfirmationCode=code, Password=BETTER
    )


def test_an_alias_resets_as_the_username_does(idp, inbox):
    """The user may be named by what signs in."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.forgot_password(ClientId=client_id, Username="ada@example.com")
    confirm(idp, client_id, inbox.code("ada"))

    assert tokens_of(idp, client_id, "ada@example.com", BETTER)["TokenType"] == "Bearer"


def test_a_user_disabled_meanwhile_is_refused(idp, inbox):
    """The code of a user who was disabled since resets nothing."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.forgot_password(ClientId=client_id, Username="ada")
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        confirm(idp, client_id, inbox.code("ada"))


def test_a_migration_trigger_is_refused_for_users_who_are_missing(idp):
    """Only a name that nobody has would fire UserMigration."""
    arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    pool_id = a_pool(idp, LambdaConfig={"UserMigration": arn})
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.forgot_password(ClientId=client_id, Username="ada")
    with pytest.raises(ClientError, match="The UserMigration Lambda trigger is not emulated"):
        idp.forgot_password(ClientId=client_id, Username="nobody")


def test_a_post_confirmation_trigger_is_refused_and_changes_nothing(idp, inbox):
    """The right code would fire the trigger; the old password goes on working."""
    arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    pool_id = a_pool(idp, LambdaConfig={"PostConfirmation": arn})
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.forgot_password(ClientId=client_id, Username="ada")

    with pytest.raises(ClientError, match="The PostConfirmation Lambda trigger is not emulated"):
        confirm(idp, client_id, inbox.code("ada"))

    assert tokens_of(idp, client_id)["TokenType"] == "Bearer"
