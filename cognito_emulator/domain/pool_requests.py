"""What CreateUserPool and UpdateUserPool make of a request: the configuration AWS echoes.

Absent members stay absent and defaulted ones appear as on AWS, because Terraform and the CDK compare
every member. UpdateUserPool replaces: what it does not name falls back to the default, except what
only other operations or the creation decide (`_KEPT`), and what stays when it is omitted
(`_KEPT_UNLESS_GIVEN`, and each policy in `Policies`).

Source: API reference "CreateUserPool", "UpdateUserPool"; the echo is that of recorded answers.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from cognito_emulator.domain.pools import DEFAULT_RECOVERY, DEFAULT_TEMPORARY_PASSWORD_DAYS
from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cognito_emulator._shapes.cognito_idp import (
        CreateUserPoolRequest,
        SchemaAttributeType,
        UpdateUserPoolRequest,
    )
    from cognito_emulator.domain.pools import PoolConfiguration

Document = dict[str, Any]

_COPIED: Final = (
    "AutoVerifiedAttributes",
    "SmsAuthenticationMessage",
    "UserPoolAddOns",
)
_ONLY_AT_CREATION: Final = ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")
_KEPT: Final = (
    *_ONLY_AT_CREATION,
    "SchemaAttributes",
    "Domain",
    "CustomDomain",
    "SmsMfaConfiguration",
    "SoftwareTokenMfaConfiguration",
    "EmailMfaConfiguration",
    "WebAuthnConfiguration",
)
# Source: observed for MfaConfiguration and, by what Terraform's provider relies on, for the update
# settings; documented for SmsConfiguration ("can't be deactivated") and DcrConfiguration. That tier,
# protection, key and issuer stay is inferred: losing them would be a trap nobody has reported.
_KEPT_UNLESS_GIVEN: Final = (
    "MfaConfiguration",
    "UserAttributeUpdateSettings",
    "SmsConfiguration",
    "DcrConfiguration",
    "UserPoolTier",
    "DeletionProtection",
    "KeyConfiguration",
    "IssuerConfiguration",
)
_DEFAULTS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "DeletionProtection": "INACTIVE",
        "MfaConfiguration": "OFF",
        "UserPoolTier": "ESSENTIALS",
        "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
        "IssuerConfiguration": {"Type": "ORIGINAL"},
    }
)
_STRICT_POLICY: Final[Mapping[str, object]] = MappingProxyType(
    {
        "MinimumLength": 8,
        "RequireUppercase": True,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
    }
)
_LENIENT_POLICY: Final[Mapping[str, object]] = MappingProxyType(
    {
        "MinimumLength": 8,
        "RequireUppercase": False,
        "RequireLowercase": False,
        "RequireNumbers": False,
        "RequireSymbols": False,
    }
)
_MIRRORED_TEXTS: Final = (
    ("EmailVerificationMessage", "EmailMessage"),
    ("EmailVerificationSubject", "EmailSubject"),
    ("SmsVerificationMessage", "SmsMessage"),
)
_ACR_LEVELS: Final = ("Level1", "Level2", "Level3", "Level4")


def created(
    request: CreateUserPoolRequest, *, schema: Sequence[SchemaAttributeType], region: str
) -> PoolConfiguration:
    """Return the configuration of a new pool whose attributes are `schema`.

    Raises: InvalidParameterException for two pre-token functions, and for both names of the
    validity of temporary passwords.
    """
    given = _given(request)
    document = _settings(given, region)
    document |= {name: given[name] for name in _ONLY_AT_CREATION if given.get(name)}
    document |= {name: given.get(name, default) for name, default in _DEFAULTS.items()}
    if "DcrConfiguration" in given:
        document["DcrConfiguration"] = _dynamic_registration(given["DcrConfiguration"])
    document["SchemaAttributes"] = list(schema)
    if document["MfaConfiguration"] != "OFF" and "SmsConfiguration" in document:
        document["SmsMfaConfiguration"] = {}
    return cast("PoolConfiguration", document)


def updated(
    configuration: PoolConfiguration, request: UpdateUserPoolRequest, *, region: str
) -> PoolConfiguration:
    """Return the configuration after an update.

    Turning MFA off forgets which second factors were on. Source: inferred from
    SetUserPoolMfaConfig, which refuses factors while MFA is off.

    Raises: InvalidParameterException for two pre-token functions, and for
    UnusedAccountValidityDays, which every pool has replaced by TemporaryPasswordValidityDays.
    """
    before, given = _given(configuration), _given(request)
    if given.get("AdminCreateUserConfig", {}).get("UnusedAccountValidityDays"):
        raise InvalidParameterException.temporary_password_days_twice()
    whole: Document = {
        **{name: before[name] for name in _KEPT_UNLESS_GIVEN if name in before},
        # An empty structure cannot deactivate SMS.
        **{name: value for name, value in given.items() if value or name != "SmsConfiguration"},
        "Policies": {**before.get("Policies", {}), **given.get("Policies", {})},
    }
    document = _settings(whole, region)
    document |= {name: whole.get(name, default) for name, default in _DEFAULTS.items()}
    document |= {name: before[name] for name in _KEPT if name in before}
    if "DcrConfiguration" in whole:
        document["DcrConfiguration"] = _dynamic_registration(whole["DcrConfiguration"])
    return cast("PoolConfiguration", _with_consistent_factors(document))


def _with_consistent_factors(document: Document) -> Document:
    others = ("SoftwareTokenMfaConfiguration", "EmailMfaConfiguration")
    if document["MfaConfiguration"] == "OFF":
        return {
            name: value
            for name, value in document.items()
            if name not in {"SmsMfaConfiguration", *others}
        }
    if "SmsConfiguration" in document and not any(name in document for name in others):
        document["SmsMfaConfiguration"] = {}
    return document


def _given(structure: object) -> Document:
    # A TypedDict read by names in variables.
    return cast("Document", structure)


def _settings(given: Document, region: str) -> Document:
    """Return the members that both operations take, defaulted."""
    document: Document = {name: given[name] for name in _COPIED if given.get(name)}
    days = _temporary_password_days(given)
    document["Policies"] = _policies(given.get("Policies", {}), days)
    document["AdminCreateUserConfig"] = {
        "AllowAdminCreateUserOnly": False,
        **given.get("AdminCreateUserConfig", {}),
        "UnusedAccountValidityDays": days,
    }
    document["LambdaConfig"] = _triggers(given.get("LambdaConfig", {}))
    document["EmailConfiguration"] = {
        "EmailSendingAccount": "COGNITO_DEFAULT",
        **given.get("EmailConfiguration", {}),
    }
    document["AccountRecoverySetting"] = given.get("AccountRecoverySetting", DEFAULT_RECOVERY)
    document["UserAttributeUpdateSettings"] = {
        "AttributesRequireVerificationBeforeUpdate": [],
        **given.get("UserAttributeUpdateSettings", {}),
    }
    document |= _messages(given)
    if given.get("SmsConfiguration"):
        document["SmsConfiguration"] = sms_configuration(given["SmsConfiguration"], region)
    if given.get("DeviceConfiguration"):
        document["DeviceConfiguration"] = {
            "ChallengeRequiredOnNewDevice": False,
            "DeviceOnlyRememberedOnUserPrompt": False,
            **given["DeviceConfiguration"],
        }
    document["AcrConfiguration"] = {
        level: {"AcrValue": f"urn:cognito:loa:{level[-1]}"} for level in _ACR_LEVELS
    } | dict(given.get("AcrConfiguration", {}))
    return document


def sms_configuration(given: Mapping[str, Any], region: str) -> Document:
    """Return an SMS configuration as echoed: SNS is that of the pool's Region unless said otherwise."""
    return {
        **given,
        **({} if "EumsSms" in given else {"SnsRegion": given.get("SnsRegion", region)}),
    }


def _temporary_password_days(given: Document) -> int:
    """Return the validity of temporary passwords in days, by either of its two names; 0 is unset.

    Both together are refused even when they agree: scripts that send back what DescribeUserPool
    shows have to leave the former name out. Source: observed by their authors.
    """
    policy = given.get("Policies", {}).get("PasswordPolicy", {})
    days: int = policy.get("TemporaryPasswordValidityDays", 0)
    legacy: int = given.get("AdminCreateUserConfig", {}).get("UnusedAccountValidityDays", 0)
    if days and legacy:
        raise InvalidParameterException.temporary_password_days_twice()
    return days or legacy or DEFAULT_TEMPORARY_PASSWORD_DAYS


def _policies(given: Document, days: int) -> Document:
    """Return the policies: none said is the strict one, a partial one lacks what it does not ask.

    Source: recorded answers for the strict one; the rest are false as JSON booleans default.
    """
    base = _LENIENT_POLICY if "PasswordPolicy" in given else _STRICT_POLICY
    return {
        "PasswordPolicy": {
            **base,
            **given.get("PasswordPolicy", {}),
            "TemporaryPasswordValidityDays": days,
        },
        "SignInPolicy": {
            "AllowedFirstAuthFactors": ["PASSWORD"],
            **given.get("SignInPolicy", {}),
        },
    }


def _triggers(given: Document) -> Document:
    """Return the triggers with both members of the pre-token trigger naming one function.

    Source: API reference "LambdaConfigType".
    """
    triggers = dict(given)
    legacy, config = triggers.get("PreTokenGeneration"), triggers.get("PreTokenGenerationConfig")
    if config is not None and legacy not in {None, config["LambdaArn"]}:
        raise InvalidParameterException.pre_token_generation_arns()
    if config is not None:
        triggers["PreTokenGeneration"] = config["LambdaArn"]
    elif legacy is not None:
        triggers["PreTokenGenerationConfig"] = {"LambdaVersion": "V1_0", "LambdaArn": legacy}
    return triggers


def _messages(given: Document) -> Document:
    """Return the verification texts: template and former top-level members are one setting.

    The template is the one that counts where they differ.
    Source: AWS support, quoted in Terraform's pull request 2425; its provider reads either from both.
    """
    template: Document = {
        "DefaultEmailOption": "CONFIRM_WITH_CODE",
        **given.get("VerificationMessageTemplate", {}),
    }
    document: Document = {"VerificationMessageTemplate": template}
    for former, member in _MIRRORED_TEXTS:
        text = template.get(member, given.get(former))
        if text is not None:
            document[former] = template[member] = text
    return document


def _dynamic_registration(given: Document) -> Document:
    return {"EnableStatus": "Enabled", "OpenDcrEnabled": False, **given}
