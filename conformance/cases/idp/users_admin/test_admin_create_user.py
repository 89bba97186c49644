"""AdminCreateUser: an administrator creates a user, who is invited with a temporary password."""

from __future__ import annotations

from datetime import datetime

import pytest

from conformance.evidence import case, differs
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
)

EMAIL = "ada@example.com"
PHONE = "+15555550100"
TEMPORARY = "Temporary-7"
VERIFIED = {"email": EMAIL, "email_verified": "true"}
DAY = 86400


def create(idp, pool_id, username="ada", *, attributes=None, **members):
    """Create a user; return it as the answer shows it."""
    return idp.admin_create_user(
        UserPoolId=pool_id,
        Username=username,
        UserAttributes=attribute_list(attributes or {}),
        **members,
    )["User"]


def sign_in(idp, pool_id, password, username="ada"):
    """Begin to sign in with a password; return the answer."""
    return idp.initiate_auth(
        ClientId=a_client(idp, pool_id),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )


@case(
    source="amazon-cognito-identity-js#532, output of the AWS CLI",
    level="observed",
    checked="2026-11-24",
)
def test_the_answer_is_the_user(idp):
    """The answer holds the user, in FORCE_CHANGE_PASSWORD; attributes begin with sub."""
    answer = idp.admin_create_user(
        UserPoolId=a_pool(idp),
        Username="ada",
        UserAttributes=attribute_list({"email": EMAIL}),
        MessageAction="SUPPRESS",
    )

    user = answer["User"]
    sub = attribute_map(user["Attributes"])["sub"]
    assert isinstance(user["UserCreateDate"], datetime)
    assert body_of(answer) == {
        "User": {
            "Username": "ada",
            "Attributes": attribute_list({"sub": sub, "email": EMAIL}),
            "UserCreateDate": user["UserCreateDate"],
            "UserLastModifiedDate": user["UserCreateDate"],
            "Enabled": True,
            "UserStatus": "FORCE_CHANGE_PASSWORD",
        }
    }


@case(source="API reference AdminCreateUser", level="documented", checked="2026-11-24")
def test_a_user_may_be_created_by_name_alone(idp):
    """Required attributes are asked for when the user chooses the first password."""
    required = {"Name": "family_name", "AttributeDataType": "String", "Required": True}
    pool_id = a_pool(idp, Schema=[required])

    create(idp, pool_id, TemporaryPassword=TEMPORARY, MessageAction="SUPPRESS")

    challenge = sign_in(idp, pool_id, TEMPORARY)
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert challenge["ChallengeParameters"]["requiredAttributes"] == (
        '["userAttributes.family_name"]'
    )


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """Nobody is created in a pool that does not exist."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        create(idp, "us-east-1_Nowhere01")


@case(source="localstack#4465", level="observed", checked="2026-11-24")
def test_a_username_is_given_once(idp):
    """A taken username is refused in words of this operation's own."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with refused("UsernameExistsException", "User account already exists"):
        create(idp, pool_id)


@case(source="API reference UsernameConfigurationType", level="documented", checked="2026-11-24")
def test_casing_tells_names_apart_unless_the_pool_ignores_it(idp):
    """By default the casing counts; with CaseSensitive false it does not."""
    sensitive = a_pool(idp)
    ignoring = a_pool(idp, UsernameConfiguration={"CaseSensitive": False})
    for pool_id in (sensitive, ignoring):
        a_user(idp, pool_id, "Ada")

    a_user(idp, sensitive, "ada")
    with refused("UsernameExistsException", "User account already exists"):
        create(idp, ignoring, "ada", MessageAction="SUPPRESS")


@case(
    source="Developer Guide, Customizing sign-in attributes",
    level="documented",
    checked="2026-11-24",
)
def test_an_address_as_username_becomes_an_attribute(idp):
    """With UsernameAttributes the username is the sub."""
    user = create(idp, a_pool(idp, UsernameAttributes=["email"]), EMAIL, MessageAction="SUPPRESS")

    assert user["Attributes"] == attribute_list({"sub": user["Username"], "email": EMAIL})


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (["email"], "Username should be an email."),
        (["phone_number"], "Username should be a phone number."),
        (["email", "phone_number"], "Username should be either an email or a phone number."),
    ],
)
def test_where_addresses_are_usernames_a_name_is_none(idp, kinds, message):
    """The username must be of a kind that the pool takes."""
    with refused("InvalidParameterException", message):
        create(idp, a_pool(idp, UsernameAttributes=kinds))


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_address_that_is_a_username_is_given_once(idp):
    """Verified or not, an address names one user of the pool."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])
    a_user(idp, pool_id, EMAIL)

    with refused("UsernameExistsException", "An account with the given email already exists."):
        create(idp, pool_id, EMAIL)


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("username", "kind"), [(EMAIL, "email"), (PHONE, "phone number")], ids=["email", "phone number"]
)
def test_a_username_does_not_look_like_an_alias(idp, username, kind):
    """Where addresses are aliases no username has their form."""
    with refused(
        "InvalidParameterException",
        f"Username cannot be of {kind} format, since user pool is configured for {kind} alias.",
    ):
        create(idp, a_pool(idp, AliasAttributes=["email", "phone_number"]), username)


@case(source="boto3#3213; the service model", level="observed", checked="2026-11-24")
def test_a_taken_alias_is_refused(idp):
    """A verified address that is another's alias is told as an existing account."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)

    with refused("UsernameExistsException", "An account with the given email already exists."):
        create(idp, pool_id, "eve", attributes=VERIFIED)


@case(
    source="API reference AdminCreateUser, ForceAliasCreation",
    level="documented",
    checked="2026-11-24",
)
def test_a_taken_alias_may_be_taken_over(idp):
    """With ForceAliasCreation the alias moves; the user before does not sign in with it any more."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id, attributes=VERIFIED)

    create(
        idp,
        pool_id,
        "eve",
        attributes=VERIFIED,
        ForceAliasCreation=True,
        MessageAction="SUPPRESS",
    )

    assert idp.admin_get_user(UserPoolId=pool_id, Username=EMAIL)["Username"] == "eve"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        idp.initiate_auth(
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": EMAIL, "PASSWORD": PASSWORD},
        )


@case(
    source="API reference AdminCreateUser, ForceAliasCreation",
    level="documented",
    checked="2026-11-24",
)
def test_an_unverified_address_takes_nothing_over(idp):
    """ForceAliasCreation is ignored where the address is not verified."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    a_user(idp, pool_id, attributes=VERIFIED)

    create(
        idp,
        pool_id,
        "eve",
        attributes={"email": EMAIL},
        ForceAliasCreation=True,
        MessageAction="SUPPRESS",
    )

    assert idp.admin_get_user(UserPoolId=pool_id, Username=EMAIL)["Username"] == "ada"


@case(source="Client applications comparing the texts", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (
            {"custom:team": "x"},
            (
                "Attributes did not conform to the schema: "
                "custom:team: Attribute does not exist in the schema.\n"
            ),
        ),
        ({"email": "nonsense"}, "Invalid email address format."),
        ({"phone_number": "123"}, "Invalid phone number format."),
    ],
    ids=["unknown", "email", "phone number"],
)
def test_attributes_that_do_not_fit_are_refused(idp, attributes, message):
    """Unknown and ill-formed attributes create nobody."""
    pool_id = a_pool(idp)

    with refused("InvalidParameterException", message):
        create(idp, pool_id, attributes=attributes, MessageAction="SUPPRESS")

    assert idp.list_users(UserPoolId=pool_id)["Users"] == []


@case(
    source="API reference AdminCreateUser, UserAttributes: the address is required; text inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_a_verified_address_must_be_there(idp):
    """email_verified cannot be true without email."""
    with refused(
        "InvalidParameterException", "The attribute email is required when email_verified is true."
    ):
        create(idp, a_pool(idp), attributes={"email_verified": "true"}, MessageAction="SUPPRESS")


@case(source="data-dot-all/dataall#690", level="observed", checked="2026-11-24")
def test_a_temporary_password_keeps_to_the_policy(idp):
    """The policy's sentence has a prefix of this operation's own."""
    with refused(
        "InvalidPasswordException",
        "Password did not conform with password policy: Password must have numeric characters",
    ):
        create(idp, a_pool(idp), TemporaryPassword="Temporary-seven")


@case(
    source="API reference AdminCreateUser, TemporaryPassword; text from client applications",
    level="observed",
    checked="2026-11-24",
)
def test_a_temporary_password_lasts_seven_days(idp, clock):
    """By default it expires after a week; then only an administrator helps."""
    pool_id = a_pool(idp)
    create(idp, pool_id, TemporaryPassword=TEMPORARY, MessageAction="SUPPRESS")

    clock.advance(7 * DAY - 60)
    assert sign_in(idp, pool_id, TEMPORARY)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    clock.advance(120)
    with refused(
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
    ):
        sign_in(idp, pool_id, TEMPORARY)


# The invitation


@case(
    source="API reference AdminCreateUser, DesiredDeliveryMediums",
    level="documented",
    checked="2026-11-24",
)
def test_an_invitation_goes_by_sms_by_default(idp, inbox):
    """SMS is the default also for a user with an e-mail address; the password in it signs in."""
    pool_id = a_pool(idp, **SENDS_SMS)

    create(idp, pool_id, attributes={"email": EMAIL, "phone_number": PHONE})

    (message,) = inbox.messages(pool=pool_id)
    assert (message["medium"], message["destination"]) == ("SMS", PHONE)
    assert message["text"] == (f"Your username is ada and temporary password is {message['code']}.")
    assert sign_in(idp, pool_id, message["code"])["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


@case(
    source="API reference AdminCreateUser, DesiredDeliveryMediums; default text of the console",
    level="documented",
    checked="2026-11-24",
)
def test_an_invitation_may_go_to_both_mediums(idp, inbox):
    """Each desired medium gets a message with the same password."""
    pool_id = a_pool(idp, **SENDS_SMS)

    create(
        idp,
        pool_id,
        attributes={"email": EMAIL, "phone_number": PHONE},
        DesiredDeliveryMediums=["EMAIL", "SMS"],
        TemporaryPassword=TEMPORARY,
    )

    by_email, by_sms = inbox.messages(pool=pool_id)
    assert (by_email["medium"], by_email["destination"]) == ("EMAIL", EMAIL)
    assert by_email["subject"] == "Your temporary password"
    assert (by_sms["medium"], by_sms["destination"]) == ("SMS", PHONE)
    text = f"Your username is ada and temporary password is {TEMPORARY}."
    assert (by_email["text"], by_sms["text"]) == (text, text)


@case(
    source="API reference AdminCreateUser, MessageAction", level="documented", checked="2026-11-24"
)
def test_a_suppressed_invitation_is_not_sent(idp, inbox):
    """With SUPPRESS nobody is told, and no address is needed."""
    pool_id = a_pool(idp)

    create(idp, pool_id, MessageAction="SUPPRESS", DesiredDeliveryMediums=["EMAIL"])

    assert inbox.messages(pool=pool_id) == []


@case(
    source="cognito-local#274 and the many examples that create users by name alone",
    level="inferred",
    checked="2026-11-24",
)
def test_who_has_no_phone_number_is_not_told_by_default(idp, inbox):
    """Without desired medium a missing phone number is no error."""
    pool_id = a_pool(idp)

    create(idp, pool_id, attributes={"email": EMAIL})

    assert inbox.messages(pool=pool_id) == []


@case(source="cognito-backup-restore#25", level="observed", checked="2026-11-24")
def test_an_invitation_by_email_needs_an_address(idp):
    """EMAIL is refused for a user without e-mail address."""
    with refused(
        "InvalidParameterException", "No email provided but desired delivery medium was Email"
    ):
        create(idp, a_pool(idp), DesiredDeliveryMediums=["EMAIL"])


@case(source="By analogy to EMAIL", level="inferred", checked="2026-11-24")
def test_an_invitation_by_sms_needs_a_number(idp):
    """SMS is refused, when it is asked for, for a user without phone number."""
    with refused(
        "InvalidParameterException", "No phone number provided but desired delivery medium was SMS"
    ):
        create(idp, a_pool(idp), DesiredDeliveryMediums=["SMS"])


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_a_pool_without_sms_configuration_sends_none(idp):
    """An invitation by SMS is refused where the pool cannot send it."""
    with refused(
        "CodeDeliveryFailureException",
        "Invalid phone number provided/Unable to send the message. User pool does not have SMS "
        "configuration to send messages.",
    ):
        create(
            idp,
            a_pool(idp),
            attributes={"phone_number": PHONE},
            DesiredDeliveryMediums=["SMS"],
        )


@differs("A refused call leaves nothing behind here; AWS keeps the user who cannot be invited.")
@case(source="boto3#3524, aws-sdk#438", level="observed", checked="2026-11-24")
def test_who_cannot_be_invited_exists_all_the_same(idp):
    """The user is created before the invitation fails."""
    pool_id = a_pool(idp)

    with pytest.raises(idp.exceptions.CodeDeliveryFailureException):
        create(idp, pool_id, attributes={"phone_number": PHONE}, DesiredDeliveryMediums=["SMS"])

    assert [user["Username"] for user in idp.list_users(UserPoolId=pool_id)["Users"]] == ["ada"]


# RESEND


@case(
    source="API reference AdminCreateUser, MessageAction", level="documented", checked="2026-11-24"
)
def test_resending_gives_another_password_and_its_days_anew(idp, inbox, clock):
    """RESEND helps a user whose temporary password has expired."""
    pool_id = a_pool(idp)
    create(idp, pool_id, attributes={"email": EMAIL}, DesiredDeliveryMediums=["EMAIL"])
    clock.advance(8 * DAY)

    user = create(idp, pool_id, MessageAction="RESEND", DesiredDeliveryMediums=["EMAIL"])

    first, second = inbox.messages(pool=pool_id)
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert first["code"] != second["code"]
    assert sign_in(idp, pool_id, second["code"])["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        sign_in(idp, pool_id, first["code"])


@case(source="aws-sdk-js#1357", level="observed", checked="2026-11-24")
def test_resending_needs_a_user(idp):
    """RESEND creates nobody."""
    with refused("UserNotFoundException", "User does not exist."):
        create(idp, a_pool(idp), MessageAction="RESEND")


@case(source="Client code and other emulators", level="inferred", checked="2026-11-24")
def test_resending_is_for_who_has_not_signed_in(idp):
    """A user with a password of their own is not invited again."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)

    with refused(
        "UnsupportedUserStateException",
        "Resend not possible. ada status is not FORCE_CHANGE_PASSWORD",
    ):
        create(idp, pool_id, MessageAction="RESEND")


# Without a password


@case(
    source="API reference AdminCreateUser, TemporaryPassword",
    level="documented",
    checked="2026-11-24",
)
def test_where_codes_sign_in_a_user_needs_no_password(idp):
    """Without TemporaryPassword the user has none, and is CONFIRMED at once."""
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
    pool_id = a_pool(idp, Policies=policies)

    user = create(idp, pool_id, attributes=VERIFIED, MessageAction="SUPPRESS")

    assert user["UserStatus"] == "CONFIRMED"


@case(
    source="API reference AdminCreateUser, TemporaryPassword",
    level="documented",
    checked="2026-11-24",
)
def test_a_given_password_is_kept_where_codes_sign_in(idp):
    """TemporaryPassword makes a user with a password in any pool."""
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
    pool_id = a_pool(idp, Policies=policies)

    user = create(idp, pool_id, TemporaryPassword=TEMPORARY, MessageAction="SUPPRESS")

    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert sign_in(idp, pool_id, TEMPORARY)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


@case(
    source="API reference AdminCreateUser, UserAttributes: an address is required; text inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_a_user_without_password_can_be_reached_by_code(idp):
    """Neither password nor address is refused."""
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}

    with refused(
        "InvalidParameterException", "A user without a password must have a value for email."
    ):
        create(idp, a_pool(idp, Policies=policies), MessageAction="SUPPRESS")
