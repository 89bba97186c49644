"""A user pool and its configuration document.

The configuration is kept in the shape DescribeUserPool echoes (`UserPoolType` without its computed
members), because infrastructure tools compare every member; rules read it through the accessors of
`UserPool` only. What CreateUserPool and UpdateUserPool make of a request is in `pool_requests.py`,
the checks in `pool_rules.py`, the second factors in `pool_mfa.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import arns
from cognito_emulator.domain.passwords import PasswordPolicy
from cognito_emulator.domain.usernames import UsernameRules
from cognito_emulator.domain.users import MfaFactor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cognito_emulator._shapes.cognito_idp import (
        AccountRecoverySettingType,
        EmailMfaConfigType,
        LambdaConfigType,
        PasswordPolicyType,
        SchemaAttributeType,
        SmsMfaConfigType,
        SoftwareTokenMfaConfigType,
        UserPoolType,
        WebAuthnConfigurationType,
    )

    class PoolConfiguration(UserPoolType, total=False):
        """What is stored of a pool: DescribeUserPool's members and those only GetUserPoolMfaConfig shows."""

        SmsMfaConfiguration: SmsMfaConfigType
        SoftwareTokenMfaConfiguration: SoftwareTokenMfaConfigType
        EmailMfaConfiguration: EmailMfaConfigType
        WebAuthnConfiguration: WebAuthnConfigurationType


DEFAULT_TEMPORARY_PASSWORD_DAYS: Final = 7
DEFAULT_RECOVERY: Final[AccountRecoverySettingType] = {
    "RecoveryMechanisms": [
        {"Priority": 1, "Name": "verified_email"},
        {"Priority": 2, "Name": "verified_phone_number"},
    ]
}
"""How accounts are recovered unless the request says otherwise. Source: observed (moto's issue 6661)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPool:
    """One user pool.

    `configuration` must never be mutated: decoded documents are shared between requests. `secret`
    (32 bytes) keys what must be unguessable yet repeatable for this pool: simulated SRP salts and
    page tokens.
    """

    id: str
    account_id: str
    region: str
    name: str
    created_at: datetime
    modified_at: datetime
    configuration: PoolConfiguration
    secret: bytes

    @property
    def arn(self) -> str:
        """The ARN of the pool, in the partition of its region."""
        return arns.user_pool_arn(region=self.region, account_id=self.account_id, pool_id=self.id)

    @property
    def mfa(self) -> str:
        """`OFF`, `OPTIONAL` or `ON`."""
        return self.configuration.get("MfaConfiguration", "OFF")

    @property
    def mfa_factors(self) -> frozenset[MfaFactor]:
        """The second factors the pool offers; none while MFA is off.

        SMS and e-mail are offered when `SmsMfaConfiguration` and `EmailMfaConfiguration` are set,
        the authenticator when `SoftwareTokenMfaConfiguration` enables it.
        Source: API reference "SetUserPoolMfaConfig".
        """
        if self.mfa == "OFF":
            return frozenset()
        offered = {
            MfaFactor.SMS: "SmsMfaConfiguration" in self.configuration,
            MfaFactor.TOTP: self.totp_enabled,
            MfaFactor.EMAIL: "EmailMfaConfiguration" in self.configuration,
        }
        return frozenset(factor for factor, is_offered in offered.items() if is_offered)

    @property
    def totp_enabled(self) -> bool:
        """Whether SetUserPoolMfaConfig enabled authenticator apps."""
        return self.configuration.get("SoftwareTokenMfaConfiguration", {}).get("Enabled", False)

    @property
    def sends_sms(self) -> bool:
        """Whether the pool has an SMS configuration."""
        return "SmsConfiguration" in self.configuration

    @property
    def password_policy(self) -> PasswordPolicy:
        """The rules for a new password."""
        stored = self._stored_password_policy
        return PasswordPolicy(
            minimum_length=stored.get("MinimumLength", 8),
            require_uppercase=stored.get("RequireUppercase", False),
            require_lowercase=stored.get("RequireLowercase", False),
            require_numbers=stored.get("RequireNumbers", False),
            require_symbols=stored.get("RequireSymbols", False),
            history_size=stored.get("PasswordHistorySize", 0),
        )

    @property
    def password_history_size(self) -> int:
        """How many former passwords are refused; 0 for none."""
        return self._stored_password_policy.get("PasswordHistorySize", 0)

    @property
    def temporary_password_days(self) -> int:
        """How many days a temporary password works."""
        days = self._stored_password_policy.get("TemporaryPasswordValidityDays", 0)
        return days or DEFAULT_TEMPORARY_PASSWORD_DAYS

    @property
    def _stored_password_policy(self) -> PasswordPolicyType:
        return self.configuration.get("Policies", {}).get("PasswordPolicy", {})

    @property
    def first_factors(self) -> frozenset[str]:
        """The first factors USER_AUTH may offer (`AllowedFirstAuthFactors`)."""
        policy = self.configuration.get("Policies", {}).get("SignInPolicy", {})
        return frozenset(policy.get("AllowedFirstAuthFactors", ["PASSWORD"]))

    @property
    def case_sensitive(self) -> bool:
        """Whether usernames and aliases differ by case. Source: `UsernameConfigurationType`, default true."""
        return self.configuration.get("UsernameConfiguration", {"CaseSensitive": True})[
            "CaseSensitive"
        ]

    @property
    def username_rules(self) -> UsernameRules:
        """By which identifiers users sign up and sign in."""
        return UsernameRules(
            username_attributes=frozenset(self.configuration.get("UsernameAttributes", [])),
            alias_attributes=frozenset(self.configuration.get("AliasAttributes", [])),
            case_sensitive=self.case_sensitive,
        )

    @property
    def auto_verified(self) -> frozenset[str]:
        """The attributes whose addresses get a verification code unasked."""
        return frozenset(self.configuration.get("AutoVerifiedAttributes", []))

    @property
    def schema(self) -> Sequence[SchemaAttributeType]:
        """Every attribute of the pool: standard, `custom:` and `dev:custom:`, in DescribeUserPool's order."""
        return self.configuration.get("SchemaAttributes", [])

    @property
    def recovery_options(self) -> tuple[str, ...] | None:
        """The names of `AccountRecoverySetting` by priority, or None for the legacy rule (phone, else e-mail).

        A setting that was given empty asks for the legacy rule.
        Source: API reference "CreateUserPool"; Terraform provider issue 26223.
        """
        options = self.configuration.get("AccountRecoverySetting", {}).get("RecoveryMechanisms", [])
        ordered = sorted(options, key=lambda option: option["Priority"])
        return tuple(option["Name"] for option in ordered) or None

    @property
    def admin_create_only(self) -> bool:
        """Whether SignUp is refused."""
        return self.configuration.get("AdminCreateUserConfig", {}).get(
            "AllowAdminCreateUserOnly", False
        )

    @property
    def updates_needing_verification(self) -> frozenset[str]:
        """The attributes that keep their value until the new one is verified."""
        settings = self.configuration.get("UserAttributeUpdateSettings", {})
        return frozenset(settings.get("AttributesRequireVerificationBeforeUpdate", []))

    @property
    def lambda_config(self) -> LambdaConfigType:
        """The triggers, as DescribeUserPool echoes them."""
        return self.configuration.get("LambdaConfig", {})

    @property
    def tier(self) -> str:
        """The feature plan: `LITE`, `ESSENTIALS` or `PLUS`."""
        return self.configuration.get("UserPoolTier", "ESSENTIALS")

    @property
    def deletion_protected(self) -> bool:
        """Whether DeleteUserPool is refused."""
        return self.configuration.get("DeletionProtection", "INACTIVE") == "ACTIVE"

    @property
    def has_domain(self) -> bool:
        """Whether a prefix or custom domain belongs to the pool."""
        return "Domain" in self.configuration or "CustomDomain" in self.configuration
