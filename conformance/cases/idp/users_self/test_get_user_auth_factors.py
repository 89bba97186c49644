"""GetUserAuthFactors: by what a signed-in user can prove itself."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of

CHECKED = "2026-11-24"


@case(source="API reference GetUserAuthFactors", level="documented", checked=CHECKED)
def test_password_and_addresses_count(idp, anonymous):
    """A user with password and e-mail address has both; what is not set is left out."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"email": "ada@example.com", "email_verified": "true"})
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]

    answer = body_of(anonymous.get_user_auth_factors(AccessToken=token))

    assert answer == {
        "Username": "ada",
        "ConfiguredUserAuthFactors": ["PASSWORD", "EMAIL_OTP"],
    }


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_garbage_is_no_token(idp):
    """What is no access token is refused."""
    with refused("NotAuthorizedException", "Invalid Access Token"):
        idp.get_user_auth_factors(AccessToken="a.b.c")
