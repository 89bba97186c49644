"""Writing new users."""

from __future__ import annotations

from tests.builders import PASSWORD, a_client, a_pool, a_user, attribute_list, refused


def test_a_second_address_is_unique_too(idp):
    """Where e-mail and phone number sign in, each belongs to one user, typed as name or not."""
    pool_id = a_pool(idp, UsernameAttributes=["email", "phone_number"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, "ada@example.com", attributes={"phone_number": "+15555551234"})

    with refused(
        "UsernameExistsException", "An account with the given phone_number already exists."
    ):
        idp.sign_up(ClientId=client_id, Username="+15555551234", Password=PASSWORD)


def test_a_refused_user_leaves_nothing(idp):
    """Neither the user nor one of its other aliases stays of a creation that was refused."""
    pool_id = a_pool(idp, UsernameAttributes=["email", "phone_number"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, "ada@example.com", attributes={"phone_number": "+15555551234"})
    phone = attribute_list({"phone_number": "+15555551234"})

    with refused(
        "UsernameExistsException", "An account with the given phone_number already exists."
    ):
        idp.sign_up(
            ClientId=client_id,
            Username="bob@example.com",
            Password=PASSWORD,
            UserAttributes=phone,
        )

    assert len(idp.list_users(UserPoolId=pool_id)["Users"]) == 1
    idp.sign_up(ClientId=client_id, Username="bob@example.com", Password=PASSWORD)
