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
    """Refuse MFA that no factor can satisfy, where SMS is the factor that was asked for.

    Source: API reference "CreateUserPool": without SmsConfiguration the operation fails.
    """
    if configuration.get("MfaConfiguration", "OFF") == "OFF":
        return
    if not any(name in configuration for name in MFA_MEMBERS):
        raise InvalidParameterException.sms_configuration_required()


MFA_MEMBERS: Final = (
    "SmsMfaConfiguration",
    "SoftwareTokenMfaConfiguration",
    "EmailMfaConfiguration",
)


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
    policies = configuration.get("Policies", {})
    factors = policies.get("SignInPolicy", {}).get("AllowedFirstAuthFactors", [])
    if frozenset(factors) - {"PASSWORD"}:
        yield "Passwordless Sign-In"
    trigger = configuration.get("LambdaConfig", {}).get("PreTokenGenerationConfig")
    if trigger is not None and trigger["LambdaVersion"] in _LATER_TOKEN_TRIGGERS:
        yield f"Token Customization with Pre-Token Generation Lambda {trigger['LambdaVersion']}"
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
    policy = configuration.get("Policies", {}).get("SignInPolicy", {})
    if "PASSWORD" not in policy.get("AllowedFirstAuthFactors", ["PASSWORD"]):
        raise InvalidParameterException.first_factors_without_password()


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
