"""The password sent in plain."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD, a_client, a_pool, a_user, refused
from tests.sign_ins import initiate, sign_in

WRONG = ("NotAuthorizedException", "Incorrect username or password.")


@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_back_ends_send_the_password_under_either_name(idp, pool_id, client_id, ada, flow):
    """The administrators' flow has an old and a new name."""

    def attempt(password):
        return idp.admin_initiate_auth(
            UserPoolId=pool_id,
            ClientId=client_id,
            AuthFlow=flow,
            AuthParameters={"USERNAME": "ada", "PASSWORD": password},
        )

    assert "AuthenticationResult" in attempt(PASSWORD)
    with refused(*WRONG):
        attempt("wrong")


@pytest.mark.parametrize(
    "password",
    [PASSWORD.lower(), PASSWORD + " ", " " + PASSWORD, PASSWORD[:-1], "é" * 256],
    ids=["casing", "space after", "space before", "too short", "long"],
)
def test_only_the_password_itself_is_right(idp, client_id, ada, password):
    """Nothing near the password signs in."""
    with refused(*WRONG):
        sign_in(idp, client_id, password=password)


def test_passwords_of_any_script_work(idp, client_id, pool_id):
    """A password is compared as text, not as ASCII."""
    password = "Pässwörd-Ω-7-пароль"
    a_user(idp, pool_id, password=password)

    assert "AuthenticationResult" in sign_in(idp, client_id, password=password)


def test_the_password_works_with_every_name_of_the_user(idp):
    """A verified alias signs in like the username; the tokens name the username."""
    pool_id = a_pool(idp, AliasAttributes=["email", "phone_number"])
    client_id = a_client(idp, pool_id)
    attributes = {
        "email": "ada@example.com",
        "email_verified": "true",
        "phone_number": "+12065550100",
        "phone_number_verified": "true",
    }
    a_user(idp, pool_id, attributes=attributes)

    for name in ("ada", "ada@example.com", "+12065550100"):
        access_token = sign_in(idp, client_id, name)["AuthenticationResult"]["AccessToken"]
        assert idp.get_user(AccessToken=access_token)["Username"] == "ada"


def test_a_user_without_a_password_has_none_to_get_right(idp, client_id, pool_id):
    """Before a password is set, every password is wrong."""
    a_user(idp, pool_id, password=None)

    with refused(*WRONG):
        initiate(idp, client_id, "USER_PASSWORD_AUTH", USERNAME="ada", PASSWORD=PASSWORD)
