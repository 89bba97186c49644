"""AdminSetUserSettings: SMS codes turned on and off the legacy way, by an administrator."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_user, body_of, refused
from tests.sign_ins import PHONE, an_mfa_pool, sign_in

SMS = {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}


@pytest.fixture
def pool_id(idp):
    """Give a pool where SMS is optional, with ada, who has a number, and eve, who has none."""
    pool_id = an_mfa_pool(idp, "SMS", mfa="OPTIONAL")
    a_user(idp, pool_id, attributes={"phone_number": PHONE})
    a_user(idp, pool_id, "eve")
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a public client."""
    return a_client(idp, pool_id)


def setter(idp, pool_id, _, username):
    """Return what sets the options of a user."""
    return lambda options: idp.admin_set_user_settings(
        UserPoolId=pool_id, Username=username, MFAOptions=options
    )


@case(source="API reference AdminSetUserSettings", level="documented", checked="2026-11-24")
def test_sms_is_turned_on_and_off(idp, pool_id, client_id):
    """The options are shown and asked for; an empty list turns them off."""
    set_options = setter(idp, pool_id, client_id, "ada")

    assert body_of(set_options([SMS])) == {}

    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert user["MFAOptions"] == [SMS]
    assert sign_in(idp, client_id)["ChallengeName"] == "SMS_MFA"
    set_options([])
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert "MFAOptions" not in user
    assert "AuthenticationResult" in sign_in(idp, client_id)


@case(source="MFAOptionType; texts inferred", level="inferred", checked="2026-11-24")
@pytest.mark.parametrize("name", ["DeliveryMedium", "AttributeName"])
def test_there_is_nothing_but_sms(idp, pool_id, client_id, name):
    """Another medium or attribute is refused."""
    other = {"DeliveryMedium": "EMAIL", "AttributeName": "email"}[name]
    set_options = setter(idp, pool_id, client_id, "ada")

    with refused("InvalidParameterException", f"Invalid value provided for {name}."):
        set_options([{**SMS, name: other}])


@case(source="text of SetUserMFAPreference", level="inferred", checked="2026-11-24")
def test_a_number_is_needed(idp, pool_id, client_id):
    """SMS cannot be turned on for who has no phone number."""
    set_options = setter(idp, pool_id, client_id, "eve")
    message = "User does not have delivery config set to turn on SMS_MFA"

    with refused("InvalidParameterException", message):
        set_options([SMS])


@case(source="client logs", level="observed", checked="2026-11-24")
def test_who_does_not_exist_is_told(idp, pool_id):
    """Unknown users and pools are errors."""
    with refused("UserNotFoundException", "User does not exist."):
        setter(idp, pool_id, "", "nobody")([])
    with refused("ResourceNotFoundException", "User pool us-east-1_example99 does not exist."):
        setter(idp, "us-east-1_example99", "", "ada")([])
