"""SignUp: what a new user is, where the code goes, and what is refused."""

from __future__ import annotations

import re

import pytest

from cognito_emulator.domain.secret_hash import secret_hash
from conformance.evidence import case
from tests.builders import (
    PASSWORD,
    SENDS_SMS,
    a_client,
    a_pool,
    attribute_list,
    attribute_map,
    body_of,
    refused,
)

CHECKED = "2026-11-24"
POLICY = {
    "MinimumLength": 10,
    "RequireUppercase": True,
    "RequireLowercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
}


def sign_up(idp, client_id, username="ada", attributes=None, **members):
    """Sign a user up."""
    return body_of(
        idp.sign_up(
            ClientId=client_id,
            Username=username,
            **{"Password": PASSWORD, **members},
            UserAttributes=attribute_list(attributes or {}),
        )
    )


def stored(idp, pool_id, username="ada"):
    """Return the user as an administrator sees it."""
    return body_of(idp.admin_get_user(UserPoolId=pool_id, Username=username))


@case(source="API reference SignUp; moto, verified on AWS", level="observed", checked=CHECKED)
def test_a_code_goes_to_the_verified_address(idp, inbox):
    """Where the pool verifies e-mail, the answer tells the masked address, and the code is sent."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"])
    client_id = a_client(idp, pool_id)

    answer = sign_up(idp, client_id, attributes={"email": "ada@example.com"})

    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", answer.pop("UserSub"))
    assert answer == {
        "UserConfirmed": False,
        "CodeDeliveryDetails": {
            "Destination": "a***@e***",
            "DeliveryMedium": "EMAIL",
            "AttributeName": "email",
        },
    }
    [message] = inbox.messages(user="ada")
    assert (message["medium"], message["destination"]) == ("EMAIL", "ada@example.com")
    assert re.fullmatch("[0-9]{6}", message["code"])
    assert message["subject"] == "Your verification code"
    assert message["text"] == f"Your verification code is {message['code']}"


@case(source="API reference SignUp; moto, verified on AWS", level="observed", checked=CHECKED)
def test_nothing_is_sent_where_nothing_is_verified(idp):
    """Without AutoVerifiedAttributes the answer has no CodeDeliveryDetails."""
    client_id = a_client(idp, a_pool(idp))

    answer = sign_up(idp, client_id, attributes={"email": "ada@example.com"})

    assert set(answer) == {"UserConfirmed", "UserSub"}


@case(
    source="Developer Guide, Signing up and confirming user accounts",
    level="documented",
    checked=CHECKED,
)
def test_the_phone_number_comes_first(idp):
    """Where both addresses are verified, the code goes to the phone number only."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email", "phone_number"], **SENDS_SMS)
    client_id = a_client(idp, pool_id)

    answer = sign_up(
        idp, client_id, attributes={"email": "ada@example.com", "phone_number": "+15555551234"}
    )

    assert answer["CodeDeliveryDetails"] == {
        "Destination": "+*******1234",
        "DeliveryMedium": "SMS",
        "AttributeName": "phone_number",
    }


@case(source="ListUsers answers of users who signed up", level="observed", checked=CHECKED)
def test_a_new_user_is_unconfirmed_and_unverified(idp):
    """The user is UNCONFIRMED and enabled, and its address is known to be unverified."""
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"])
    sub = sign_up(idp, a_client(idp, pool_id), attributes={"email": "ada@example.com"})["UserSub"]

    user = stored(idp, pool_id)

    assert (user["UserStatus"], user["Enabled"]) == ("UNCONFIRMED", True)
    assert attribute_map(user["UserAttributes"]) == {
        "sub": sub,
        "email": "ada@example.com",
        "email_verified": "false",
    }


@case(
    source="Developer Guide, Customizing sign-in attributes; moto, verified on AWS",
    level="observed",
    checked=CHECKED,
)
def test_the_username_is_the_sub_where_addresses_sign_in(idp):
    """In a pool with UsernameAttributes the address becomes an attribute and the sub the username."""
    pool_id = a_pool(idp, UsernameAttributes=["email"], AutoVerifiedAttributes=["email"])

    sub = sign_up(idp, a_client(idp, pool_id), "ada@example.com")["UserSub"]

    user = stored(idp, pool_id, "ada@example.com")
    assert user["Username"] == sub
    assert attribute_map(user["UserAttributes"])["email"] == "ada@example.com"


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_taken_username_is_refused(idp):
    """A second user of the same name is refused, whatever its state."""
    client_id = a_client(idp, a_pool(idp))
    sign_up(idp, client_id)

    with refused("UsernameExistsException", "User already exists"):
        sign_up(idp, client_id)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize(
    ("kind", "name"), [("email", "ada@example.com"), ("phone_number", "+15555551234")]
)
def test_a_taken_address_is_refused_where_addresses_sign_in(idp, kind, name):
    """A second user with the same address is refused, and the text names the attribute."""
    client_id = a_client(idp, a_pool(idp, UsernameAttributes=[kind]))
    sign_up(idp, client_id, name)

    with refused("UsernameExistsException", f"An account with the given {kind} already exists."):
        sign_up(idp, client_id, name)


@case(
    source="Developer Guide, Managing user existence error responses",
    level="documented",
    checked=CHECKED,
)
def test_an_unverified_alias_may_be_anybodys(idp, inbox):
    """In a pool with an e-mail alias two users may sign up with one address."""
    pool_id = a_pool(idp, AliasAttributes=["email"], AutoVerifiedAttributes=["email"])
    client_id = a_client(idp, pool_id)
    sign_up(idp, client_id, "jie", {"email": "jie@example.com"})
    idp.confirm_sign_up(ClientId=client_id, Username="jie", ConfirmationCode=inbox.code(user="jie"))

    answer = sign_up(idp, client_id, "shirley", {"email": "jie@example.com"})

    assert answer["CodeDeliveryDetails"]["Destination"] == "j***@e***"


@case(source="UsernameConfigurationType, default", level="documented", checked=CHECKED)
def test_case_matters_unless_the_pool_ignores_it(idp):
    """Ada and ada are two users by default, and one where CaseSensitive is false."""
    apart = a_client(idp, a_pool(idp))
    same = a_client(idp, a_pool(idp, UsernameConfiguration={"CaseSensitive": False}))
    for client_id in (apart, same):
        sign_up(idp, client_id, "ada")

    sign_up(idp, apart, "Ada")
    with refused("UsernameExistsException", "User already exists"):
        sign_up(idp, same, "Ada")


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize(
    ("settings", "name", "message"),
    [
        ({"UsernameAttributes": ["email"]}, "ada", "Username should be an email."),
        ({"UsernameAttributes": ["phone_number"]}, "ada", "Username should be a phone number."),
        (
            {"UsernameAttributes": ["email", "phone_number"]},
            "ada",
            "Username should be either an email or a phone number.",
        ),
        (
            {"AliasAttributes": ["email"]},
            "ada@example.com",
            "Username cannot be of email format, since user pool is configured for email alias.",
        ),
        (
            {"AliasAttributes": ["phone_number"]},
            "+15555551234",
            (
                "Username cannot be of phone number format, since user pool is configured for "
                "phone number alias."
            ),
        ),
    ],
    ids=["email", "phone", "either", "email alias", "phone alias"],
)
def test_a_username_has_the_shape_the_pool_asks_for(idp, settings, name, message):
    """A name that is no address, or that looks like an alias, is refused."""
    client_id = a_client(idp, a_pool(idp, **settings))

    with refused("InvalidParameterException", message):
        sign_up(idp, client_id, name)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Short-7", "Password not long enough"),
        ("correct-horse-7", "Password must have uppercase characters"),
        ("CORRECT-HORSE-7", "Password must have lowercase characters"),
        ("Correct-horse-x", "Password must have numeric characters"),
        ("CorrectHorse77", "Password must have symbol characters"),
    ],
)
def test_the_password_follows_the_policy(idp, password, reason):
    """The first rule that is broken is told, after the prefix of sign-up."""
    client_id = a_client(idp, a_pool(idp, Policies={"PasswordPolicy": POLICY}))

    with refused("InvalidPasswordException", f"Password did not conform with policy: {reason}"):
        sign_up(idp, client_id, Password=password)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_required_attribute_must_be_given(idp):
    """A missing required attribute is named, on a line of its own."""
    pool_id = a_pool(idp, Schema=[{"Name": "email", "Required": True, "Mutable": True}])
    client_id = a_client(idp, pool_id)

    with refused(
        "InvalidParameterException",
        "Attributes did not conform to the schema: email: The attribute is required\n",
    ):
        sign_up(idp, client_id)


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_attribute_is_refused(idp):
    """An attribute the schema does not have is named."""
    client_id = a_client(idp, a_pool(idp))

    with refused(
        "InvalidParameterException",
        "Attributes did not conform to the schema: custom:x: Attribute does not exist in the "
        "schema.\n",
    ):
        sign_up(idp, client_id, attributes={"custom:x": "1"})


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("email", "ada", "Invalid email address format."),
        ("phone_number", "555", "Invalid phone number format."),
    ],
)
def test_addresses_have_their_form(idp, name, value, message):
    """What is no e-mail address or E.164 number is refused."""
    client_id = a_client(idp, a_pool(idp))

    with refused("InvalidParameterException", message):
        sign_up(idp, client_id, attributes={name: value})


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
@pytest.mark.parametrize("name", ["email_verified", "nickname"])
def test_a_client_writes_only_what_it_may(idp, name):
    """Attributes outside WriteAttributes, and verification flags always, are refused."""
    client_id = a_client(idp, a_pool(idp), WriteAttributes=["email"])

    with refused("NotAuthorizedException", "A client attempted to write unauthorized attribute"):
        sign_up(idp, client_id, attributes={name: "true"})


@case(source="amplify-js#1669", level="observed", checked=CHECKED)
def test_the_alias_preferred_username_waits_for_confirmation(idp):
    """A preferred_username that signs in cannot be given before the user is confirmed."""
    client_id = a_client(idp, a_pool(idp, AliasAttributes=["preferred_username"]))

    with refused(
        "InvalidParameterException",
        "Preferred username cannot be provided for unconfirmed account, since user pool is "
        "configured for preferred username alias.",
    ):
        sign_up(idp, client_id, attributes={"preferred_username": "ada"})


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_pool_may_leave_sign_up_to_administrators(idp):
    """AllowAdminCreateUserOnly refuses SignUp."""
    pool_id = a_pool(idp, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})

    with refused("NotAuthorizedException", "SignUp is not permitted for this user pool"):
        sign_up(idp, a_client(idp, pool_id))


@case(source="amplify-js#4489", level="observed", checked=CHECKED)
def test_a_link_needs_a_domain(idp):
    """A pool that confirms by link and has no domain refuses, and registers nobody."""
    pool_id = a_pool(
        idp,
        AutoVerifiedAttributes=["email"],
        VerificationMessageTemplate={"DefaultEmailOption": "CONFIRM_WITH_LINK"},
    )

    with refused(
        "InvalidParameterException",
        "Cannot perform specific action because there does not exist a valid use pool domain "
        "associated with the user pool",
    ):
        sign_up(idp, a_client(idp, pool_id), attributes={"email": "ada@example.com"})
    assert idp.list_users(UserPoolId=pool_id)["Users"] == []


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_a_client_with_a_secret_needs_the_hash(idp):
    """Without or with a wrong SecretHash nobody is registered; with the right one somebody is."""
    pool_id = a_pool(idp)
    client = idp.create_user_pool_client(UserPoolId=pool_id, ClientName="s", GenerateSecret=True)
    client_id = client["UserPoolClient"]["ClientId"]
    right = secret_hash(
        username="ada", client_id=client_id, secret=client["UserPoolClient"]["ClientSecret"]
    )

    with refused(
        "NotAuthorizedException",
        f"Client {client_id} is configured with secret but SECRET_HASH was not received",
    ):
        sign_up(idp, client_id)
    with refused("NotAuthorizedException", f"Unable to verify secret hash for client {client_id}"):
        sign_up(idp, client_id, SecretHash="AAAA")

    assert sign_up(idp, client_id, SecretHash=right)["UserConfirmed"] is False


@case(source="Client applications comparing the text", level="observed", checked=CHECKED)
def test_an_unknown_client_is_refused(anonymous):
    """A client id that nobody has is named."""
    with refused("ResourceNotFoundException", "User pool client 1example does not exist."):
        sign_up(anonymous, "1example")


@case(source="API reference SignUp (Password)", level="documented", checked=CHECKED)
def test_a_password_is_needed_where_nothing_else_signs_in(idp):
    """Without a passwordless first factor a sign-up without password is refused."""
    client_id = a_client(idp, a_pool(idp))

    with refused("InvalidParameterException", "Password is required."):
        idp.sign_up(ClientId=client_id, Username="ada")


@case(
    source="Developer Guide, Signing up and confirming user accounts (passwords at sign-up)",
    level="documented",
    checked=CHECKED,
)
def test_no_password_is_needed_where_codes_sign_in(idp):
    """With EMAIL_OTP allowed and a verified address in sight, the user has no password."""
    factors = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
    pool_id = a_pool(idp, AutoVerifiedAttributes=["email"], Policies=factors)
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_USER_AUTH"])
    email = attribute_list({"email": "ada@example.com"})

    idp.sign_up(ClientId=client_id, Username="ada", UserAttributes=email)

    answer = idp.admin_get_user_auth_factors(UserPoolId=pool_id, Username="ada")
    assert answer["ConfiguredUserAuthFactors"] == ["EMAIL_OTP"]
    with refused("InvalidParameterException", "Password is required."):
        idp.sign_up(ClientId=client_id, Username="bob")


@case(source="API reference SignUp, authorization models", level="documented", checked=CHECKED)
def test_no_signature_is_needed(idp, anonymous):
    """A browser or phone signs users up without credentials."""
    client_id = a_client(idp, a_pool(idp))

    assert sign_up(anonymous, client_id)["UserConfirmed"] is False


@case(source="Developer Guide, message templates", level="documented", checked=CHECKED)
def test_the_pools_own_message_is_sent(idp, inbox):
    """The pool's templates replace the default texts."""
    pool_id = a_pool(
        idp,
        AutoVerifiedAttributes=["email"],
        EmailVerificationSubject="Welcome",
        EmailVerificationMessage="Type {####} now",
    )

    sign_up(idp, a_client(idp, pool_id), attributes={"email": "ada@example.com"})

    [message] = inbox.messages(user="ada")
    assert (message["subject"], message["text"]) == ("Welcome", f"Type {message['code']} now")
