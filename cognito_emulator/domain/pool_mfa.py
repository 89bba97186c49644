"""The second factors of a pool: what SetUserPoolMfaConfig stores and GetUserPoolMfaConfig shows.

The SMS configuration and text are the pool's own, shared with verification messages; that SMS is a
second factor is the presence of `SmsMfaConfiguration` in the stored configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from cognito_emulator.domain.pool_requests import sms_configuration
from cognito_emulator.domain.pool_rules import MFA_MEMBERS, check_sms_configuration, check_tier
from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        GetUserPoolMfaConfigResponse,
        SetUserPoolMfaConfigRequest,
        SmsMfaConfigType,
    )
    from cognito_emulator.domain.pools import PoolConfiguration

_SHARED: Final = ("SmsAuthenticationMessage", "SmsConfiguration")


def with_factors(
    configuration: PoolConfiguration, request: SetUserPoolMfaConfigRequest, *, region: str
) -> PoolConfiguration:
    """Return the configuration with exactly the factors of the request.

    An omitted `MfaConfiguration` stays as it is (inferred); factors that are not named are off.

    Raises: InvalidParameterException; FeatureUnavailableInTierException.
    Source: API reference "SetUserPoolMfaConfig"; the refusals are observed.
    """
    document = cast("dict[str, Any]", dict(configuration))
    for name in (*MFA_MEMBERS, "WebAuthnConfiguration"):
        document.pop(name, None)
    document |= _requested_factors(request)
    sms = request.get("SmsMfaConfiguration")
    if sms is not None:
        document |= {name: value for name, value in sms.items() if name in _SHARED}
        document["SmsMfaConfiguration"] = {}
    if sms is not None and "SmsConfiguration" in sms:
        document["SmsConfiguration"] = sms_configuration(sms["SmsConfiguration"], region)
    changed = cast("PoolConfiguration", document)
    _check(changed, region)
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


def _requested_factors(request: SetUserPoolMfaConfigRequest) -> dict[str, object]:
    members = {"EmailMfaConfiguration", "WebAuthnConfiguration", "MfaConfiguration"}
    factors = {name: value for name, value in request.items() if name in members}
    if request.get("SoftwareTokenMfaConfiguration", {}).get("Enabled", False):
        factors["SoftwareTokenMfaConfiguration"] = {"Enabled": True}
    return factors


def _check(configuration: PoolConfiguration, region: str) -> None:
    has_factor = any(name in configuration for name in MFA_MEMBERS)
    if configuration.get("MfaConfiguration", "OFF") == "OFF":
        if has_factor:
            raise InvalidParameterException.mfa_off_with_factor()
    elif not has_factor:
        raise InvalidParameterException.mfa_without_factor()
    if "SmsMfaConfiguration" in configuration and "SmsConfiguration" not in configuration:
        raise InvalidParameterException.sms_configuration_required()
    check_sms_configuration(configuration.get("SmsConfiguration", {}), region=region)
    email = configuration.get("EmailConfiguration", {})
    if "EmailMfaConfiguration" in configuration:
        check_tier(configuration)
        if email.get("EmailSendingAccount") != "DEVELOPER":
            raise InvalidParameterException.email_mfa_without_ses()


def _sms(configuration: PoolConfiguration) -> SmsMfaConfigType:
    shown: SmsMfaConfigType = {}
    if "SmsAuthenticationMessage" in configuration:
        shown["SmsAuthenticationMessage"] = configuration["SmsAuthenticationMessage"]
    if "SmsConfiguration" in configuration:
        shown["SmsConfiguration"] = configuration["SmsConfiguration"]
    return shown
