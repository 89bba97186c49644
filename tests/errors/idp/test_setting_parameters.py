"""Wording of wrong settings."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (
        idp.InvalidParameterException.pool_has_domain(),
        "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    ),
    (
        idp.InvalidParameterException.deletion_protected(),
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    ),
    (
        idp.InvalidParameterException.alias_and_username_attributes(),
        "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    ),
    (
        idp.InvalidParameterException.sms_configuration_required(),
        "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ),
    (
        idp.InvalidParameterException.temporary_password_days_twice(),
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    ),
    (
        idp.InvalidParameterException.recovery_admin_only_combined(),
        "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    ),
    (
        idp.InvalidParameterException.update_verification_not_auto_verified(),
        "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    ),
    (
        idp.InvalidParameterException.first_factors_without_password(),
        "PASSWORD must be one of the allowed first auth factors.",
    ),
    (
        idp.InvalidParameterException.mfa_without_factor(),
        "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
    ),
    (
        idp.InvalidParameterException.mfa_off_with_factor(),
        "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    ),
    (
        idp.InvalidParameterException.email_mfa_without_ses(),
        "Email MFA requires the DEVELOPER email sending account.",
    ),
    (
        idp.InvalidParameterException.developer_email_without_source(),
        "SourceArn is required when EmailSendingAccount is DEVELOPER.",
    ),
    (
        idp.InvalidParameterException.pre_token_generation_arns(),
        "PreTokenGeneration and PreTokenGenerationConfig must have the same Lambda ARN.",
    ),
    (
        idp.InvalidParameterException.domain_taken(),
        "Domain already associated with another user pool",
    ),
    (
        idp.InvalidParameterException.template_lacks_code("EmailMessage"),
        "Invalid EmailMessage: the message must contain {####}.",
    ),
    (
        idp.InvalidParameterException.template_lacks("EmailMessage", "{username}"),
        "Invalid EmailMessage: the message must contain {username}.",
    ),
    (
        idp.InvalidParameterException.template_twice("EmailVerificationMessage", "EmailMessage"),
        "EmailVerificationMessage and EmailMessage cannot have different values.",
    ),
    (
        idp.InvalidParameterException.attribute_type_required(),
        "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    ),
    (
        idp.InvalidParameterException.attribute_name_too_long(2, "email"),
        "1 validation error detected: Value 'email' at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    ),
    (
        idp.InvalidParameterException.custom_attribute_required(),
        "Required custom attributes are not supported currently.",
    ),
    (
        idp.InvalidParameterException.standard_attribute_type("email"),
        "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
    ),
    (
        idp.InvalidParameterException.attribute_constraints("EmailMessage", "email"),
        "Invalid EmailMessage for schema attribute email",
    ),
    (
        idp.InvalidParameterException.attribute_length_too_large("email"),
        "user.email: String attributes cannot have a length of more than 2048",
    ),
    (
        idp.InvalidParameterException.attribute_range("email", "groups"),
        "user.email: Max groups cannot be less than min groups.",
    ),
    (
        idp.InvalidParameterException.attribute_exists("email"),
        "email: Existing attribute already has name email.",
    ),
    (
        idp.InvalidParameterException.too_many_custom_attributes(),
        "The number of custom attributes exceeds the limit of 50.",
    ),
    (
        idp.InvalidParameterException.write_attributes(updating=False),
        "Invalid write attributes specified while creating a client",
    ),
    (
        idp.InvalidParameterException.read_attributes(updating=False),
        "Invalid read attributes specified while creating a client",
    ),
    (
        idp.InvalidParameterException.client_provider("Google", "us-east-1_Ab"),
        "The provider Google does not exist for User Pool us-east-1_Ab.",
    ),
    (
        idp.InvalidParameterException.auth_flows_mixed(),
        "Invalid ExplicitAuthFlows: legacy values cannot be combined with values that start with ALLOW_.",
    ),
    (
        idp.InvalidParameterException.token_validity_range("access"),
        "Invalid range for token validity: access",
    ),
    (
        idp.InvalidParameterException.id_token_outlives_refresh(),
        "Access and ID token validity cannot exceed refresh token validity.",
    ),
    (
        idp.InvalidParameterException.redirect_uri("http://a.example"),
        "http://a.example cannot use the HTTP protocol.",
    ),
    (
        idp.InvalidParameterException.default_redirect_uri(),
        "DefaultRedirectURI must be in the CallbackURLs list.",
    ),
    (
        idp.InvalidParameterException.last_client_secret(),
        "The last client secret cannot be deleted.",
    ),
    (
        idp.InvalidParameterException.client_without_secret(),
        "Client secrets cannot be added to a public client.",
    ),
    (idp.InvalidParameterException.role_arn(), "Invalid RoleArn specified for the group."),
    (
        idp.InvalidParameterException.resource_server_exists("api", "us-east-1_Ab"),
        "api already exists in user pool us-east-1_Ab.",
    ),
    (
        idp.InvalidParameterException.source_user_linked(),
        "SourceUser is already linked to DestinationUser",
    ),
    (
        idp.InvalidParameterException.merging_unsupported(),
        "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__


def test_updating_a_client_is_worded_as_an_update():
    """The same refusal names what was being done to the client."""
    error = idp.InvalidParameterException.write_attributes(updating=True)

    assert error.message == "Invalid write attributes specified while updating a client"
