"""A user's second factors: authenticators, preferences, and the legacy SMS settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cognito_emulator.domain import mfa_preferences
from cognito_emulator.domain.mfa_preferences import FactorSetting
from cognito_emulator.domain.users import MfaFactor
from cognito_emulator.errors import idp as errors
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.workflows import locked_users
from cognito_emulator.workflows.authentication import authenticators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cognito_emulator._shapes.cognito_idp import (
        AdminDeleteSoftwareTokenRequest,
        AdminDeleteSoftwareTokenResponse,
        AdminSetUserMFAPreferenceRequest,
        AdminSetUserMFAPreferenceResponse,
        AdminSetUserSettingsRequest,
        AdminSetUserSettingsResponse,
        AssociateSoftwareTokenRequest,
        AssociateSoftwareTokenResponse,
        EmailMfaSettingsType,
        MFAOptionType,
        SetUserMFAPreferenceRequest,
        SetUserMFAPreferenceResponse,
        SetUserSettingsRequest,
        SetUserSettingsResponse,
        SMSMfaSettingsType,
        SoftwareTokenMfaSettingsType,
        VerifySoftwareTokenRequest,
        VerifySoftwareTokenResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.users import MfaSettings, User


def associate_software_token(
    ctx: Context, request: AssociateSoftwareTokenRequest
) -> AssociateSoftwareTokenResponse:
    """Issue an authenticator's secret, for who is signed in or stands at MFA_SETUP.

    The one in use, if any, stays in use until the new one is verified.

    Raises: NotAuthorizedException, also for the token of a deleted user: the model lists no
    UserNotFoundException; SoftwareTokenMFANotFoundException, InvalidParameterException.
    Source: API reference "AssociateSoftwareToken".
    """
    if "AccessToken" not in request:
        secret, session = authenticators.associate_in_sign_in(ctx, _session(request))
        return {"SecretCode": secret, "Session": session}
    try:
        with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
            secret = authenticators.new_secret(ctx, who.pool)
            store.users.save(replace(who.user, mfa=replace(who.user.mfa, totp_pending=secret)))
    except errors.UserNotFoundException:
        raise errors.NotAuthorizedException.access_token_revoked() from None
    return {"SecretCode": secret}


def verify_software_token(
    ctx: Context, request: VerifySoftwareTokenRequest
) -> VerifySoftwareTokenResponse:
    """Prove that the authenticator works; it may then be turned on by SetUserMFAPreference.

    Raises: NotAuthorizedException, EnableSoftwareTokenMFAException, InvalidParameterException,
    SoftwareTokenMFANotFoundException. Source: API reference "VerifySoftwareToken".
    """
    code, device_name = request["UserCode"], request.get("FriendlyDeviceName")
    if "AccessToken" not in request:
        session = authenticators.verify_in_sign_in(
            ctx, _session(request), code=code, device_name=device_name
        )
        return {"Status": "SUCCESS", "Session": session}
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        mfa = authenticators.verified(
            ctx,
            who.pool,
            who.user.mfa,
            who.user.mfa.totp_pending,
            code=code,
            device_name=device_name,
        )
        store.users.save(who.user.with_mfa(mfa, at=ctx.now))
    return {"Status": "SUCCESS"}


def _session(request: AssociateSoftwareTokenRequest | VerifySoftwareTokenRequest) -> str:
    if "Session" not in request:
        raise errors.InvalidParameterException.missing_auth_parameter("Session")
    return request["Session"]


def set_user_mfa_preference(
    ctx: Context, request: SetUserMFAPreferenceRequest
) -> SetUserMFAPreferenceResponse:
    """Turn second factors on or off, and prefer one, for who is signed in.

    Raises: NotAuthorizedException, InvalidParameterException.
    Source: API reference "SetUserMFAPreference".
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        store.users.save(who.user.with_mfa(_preferences(who.user, request), at=ctx.now))
    return {}


def admin_set_user_mfa_preference(
    ctx: Context, request: AdminSetUserMFAPreferenceRequest
) -> AdminSetUserMFAPreferenceResponse:
    """Turn second factors of a user on or off, and prefer one.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, InvalidParameterException.
    Source: API reference "AdminSetUserMFAPreference".
    """
    with locked_users.named(ctx, request["UserPoolId"], request["Username"]) as (store, _, user):
        store.users.save(user.with_mfa(_preferences(user, request), at=ctx.now))
    return {}


def _preferences(
    user: User, request: SetUserMFAPreferenceRequest | AdminSetUserMFAPreferenceRequest
) -> MfaSettings:
    if "WebAuthnMfaSettings" in request:
        raise NotEmulatedException.named("The parameter WebAuthnMfaSettings")
    settings = {}
    if "SMSMfaSettings" in request:
        settings[MfaFactor.SMS] = _setting(request["SMSMfaSettings"])
    if "SoftwareTokenMfaSettings" in request:
        settings[MfaFactor.TOTP] = _setting(request["SoftwareTokenMfaSettings"])
    if "EmailMfaSettings" in request:
        settings[MfaFactor.EMAIL] = _setting(request["EmailMfaSettings"])
    return mfa_preferences.preferences(user, settings)


def _setting(
    given: SMSMfaSettingsType | SoftwareTokenMfaSettingsType | EmailMfaSettingsType,
) -> FactorSetting:
    return FactorSetting(enabled=given.get("Enabled"), preferred=given.get("PreferredMfa"))


def admin_delete_software_token(
    ctx: Context, request: AdminDeleteSoftwareTokenRequest
) -> AdminDeleteSoftwareTokenResponse:
    """Take a user's authenticator away; a user without one is no error.

    Raises: ResourceNotFoundException (pool), UserNotFoundException.
    Source: API reference "AdminDeleteSoftwareToken"; the last part is inferred.
    """
    with locked_users.named(ctx, request["UserPoolId"], request["Username"]) as (store, _, user):
        mfa = mfa_preferences.without_authenticator(user.mfa)
        store.users.save(user.with_mfa(mfa, at=ctx.now))
    return {}


def set_user_settings(ctx: Context, request: SetUserSettingsRequest) -> SetUserSettingsResponse:
    """Turn SMS codes on or off for who is signed in, the legacy way.

    Raises: NotAuthorizedException, InvalidParameterException.
    Source: API reference "SetUserSettings".
    """
    with locked_users.of_token(ctx, request["AccessToken"]) as (store, who):
        mfa = _legacy_settings(who.user, request["MFAOptions"])
        store.users.save(who.user.with_mfa(mfa, at=ctx.now))
    return {}


def admin_set_user_settings(
    ctx: Context, request: AdminSetUserSettingsRequest
) -> AdminSetUserSettingsResponse:
    """Turn a user's SMS codes on or off, the legacy way.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, InvalidParameterException.
    Source: API reference "AdminSetUserSettings".
    """
    with locked_users.named(ctx, request["UserPoolId"], request["Username"]) as (store, _, user):
        mfa = _legacy_settings(user, request["MFAOptions"])
        store.users.save(user.with_mfa(mfa, at=ctx.now))
    return {}


def _legacy_settings(user: User, options: Sequence[MFAOptionType]) -> MfaSettings:
    for option in options:
        if option.get("DeliveryMedium", "SMS") != "SMS":
            raise errors.InvalidParameterException.challenge_answer("DeliveryMedium")
        if option.get("AttributeName", "phone_number") != "phone_number":
            raise errors.InvalidParameterException.challenge_answer("AttributeName")
    return mfa_preferences.with_legacy_sms(user, enabled=bool(options))
