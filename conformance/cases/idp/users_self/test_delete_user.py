"""DeleteUser: signed-in users delete themselves."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, body_of, refused, tokens_of

CHECKED = "2026-11-24"


@case(source="API reference DeleteUser", level="documented", checked=CHECKED)
def test_the_user_and_its_sessions_are_gone(idp):
    """Nothing of the user is left: no sign-in, no token, no entry in lists."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    assert body_of(idp.delete_user(AccessToken=tokens["AccessToken"])) == {}

    assert idp.list_users(UserPoolId=pool_id)["Users"] == []
    with refused("UserNotFoundException", "User does not exist."):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with refused("UserNotFoundException", "User does not exist."):
        tokens_of(idp, client_id)
    with refused("NotAuthorizedException", "Invalid Refresh Token."):
        idp.initiate_auth(
            ClientId=client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        )


@case(source="Developer Guide, Working with user attributes", level="documented", checked=CHECKED)
def test_the_name_is_free_again(idp):
    """Another user may take the username."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    first = a_user(idp, pool_id)
    idp.delete_user(AccessToken=tokens_of(idp, client_id)["AccessToken"])

    answer = idp.sign_up(ClientId=client_id, Username="ada", Password=PASSWORD)

    assert answer["UserSub"] != first


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_garbage_is_no_token(idp):
    """What is no access token deletes nobody."""
    with refused("NotAuthorizedException", "Invalid Access Token"):
        idp.delete_user(AccessToken="a.b.c")
