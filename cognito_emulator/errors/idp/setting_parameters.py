"""Wording of InvalidParameterException for settings: pools, schemas, groups, providers.

The exception is one class with more sentences than one file holds; `parameters` adds the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp.client_parameters import ClientParameterError

if TYPE_CHECKING:
    from typing import Self


class SettingParameterError(ClientParameterError):
    """Word what is wrong with a setting; raised only as InvalidParameterException."""

    # Pools

    @classmethod
    def pool_has_domain(cls) -> Self:
        """Refuse to delete a pool that has a domain. Source: documented ("DeleteUserPool")."""
        return cls(
            "User pool cannot be deleted. It has a domain configured that should be deleted first.",
        )

    @classmethod
    def deletion_protected(cls) -> Self:
        """Refuse to delete a protected pool. Source: observed."""
        return cls(
            "The user pool cannot be deleted because deletion protection is activated. Deletion "
            "protection must be inactivated first.",
        )

    @classmethod
    def alias_and_username_attributes(cls) -> Self:
        """Refuse both AliasAttributes and UsernameAttributes. Source: observed."""
        return cls(
            "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
        )

    @classmethod
    def custom_pool_id(cls, pool_id: str) -> Self:
        """Refuse a `_custom_id_` tag that is no pool id. Source: the emulator's own text."""
        return cls(
            f"The tag _custom_id_ must be a user pool id, such as us-east-1_Example, not {pool_id}.",
        )

    @classmethod
    def pool_id_taken(cls, pool_id: str) -> Self:
        """Refuse a `_custom_id_` tag that is in use. Source: the emulator's own text."""
        return cls(
            f"User pool {pool_id} already exists.",
        )

    @classmethod
    def sms_configuration_required(cls) -> Self:
        """Refuse MFA without SmsConfiguration at CreateUserPool. Source: observed."""
        return cls(
            "SMS configuration and Auto verification for phone_number are required when MFA is "
            "required/optional",
        )

    @classmethod
    def sms_verification_without_configuration(cls) -> Self:
        """Refuse to verify phone numbers that no SMS can reach. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "SMS configuration is required when phone_number is selected for auto verification",
        )

    @classmethod
    def sns_region(cls, region: str) -> Self:
        """Refuse an SnsRegion that the pool's Region cannot use. Source: observed (deployments recorded 2026-09)."""
        return cls(
            f"Invalid snsRegion. Allowed SNS region for {region} is {region}",
        )

    @classmethod
    def sms_region(cls, region: str) -> Self:
        """Refuse End User Messaging of another Region. Source: documented, text inferred."""
        return cls(f"Invalid EumsSms region. The allowed region is {region}")

    @classmethod
    def sms_senders_twice(cls) -> Self:
        """Refuse SNS beside End User Messaging. Source: documented, text inferred."""
        return cls("Only one of SnsCallerArn or EumsSms can be set in SmsConfiguration.")

    @classmethod
    def temporary_password_days_twice(cls) -> Self:
        """Refuse the former name of a validity that is set already. Source: observed."""
        return cls(
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of "
            "UnusedAccountValidityDays",
        )

    @classmethod
    def recovery_admin_only_combined(cls) -> Self:
        """Refuse admin_only beside another recovery mechanism. Source: documented, text inferred."""
        return cls(
            "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
            "admin_only setting with any other recovery mechanisms.",
        )

    @classmethod
    def recovery_duplicate(cls) -> Self:
        """Refuse a priority or mechanism that comes twice. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Invalid account recovery setting parameter. Account Recovery Setting cannot have "
            "duplicate priorities or recovery mechanisms.",
        )

    @classmethod
    def update_verification_not_auto_verified(cls) -> Self:
        """Refuse to verify before update what is not auto-verified. Source: observed."""
        return cls(
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in "
            "AutoVerifiedAttributes",
        )

    @classmethod
    def first_factors_without_password(cls) -> Self:
        """Refuse first factors without PASSWORD. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Password should be configured as one of the allowed first auth factors.",
        )

    @classmethod
    def sms_otp_without_configuration(cls) -> Self:
        """Refuse SMS_OTP that no SMS can carry. Source: observed (deployments recorded 2026-08)."""
        return cls(
            "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS "
            "configuration",
        )

    @classmethod
    def first_factors_with_mfa(cls) -> Self:
        """Refuse one-time passwords while MFA is ON. Source: observed (deployments recorded 2026-08)."""
        return cls(
            "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA "
            "is enabled",
        )

    @classmethod
    def passkey_without_mfa_factor(cls) -> Self:
        """Refuse WEB_AUTHN as one factor while MFA is ON. Source: observed (Terraform issue 50110)."""
        return cls(
            "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for "
            "MFA.",
        )

    @classmethod
    def passkey_single_factor(cls) -> Self:
        """Refuse MFA ON beside WEB_AUTHN as one factor. Source: observed (deployments recorded 2026-08)."""
        return cls(
            "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and "
            "WebAuthn is an allowed first auth factor",
        )

    @classmethod
    def recovery_by_second_factor(cls, mechanism: str, factor: str) -> Self:
        """Refuse to recover accounts where the second factor goes, `SMS` or `Email`.

        Source: observed for SMS (AWS CDK issue 11478); documented, text inferred for Email.
        """
        return cls(
            "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
            f"{mechanism} as a recovery mechanism when {factor} MFA is configured.",
        )

    @classmethod
    def mfa_without_factor(cls) -> Self:
        """Refuse to turn MFA on with nothing to prove it by. Source: observed."""
        return cls(
            "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be "
            "enabled.",
        )

    @classmethod
    def mfa_off_with_factor(cls) -> Self:
        """Refuse a second factor's configuration while MFA is OFF. Source: observed."""
        return cls(
            "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
        )

    @classmethod
    def acr_values(cls) -> Self:
        """Refuse two ACR levels of one name. Source: documented, text inferred."""
        return cls(
            "The names of the ACR levels must be unique.",
        )

    @classmethod
    def email_mfa_without_ses(cls) -> Self:
        """Refuse MFA by e-mail from the default sender. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an "
            "EmailSendingAccount of COGNITO_DEFAULT.",
        )

    @classmethod
    def developer_email_without_source(cls) -> Self:
        """Refuse EmailSendingAccount DEVELOPER without SourceArn. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Source ARN is required to use DEVELOPER email sending owner",
        )

    @classmethod
    def email_from(cls) -> Self:
        """Refuse a From that holds no address. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Provided From email address is invalid",
        )

    @classmethod
    def pre_token_generation_arns(cls) -> Self:
        """Refuse two different pre-token functions. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda "
            "function ARN's",
        )

    @classmethod
    def custom_sender_without_key(cls) -> Self:
        """Refuse a custom sender without KMSKeyID. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
        )

    @classmethod
    def lambda_region(cls) -> Self:
        """Refuse a trigger in another Region; another account is fine. Source: observed (deployments recorded 2026-09)."""
        return cls(
            "Cross-region lambda functions are not supported",
        )

    @classmethod
    def domain_taken(cls) -> Self:
        """Refuse a domain in use. Source: observed."""
        return cls("Domain already associated with another user pool")

    # Tags

    @classmethod
    def too_many_tags(cls) -> Self:
        """Refuse a 51st tag at TagResource. Source: documented limit, text inferred."""
        return cls("The number of tags exceeds the limit of 50.")

    @classmethod
    def reserved_tag(cls) -> Self:
        """Refuse tag keys that AWS reserves at TagResource. Source: other AWS services."""
        return cls("aws: prefixed tag key names are not allowed for external use.")

    # Attribute schema

    @classmethod
    def attribute_type_required(cls) -> Self:
        """Refuse a custom attribute without AttributeDataType. Source: observed."""
        return cls(
            "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
        )

    @classmethod
    def custom_attribute_required(cls) -> Self:
        """Refuse a custom attribute with Required true. Source: observed."""
        return cls("Required custom attributes are not supported currently.")

    @classmethod
    def standard_attribute_type(cls, name: str) -> Self:
        """Refuse another type for a standard attribute. Source: observed."""
        return cls(
            "You can not change AttributeDataType or set developerOnlyAttribute for standard "
            f"schema attribute {name}",
        )

    @classmethod
    def attribute_constraints(cls, member: str, name: str) -> Self:
        """Refuse a constraint that is no number, or negative. Source: other emulators."""
        return cls(f"Invalid {member} for schema attribute {name}")

    @classmethod
    def attribute_length_too_large(cls, name: str) -> Self:
        """Refuse a length constraint over 2048. Source: other emulators."""
        return cls(f"user.{name}: String attributes cannot have a length of more than 2048")

    @classmethod
    def attribute_range(cls, name: str, what: str) -> Self:
        """Refuse bounds in the wrong order. Source: observed (deployments recorded 2026-09)."""
        return cls(
            f"Attribute {name} cannot have a max {_BOUND_WORDS[what]} than it's min {what}",
        )

    @classmethod
    def custom_attribute_twice(cls, name: str) -> Self:
        """Refuse a custom attribute that Schema lists twice. Source: observed (deployments recorded 2026-09)."""
        return cls(
            f"Duplicate custom attribute names {name} are not allowed in a user pool schema.",
        )

    @classmethod
    def attribute_exists(cls, name: str) -> Self:
        """Refuse a custom attribute the pool already has. Source: other emulators."""
        shown = name.removeprefix("dev:")
        return cls(f"{shown}: Existing attribute already has name {name}.")

    @classmethod
    def too_many_custom_attributes(cls) -> Self:
        """Refuse a 51st custom attribute. Source: documented quota, text inferred."""
        return cls("The number of custom attributes exceeds the limit of 50.")

    # Groups, providers, resource servers

    @classmethod
    def too_many_groups(cls, limit: int) -> Self:
        """Refuse to put a user into a 101st group. Source: documented quota, text inferred."""
        return cls(f"The number of groups of the user exceeds the limit of {limit}.")

    @classmethod
    def resource_server_exists(cls, identifier: str, pool_id: str) -> Self:
        """Refuse a resource server the pool has. Source: other emulators."""
        return cls(f"{identifier} already exists in user pool {pool_id}.")

    @classmethod
    def source_user_linked(cls) -> Self:
        """Refuse to link a source twice. Source: observed."""
        return cls("SourceUser is already linked to DestinationUser")

    @classmethod
    def merging_unsupported(cls) -> Self:
        """Refuse to link a source that has its own profile. Source: observed."""
        return cls(
            "Merging is not currently supported, provide a SourceUser that has not been signed up "
            "in order to link",
        )


_BOUND_WORDS: Final = {"length": "length shorter", "value": "value smaller"}
