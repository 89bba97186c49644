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
        idp.InvalidParameterException.custom_pool_id("x"),
        "The tag _custom_id_ must be a user pool id, such as us-east-1_Example, not x.",
    ),
    (
        idp.InvalidParameterException.pool_id_taken("us-east-1_Ab"),
        "User pool us-east-1_Ab already exists.",
    ),
    (
        idp.InvalidParameterException.sms_configuration_required(),
        "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ),
    (
        idp.InvalidParameterException.sms_verification_without_configuration(),
        "SMS configuration is required when phone_number is selected for auto verification",
    ),
    (
        idp.InvalidParameterException.sms_otp_without_configuration(),
        "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration",
    ),
    (
        idp.InvalidParameterException.first_factors_with_mfa(),
        "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    ),
    (
        idp.InvalidParameterException.passkey_without_mfa_factor(),
        "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA.",
    ),
    (
        idp.InvalidParameterException.passkey_single_factor(),
        "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
    ),
    (
        idp.InvalidParameterException.recovery_by_second_factor("verified_email", "Email"),
        "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_email as a recovery mechanism when Email MFA is configured.",
    ),
    (
        idp.InvalidParameterException.sns_region("us-east-1"),
        "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
    ),
    (
        idp.InvalidParameterException.sms_region("us-east-1"),
        "Invalid EumsSms region. The allowed region is us-east-1",
    ),
    (
        idp.InvalidParameterException.sms_senders_twice(),
        "Only one of SnsCallerArn or EumsSms can be set in SmsConfiguration.",
    ),
    (
        idp.InvalidParameterException.too_many_tags(),
        "The number of tags exceeds the limit of 50.",
    ),
    (
        idp.InvalidParameterException.reserved_tag(),
        "aws: prefixed tag key names are not allowed for external use.",
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
        idp.InvalidParameterException.recovery_duplicate(),
        "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
    ),
    (
        idp.InvalidParameterException.update_verification_not_auto_verified(),
        "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    ),
    (
        idp.InvalidParameterException.first_factors_without_password(),
        "Password should be configured as one of the allowed first auth factors.",
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
        idp.InvalidParameterException.acr_values(),
        "The names of the ACR levels must be unique.",
    ),
    (
        idp.InvalidParameterException.email_mfa_without_ses(),
        "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.",
    ),
    (
        idp.InvalidParameterException.developer_email_without_source(),
        "Source ARN is required to use DEVELOPER email sending owner",
    ),
    (
        idp.InvalidParameterException.email_from(),
        "Provided From email address is invalid",
    ),
    (
        idp.InvalidParameterException.pre_token_generation_arns(),
        "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    ),
    (
        idp.InvalidParameterException.custom_sender_without_key(),
        "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
    ),
    (
        idp.InvalidParameterException.lambda_region(),
        "Cross-region lambda functions are not supported",
    ),
    (
        idp.InvalidParameterException.domain_taken(),
        "Domain already associated with another user pool",
    ),
    (
        idp.InvalidParameterException.attribute_type_required(),
        "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
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
        idp.InvalidParameterException.attribute_range("custom:age", "value"),
        "Attribute custom:age cannot have a max value smaller than it's min value",
    ),
    (
        idp.InvalidParameterException.custom_attribute_twice("custom:a"),
        "Duplicate custom attribute names custom:a are not allowed in a user pool schema.",
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
        idp.InvalidParameterException.resource_server_exists("api", "us-east-1_Ab"),
        "api already exists in user pool us-east-1_Ab.",
    ),
    (
        idp.InvalidParameterException.too_many_groups(100),
        "The number of groups of the user exceeds the limit of 100.",
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
