"""AdminCreateUser: an administrator creates a user, who is invited with a temporary password."""

from __future__ import annotations

import re
from threading import Barrier, Thread

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.emulator import Emulator
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
from tests.idp.conftest import NOW, client_of, wait_for_a_lock

EMAIL = "ada@example.com"
PHONE = "+15555550100"
DAY = 86400
TEMPORARY = "Temporary-7"
ARN = "arn:aws:lambda:us-east-1:123456789012:function:any"
ALLOWS_EMAIL_OTP = {
    "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
}
NO_SMS = (
    "Invalid phone number provided/Unable to send the message. User pool does not have SMS "
    "configuration to send messages."
)


@pytest.fixture
def pool_id(idp):
    """Give a pool that sends SMS too."""
    return a_pool(idp, **SENDS_SMS)


def create(idp, pool_id, username="ada", *, attributes=None, **members):
    """Create a user; return it as the answer shows it."""
    return idp.admin_create_user(
        UserPoolId=pool_id,
        Username=username,
        UserAttributes=attribute_list(attributes or {}),
        **members,
    )["User"]


def names(idp, pool_id):
    """Return the usernames of a pool."""
    return [user["Username"] for user in idp.list_users(UserPoolId=pool_id)["Users"]]


def attributes_of(idp, pool_id, username):
    """Return a user's attributes by name, without the sub."""
    user = idp.admin_get_user(UserPoolId=pool_id, Username=username)
    attributes = attribute_map(user["UserAttributes"])
    return {name: value for name, value in attributes.items() if name != "sub"}


def sign_in(idp, pool_id, password, username="ada"):
    """Begin to sign in with a password; return the answer."""
    return idp.initiate_auth(
        ClientId=a_client(idp, pool_id),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )


# The user


def test_a_new_user_is_shown_whole(idp, pool_id):
    """The answer holds the user with its sub, in FORCE_CHANGE_PASSWORD, and nothing else."""
    answer = body_of(
        idp.admin_create_user(
            UserPoolId=pool_id,
            Username="ada",
            UserAttributes=attribute_list({"email": EMAIL, "email_verified": "True", "name": ""}),
        )
    )

    sub = answer["User"]["Attributes"][0]["Value"]
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", sub)
    assert answer == {
        "User": {
            "Username": "ada",
            "Attributes": attribute_list({"sub": sub, "email": EMAIL, "email_verified": "true"}),
            "UserCreateDate": NOW,
            "UserLastModifiedDate": NOW,
            "Enabled": True,
            "UserStatus": "FORCE_CHANGE_PASSWORD",
        }
    }


def test_an_unknown_pool_is_named(idp):
    """Nobody is created in a pool that does not exist."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        create(idp, "us-east-1_Nowhere01")


def test_required_attributes_may_be_missing(idp):
    """The user is asked for them together with the first password."""
    required = {"Name": "family_name", "AttributeDataType": "String", "Required": True}
    pool_id = a_pool(idp, Schema=[required])

    create(idp, pool_id, TemporaryPassword=TEMPORARY)

    challenge = sign_in(idp, pool_id, TEMPORARY)["ChallengeParameters"]
    assert challenge["requiredAttributes"] == '["userAttributes.family_name"]'


def test_administrators_create_users_where_sign_up_is_closed(idp):
    """AllowAdminCreateUserOnly closes SignUp alone."""
    pool_id = a_pool(idp, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})

    create(idp, pool_id)

    assert names(idp, pool_id) == ["ada"]


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
        ({"sub": "x"}, "user.sub: Attribute cannot be updated.\n"),
        ({"email": "nonsense"}, "Invalid email address format."),
        ({"phone_number": "123"}, "Invalid phone number format."),
        (
            {"email_verified": "true"},
            "The attribute email is required when email_verified is true.",
        ),
    ],
    ids=["unknown", "sub", "email", "phone number", "flag alone"],
)
def test_attributes_that_do_not_fit_are_refused(idp, pool_id, attributes, message):
    """Unknown and ill-formed attributes, and a flag without its address, create nobody."""
    with refused("InvalidParameterException", message):
        create(idp, pool_id, attributes=attributes)

    assert names(idp, pool_id) == []


# Names and aliases


def test_a_username_is_given_once(idp, pool_id):
    """A taken username is refused; in a pool that knows case another casing is another name."""
    create(idp, pool_id)

    with refused("UsernameExistsException", "User account already exists"):
        create(idp, pool_id)

    create(idp, pool_id, "Ada")
    assert sorted(names(idp, pool_id)) == ["Ada", "ada"]


def test_casing_does_not_matter_where_the_pool_ignores_it(idp):
    """The name is shown as written, and taken in any casing."""
    pool_id = a_pool(idp, UsernameConfiguration={"CaseSensitive": False})
    create(idp, pool_id, "Ada")

    with refused("UsernameExistsException", "User account already exists"):
        create(idp, pool_id, "aDA")

    assert names(idp, pool_id) == ["Ada"]


def test_an_address_as_username_becomes_an_attribute(idp):
    """The username is the sub, and messages call the user by the address."""
    pool_id = a_pool(idp, UsernameAttributes=["email", "phone_number"])

    user = create(idp, pool_id, EMAIL)

    sub = user["Username"]
    assert user["Attributes"] == attribute_list({"sub": sub, "email": EMAIL})


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
    pool_id = a_pool(idp, UsernameAttributes=kinds)

    with refused("InvalidParameterException", message):
        create(idp, pool_id)


def test_an_address_that_is_a_username_is_given_once(idp):
    """Verified or not, an address names one user of the pool."""
    pool_id = a_pool(idp, UsernameAttributes=["email", "phone_number"])
    create(idp, pool_id, EMAIL)

    with refused("UsernameExistsException", "An account with the given email already exists."):
        create(idp, pool_id, EMAIL)
    with refused("UsernameExistsException", "An account with the given email already exists."):
        create(idp, pool_id, PHONE, attributes={"email": EMAIL})


def test_a_username_does_not_look_like_an_alias(idp):
    """Else the username of one user could be the alias of another."""
    pool_id = a_pool(idp, AliasAttributes=["email", "phone_number"])

    with refused(
        "InvalidParameterException",
        "Username cannot be of email format, since user pool is configured for email alias.",
    ):
        create(idp, pool_id, EMAIL)
    with refused(
        "InvalidParameterException",
        "Username cannot be of phone number format, since user pool is configured for phone "
        "number alias.",
    ):
        create(idp, pool_id, PHONE)


def test_a_taken_alias_is_refused_unless_it_is_taken_over(idp):
    """Only a verified address is an alias; ForceAliasCreation moves it, and unverifies the other."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    verified = {"email": EMAIL, "email_verified": "true"}
    create(idp, pool_id, "ada", attributes=verified)
    create(idp, pool_id, "bob", attributes={"email": EMAIL})

    with refused("UsernameExistsException", "An account with the given email already exists."):
        create(idp, pool_id, "eve", attributes=verified)
    create(idp, pool_id, "eve", attributes=verified, ForceAliasCreation=True)

    assert idp.admin_get_user(UserPoolId=pool_id, Username=EMAIL)["Username"] == "eve"
    assert attributes_of(idp, pool_id, "ada") == {"email": EMAIL, "email_verified": "false"}


@pytest.mark.parametrize("flag", [{}, {"email_verified": "false"}])
def test_an_unverified_address_takes_nothing_over(idp, flag):
    """ForceAliasCreation is ignored where the address is not verified."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    verified = {"email": EMAIL, "email_verified": "true"}
    create(idp, pool_id, "ada", attributes=verified)

    create(idp, pool_id, "eve", attributes={"email": EMAIL, **flag}, ForceAliasCreation=True)

    assert attributes_of(idp, pool_id, "ada") == verified


def test_a_refused_take_over_leaves_the_alias_where_it_was(idp):
    """When the name is taken nothing moves."""
    pool_id = a_pool(idp, AliasAttributes=["email"])
    verified = {"email": EMAIL, "email_verified": "true"}
    create(idp, pool_id, "ada", attributes=verified)
    create(idp, pool_id, "eve")

    with refused("UsernameExistsException", "User account already exists"):
        create(idp, pool_id, "eve", attributes=verified, ForceAliasCreation=True)

    assert attributes_of(idp, pool_id, "ada") == verified


def test_a_preferred_username_may_be_given_at_once(idp):
    """A user whom an administrator creates needs no confirmation first; another's is refused."""
    pool_id = a_pool(idp, AliasAttributes=["preferred_username"])
    create(idp, pool_id, attributes={"preferred_username": "countess"})

    assert idp.admin_get_user(UserPoolId=pool_id, Username="countess")["Username"] == "ada"
    with refused(
        "UsernameExistsException",
        "An account with the given preferred_username already exists.",
    ):
        create(idp, pool_id, "eve", attributes={"preferred_username": "countess"})


def test_of_many_who_create_one_name_one_succeeds(emulator, idp, pool_id):
    """A username is given once, however many ask for it at the same time."""
    start = Barrier(8)
    outcomes = []

    def attempt():
        client = client_of(emulator)
        start.wait()
        try:
            create(client, pool_id, MessageAction="SUPPRESS")
        except ClientError as error:
            outcomes.append(error.response["Error"]["Code"])
        else:
            outcomes.append("created")

    threads = [Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["UsernameExistsException"] * 7 + ["created"]


@pytest.mark.postgres
def test_nobody_is_created_in_a_pool_that_is_deleted_meanwhile(postgres_url):
    """Who finds the pool just before its deletion is committed is told that it does not exist."""
    emulator = Emulator(store=postgres_url, strict=True)
    pool_id = a_pool(client_of(emulator))
    outcomes = []

    def attempt():
        with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
            create(client_of(emulator), pool_id)
        outcomes.append("refused")

    creating = Thread(target=attempt)
    with emulator.database.writing() as store:
        store.pools.delete(pool_id)
        creating.start()
        wait_for_a_lock(postgres_url)
    creating.join()
    emulator.close()

    assert outcomes == ["refused"]


# The temporary password


def test_a_temporary_password_is_made_and_sent(idp, pool_id, inbox):
    """It satisfies the policy and signs in as far as the choice of another."""
    create(idp, pool_id, attributes={"email": EMAIL}, DesiredDeliveryMediums=["EMAIL"])

    (message,) = inbox.list()
    assert re.search("[a-z]", message.code)
    assert re.search("[A-Z]", message.code)
    assert re.search("[0-9]", message.code)
    assert sign_in(idp, pool_id, message.code)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


def test_a_given_temporary_password_is_the_one(idp, pool_id, inbox):
    """What the request gives is sent and signs in."""
    create(idp, pool_id, attributes={"phone_number": PHONE}, TemporaryPassword=TEMPORARY)

    assert [message.code for message in inbox.list()] == [TEMPORARY]
    assert sign_in(idp, pool_id, TEMPORARY)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


def test_a_temporary_password_keeps_to_the_policy(idp, pool_id):
    """The policy binds administrators too, in words of this operation's own."""
    with refused(
        "InvalidPasswordException",
        "Password did not conform with password policy: Password must have numeric characters",
    ):
        create(idp, pool_id, TemporaryPassword="Temporary-seven")

    assert names(idp, pool_id) == []


def test_a_temporary_password_expires(idp, clock):
    """It works for as many days as the pool says."""
    policy = {"PasswordPolicy": {"TemporaryPasswordValidityDays": 2}}
    pool_id = a_pool(idp, Policies=policy)
    create(idp, pool_id, TemporaryPassword=TEMPORARY)

    clock.advance(seconds=2 * DAY - 1)
    assert sign_in(idp, pool_id, TEMPORARY)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    clock.advance(seconds=1)
    with refused(
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
    ):
        sign_in(idp, pool_id, TEMPORARY)


# The invitation


def test_an_invitation_goes_by_sms_unless_it_is_to_go_otherwise(idp, pool_id, inbox):
    """SMS is the default, also for a user who has an e-mail address."""
    create(idp, pool_id, attributes={"email": EMAIL, "phone_number": PHONE})

    (message,) = inbox.list()
    assert (message.kind, message.medium, message.destination) == ("INVITATION", "SMS", PHONE)
    assert message.username == "ada"
    assert message.body == f"Your username is ada and temporary password is {message.code}."


def test_an_invitation_by_email_has_its_subject(idp, pool_id, inbox):
    """The pool's own template is used where it has one."""
    template = {
        "EmailMessage": "Dear {username}, come in: {####}",
        "EmailSubject": "Welcome, {username}",
    }
    idp.update_user_pool(
        UserPoolId=pool_id, AdminCreateUserConfig={"InviteMessageTemplate": template}
    )

    create(
        idp,
        pool_id,
        attributes={"email": EMAIL},
        DesiredDeliveryMediums=["EMAIL"],
        TemporaryPassword=TEMPORARY,
    )

    (message,) = inbox.list()
    assert (message.destination, message.subject) == (EMAIL, "Welcome, ada")
    assert message.body == f"Dear ada, come in: {TEMPORARY}"


def test_an_invitation_calls_the_user_by_the_address_that_was_typed(idp, inbox):
    """Where addresses are usernames the message does not speak of the sub."""
    pool_id = a_pool(idp, UsernameAttributes=["email"])

    create(idp, pool_id, EMAIL, DesiredDeliveryMediums=["EMAIL"], TemporaryPassword=TEMPORARY)

    (message,) = inbox.list()
    assert message.body == f"Your username is {EMAIL} and temporary password is {TEMPORARY}."


def test_both_mediums_get_the_same_password(idp, pool_id, inbox):
    """With two desired mediums two messages go out."""
    create(
        idp,
        pool_id,
        attributes={"email": EMAIL, "phone_number": PHONE},
        DesiredDeliveryMediums=["EMAIL", "SMS"],
    )

    assert [message.medium for message in inbox.list()] == ["EMAIL", "SMS"]
    assert len({message.code for message in inbox.list()}) == 1


def test_nothing_is_sent_where_nobody_is_to_be_told(idp, pool_id, inbox):
    """SUPPRESS sends nothing and asks for no address; nor is who has no phone number told."""
    create(idp, pool_id, "ada", MessageAction="SUPPRESS", DesiredDeliveryMediums=["EMAIL"])
    create(idp, pool_id, "bob")
    create(idp, pool_id, "eve", attributes={"email": EMAIL})

    assert inbox.list() == []


@pytest.mark.parametrize(
    ("medium", "message"),
    [
        ("EMAIL", "No email provided but desired delivery medium was Email"),
        ("SMS", "No phone number provided but desired delivery medium was SMS"),
    ],
)
def test_a_desired_medium_needs_its_address(idp, pool_id, medium, message):
    """A medium that is asked for must reach the user."""
    with refused("InvalidParameterException", message):
        create(idp, pool_id, DesiredDeliveryMediums=[medium])

    assert names(idp, pool_id) == []


def test_an_invitation_that_cannot_be_sent_creates_nobody(idp, inbox):
    """A pool without SMS configuration refuses, and nothing of the call remains."""
    pool_id = a_pool(idp)

    with refused("CodeDeliveryFailureException", NO_SMS):
        create(
            idp,
            pool_id,
            attributes={"email": EMAIL, "phone_number": PHONE},
            DesiredDeliveryMediums=["EMAIL", "SMS"],
        )

    assert names(idp, pool_id) == []
    assert inbox.list() == []


@pytest.mark.parametrize(
    ("trigger", "configuration"),
    [
        ("PreSignUp", {"PreSignUp": ARN}),
        ("CustomMessage", {"CustomMessage": ARN}),
        (
            "CustomSMSSender",
            {
                "CustomSMSSender": {"LambdaArn": ARN, "LambdaVersion": "V1_0"},
                "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/any",
            },
        ),
    ],
)
def test_what_would_fire_a_trigger_is_refused_by_name(idp, trigger, configuration):
    """Triggers are not emulated; nobody is created without them."""
    pool_id = a_pool(idp, LambdaConfig=configuration, **SENDS_SMS)

    with refused(
        "NotEmulatedException",
        f"The {trigger} Lambda trigger is not emulated yet by cognito_emulator.",
    ):
        create(idp, pool_id, attributes={"phone_number": PHONE})

    assert names(idp, pool_id) == []


# RESEND


def test_resending_gives_another_password_and_its_days_anew(idp, inbox, clock):
    """The expired password is replaced; the user is shown as it is now."""
    pool_id = a_pool(idp)
    create(idp, pool_id, attributes={"email": EMAIL}, DesiredDeliveryMediums=["EMAIL"])
    clock.advance(seconds=7 * DAY)

    user = create(idp, pool_id, MessageAction="RESEND", DesiredDeliveryMediums=["EMAIL"])

    first, second = inbox.list()
    assert (second.kind, second.destination) == ("INVITATION", EMAIL)
    assert sign_in(idp, pool_id, second.code)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        sign_in(idp, pool_id, first.code)
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert (user["UserCreateDate"], user["UserLastModifiedDate"]) == (NOW, clock.now())


def test_resending_takes_the_password_but_no_attributes(idp, inbox):
    """TemporaryPassword is the new one; UserAttributes of the request change nothing."""
    pool_id = a_pool(idp)
    create(idp, pool_id, attributes={"email": EMAIL}, MessageAction="SUPPRESS")

    create(
        idp,
        pool_id,
        attributes={"name": "Ada"},
        MessageAction="RESEND",
        DesiredDeliveryMediums=["EMAIL"],
        TemporaryPassword=TEMPORARY,
    )

    assert [message.code for message in inbox.list()] == [TEMPORARY]
    assert attributes_of(idp, pool_id, "ada") == {"email": EMAIL}


def test_resending_needs_a_user_who_was_invited(idp, pool_id):
    """An unknown user, and one who has a password already, are refused."""
    a_user(idp, pool_id, password=PASSWORD)

    with refused("UserNotFoundException", "User does not exist."):
        create(idp, pool_id, "nobody", MessageAction="RESEND")
    with refused(
        "UnsupportedUserStateException",
        "Resend not possible. ada status is not FORCE_CHANGE_PASSWORD",
    ):
        create(idp, pool_id, MessageAction="RESEND")


def test_resending_to_nowhere_keeps_the_password(idp):
    """A refused RESEND leaves the temporary password as it was."""
    pool_id = a_pool(idp)
    create(
        idp,
        pool_id,
        attributes={"phone_number": PHONE},
        MessageAction="SUPPRESS",
        TemporaryPassword=TEMPORARY,
    )

    with refused("CodeDeliveryFailureException", NO_SMS):
        create(idp, pool_id, MessageAction="RESEND")

    assert sign_in(idp, pool_id, TEMPORARY)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


# Without a password


def test_where_codes_sign_in_a_user_needs_no_password(idp, inbox):
    """Without TemporaryPassword the user is CONFIRMED, and the invitation has no password."""
    pool_id = a_pool(idp, **ALLOWS_EMAIL_OTP)

    user = create(idp, pool_id, attributes={"email": EMAIL}, DesiredDeliveryMediums=["EMAIL"])

    assert user["UserStatus"] == "CONFIRMED"
    assert [message.code for message in inbox.list()] == [None]
    factors = idp.admin_get_user_auth_factors(UserPoolId=pool_id, Username="ada")
    assert factors["ConfiguredUserAuthFactors"] == ["EMAIL_OTP"]


def test_a_user_without_password_can_be_reached_by_code(idp):
    """An address of a kind that signs in is needed."""
    pool_id = a_pool(idp, **ALLOWS_EMAIL_OTP)

    with refused(
        "InvalidParameterException", "A user without a password must have a value for email."
    ):
        create(idp, pool_id, attributes={"phone_number": PHONE}, MessageAction="SUPPRESS")

    assert names(idp, pool_id) == []


def test_a_given_password_is_kept_where_codes_sign_in(idp):
    """TemporaryPassword makes a user with a password in any pool."""
    pool_id = a_pool(idp, **ALLOWS_EMAIL_OTP)

    user = create(idp, pool_id, TemporaryPassword=TEMPORARY)

    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert sign_in(idp, pool_id, TEMPORARY)["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
