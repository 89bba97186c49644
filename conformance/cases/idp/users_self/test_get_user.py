"""GetUser: what a signed-in user sees of itself."""

from __future__ import annotations

from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, attribute_map, body_of, refused, tokens_of

CHECKED = "2026-11-24"


def signed_in(idp, *, pool=None, client=None, attributes=None):
    """Make a user and sign it in. Return the pool's id and the access token."""
    pool_id = a_pool(idp, **(pool or {}))
    client_id = a_client(idp, pool_id, **(client or {}))
    a_user(idp, pool_id, attributes=attributes)
    return pool_id, tokens_of(idp, client_id)["AccessToken"]


@case(source="API reference GetUser; moto, verified on AWS", level="observed", checked=CHECKED)
def test_username_and_attributes(idp, anonymous):
    """The answer has the username and the attributes, sub first, and nothing of MFA while unset."""
    _, token = signed_in(
        idp, attributes={"email": "ada@example.com", "email_verified": "true", "name": "Ada"}
    )

    answer = body_of(anonymous.get_user(AccessToken=token))

    assert set(answer) == {"Username", "UserAttributes"}
    assert answer["Username"] == "ada"
    assert answer["UserAttributes"][0]["Name"] == "sub"
    shown = attribute_map(answer["UserAttributes"])
    del shown["sub"]
    assert shown == {"email": "ada@example.com", "email_verified": "true", "name": "Ada"}


@case(
    source="API reference CreateUserPoolClient (ReadAttributes)",
    level="documented",
    checked=CHECKED,
)
def test_only_readable_attributes_are_shown(idp):
    """Attributes outside the client's ReadAttributes are left out without a word."""
    _, token = signed_in(
        idp,
        client={"ReadAttributes": ["name"]},
        attributes={"email": "ada@example.com", "name": "Ada"},
    )

    shown = attribute_map(idp.get_user(AccessToken=token)["UserAttributes"])

    assert set(shown) == {"sub", "name"}


@case(source="API reference GetUser", level="documented", checked=CHECKED)
def test_second_factors_are_shown(idp):
    """Factors that are on, and the preferred one, are listed."""
    pool_id, token = signed_in(
        idp,
        pool={
            "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"},
        },
        attributes={"phone_number": "+15555551234"},
    )
    idp.set_user_mfa_preference(
        AccessToken=token, SMSMfaSettings={"Enabled": True, "PreferredMfa": True}
    )

    answer = idp.get_user(AccessToken=token)

    assert answer["UserMFASettingList"] == ["SMS_MFA"]
    assert answer["PreferredMfaSetting"] == "SMS_MFA"
    assert pool_id


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_disabled_user_is_refused(idp):
    """Disabling ends the token: the user is signed out."""
    pool_id, token = signed_in(idp)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.get_user(AccessToken=token)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_deleted_user_does_not_exist(idp):
    """The token outlives the user, and says so."""
    pool_id, token = signed_in(idp)
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    with refused("UserNotFoundException", "User does not exist."):
        idp.get_user(AccessToken=token)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_namesake_is_somebody_else(idp):
    """The token of a deleted user does not open the account of a new one of the same name."""
    pool_id, token = signed_in(idp)
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")
    a_user(idp, pool_id)

    with refused("UserNotFoundException", "User does not exist."):
        idp.get_user(AccessToken=token)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_token_expires(idp, clock):
    """After its hour an access token opens nothing."""
    _, token = signed_in(idp)
    clock.advance(3600)

    with refused("NotAuthorizedException", "Access Token has expired"):
        idp.get_user(AccessToken=token)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_garbage_is_no_token(idp):
    """What is no access token is refused."""
    with refused("NotAuthorizedException", "Invalid Access Token"):
        idp.get_user(AccessToken="eyJ.x.y")
