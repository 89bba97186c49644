"""What a pool's configuration must satisfy beyond the model: each rule refuses in AWS's words.

The rules judge the configuration a request leads to, so that creating and updating agree.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.errors.idp import (
    FeatureUnavailableInTierException,
    InvalidParameterException,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cognito_emulator._shapes.cognito_idp import SchemaAttributeType
    from cognito_emulator.domain.pools import PoolConfiguration

# Where SNS could be used from before it came to the Region itself.
# Source: Developer Guide "SMS message settings for Amazon Cognito user pools".
_LEGACY_SNS_REGION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "us-east-2": "us-east-1",
        "ca-central-1": "us-east-1",
        "ap-south-1": "ap-southeast-1",
        "ap-northeast-2": "ap-northeast-1",
        "eu-central-1": "eu-west-1",
        "eu-west-2": "eu-west-1",
    }
)
_ADDRESS: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+|.*<[^@\s<>]+@[^@\s<>]+>")
_LATER_TOKEN_TRIGGERS: Final = frozenset({"V2_0", "V3_0"})


def check(configuration: PoolConfiguration, *, region: str) -> None:
    """Refuse a configuration that does not hold together.

    `check_mfa` and `check_recovery_beside_mfa` are to be called beside it.

    Raises: InvalidParameterException; FeatureUnavailableInTierException.
    Source: the error classes say where each text is known from.
    """
    _check_sign_in_names(configuration)
    _check_factors(configuration)
    _check_verification(configuration)
    _check_recovery(configuration)
    _check_triggers(configuration, region)
    _check_email(configuration)
    _check_sms(configuration, region)
    _check_acr(configuration)
    check_tier(configuration)


def check_schema_names(entries: Iterable[SchemaAttributeType]) -> None:
    """Refuse a `Schema` that lists a custom attribute twice.

    Raises: InvalidParameterException.
    """
    names = [
        ("dev:custom:" if entry.get("DeveloperOnlyAttribute", False) else "custom:")
        + entry.get("Name", "")
        for entry in entries
    ]
    for name in names:
        if names.count(name) > 1:
            raise InvalidParameterException.custom_attribute_twice(name)


def check_mfa(configuration: PoolConfiguration) -> None:
    """Refuse MFA that no factor can satisfy, and first factors that do not go with MFA.

    Raises: InvalidParameterException.
    Source: API reference "CreateUserPool": without SmsConfiguration the operation fails.
    """
    if configuration.get("MfaConfiguration", "OFF") == "OFF":
        return
    if not has_factor(configuration):
        raise InvalidParameterException.sms_configuration_required()
    check_one_time_passwords(configuration)
    if is_passkey_short_of_mfa(configuration):
        raise InvalidParameterException.passkey_without_mfa_factor()


def has_factor(configuration: PoolConfiguration) -> bool:
    """Tell whether any second factor is enabled."""
    return (
        "SmsMfaConfiguration" in configuration
        or "EmailMfaConfiguration" in configuration
        or configuration.get("SoftwareTokenMfaConfiguration", {}).get("Enabled", False)
    )


def check_one_time_passwords(configuration: PoolConfiguration) -> None:
    """Refuse EMAIL_OTP and SMS_OTP as first factors while MFA is ON.

    Raises: InvalidParameterException.
    Source: Developer Guide "Adding MFA to a user pool".
    """
    factors = _first_factors(configuration)
    if configuration.get("MfaConfiguration") == "ON" and factors & {"EMAIL_OTP", "SMS_OTP"}:
        raise InvalidParameterException.first_factors_with_mfa()


def is_passkey_short_of_mfa(configuration: PoolConfiguration) -> bool:
    """Tell whether MFA is ON and passkeys may sign in that do not count as two factors.

    Source: Developer Guide "Adding MFA to a user pool".
    """
    passkeys = configuration.get("WebAuthnConfiguration", {})
    return (
        configuration.get("MfaConfiguration") == "ON"
        and "WEB_AUTHN" in _first_factors(configuration)
        and passkeys.get("FactorConfiguration") != "MULTI_FACTOR_WITH_USER_VERIFICATION"
    )


def check_recovery_beside_mfa(configuration: PoolConfiguration) -> None:
    """Refuse to recover accounts at the address that receives the second factor.

    SMS is refused where MFA is ON and by any place in the list, e-mail where it is the only one.

    Raises: InvalidParameterException.
    Source: AWS CDK issue 11478 for SMS; Developer Guide "Adding MFA to a user pool" for e-mail. That
    OPTIONAL accepts SMS is what Terraform's acceptance tests do.
    """
    options = configuration.get("AccountRecoverySetting", {}).get("RecoveryMechanisms", [])
    names = [option["Name"] for option in options]
    is_on = configuration.get("MfaConfiguration") == "ON"
    if is_on and "SmsMfaConfiguration" in configuration and "verified_phone_number" in names:
        raise InvalidParameterException.recovery_by_second_factor("verified_phone_number", "SMS")
    if "EmailMfaConfiguration" in configuration and names == ["verified_email"]:
        raise InvalidParameterException.recovery_by_second_factor("verified_email", "Email")


def _first_factors(configuration: PoolConfiguration) -> frozenset[str]:
    policy = configuration.get("Policies", {}).get("SignInPolicy", {})
    return frozenset(policy.get("AllowedFirstAuthFactors", ["PASSWORD"]))


def check_tier(configuration: PoolConfiguration) -> None:
    """Refuse features that the pool's plan does not include.

    Raises: FeatureUnavailableInTierException.
    Source: Developer Guide "User pool feature plans". The names of passwordless sign-in, threat
    protection and token customisation are observed, the others inferred.
    """
    tier = configuration.get("UserPoolTier", "ESSENTIALS")
    if tier == "PLUS":
        return
    features = list(_plus_features(configuration))
    if tier == "LITE":
        features = [*features, *_essentials_features(configuration)]
    if features:
        raise FeatureUnavailableInTierException.features(tier, features)


def _plus_features(configuration: PoolConfiguration) -> Iterator[str]:
    add_ons: Mapping[str, Any] = configuration.get("UserPoolAddOns", {})
    if add_ons.get("AdvancedSecurityMode", "OFF") != "OFF" or add_ons.get(
        "AdvancedSecurityAdditionalFlows"
    ):
        yield "Threat Protection"


def _essentials_features(configuration: PoolConfiguration) -> Iterator[str]:
    if _first_factors(configuration) - {"PASSWORD"}:
        yield "Passwordless Sign-In"
    trigger = configuration.get("LambdaConfig", {}).get("PreTokenGenerationConfig")
    if trigger is not None and trigger["LambdaVersion"] in _LATER_TOKEN_TRIGGERS:
        yield f"Token Customization with Pre-Token Generation Lambda {trigger['LambdaVersion']}"
    policies = configuration.get("Policies", {})
    if policies.get("PasswordPolicy", {}).get("PasswordHistorySize", 0):
        yield "Password History"
    if "EmailMfaConfiguration" in configuration:
        yield "Email MFA"
    if configuration.get("DcrConfiguration", {}).get("EnableStatus") == "Enabled":
        yield "Dynamic Client Registration"
    if _renames_acr_levels(configuration):
        yield "ACR Configuration"


def _renames_acr_levels(configuration: PoolConfiguration) -> bool:
    return any(
        config["AcrValue"] != f"urn:cognito:loa:{level[-1]}"
        for level, config in configuration.get("AcrConfiguration", {}).items()
    )


def _check_sign_in_names(configuration: PoolConfiguration) -> None:
    if "AliasAttributes" in configuration and "UsernameAttributes" in configuration:
        raise InvalidParameterException.alias_and_username_attributes()


def _check_factors(configuration: PoolConfiguration) -> None:
    factors = _first_factors(configuration)
    if "PASSWORD" not in factors:
        raise InvalidParameterException.first_factors_without_password()
    if "SMS_OTP" in factors and "SmsConfiguration" not in configuration:
        raise InvalidParameterException.sms_otp_without_configuration()


def _check_verification(configuration: PoolConfiguration) -> None:
    auto_verified = frozenset(configuration.get("AutoVerifiedAttributes", []))
    settings = configuration.get("UserAttributeUpdateSettings", {})
    before_update = frozenset(settings.get("AttributesRequireVerificationBeforeUpdate", []))
    if not before_update <= auto_verified:
        raise InvalidParameterException.update_verification_not_auto_verified()
    if "phone_number" in auto_verified and "SmsConfiguration" not in configuration:
        raise InvalidParameterException.sms_verification_without_configuration()


def _check_recovery(configuration: PoolConfiguration) -> None:
    options = configuration.get("AccountRecoverySetting", {}).get("RecoveryMechanisms", [])
    names = [option["Name"] for option in options]
    if "admin_only" in names and len(names) > 1:
        raise InvalidParameterException.recovery_admin_only_combined()
    if _repeats(names) or _repeats([option["Priority"] for option in options]):
        raise InvalidParameterException.recovery_duplicate()


def _check_triggers(configuration: PoolConfiguration, region: str) -> None:
    triggers: Mapping[str, Any] = configuration.get("LambdaConfig", {})
    senders = {"CustomSMSSender", "CustomEmailSender"} & triggers.keys()
    if senders and "KMSKeyID" not in triggers:
        raise InvalidParameterException.custom_sender_without_key()
    for name, value in triggers.items():
        arn = value if isinstance(value, str) else value["LambdaArn"]
        if name != "KMSKeyID" and arn.split(":")[3] != region:
            raise InvalidParameterException.lambda_region()


def _check_email(configuration: PoolConfiguration) -> None:
    email = configuration.get("EmailConfiguration", {})
    if email.get("EmailSendingAccount") == "DEVELOPER" and "SourceArn" not in email:
        raise InvalidParameterException.developer_email_without_source()
    if "From" in email and _ADDRESS.fullmatch(email["From"]) is None:
        raise InvalidParameterException.email_from()


def _check_sms(configuration: PoolConfiguration, region: str) -> None:
    check_sms_configuration(configuration.get("SmsConfiguration", {}), region=region)


def check_sms_configuration(sms: Mapping[str, Any], *, region: str) -> None:
    """Refuse an SMS configuration with two senders, or of a Region the pool cannot use.

    That a role exists, may be assumed and may publish is not checked: the emulator has no IAM.

    Raises: InvalidParameterException.
    """
    if sms.get("SnsCallerArn") and "EumsSms" in sms:
        raise InvalidParameterException.sms_senders_twice()
    if sms.get("SnsRegion", region) not in {region, _LEGACY_SNS_REGION.get(region, region)}:
        raise InvalidParameterException.sns_region(region)
    if sms.get("EumsSms", {}).get("Region", region) != region:
        raise InvalidParameterException.sms_region(region)


def _check_acr(configuration: PoolConfiguration) -> None:
    levels = configuration.get("AcrConfiguration", {})
    if _repeats([config["AcrValue"] for config in levels.values()]):
        raise InvalidParameterException.acr_values()


def _repeats(values: Iterable[object]) -> bool:
    listed = list(values)
    return len(listed) != len(set(listed))
