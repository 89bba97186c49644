"""Wording of wrong parameters."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (
        idp.InvalidParameterException.missing_auth_parameter("email"),
        "Missing required parameter email",
    ),
    (
        idp.InvalidParameterException.flow_not_enabled("CUSTOM_AUTH"),
        "CUSTOM_AUTH is not enabled for the client.",
    ),
    (
        idp.InvalidParameterException.initiate_auth_unsupported(),
        "Initiate Auth method not supported.",
    ),
    (
        idp.InvalidParameterException.rotation_needs_token_operation(),
        "REFRESH_TOKEN_AUTH is not supported when refresh token rotation is enabled for the client. Use GetTokensFromRefreshToken.",
    ),
    (
        idp.InvalidParameterException.custom_auth_without_trigger(),
        "Custom auth lambda trigger is not configured for the user pool.",
    ),
    (idp.InvalidParameterException.srp_a_invalid(), "Invalid SRP_A parameter."),
    (idp.InvalidParameterException.challenge_answer("email"), "Invalid value provided for email."),
    (
        idp.InvalidParameterException.new_password_attribute_missing("email"),
        "Invalid attributes given, email is missing",
    ),
    (
        idp.InvalidParameterException.no_delivery_config("SMS_MFA"),
        "User does not have delivery config set to turn on SMS_MFA",
    ),
    (idp.InvalidParameterException.totp_not_verified(), "User has not verified software token mfa"),
    (
        idp.InvalidParameterException.preferred_not_enabled(),
        "An MFA method that is not enabled cannot be preferred.",
    ),
    (idp.InvalidParameterException.preferred_twice(), "Only one MFA method can be preferred."),
    (idp.InvalidParameterException.username_should_be(["email"]), "Username should be an email."),
    (
        idp.InvalidParameterException.username_is_alias_shape("email"),
        "Username cannot be of email format, since user pool is configured for email alias.",
    ),
    (
        idp.InvalidParameterException.username_and_attribute_differ("email"),
        "Value of attribute email does not match the username.",
    ),
    (
        idp.InvalidParameterException.preferred_username_unconfirmed(),
        "Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.",
    ),
    (
        idp.InvalidParameterException.schema(
            [("email", "The attribute is required"), ("custom:x", "too long")]
        ),
        "Attributes did not conform to the schema: email: The attribute is required\ncustom:x: too long\n",
    ),
    (
        idp.InvalidParameterException.attributes_missing(["email", "name"]),
        "Attributes did not conform to the schema: email: The attribute is required\nname: The attribute is required\n",
    ),
    (
        idp.InvalidParameterException.attributes_immutable(["email", "name"]),
        "user.email: Attribute cannot be updated.\nuser.name: Attribute cannot be updated.\n",
    ),
    (
        idp.InvalidParameterException.attribute_type_undetermined("email"),
        "Attributes did not conform to the schema: Type for attribute {email} could not be determined",
    ),
    (
        idp.InvalidParameterException.attribute_twice("email"),
        "Duplicate attribute email found in the request.",
    ),
    (
        idp.InvalidParameterException.attributes_required(["email", "name"]),
        "user.email: Required attribute cannot be deleted.\nuser.name: Required attribute cannot be deleted.\n",
    ),
    (idp.InvalidParameterException.email_format(), "Invalid email address format."),
    (idp.InvalidParameterException.phone_format(), "Invalid phone number format."),
    (
        idp.InvalidParameterException.attribute_not_verifiable("email"),
        "Attribute email cannot be verified.",
    ),
    (idp.InvalidParameterException.attribute_absent("email"), "User does not have an email"),
    (idp.InvalidParameterException.already_confirmed(), "User is already confirmed."),
    (
        idp.InvalidParameterException.no_reset_destination(),
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
    ),
    (
        idp.InvalidParameterException.no_invitation_destination("SMS"),
        "No phone number provided but desired delivery medium was SMS",
    ),
    (idp.InvalidParameterException.password_missing(), "Password is required."),
    (idp.InvalidParameterException.page_token(), "Invalid pagination token"),
    (idp.InvalidParameterException.filter_syntax(), "Error while parsing filter."),
    (idp.InvalidParameterException.filter_attribute("email"), "Invalid search attribute: email"),
    (idp.InvalidParameterException.attributes_to_get(), "Input fails to satisfy the constraints."),
    (
        idp.InvalidParameterException.attribute_unset(),
        "One or more requested attributes do not exist.",
    ),
    (
        idp.InvalidParameterException.verified_without_address("email"),
        "The attribute email is required when email_verified is true.",
    ),
    (
        idp.InvalidParameterException.passwordless_without_address(["email", "phone_number"]),
        "A user without a password must have a value for email or phone_number.",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        ("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client"),
        ("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."),
        ("CUSTOM_AUTH", "CUSTOM_AUTH is not enabled for the client."),
        ("USER_AUTH", "USER_AUTH is not enabled for the client."),
        ("ADMIN_USER_PASSWORD_AUTH", "Auth flow not enabled for this client"),
        ("ADMIN_NO_SRP_AUTH", "Auth flow not enabled for this client"),
    ],
)
def test_a_flow_that_is_off_is_refused_in_its_own_words(flow, message):
    """AWS words the refusal differently for plain, SRP and admin flows."""
    assert idp.InvalidParameterException.flow_not_enabled(flow).message == message


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (["email"], "Username should be an email."),
        (["phone_number"], "Username should be a phone number."),
        (["phone_number", "email"], "Username should be either an email or a phone number."),
    ],
)
def test_the_kinds_a_username_may_be_are_spelled_out(kinds, message):
    """The text names each kind that UsernameAttributes allows."""
    assert idp.InvalidParameterException.username_should_be(kinds).message == message


def test_phone_aliases_are_called_phone_numbers():
    """The attribute's name becomes words in the refusal of an alias-shaped username."""
    error = idp.InvalidParameterException.username_is_alias_shape("phone_number")

    assert error.message == (
        "Username cannot be of phone number format, since user pool is configured for phone "
        "number alias."
    )


def test_the_article_follows_the_attribute():
    """A missing phone_number takes another article than a missing email."""
    error = idp.InvalidParameterException.attribute_absent("phone_number")

    assert error.message == "User does not have a phone_number"


def test_an_invitation_by_email_needs_an_email():
    """The text names the missing attribute and the medium that wanted it."""
    error = idp.InvalidParameterException.no_invitation_destination("EMAIL")

    assert error.message == "No email provided but desired delivery medium was Email"
