"""NEW_PASSWORD_REQUIRED: the first password of one's own, with the attributes that are missing."""

from __future__ import annotations

import json

import pytest

from tests.builders import PASSWORD, a_client, a_pool, a_user, attribute_map, refused
from tests.sign_ins import EMAIL, respond, sign_in

NEW = "Better-horse-8"
REQUIRING = {
    "Schema": [
        {"Name": "email", "Required": True, "Mutable": True},
        {"Name": "family_name", "Required": True, "Mutable": True},
        {"Name": "gender", "Required": False, "Mutable": True},
        {"Name": "level", "AttributeDataType": "Number", "Mutable": True},
    ]
}


def invited(idp, pool_id, **attributes):
    """Make ada with a temporary password and the given attributes."""
    a_user(idp, pool_id, password=None, attributes=attributes)
    idp.admin_set_user_password(UserPoolId=pool_id, Username="ada", Password=PASSWORD)


def stored(idp, pool_id):
    """Return ada's status and attributes."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    return user["UserStatus"], attribute_map(user["UserAttributes"])


def test_a_new_password_is_asked_and_works(idp, pool_id, client_id):
    """The new password confirms the user, signs in at once, and replaces the temporary one."""
    invited(idp, pool_id)
    challenge = sign_in(idp, client_id)

    answer = respond(idp, client_id, challenge, NEW_PASSWORD=NEW)

    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert challenge["ChallengeParameters"] == {
        "USER_ID_FOR_SRP": "ada",
        "requiredAttributes": "[]",
        "userAttributes": "{}",
    }
    assert "AuthenticationResult" in answer
    assert stored(idp, pool_id)[0] == "CONFIRMED"
    assert "AuthenticationResult" in sign_in(idp, client_id, password=NEW)
    with refused("NotAuthorizedException", "Incorrect username or password."):
        sign_in(idp, client_id)


def test_what_is_there_and_what_is_missing_is_told(idp):
    """The challenge shows the attributes, and names the required ones that have no value."""
    pool_id = a_pool(idp, **REQUIRING)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id, email=EMAIL, email_verified="true", **{"custom:level": "7"})

    parameters = sign_in(idp, client_id)["ChallengeParameters"]

    assert json.loads(parameters["requiredAttributes"]) == ["userAttributes.family_name"]
    assert json.loads(parameters["userAttributes"]) == {
        "email": EMAIL,
        "email_verified": "true",
        "custom:level": "7",
    }


def test_attributes_that_the_client_cannot_read_are_not_shown(idp, pool_id):
    """The challenge tells no more than the tokens would."""
    client_id = a_client(idp, pool_id, ReadAttributes=["name"])
    invited(idp, pool_id, name="Ada", email=EMAIL)

    parameters = sign_in(idp, client_id)["ChallengeParameters"]

    assert json.loads(parameters["userAttributes"]) == {"name": "Ada"}


def test_missing_attributes_come_with_the_password(idp):
    """Required attributes have to come, others may; all are kept."""
    pool_id = a_pool(idp, **REQUIRING)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id, email=EMAIL)
    challenge = sign_in(idp, client_id)

    message = "Invalid attributes given, family_name is missing"
    with refused("InvalidParameterException", message):
        respond(idp, client_id, challenge, NEW_PASSWORD=NEW)
    given = {"userAttributes.family_name": "Lovelace", "userAttributes.custom:level": "7"}
    respond(idp, client_id, challenge, NEW_PASSWORD=NEW, **given)

    status, attributes = stored(idp, pool_id)
    assert status == "CONFIRMED"
    assert attributes["family_name"] == "Lovelace"
    assert attributes["custom:level"] == "7"


@pytest.mark.parametrize("name", ["email", "family_name"])
def test_what_the_administrator_gave_cannot_be_changed(idp, name):
    """An address or required attribute that has a value is refused, even unchanged."""
    pool_id = a_pool(idp, **REQUIRING)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id, email=EMAIL, family_name="Byron")
    value = {"email": EMAIL, "family_name": "Lovelace"}[name]

    with refused("NotAuthorizedException", f"Cannot modify an already provided {name}"):
        respond(
            idp,
            client_id,
            sign_in(idp, client_id),
            NEW_PASSWORD=NEW,
            **{f"userAttributes.{name}": value},
        )
    assert stored(idp, pool_id)[0] == "FORCE_CHANGE_PASSWORD"


def test_other_attributes_may_be_changed(idp):
    """An attribute that is not required can be given anew."""
    pool_id = a_pool(idp, **REQUIRING)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id, email=EMAIL, family_name="Byron", gender="unknown")

    respond(
        idp,
        client_id,
        sign_in(idp, client_id),
        NEW_PASSWORD=NEW,
        **{"userAttributes.gender": "female"},
    )

    assert stored(idp, pool_id)[1]["gender"] == "female"


def test_the_client_must_be_allowed_to_write(idp, pool_id):
    """An attribute outside of WriteAttributes is refused, and nothing is kept."""
    client_id = a_client(idp, pool_id, WriteAttributes=["name"])
    invited(idp, pool_id)
    challenge = sign_in(idp, client_id)

    message = "A client attempted to write unauthorized attribute"
    with refused("NotAuthorizedException", message):
        given = {"userAttributes.name": "Ada", "userAttributes.nickname": "A"}
        respond(idp, client_id, challenge, NEW_PASSWORD=NEW, **given)
    assert "name" not in stored(idp, pool_id)[1]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short-7", "Password not long enough"),
        ("better-horse-8", "Password must have uppercase characters"),
    ],
)
def test_the_policy_holds(idp, password, reason):
    """A password the policy refuses leaves the challenge open for a better one."""
    policy = {"PasswordPolicy": {"MinimumLength": 8, "RequireUppercase": True}}
    pool_id = a_pool(idp, Policies=policy)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id)
    challenge = sign_in(idp, client_id)

    message = f"Password does not conform to policy: {reason}"
    with refused("InvalidPasswordException", message):
        respond(idp, client_id, challenge, NEW_PASSWORD=password)
    assert "AuthenticationResult" in respond(idp, client_id, challenge, NEW_PASSWORD=NEW)


def test_the_history_holds(idp):
    """Where passwords are remembered, the temporary one is not good enough."""
    policy = {"PasswordPolicy": {"MinimumLength": 8, "PasswordHistorySize": 1}}
    pool_id = a_pool(idp, Policies=policy)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id)

    message = "Password has previously been used"
    with refused("PasswordHistoryPolicyViolationException", message):
        respond(idp, client_id, sign_in(idp, client_id), NEW_PASSWORD=PASSWORD)


def test_a_password_is_needed(idp, pool_id, client_id):
    """An answer without a password is told what it lacks."""
    invited(idp, pool_id)

    with refused("InvalidParameterException", "Missing required parameter NEW_PASSWORD"):
        respond(idp, client_id, sign_in(idp, client_id))


def test_a_required_attribute_that_cannot_change_can_be_given_once(idp):
    """An immutable attribute that was never set is set here: there is no other way."""
    schema = [{"Name": "family_name", "Required": True, "Mutable": False}]
    pool_id = a_pool(idp, Schema=schema)
    client_id = a_client(idp, pool_id)
    invited(idp, pool_id)

    given = {"userAttributes.family_name": "Lovelace"}
    respond(idp, client_id, sign_in(idp, client_id), NEW_PASSWORD=NEW, **given)

    assert stored(idp, pool_id)[1]["family_name"] == "Lovelace"


def test_an_unknown_attribute_is_refused(idp, pool_id, client_id):
    """An attribute that the pool does not have leaves everything as it was."""
    invited(idp, pool_id)
    challenge = sign_in(idp, client_id)
    given = {"userAttributes.custom:nonsense": "x"}

    reason = "custom:nonsense: Attribute does not exist in the schema.\n"
    message = f"Attributes did not conform to the schema: {reason}"
    with refused("InvalidParameterException", message):
        respond(idp, client_id, challenge, NEW_PASSWORD=NEW, **given)
    assert "AuthenticationResult" in respond(idp, client_id, challenge, NEW_PASSWORD=NEW)
