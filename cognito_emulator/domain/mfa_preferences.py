"""What SetUserMFAPreference makes of a user's second factors.

Source: API reference "SetUserMFAPreference", "AdminSetUserMFAPreference"; texts observed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cognito_emulator.domain.challenges import can_use
from cognito_emulator.domain.users import MfaFactor, MfaSettings
from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorSetting:
    """One factor's part of the request; None: the member was left out."""

    enabled: bool | None = None
    preferred: bool | None = None


def preferences(user: User, settings: Mapping[MfaFactor, FactorSetting]) -> MfaSettings:
    """Return the user's settings with the given factors turned on or off.

    A factor is turned on only if the user can use it, and preferred only if it is on. Turning off
    the preferred one leaves no preference. Factors that are not mentioned stay as they are.

    Raises: InvalidParameterException.
    Source: that PreferredMfa alone refers to a factor already on is inferred.
    """
    enabled = set(user.mfa.enabled)
    preferred = user.mfa.preferred
    for factor, setting in settings.items():
        if setting.enabled is False:
            enabled.discard(factor)
        elif setting.enabled:
            _require_usable(user, factor)
            enabled.add(factor)
        if preferred is factor and (factor not in enabled or setting.preferred is False):
            preferred = None
    chosen = [factor for factor, setting in settings.items() if setting.preferred]
    _check_choice(chosen, enabled)
    return replace(
        user.mfa,
        enabled=frozenset(enabled),
        preferred=chosen[0] if chosen else preferred,
        legacy_sms=user.mfa.legacy_sms and _keeps_sms(settings),
    )


def without_authenticator(mfa: MfaSettings) -> MfaSettings:
    """Return the settings without authenticator, verified or pending."""
    return replace(
        mfa,
        enabled=mfa.enabled - {MfaFactor.TOTP},
        preferred=None if mfa.preferred is MfaFactor.TOTP else mfa.preferred,
        totp_secret=None,
        totp_pending=None,
        totp_device_name=None,
        totp_last_step=None,
    )


def with_legacy_sms(user: User, *, enabled: bool) -> MfaSettings:
    """Return the settings as SetUserSettings leaves them: SMS on or off, nothing else changed.

    Raises: InvalidParameterException for a user without a phone number.
    """
    if enabled:
        _require_usable(user, MfaFactor.SMS)
    return replace(user.mfa, legacy_sms=enabled)


def _require_usable(user: User, factor: MfaFactor) -> None:
    if not can_use(user, factor):
        raise InvalidParameterException.no_delivery_config(factor)


def _check_choice(chosen: list[MfaFactor], enabled: set[MfaFactor]) -> None:
    if len(chosen) > 1:
        raise InvalidParameterException.preferred_twice()
    if chosen and chosen[0] not in enabled:
        raise InvalidParameterException.preferred_not_enabled()


def _keeps_sms(settings: Mapping[MfaFactor, FactorSetting]) -> bool:
    # The newer setting has the last word about SMS.
    setting = settings.get(MfaFactor.SMS)
    return setting is None or setting.enabled is not False
