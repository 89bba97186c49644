"""Registering and confirming users."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from tests.builders import PASSWORD, a_client, a_pool, attribute_list, refused

EMAIL = attribute_list({"email": "ada@example.com"})


def sign_up(idp, client_id, username="ada"):
    """Sign a user up; return the error's code, or None."""
    try:
        idp.sign_up(ClientId=client_id, Username=username, Password=PASSWORD, UserAttributes=EMAIL)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def test_one_of_many_sign_ups_at_once_gets_the_name(idp):
    """Sixteen simultaneous sign-ups of one name make one user."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)

    with ThreadPoolExecutor(16) as threads:
        outcomes = list(threads.map(lambda _: sign_up(idp, client_id), range(16)))

    assert sorted(outcomes, key=str) == [None, *["UsernameExistsException"] * 15]
    assert len(idp.list_users(UserPoolId=pool_id)["Users"]) == 1


def test_one_of_many_confirmations_at_once_gets_through(idp, inbox):
    """A code given sixteen times at once confirms once."""
    client_id = a_client(idp, a_pool(idp, AutoVerifiedAttributes=["email"]))
    sign_up(idp, client_id)
    code = inbox.code("ada")

    def confirm(_):
        try:
            idp.confirm_sign_up(ClientId=client_id, Username="ada", ConfirmationCode=code)
        except ClientError as error:
            return error.response["Error"]["Message"]
        return None

    with ThreadPoolExecutor(16) as threads:
        outcomes = list(threads.map(confirm, range(15)))

    assert outcomes.count(None) == 1
    assert set(outcomes) - {None} == {"User cannot be confirmed. Current status is CONFIRMED"}


def test_simultaneous_wrong_codes_are_all_counted(idp):
    """Thirty wrong codes at once use the quota up: fifteen are judged, the others refused."""
    client_id = a_client(idp, a_pool(idp, AutoVerifiedAttributes=["email"]))
    sign_up(idp, client_id)

    def confirm(_):
        with pytest.raises(ClientError) as caught:
            idp.confirm_sign_up(ClientId=client_id, Username="ada", ConfirmationCode="wrong")
        return caught.value.response["Error"]["Code"]

    with ThreadPoolExecutor(10) as threads:
        outcomes = list(threads.map(confirm, range(30)))

    assert sorted(outcomes) == [*["CodeMismatchException"] * 15, *["LimitExceededException"] * 15]


@pytest.mark.parametrize("trigger", ["PreSignUp", "PostConfirmation"])
def test_triggers_are_refused_when_they_would_fire(idp, inbox, trigger):
    """PreSignUp refuses the sign-up, PostConfirmation the right code only; nothing is changed."""
    arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"], LambdaConfig={trigger: arn})
    client_id = a_client(idp, pool_id)

    if trigger == "PreSignUp":
        assert sign_up(idp, client_id) == "NotEmulatedException"
        assert idp.list_users(UserPoolId=pool_id)["Users"] == []
        return
    sign_up(idp, client_id)
    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        idp.confirm_sign_up(ClientId=client_id, Username="ada", ConfirmationCode="wrong")
    with pytest.raises(ClientError, match="The PostConfirmation Lambda trigger is not emulated"):
        idp.confirm_sign_up(ClientId=client_id, Username="ada", ConfirmationCode=inbox.code("ada"))
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert user["UserStatus"] == "UNCONFIRMED"


@pytest.mark.parametrize("call", ["confirm_sign_up", "resend_confirmation_code"])
def test_a_disabled_user_is_refused(idp, inbox, call):
    """A disabled user neither confirms nor gets codes."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"])
    client_id = a_client(idp, pool_id)
    sign_up(idp, client_id)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    members = {"ConfirmationCode": inbox.code("ada")} if call == "confirm_sign_up" else {}

    with refused("NotAuthorizedException", "User is disabled."):
        getattr(idp, call)(ClientId=client_id, Username="ada", **members)
