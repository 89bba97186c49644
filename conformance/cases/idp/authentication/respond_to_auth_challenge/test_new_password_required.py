"""RespondToAuthChallenge to NEW_PASSWORD_REQUIRED: the password that replaces a temporary one."""

from __future__ import annotations

import json

from conformance.evidence import case
from tests.builders import PASSWORD, a_client, a_pool, a_user, attribute_map, refused
from tests.sign_ins import (
    EMAIL,
    respond,
    sign_in,
)

NEW = "Better-horse-8"


def invited(idp, pool_id, **attributes):
    """Make the user eve with a temporary password."""
    a_user(idp, pool_id, "eve", password=None, attributes=attributes)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="eve", Password=PASSWORD)


@case(source="pycognito#10, a real payload", level="observed", checked="2026-11-24")
def test_a_temporary_password_has_to_be_replaced(idp, pool_id, client_id):
    """The challenge shows the attributes; the new password confirms the user and signs in."""
    invited(idp, pool_id, email=EMAIL, email_verified="true")

    challenge = sign_in(idp, client_id, "eve")

    parameters = challenge["ChallengeParameters"]
    assert set(challenge) == {"ChallengeName", "Session", "ChallengeParameters"}
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert set(parameters) == {"USER_ID_FOR_SRP", "requiredAttributes", "userAttributes"}
    assert parameters["USER_ID_FOR_SRP"] == "eve"
    assert json.loads(parameters["requiredAttributes"]) == []
    assert json.loads(parameters["userAttributes"]) == {"email": EMAIL, "email_verified": "true"}
    assert "AuthenticationResult" in respond(idp, client_id, challenge, "eve", NEW_PASSWORD=NEW)
    user = idp.admin_get_user(UserPoolId=pool_id, Username="eve")
    assert user["UserStatus"] == "CONFIRMED"
    assert "AuthenticationResult" in sign_in(idp, client_id, "eve", NEW)


@case(source="API reference RespondToAuthChallenge", level="documented", checked="2026-11-24")
def test_missing_required_attributes_come_along(idp):
    """The challenge names them, refuses without them, and keeps them."""
    pool_id = a_pool(idp, Schema=[{"Name": "family_name", "Required": True, "Mutable": True}])
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id)
    challenge = sign_in(idp, client_id, "eve")

    asked = json.loads(challenge["ChallengeParameters"]["requiredAttributes"])
    assert asked == ["userAttributes.family_name"]
    message = "Invalid attributes given, family_name is missing"
    with refused("InvalidParameterException", message):
        respond(idp, client_id, challenge, "eve", NEW_PASSWORD=NEW)
    given = {"userAttributes.family_name": "Byron"}
    respond(idp, client_id, challenge, "eve", NEW_PASSWORD=NEW, **given)
    user = idp.admin_get_user(UserPoolId=pool_id, Username="eve")
    assert attribute_map(user["UserAttributes"])["family_name"] == "Byron"


@case(source="AWS CLI output, GH:56295175064", level="observed", checked="2026-11-24")
def test_a_provided_address_cannot_be_changed(idp, pool_id, client_id):
    """An e-mail address that the administrator gave is not changed here, not even to itself."""
    invited(idp, pool_id, email=EMAIL)
    given = {"userAttributes.email": EMAIL}

    with refused("NotAuthorizedException", "Cannot modify an already provided email"):
        respond(idp, client_id, sign_in(idp, client_id, "eve"), "eve", NEW_PASSWORD=NEW, **given)


@case(source="InvalidPasswordException; text inferred", level="inferred", checked="2026-11-24")
def test_the_policy_holds(idp, pool_id, client_id):
    """A password that is too short is refused; another try is possible."""
    invited(idp, pool_id)
    challenge = sign_in(idp, client_id, "eve")

    message = "Password does not conform to policy: Password not long enough"
    with refused("InvalidPasswordException", message):
        respond(idp, client_id, challenge, "eve", NEW_PASSWORD="Short-7")
    assert "AuthenticationResult" in respond(idp, client_id, challenge, "eve", NEW_PASSWORD=NEW)
