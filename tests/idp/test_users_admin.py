"""What administrators do with users: see, change, confirm, enable, disable and delete them."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.builders import (
    PASSWORD,
    SENDS_SMS,
    a_client,
    a_pool,
    a_user,
    attribute_list,
    attribute_map,
    body_of,
    refused,
    tokens_of,
)
from tests.idp.conftest import NOW

OTHER_PASSWORD = "Better-horse-8"
EMAIL = "ada@example.com"
VERIFIED = {"email": EMAIL, "email_verified": "true"}
UNKNOWN_POOL = "us-east-1_Nowhere01"
UNKNOWN_ATTRIBUTE = (
    "Attributes did not conform to the schema: "
    "custom:team: Attribute does not exist in the schema.\n"
)

OPERATIONS: dict[str, dict[str, Any]] = {
    "admin_get_user": {},
    "admin_delete_user": {},
    "admin_update_user_attributes": {"UserAttributes": [{"Name": "name", "Value": "Ada"}]},
    "admin_delete_user_attributes": {"UserAttributeNames": ["name"]},
    "admin_set_user_password": {"Password": PASSWORD},
    "admin_reset_user_password": {},
    "admin_confirm_sign_up": {},
    "admin_enable_user": {},
    "admin_disable_user": {},
    "admin_get_user_auth_factors": {},
}


@pytest.fixture
def pool_id(idp):
    """Give a pool that verifies e-mail addresses."""
    return a_pool(idp, AutoVerifiedAttributes=["email"])


def shown(idp, pool_id, username="ada"):
    """Return a user as AdminGetUser shows it."""
    return body_of(idp.admin_get_user(UserPoolId=pool_id, Username=username))


def attributes_of(idp, pool_id, username="ada"):
    """Return a user's attributes by name, without the sub."""
    attributes = attribute_map(shown(idp, pool_id, username)["UserAttributes"])
    return {name: value for name, value in attributes.items() if name != "sub"}


def update(idp, pool_id, username="ada", **attributes):
    """Set attributes as an administrator."""
    idp.admin_update_user_attributes(
        UserPoolId=pool_id, Username=username, UserAttributes=attribute_list(attributes)
    )


def sign_up(idp, client_id, username="ada", **attributes):
    """Let a user sign up; it is UNCONFIRMED."""
    idp.sign_up(
        ClientId=client_id,
        Username=username,
        Password=PASSWORD,
        UserAttributes=attribute_list(attributes),
    )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_unknown_pool_or_user_is_named(idp, pool_id, operation):
    """Every operation tells the pool from the user that does not exist."""
    call = getattr(idp, operation)

    with refused("ResourceNotFoundException", f"User pool {UNKNOWN_POOL} does not exist."):
        call(UserPoolId=UNKNOWN_POOL, Username="ada", **OPERATIONS[operation])
    with refused("UserNotFoundException", "User does not exist."):
        call(UserPoolId=pool_id, Username="nobody", **OPERATIONS[operation])


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name != "admin_delete_user"])
def test_a_call_without_an_answer_answers_an_empty_object(emulator, idp, pool_id, operation):
    """What has nothing to tell tells nothing; every operation takes the user's sub as its name."""
    client_id = a_client(idp, pool_id)
    sign_up(idp, client_id, email=EMAIL, name="Ada")
    sub = attribute_map(shown(idp, pool_id)["UserAttributes"])["sub"]
    if operation != "admin_confirm_sign_up":
        idp.admin_confirm_sign_up(UserPoolId=pool_id, Username="ada")
        update(idp, pool_id, email_verified="true")

    answer = body_of(
        getattr(idp, operation)(UserPoolId=pool_id, Username=sub, **OPERATIONS[operation])
    )

    assert answer == {} or answer["Username"] == "ada"


# AdminGetUser


def test_a_user_is_shown_whole(idp, pool_id, clock):
    """Attributes begin with sub, dates tell creation and latest change; no factor, no MFA member."""
    sub = a_user(idp, pool_id, attributes={**VERIFIED, "name": "Ada"})
    clock.advance(seconds=60)
    update(idp, pool_id, name="Ada L")

    assert shown(idp, pool_id) == {
        "Username": "ada",
        "UserAttributes": attribute_list({"sub": sub, **VERIFIED, "name": "Ada L"}),
        "UserCreateDate": NOW,
        "UserLastModifiedDate": clock.now(),
        "Enabled": True,
        "UserStatus": "CONFIRMED",
    }


def test_second_factors_are_shown_once_they_are_set(idp):
    """The preferred factor, those turned on, and the legacy option are members of their own."""
    pool_id = a_pool(idp, **SENDS_SMS)
    a_user(idp, pool_id, attributes={"phone_number": "+15555550100", "email": EMAIL})
    named = {"UserPoolId": pool_id, "Username": "ada"}
    idp.admin_set_user_mfa_preference(
        **named,
        SMSMfaSettings={"Enabled": True},
        EmailMfaSettings={"Enabled": True, "PreferredMfa": True},
    )
    option = {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}
    idp.admin_set_user_settings(**named, MFAOptions=[option])

    answer = shown(idp, pool_id)

    assert answer["PreferredMfaSetting"] == "EMAIL_OTP"
    assert answer["UserMFASettingList"] == ["SMS_MFA", "EMAIL_OTP"]
    assert answer["MFAOptions"] == [option]


def test_aliases_name_a_user_once_they_are_verified(idp):
    """An administrator may name a user by username, sub, or an alias that signs in."""
    pool_id = a_pool(idp, AliasAttributes=["email", "preferred_username"])
    sub = a_user(idp, pool_id, attributes=VERIFIED)
    a_user(idp, pool_id, "eve", attributes={"email": "eve@example.com"})
    update(idp, pool_id, preferred_username="countess")

    for name in ("ada", sub, EMAIL, "countess"):
        assert shown(idp, pool_id, name)["Username"] == "ada"
    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_get_user(UserPoolId=pool_id, Username="eve@example.com")


def test_where_addresses_are_usernames_the_username_is_the_sub(idp):
    """The user answers to the address, verified or not, and to the sub."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    sub = a_user(idp, pool_id, EMAIL)

    assert shown(idp, pool_id, EMAIL)["Username"] == sub
    assert shown(idp, pool_id, sub)["UserAttributes"] == attribute_list(
        {"sub": sub, "email": EMAIL}
    )


# AdminDeleteUser


def test_a_deleted_user_leaves_nothing_behind(idp, pool_id):
    """Tokens end, memberships go, and the name is free for somebody else."""
    client_id = a_client(idp, pool_id)
    first = a_user(idp, pool_id, attributes=VERIFIED)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")
    tokens = tokens_of(idp, client_id)

    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")

    assert a_user(idp, pool_id) != first
    with refused("UserNotFoundException", "User does not exist."):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with refused("NotAuthorizedException", "Invalid Refresh Token."):
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=tokens["RefreshToken"])
    assert idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ada")["Groups"] == []
    assert idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []


def test_a_deleted_users_alias_is_free(idp):
    """A verified address of a deleted user may be another's."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.admin_delete_user(UserPoolId=pool_id, Username=EMAIL)

    a_user(idp, pool_id, "eve", attributes=VERIFIED)
    assert shown(idp, pool_id, EMAIL)["Username"] == "eve"


# AdminUpdateUserAttributes


def test_an_update_sets_changes_and_deletes(idp):
    """Given attributes are set, blank ones deleted, the others stay."""
    team = {"Name": "team", "AttributeDataType": "String", "DeveloperOnlyAttribute": True}
    pool_id = a_pool(idp, Schema=[team])
    a_user(idp, pool_id, attributes={"name": "Ada", "nickname": "A", "gender": "f"})

    update(idp, pool_id, **{"name": "Ada L", "nickname": "", "dev:custom:team": "engines"})

    assert attributes_of(idp, pool_id) == {
        "name": "Ada L",
        "gender": "f",
        "dev:custom:team": "engines",
    }


def test_a_new_address_loses_its_verification_and_gets_a_code(idp, pool_id, inbox):
    """Where the pool verifies the attribute, a code goes to the new address; it verifies it."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email="countess@example.com")

    assert attributes_of(idp, pool_id) == {
        "email": "countess@example.com",
        "email_verified": "false",
    }
    (message,) = inbox.list()
    assert (message.kind, message.destination) == ("UPDATE_ATTRIBUTE", "countess@example.com")
    assert message.client_id is None
    idp.verify_user_attribute(
        AccessToken=tokens_of(idp, client_id)["AccessToken"],
        AttributeName="email",
        Code=message.code,
    )
    assert attributes_of(idp, pool_id)["email_verified"] == "true"


def test_a_new_address_that_nobody_verifies_gets_no_code(idp, inbox):
    """Without auto-verification of the attribute nothing is sent."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email="countess@example.com")

    assert attributes_of(idp, pool_id)["email_verified"] == "false"
    assert inbox.list() == []


def test_an_administrator_may_vouch_for_an_address(idp, pool_id, inbox):
    """The flag in the same call verifies the new address, and no code is sent."""
    a_user(idp, pool_id)

    update(idp, pool_id, email=EMAIL, email_verified="true")
    update(idp, pool_id, email=EMAIL)

    assert attributes_of(idp, pool_id) == VERIFIED
    assert inbox.list() == []


def test_each_changed_address_gets_a_code_of_its_own(idp, inbox):
    """E-mail address and phone number are verified by different codes, in either order."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email", "phone_number"], **SENDS_SMS)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)

    update(idp, pool_id, email=EMAIL, phone_number="+15555550100")

    codes = {message.medium: message.code for message in inbox.list()}
    token = tokens_of(idp, client_id)["AccessToken"]
    for name, medium in (("phone_number", "SMS"), ("email", "EMAIL")):
        idp.verify_user_attribute(AccessToken=token, AttributeName=name, Code=codes[medium])
    assert attributes_of(idp, pool_id) == {
        "email": EMAIL,
        "email_verified": "true",
        "phone_number": "+15555550100",
        "phone_number_verified": "true",
    }


def test_an_address_may_have_to_wait_for_its_code(idp, inbox):
    """With AttributesRequireVerificationBeforeUpdate the old value stays until the code is given."""
    pool_id = a_pool(
        idp,
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email="countess@example.com", name="Ada")

    assert attributes_of(idp, pool_id) == {**VERIFIED, "name": "Ada"}
    (message,) = inbox.list()
    assert message.destination == "countess@example.com"
    idp.verify_user_attribute(
        AccessToken=tokens_of(idp, client_id)["AccessToken"],
        AttributeName="email",
        Code=message.code,
    )
    assert attributes_of(idp, pool_id)["email"] == "countess@example.com"


def test_vouching_for_an_address_does_not_wait(idp, inbox):
    """The flag in the same call skips the verification that the pool asks for."""
    pool_id = a_pool(
        idp,
        AutoVerifiedAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    a_user(idp, pool_id, attributes=VERIFIED)

    update(idp, pool_id, email="countess@example.com", email_verified="true")

    assert attributes_of(idp, pool_id)["email"] == "countess@example.com"
    assert inbox.list() == []


def test_verifying_an_alias_takes_it_from_who_had_it(idp):
    """The other user keeps the address, unverified, and is not found by it any more."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)
    a_user(idp, pool_id, "eve", attributes={"email": "eve@example.com"})

    update(idp, pool_id, "eve", email=EMAIL, email_verified="true")

    assert shown(idp, pool_id, EMAIL)["Username"] == "eve"
    assert attributes_of(idp, pool_id, "ada") == {"email": EMAIL, "email_verified": "false"}


def test_an_unverified_address_takes_no_alias(idp):
    """Two users may have one address as long as only one of them has it verified."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)
    a_user(idp, pool_id, "eve")

    update(idp, pool_id, "eve", email=EMAIL)

    assert shown(idp, pool_id, EMAIL)["Username"] == "ada"
    assert attributes_of(idp, pool_id, "ada") == VERIFIED


def test_a_preferred_username_is_not_taken_from_another(idp):
    """It belongs to who had it first, and the refused call changes nothing."""
    pool_id = a_pool(idp, AliasAttributes=["preferred_username"])
    a_user(idp, pool_id, attributes={"preferred_username": "countess"})
    a_user(idp, pool_id, "eve")

    with refused("AliasExistsException", "An account with the preferred_username already exists."):
        update(idp, pool_id, "eve", preferred_username="countess", name="Eve")

    assert attributes_of(idp, pool_id, "eve") == {}


def test_an_address_that_is_anothers_username_is_refused(idp):
    """Where addresses are usernames they are never taken over."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    a_user(idp, pool_id, EMAIL, attributes={"email_verified": "true"})
    a_user(idp, pool_id, "eve@example.com")

    with refused("AliasExistsException", "An account with the email already exists."):
        update(idp, pool_id, "eve@example.com", email=EMAIL, email_verified="true")

    assert attributes_of(idp, pool_id, EMAIL) == VERIFIED


def test_a_changed_address_is_the_new_sign_in_name(idp):
    """Where addresses are usernames the new one signs in at once and the old one is free."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    client_id = a_client(idp, pool_id)
    sub = a_user(idp, pool_id, EMAIL)

    update(idp, pool_id, EMAIL, email="countess@example.com")

    assert tokens_of(idp, client_id, "countess@example.com")["AccessToken"]
    assert shown(idp, pool_id, "countess@example.com")["Username"] == sub
    assert a_user(idp, pool_id, EMAIL) != sub


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"custom:team": "x"},
            UNKNOWN_ATTRIBUTE,
        ),
        ({"sub": "x"}, "user.sub: Attribute cannot be updated.\n"),
        ({"custom:fixed": "2"}, "user.custom:fixed: Attribute cannot be updated.\n"),
        ({"family_name": ""}, "user.family_name: Required attribute cannot be deleted.\n"),
        ({"email": "nonsense"}, "Invalid email address format."),
        ({"phone_number": "123"}, "Invalid phone number format."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_attributes_that_do_not_fit_are_refused(idp, given, message):
    """Unknown, immutable, required and ill-formed attributes are refused, all or none."""
    fixed = {"Name": "fixed", "AttributeDataType": "String", "Mutable": False}
    required = {"Name": "family_name", "AttributeDataType": "String", "Required": True}
    pool_id = a_pool(idp, Schema=[fixed, required])
    a_user(idp, pool_id, attributes={"family_name": "King"})

    with refused("InvalidParameterException", message):
        update(idp, pool_id, name="Ada", **given)

    assert attributes_of(idp, pool_id) == {"family_name": "King"}


def test_an_attribute_given_twice_is_refused(idp, pool_id):
    """One call gives an attribute one value."""
    a_user(idp, pool_id)
    twice = [{"Name": "name", "Value": "Ada"}, {"Name": "name", "Value": "Eve"}]

    with refused("InvalidParameterException", "Duplicate attribute name found in the request."):
        idp.admin_update_user_attributes(UserPoolId=pool_id, Username="ada", UserAttributes=twice)


def test_a_message_that_a_trigger_would_change_is_refused_by_name(idp):
    """The CustomMessage trigger is not emulated; the update that would fire it changes nothing."""
    trigger = "arn:aws:lambda:us-east-1:123456789012:function:message"
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"], LambdaConfig={"CustomMessage": trigger})
    a_user(idp, pool_id)

    with refused(
        "NotEmulatedException",
        "The CustomMessage Lambda trigger is not emulated yet by cognito_emulator.",
    ):
        update(idp, pool_id, email=EMAIL)

    assert attributes_of(idp, pool_id) == {}


# AdminDeleteUserAttributes


def test_attributes_are_deleted_with_their_flags(idp, pool_id):
    """An address goes with its flag; an attribute that is not set is no error."""
    a_user(idp, pool_id, attributes={**VERIFIED, "name": "Ada", "gender": "f"})

    idp.admin_delete_user_attributes(
        UserPoolId=pool_id, Username="ada", UserAttributeNames=["email", "name", "nickname"]
    )

    assert attributes_of(idp, pool_id) == {"gender": "f"}


def test_a_deleted_address_is_no_alias_any_more(idp):
    """The alias is free as soon as its attribute is gone."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.admin_delete_user_attributes(
        UserPoolId=pool_id, Username="ada", UserAttributeNames=["email"]
    )

    with refused("UserNotFoundException", "User does not exist."):
        idp.admin_get_user(UserPoolId=pool_id, Username=EMAIL)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "custom:team",
            UNKNOWN_ATTRIBUTE,
        ),
        ("sub", "user.sub: Required attribute cannot be deleted.\n"),
        ("family_name", "user.family_name: Required attribute cannot be deleted.\n"),
        ("custom:fixed", "user.custom:fixed: Attribute cannot be updated.\n"),
    ],
)
def test_attributes_that_must_stay_are_not_deleted(idp, name, message):
    """Unknown, required and immutable attributes cannot be deleted, nor others in the same call."""
    fixed = {"Name": "fixed", "AttributeDataType": "String", "Mutable": False}
    required = {"Name": "family_name", "AttributeDataType": "String", "Required": True}
    pool_id = a_pool(idp, Schema=[fixed, required])
    a_user(idp, pool_id, attributes={"name": "Ada"})

    with refused("InvalidParameterException", message):
        idp.admin_delete_user_attributes(
            UserPoolId=pool_id, Username="ada", UserAttributeNames=["name", name]
        )

    assert attributes_of(idp, pool_id) == {"name": "Ada"}


# AdminSetUserPassword


@pytest.mark.parametrize("permanent", [True, False, None])
def test_a_set_password_is_temporary_unless_it_is_for_good(idp, pool_id, permanent):
    """A permanent one signs in and confirms; a temporary one must be changed at the next sign-in."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    lasting = {} if permanent is None else {"Permanent": permanent}

    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=OTHER_PASSWORD, **lasting
    )

    answer = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": OTHER_PASSWORD},
    )
    assert answer.get("ChallengeName") == (None if permanent else "NEW_PASSWORD_REQUIRED")
    assert shown(idp, pool_id)["UserStatus"] == (
        "CONFIRMED" if permanent else "FORCE_CHANGE_PASSWORD"
    )
    with refused("NotAuthorizedException", "Incorrect username or password."):
        tokens_of(idp, client_id)


def test_a_temporary_password_expires(idp, pool_id, clock):
    """After the pool's days a temporary password is void; setting another begins them anew."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    setting = {"UserPoolId": pool_id, "Username": "ada", "Password": OTHER_PASSWORD}
    idp.admin_set_user_password(**setting)
    clock.advance(seconds=7 * 86400)

    with refused(
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
    ):
        tokens_of(idp, client_id, password=OTHER_PASSWORD)

    idp.admin_set_user_password(**setting)
    with pytest.raises(KeyError, match="AuthenticationResult"):  # a challenge: it works again
        tokens_of(idp, client_id, password=OTHER_PASSWORD)


@pytest.mark.parametrize("permanent", [True, False])
def test_a_user_who_has_not_confirmed_can_get_a_password(idp, pool_id, permanent):
    """Setting the password takes a user out of UNCONFIRMED."""
    sign_up(idp, a_client(idp, pool_id), email=EMAIL)

    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=OTHER_PASSWORD, Permanent=permanent
    )

    assert shown(idp, pool_id)["UserStatus"] == (
        "CONFIRMED" if permanent else "FORCE_CHANGE_PASSWORD"
    )


def test_setting_a_password_ends_a_reset_and_a_lock_out(idp, pool_id):
    """The user signs in at once, whatever went before."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    for _ in range(5):
        with refused("NotAuthorizedException", "Incorrect username or password."):
            tokens_of(idp, client_id, password="Wrong-horse-7")
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=OTHER_PASSWORD, Permanent=True
    )

    assert tokens_of(idp, client_id, password=OTHER_PASSWORD)["AccessToken"]


def test_setting_a_password_leaves_sessions_alone(idp, pool_id):
    """Tokens that were issued go on working."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=OTHER_PASSWORD, Permanent=True
    )

    assert idp.get_user(AccessToken=tokens["AccessToken"])["Username"] == "ada"


@pytest.mark.parametrize("permanent", [True, False])
def test_a_set_password_keeps_to_the_policy(idp, pool_id, permanent):
    """The policy binds administrators too; the user stays as it was."""
    a_user(idp, pool_id)

    with refused(
        "InvalidPasswordException", "Password does not conform to policy: Password not long enough"
    ):
        idp.admin_set_user_password(
            UserPoolId=pool_id, Username="ada", Password="Aa1-", Permanent=permanent
        )

    assert shown(idp, pool_id)["UserStatus"] == "CONFIRMED"


@pytest.mark.parametrize("permanent", [True, False])
def test_a_set_password_is_none_of_the_last_ones(idp, permanent):
    """With PasswordHistorySize the present and former passwords are refused."""
    pool_id = a_pool(idp, Policies={"PasswordPolicy": {"PasswordHistorySize": 2}})
    a_user(idp, pool_id, password=PASSWORD)
    named = {"UserPoolId": pool_id, "Username": "ada", "Permanent": permanent}
    idp.admin_set_user_password(**named, Password=OTHER_PASSWORD)

    for used in (PASSWORD, OTHER_PASSWORD):
        with refused(
            "PasswordHistoryPolicyViolationException", "Password has previously been used"
        ):
            idp.admin_set_user_password(**named, Password=used)


# AdminResetUserPassword


def test_a_reset_sends_a_code_and_voids_the_password(idp, pool_id, inbox):
    """The user must choose a new password with the code; then the user is CONFIRMED again."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    assert shown(idp, pool_id)["UserStatus"] == "RESET_REQUIRED"
    with refused("PasswordResetRequiredException", "Password reset required for the user"):
        tokens_of(idp, client_id)
    (message,) = inbox.list()
    assert (message.kind, message.destination) == ("FORGOT_PASSWORD", EMAIL)
    idp.confirm_forgot_password(
        ClientId=client_id, Username="ada", ConfirmationCode=message.code, Password=OTHER_PASSWORD
    )
    assert shown(idp, pool_id)["UserStatus"] == "CONFIRMED"
    assert tokens_of(idp, client_id, password=OTHER_PASSWORD)["AccessToken"]


def test_a_second_reset_sends_another_code(idp, pool_id, inbox):
    """The code before is void."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")
    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    first, second = (message.code for message in inbox.list())

    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        idp.confirm_forgot_password(
            ClientId=client_id, Username="ada", ConfirmationCode=first, Password=PASSWORD
        )
    idp.confirm_forgot_password(
        ClientId=client_id, Username="ada", ConfirmationCode=second, Password=PASSWORD
    )


def test_who_has_no_password_of_their_own_cannot_reset_it(idp, pool_id, inbox):
    """A user in FORCE_CHANGE_PASSWORD is invited again instead."""
    a_user(idp, pool_id, password=None, attributes=VERIFIED)

    with refused("NotAuthorizedException", "User password cannot be reset in the current state."):
        idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    assert inbox.list() == []


def test_a_disabled_user_cannot_reset_the_password(idp, pool_id):
    """The user must be enabled first."""
    a_user(idp, pool_id, attributes=VERIFIED)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    with refused("NotAuthorizedException", "User is disabled."):
        idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")


@pytest.mark.parametrize(
    "attributes",
    [{}, {"email": EMAIL}, {"phone_number": "+15555550100", "phone_number_verified": "true"}],
    ids=["no address", "unverified", "no SMS"],
)
def test_who_cannot_be_reached_keeps_the_password(idp, pool_id, attributes):
    """Without a verified address that the pool can send to, nothing is reset."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=attributes)

    with refused(
        "InvalidParameterException",
        "Cannot reset password for the user as there is no registered/verified email or "
        "phone_number",
    ):
        idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")

    assert tokens_of(idp, client_id)["AccessToken"]


def test_where_only_administrators_recover_accounts_no_code_resets(idp):
    """The operation needs self-service recovery."""
    recovery = {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}
    pool_id = a_pool(idp, AccountRecoverySetting=recovery)
    a_user(idp, pool_id, attributes=VERIFIED)

    with refused("NotAuthorizedException", "Contact administrator to reset password."):
        idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")


def test_a_user_whom_a_trigger_might_know_is_refused_by_name(idp):
    """The UserMigration trigger is not emulated; a known user does not fire it."""
    trigger = "arn:aws:lambda:us-east-1:123456789012:function:migrate"
    pool_id = a_pool(idp, LambdaConfig={"UserMigration": trigger})
    a_user(idp, pool_id, attributes=VERIFIED)

    idp.admin_reset_user_password(UserPoolId=pool_id, Username="ada")
    with refused(
        "NotEmulatedException",
        "The UserMigration Lambda trigger is not emulated yet by cognito_emulator.",
    ):
        idp.admin_reset_user_password(UserPoolId=pool_id, Username="nobody")


# AdminConfirmSignUp


def test_an_administrator_confirms_without_a_code(idp, pool_id, inbox):
    """The user may sign in; the address stays unverified, and the code is void."""
    client_id = a_client(idp, pool_id)
    sign_up(idp, client_id, email=EMAIL)

    idp.admin_confirm_sign_up(UserPoolId=pool_id, Username="ada")

    assert shown(idp, pool_id)["UserStatus"] == "CONFIRMED"
    assert attributes_of(idp, pool_id)["email_verified"] == "false"
    assert tokens_of(idp, client_id)["AccessToken"]
    with refused("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"):
        idp.confirm_sign_up(ClientId=client_id, Username="ada", ConfirmationCode=inbox.code("ada"))


@pytest.mark.parametrize(
    ("password", "status"), [(PASSWORD, "CONFIRMED"), (None, "FORCE_CHANGE_PASSWORD")]
)
def test_only_who_signed_up_is_confirmed(idp, pool_id, password, status):
    """Any other status is told in the refusal."""
    a_user(idp, pool_id, password=password)

    with refused("NotAuthorizedException", f"User cannot be confirmed. Current status is {status}"):
        idp.admin_confirm_sign_up(UserPoolId=pool_id, Username="ada")


def test_confirming_that_would_fire_a_trigger_is_refused_by_name(idp):
    """The PostConfirmation trigger is not emulated; the user stays UNCONFIRMED."""
    trigger = "arn:aws:lambda:us-east-1:123456789012:function:confirmed"
    pool_id = a_pool(idp, LambdaConfig={"PostConfirmation": trigger})
    sign_up(idp, a_client(idp, pool_id))

    with refused(
        "NotEmulatedException",
        "The PostConfirmation Lambda trigger is not emulated yet by cognito_emulator.",
    ):
        idp.admin_confirm_sign_up(UserPoolId=pool_id, Username="ada")

    assert shown(idp, pool_id)["UserStatus"] == "UNCONFIRMED"


# AdminDisableUser and AdminEnableUser


def test_a_disabled_user_is_out_at_once(idp, pool_id):
    """Nobody signs in as a disabled user, and its tokens are revoked; it is still listed."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)

    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    assert shown(idp, pool_id)["Enabled"] is False
    assert [user["Enabled"] for user in idp.list_users(UserPoolId=pool_id)["Users"]] == [False]
    with refused("NotAuthorizedException", "User is disabled."):
        tokens_of(idp, client_id)
    with pytest.raises(ClientError):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with pytest.raises(ClientError):
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=tokens["RefreshToken"])


def test_an_enabled_user_signs_in_again_with_new_tokens_only(idp, pool_id):
    """Revoked tokens stay revoked."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens = tokens_of(idp, client_id)
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")

    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    assert shown(idp, pool_id)["Enabled"] is True
    assert tokens_of(idp, client_id)["AccessToken"]
    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with refused("NotAuthorizedException", "Refresh Token has been revoked"):
        idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=tokens["RefreshToken"])


def test_the_status_does_not_depend_on_being_enabled(idp, pool_id, clock):
    """Disabling and enabling are dated, and leave the status as it is."""
    a_user(idp, pool_id, password=None)
    clock.advance(seconds=60)

    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    answer = shown(idp, pool_id)
    assert answer["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert answer["UserLastModifiedDate"] == clock.now()


# AdminGetUserAuthFactors


def test_factors_are_what_the_user_has(idp, pool_id):
    """Password and addresses are told, verified or not; without second factor no MFA member."""
    a_user(idp, pool_id, attributes={"email": EMAIL, "phone_number": "+15555550100"})

    answer = idp.admin_get_user_auth_factors(UserPoolId=pool_id, Username="ada")

    assert body_of(answer) == {
        "Username": "ada",
        "ConfiguredUserAuthFactors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP"],
    }


def test_second_factors_are_told_with_the_first(idp, pool_id):
    """What is turned on and preferred stands beside what is configured."""
    a_user(idp, pool_id, attributes={"email": EMAIL})
    idp.admin_set_user_mfa_preference(
        UserPoolId=pool_id,
        Username="ada",
        EmailMfaSettings={"Enabled": True, "PreferredMfa": True},
    )

    answer = idp.admin_get_user_auth_factors(UserPoolId=pool_id, Username="ada")

    assert body_of(answer) == {
        "Username": "ada",
        "ConfiguredUserAuthFactors": ["PASSWORD", "EMAIL_OTP"],
        "PreferredMfaSetting": "EMAIL_OTP",
        "UserMFASettingList": ["EMAIL_OTP"],
    }
