"""The second factors of a pool: what SetUserPoolMfaConfig stores and GetUserPoolMfaConfig shows.

The SMS configuration and text are the pool's own, shared with verification messages; that SMS is a
second factor is the presence of `SmsMfaConfiguration` in the stored configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from cognito_emulator.domain import pool_rules
from cognito_emulator.domain.pool_requests import sms_configuration
from cognito_emulator.domain.pools import DEFAULT_RECOVERY
from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        GetUserPoolMfaConfigResponse,
        SetUserPoolMfaConfigRequest,
        SmsMfaConfigType,
    )
    from cognito_emulator.domain.pools import PoolConfiguration

_SHARED: Final = ("SmsAuthenticationMessage", "SmsConfiguration")
_FACTORS: Final = (
    "SmsMfaConfiguration",
    "SoftwareTokenMfaConfiguration",
    "EmailMfaConfiguration",
)


def with_factors(
    configuration: PoolConfiguration, request: SetUserPoolMfaConfigRequest, *, region: str
) -> PoolConfiguration:
    """Return the configuration with exactly the factors of the request.

    An omitted `MfaConfiguration` is OFF, factors that are not named are off; the pool keeps its SMS
    configuration.

    Raises: InvalidParameterException; FeatureUnavailableInTierException.
    Source: API reference "SetUserPoolMfaConfig"; that omission is OFF and the refusals are observed.
    """
    document = cast("dict[str, Any]", dict(configuration))
    for name in (*_FACTORS, "WebAuthnConfiguration"):
        document.pop(name, None)
    document |= _requested(request)
    sms = request.get("SmsMfaConfiguration")
    if sms is not None:
        document |= {name: value for name, value in sms.items() if name in _SHARED}
    if sms is not None and "SmsConfiguration" in sms:
        document["SmsConfiguration"] = sms_configuration(sms["SmsConfiguration"], region)
    changed = cast("PoolConfiguration", document)
    _check_state(changed)
    _check_factors(changed, region)
    _check_surroundings(changed)
    return changed


def factors_of(configuration: PoolConfiguration) -> GetUserPoolMfaConfigResponse:
    """Return the second factors as GetUserPoolMfaConfig shows them."""
    shown: GetUserPoolMfaConfigResponse = {}
    if "SmsMfaConfiguration" in configuration:
        shown["SmsMfaConfiguration"] = _sms(configuration)
    if "SoftwareTokenMfaConfiguration" in configuration:
        shown["SoftwareTokenMfaConfiguration"] = configuration["SoftwareTokenMfaConfiguration"]
    if "EmailMfaConfiguration" in configuration:
        shown["EmailMfaConfiguration"] = configuration["EmailMfaConfiguration"]
    shown["MfaConfiguration"] = configuration.get("MfaConfiguration", "OFF")
    if "WebAuthnConfiguration" in configuration:
        shown["WebAuthnConfiguration"] = configuration["WebAuthnConfiguration"]
    return shown


def _requested(request: SetUserPoolMfaConfigRequest) -> dict[str, object]:
    """Return state and factors as they are stored; defaults show (observed)."""
    asked: dict[str, object] = {"MfaConfiguration": request.get("MfaConfiguration", "OFF")}
    if "SmsMfaConfiguration" in request:
        asked["SmsMfaConfiguration"] = {}
    if "EmailMfaConfiguration" in request:
        asked["EmailMfaConfiguration"] = request["EmailMfaConfiguration"]
    if "SoftwareTokenMfaConfiguration" in request:
        enabled = request["SoftwareTokenMfaConfiguration"].get("Enabled", False)
        asked["SoftwareTokenMfaConfiguration"] = {"Enabled": enabled}
    if "WebAuthnConfiguration" in request:
        asked["WebAuthnConfiguration"] = {
            "FactorConfiguration": "SINGLE_FACTOR",
            **request["WebAuthnConfiguration"],
        }
    return asked


def _check_state(configuration: PoolConfiguration) -> None:
    # What counts beside OFF is that a factor is named, even to switch it off (observed).
    if configuration.get("MfaConfiguration") == "OFF":
        if any(name in configuration for name in _FACTORS):
            raise InvalidParameterException.mfa_off_with_factor()
    elif not pool_rules.has_factor(configuration):
        raise InvalidParameterException.mfa_without_factor()


def _check_factors(configuration: PoolConfiguration, region: str) -> None:
    if "SmsMfaConfiguration" in configuration and "SmsConfiguration" not in configuration:
        raise InvalidParameterException.sms_configuration_required()
    pool_rules.check_sms_configuration(configuration.get("SmsConfiguration", {}), region=region)
    if "EmailMfaConfiguration" in configuration:
        pool_rules.check_tier(configuration)
        email = configuration.get("EmailConfiguration", {})
        if email.get("EmailSendingAccount") != "DEVELOPER":
            raise InvalidParameterException.email_mfa_without_ses()


def _check_surroundings(configuration: PoolConfiguration) -> None:
    """Refuse factors that do not go with what the pool verifies, recovers and signs in by.

    The default recovery, which nobody asked for, is not held against SMS. Source: inferred, many
    templates leave it out beside SMS; the other refusals are observed.
    """
    is_off = configuration.get("MfaConfiguration") == "OFF"
    auto_verified = configuration.get("AutoVerifiedAttributes", [])
    if (
        not is_off
        and "phone_number" in auto_verified
        and "SmsMfaConfiguration" not in configuration
    ):
        raise InvalidParameterException.sms_verification_without_configuration()
    pool_rules.check_one_time_passwords(configuration)
    if pool_rules.is_passkey_short_of_mfa(configuration):
        raise InvalidParameterException.passkey_single_factor()
    if configuration.get("AccountRecoverySetting") != DEFAULT_RECOVERY:
        pool_rules.check_recovery_beside_mfa(configuration)


def _sms(configuration: PoolConfiguration) -> SmsMfaConfigType:
    shown: SmsMfaConfigType = {}
    if "SmsAuthenticationMessage" in configuration:
        shown["SmsAuthenticationMessage"] = configuration["SmsAuthenticationMessage"]
    if "SmsConfiguration" in configuration:
        shown["SmsConfiguration"] = configuration["SmsConfiguration"]
    return shown
