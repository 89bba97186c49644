"""The table of Cognito's challenge rules, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from cognito_emulator.domain.challenges import (
    CHOSEN_FACTOR,
    DONE,
    SETUP_EMAIL,
    Challenge,
    ChallengeName,
    Flow,
    SignInProgress,
    next_challenge,
    offered_factors,
    session_digest,
)
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.domain.users import MfaFactor, MfaSettings, User, UserStatus

if TYPE_CHECKING:
    from cognito_emulator.domain.pools import PoolConfiguration

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL_FACTORS = (MfaFactor.SMS, MfaFactor.TOTP, MfaFactor.EMAIL)
SUBSETS = [subset for size in range(4) for subset in combinations(ALL_FACTORS, size)]


def pool(
    mfa: str, factors: tuple[MfaFactor, ...] = ALL_FACTORS, *, recovery: tuple[str, ...] = ()
) -> UserPool:
    configuration: PoolConfiguration = {"MfaConfiguration": mfa}
    if recovery:
        configuration["AccountRecoverySetting"] = {
            "RecoveryMechanisms": [
                {"Name": name, "Priority": priority} for priority, name in enumerate(recovery, 1)
            ]
        }
    if MfaFactor.SMS in factors:
        configuration["SmsMfaConfiguration"] = {"SmsAuthenticationMessage": "{####}"}
    if MfaFactor.TOTP in factors:
        configuration["SoftwareTokenMfaConfiguration"] = {"Enabled": True}
    if MfaFactor.EMAIL in factors:
        configuration["EmailMfaConfiguration"] = {"Message": "{####}"}
    return UserPool(
        id="us-east-1_abcdefghi",
        account_id="123456789012",
        region="us-east-1",
        name="pool",
        created_at=NOW,
        modified_at=NOW,
        configuration=configuration,
        secret=b"s" * 32,
    )


def user(
    *,
    can_use: tuple[MfaFactor, ...] = (),
    enabled: tuple[MfaFactor, ...] = (),
    preferred: MfaFactor | None = None,
    status: UserStatus = UserStatus.CONFIRMED,
    legacy_sms: bool = False,
) -> User:
    attributes = {}
    if MfaFactor.SMS in can_use:
        attributes["phone_number"] = "+12065550100"
    if MfaFactor.EMAIL in can_use:
        attributes["email"] = "ana@example.com"
    mfa = MfaSettings(
        enabled=frozenset(enabled),
        preferred=preferred,
        totp_secret="JBSWY3DPEHPK3PXP" if MfaFactor.TOTP in can_use else None,
        legacy_sms=legacy_sms,
    )
    return User(
        pool_id="us-east-1_abcdefghi",
        key="ana",
        username="ana",
        sub="91192d26-7031-7069-06eb-8ed870233366",
        status=status,
        enabled=True,
        attributes=attributes,
        created_at=NOW,
        modified_at=NOW,
        mfa=mfa,
    )


def progress(
    *proven: ChallengeName,
    flow: Flow = Flow.USER_PASSWORD_AUTH,
    memory: dict[str, str] | None = None,
) -> SignInProgress:
    return SignInProgress(
        digest=b"d" * 32,
        pool_id="us-east-1_abcdefghi",
        client_id="client",
        user_key="ana",
        flow=flow,
        asked=ChallengeName.PASSWORD,
        started_at=NOW,
        expires_at=NOW,
        proven=proven,
        memory=memory or {},
    )


PASSWORD = progress(ChallengeName.PASSWORD)


@pytest.mark.parametrize(
    ("flow", "name"),
    [
        (Flow.USER_SRP_AUTH, ChallengeName.PASSWORD_VERIFIER),
        (Flow.CUSTOM_AUTH, ChallengeName.CUSTOM_CHALLENGE),
        (Flow.USER_AUTH, ChallengeName.SELECT_CHALLENGE),
        (Flow.USER_PASSWORD_AUTH, ChallengeName.PASSWORD),
        (Flow.ADMIN_USER_PASSWORD_AUTH, ChallengeName.PASSWORD),
    ],
)
def test_a_sign_in_begins_with_the_first_factor_of_its_flow(flow, name):
    """Nothing else is asked before the first factor, whatever the user's state."""
    someone = user(status=UserStatus.FORCE_CHANGE_PASSWORD, can_use=ALL_FACTORS)

    assert next_challenge(pool("ON"), someone, progress(flow=flow)) == Challenge(name=name)


@pytest.mark.parametrize("mfa", ["OFF", "OPTIONAL", "ON"])
@pytest.mark.parametrize("first", [ChallengeName.PASSWORD, ChallengeName.PASSWORD_VERIFIER])
def test_a_temporary_password_must_be_replaced_before_anything_else(mfa, first):
    """A user in FORCE_CHANGE_PASSWORD is asked for a new password before any second factor."""
    someone = user(
        status=UserStatus.FORCE_CHANGE_PASSWORD, can_use=ALL_FACTORS, enabled=ALL_FACTORS
    )

    step = next_challenge(pool(mfa), someone, progress(first))

    assert step == Challenge(name=ChallengeName.NEW_PASSWORD_REQUIRED)


def test_a_new_password_is_asked_once():
    """Who has answered NEW_PASSWORD_REQUIRED is not asked again in the same sign-in."""
    someone = user(status=UserStatus.FORCE_CHANGE_PASSWORD)
    answered = progress(ChallengeName.PASSWORD, ChallengeName.NEW_PASSWORD_REQUIRED)

    assert next_challenge(pool("OFF"), someone, answered) is DONE


@pytest.mark.parametrize("enabled", SUBSETS)
def test_a_pool_without_mfa_asks_for_no_second_factor(enabled):
    """MFA OFF: tokens follow the first factor whatever the user once turned on."""
    someone = user(can_use=ALL_FACTORS, enabled=enabled, preferred=MfaFactor.TOTP)

    assert next_challenge(pool("OFF"), someone, PASSWORD) is DONE


@pytest.mark.parametrize("can_use", SUBSETS)
@pytest.mark.parametrize("enabled", SUBSETS)
@pytest.mark.parametrize("factors", SUBSETS)
def test_optional_mfa_asks_for_what_the_user_turned_on(can_use, enabled, factors):
    """OPTIONAL: none on, tokens; one on, that one; several without preference, a choice.

    An authenticator that is on works even where the pool has stopped to offer them.
    """
    offered = (*factors, MfaFactor.TOTP)
    usable = tuple(f for f in ALL_FACTORS if f in can_use and f in enabled and f in offered)

    step = next_challenge(
        pool("OPTIONAL", factors), user(can_use=can_use, enabled=enabled), PASSWORD
    )

    if not usable:
        assert step is DONE
    elif len(usable) == 1:
        assert step == Challenge(name=ChallengeName(usable[0]))
    else:
        assert step == Challenge(name=ChallengeName.SELECT_MFA_TYPE, factors=usable)


@pytest.mark.parametrize("can_use", SUBSETS)
@pytest.mark.parametrize("factors", SUBSETS[1:])
def test_required_mfa_asks_for_what_the_user_can_use_or_its_setup(can_use, factors):
    """ON: one usable factor is asked, several are offered, none leads to MFA_SETUP."""
    usable = tuple(f for f in ALL_FACTORS if f in can_use and f in factors)

    step = next_challenge(pool("ON", factors), user(can_use=can_use), PASSWORD)

    if not usable:
        assert step == Challenge(name=ChallengeName.MFA_SETUP, factors=factors)
    elif len(usable) == 1:
        assert step == Challenge(name=ChallengeName(usable[0]))
    else:
        assert step == Challenge(name=ChallengeName.SELECT_MFA_TYPE, factors=usable)


@pytest.mark.parametrize("mfa", ["OPTIONAL", "ON"])
@pytest.mark.parametrize("preferred", ALL_FACTORS)
def test_the_preferred_factor_is_asked_without_choosing(mfa, preferred):
    """A preference settles which of several factors is asked."""
    someone = user(can_use=ALL_FACTORS, enabled=ALL_FACTORS, preferred=preferred)

    assert next_challenge(pool(mfa), someone, PASSWORD) == Challenge(name=ChallengeName(preferred))


def test_a_preference_that_cannot_be_used_settles_nothing():
    """A preferred factor that the pool no longer offers is passed over."""
    someone = user(
        can_use=ALL_FACTORS,
        enabled=(MfaFactor.TOTP, MfaFactor.EMAIL),
        preferred=MfaFactor.EMAIL,
    )
    offering = pool("OPTIONAL", (MfaFactor.SMS, MfaFactor.TOTP))

    step = next_challenge(offering, someone, PASSWORD)

    assert step == Challenge(name=ChallengeName.SOFTWARE_TOKEN_MFA)


@pytest.mark.parametrize("mfa", ["OPTIONAL", "ON"])
def test_an_authenticator_that_is_on_outlives_the_pools_offer(mfa):
    """Who turned an authenticator on goes on with it when the pool stops to offer them."""
    someone = user(
        can_use=(MfaFactor.SMS, MfaFactor.TOTP),
        enabled=(MfaFactor.TOTP,),
        preferred=MfaFactor.TOTP,
    )

    step = next_challenge(pool(mfa, (MfaFactor.SMS,)), someone, PASSWORD)

    assert step == Challenge(name=ChallengeName.SOFTWARE_TOKEN_MFA)


def test_an_authenticator_that_is_off_ends_with_the_pools_offer():
    """A verified authenticator that nobody turned on is no factor where the pool offers none."""
    someone = user(can_use=(MfaFactor.SMS, MfaFactor.TOTP))

    assert offered_factors(pool("ON", (MfaFactor.SMS,)), someone) == (MfaFactor.SMS,)


@pytest.mark.parametrize(
    ("recovery", "factors"),
    [
        ((), ALL_FACTORS),
        (("admin_only",), ALL_FACTORS),
        (("verified_email", "verified_phone_number"), (MfaFactor.SMS, MfaFactor.TOTP)),
        (("verified_phone_number", "verified_email"), (MfaFactor.TOTP, MfaFactor.EMAIL)),
    ],
    ids=lambda value: "+".join(value) or "legacy",
)
def test_required_mfa_does_not_offer_what_recovers_the_account(recovery, factors):
    """ON, without preference: the first mechanism of account recovery is neither offered nor set up."""
    required = pool("ON", recovery=recovery)

    assert offered_factors(required, user(can_use=ALL_FACTORS)) == factors
    assert next_challenge(required, user(), PASSWORD) == Challenge(
        name=ChallengeName.MFA_SETUP, factors=factors
    )


def test_the_only_factor_is_asked_even_if_it_recovers_the_account():
    """A user with nothing but a phone number signs in by SMS, though SMS recovers the account."""
    required = pool("ON", (MfaFactor.SMS,), recovery=("verified_phone_number",))

    step = next_challenge(required, user(can_use=(MfaFactor.SMS,)), PASSWORD)

    assert step == Challenge(name=ChallengeName.SMS_MFA)


def test_a_preference_holds_against_account_recovery():
    """The preferred factor is asked although it recovers the account too."""
    someone = user(can_use=ALL_FACTORS, enabled=ALL_FACTORS, preferred=MfaFactor.EMAIL)

    step = next_challenge(pool("ON", recovery=("verified_email",)), someone, PASSWORD)

    assert step == Challenge(name=ChallengeName.EMAIL_OTP)


@pytest.mark.parametrize("chosen", ALL_FACTORS)
def test_the_chosen_factor_is_asked_after_the_choice(chosen):
    """The answer to SELECT_MFA_TYPE decides the factor, even against the preference."""
    someone = user(can_use=ALL_FACTORS, enabled=ALL_FACTORS)
    chose = progress(
        ChallengeName.PASSWORD, ChallengeName.SELECT_MFA_TYPE, memory={CHOSEN_FACTOR: chosen.value}
    )

    assert next_challenge(pool("ON"), someone, chose) == Challenge(name=ChallengeName(chosen))


@pytest.mark.parametrize(
    "proven",
    [
        ChallengeName.SMS_MFA,
        ChallengeName.EMAIL_OTP,
        ChallengeName.SOFTWARE_TOKEN_MFA,
        ChallengeName.MFA_SETUP,
    ],
)
def test_one_second_factor_is_enough(proven):
    """Tokens follow any one second factor, and an authenticator just set up."""
    someone = user(can_use=ALL_FACTORS, enabled=ALL_FACTORS)

    assert next_challenge(pool("ON"), someone, progress(ChallengeName.PASSWORD, proven)) is DONE


def test_an_address_given_at_setup_must_be_proven():
    """An e-mail address given to MFA_SETUP is followed by EMAIL_OTP, and that by tokens."""
    asked = progress(
        ChallengeName.PASSWORD, ChallengeName.MFA_SETUP, memory={SETUP_EMAIL: "ana@example.com"}
    )

    step = next_challenge(pool("ON"), user(), asked)

    assert step == Challenge(name=ChallengeName.EMAIL_OTP)
    assert next_challenge(pool("ON"), user(), asked.proving(ChallengeName.EMAIL_OTP)) is DONE


def test_legacy_sms_counts_as_turned_on():
    """SetUserSettings turns SMS on where MFA is optional."""
    someone = user(can_use=(MfaFactor.SMS,), legacy_sms=True)

    assert offered_factors(pool("OPTIONAL"), someone) == (MfaFactor.SMS,)


def test_legacy_sms_needs_a_number():
    """SetUserSettings alone does not lock out a user whose number was deleted."""
    assert offered_factors(pool("OPTIONAL"), user(legacy_sms=True)) == ()


def test_progress_survives_storage():
    """A sign-in read back from its columns and document is the one that was written."""
    written = replace(
        progress(
            ChallengeName.PASSWORD, flow=Flow.USER_SRP_AUTH, memory={"SMS_MFA.code": "123456"}
        ),
        asked=ChallengeName.SMS_MFA,
    )

    read = SignInProgress.from_document(
        written.to_document(),
        digest=written.digest,
        pool_id=written.pool_id,
        client_id=written.client_id,
        user_key=written.user_key,
        expires_at=written.expires_at,
        used_at=written.used_at,
    )

    assert read == written


def test_proving_adds_to_what_is_known():
    """Proving a challenge forgets nothing of what earlier steps proved and remembered."""
    before = progress(ChallengeName.PASSWORD, memory={"a": "1"})

    after = before.proving(ChallengeName.SMS_MFA, memory={"b": "2"})

    assert after.proven == (ChallengeName.PASSWORD, ChallengeName.SMS_MFA)
    assert after.memory == {"a": "1", "b": "2"}


def test_texts_are_told_apart_by_their_digest():
    """Each text has a digest of its own, always the same."""
    assert session_digest("a") == session_digest("a")
    assert session_digest("a") != session_digest("b")
