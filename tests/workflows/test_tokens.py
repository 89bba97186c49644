"""Tokens: whose session they belong to, how they are refreshed, rotated and revoked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from botocore.exceptions import ClientError

from cognito_emulator.adapters.frozen_clock import MoveableClock
from cognito_emulator.emulator import Emulator
from tests.builders import PASSWORD, a_client, a_pool, a_user, attribute_list, refused, tokens_of
from tests.idp.conftest import NOW
from tests.sign_ins import claims_of, header_of, refresh

EPOCH = int(NOW.timestamp())
INVALID = ("NotAuthorizedException", "Invalid Refresh Token.")
EXPIRED = ("NotAuthorizedException", "Refresh Token has expired")
REVOKED = ("NotAuthorizedException", "Refresh Token has been revoked")
REUSED = (
    "RefreshTokenReuseException",
    "Refresh token reuse detected. The token has been invalidated by rotation.",
)


@pytest.fixture
def pool_id(idp):
    """Give a pool with the user ada."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    return pool_id


@pytest.fixture
def client_id(idp, pool_id):
    """Give a client whose refresh tokens do not rotate."""
    return a_client(idp, pool_id)


def rotating(idp, pool_id, grace_seconds, **members):
    """Make a client whose refresh tokens rotate."""
    return a_client(
        idp,
        pool_id,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": grace_seconds},
        **members,
    )


def renew(idp, client_id, refresh_token):
    """Refresh with GetTokensFromRefreshToken. Return the AuthenticationResult."""
    answer = idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=refresh_token)
    return answer["AuthenticationResult"]


def test_the_tokens_of_a_session_know_it(idp, client_id):
    """ID and access token share session, event and time, and each has its own jti and key."""
    tokens = tokens_of(idp, client_id)
    id_claims, access_claims = claims_of(tokens["IdToken"]), claims_of(tokens["AccessToken"])

    shared = ("sub", "iss", "origin_jti", "event_id", "auth_time", "iat", "exp")
    assert {name: id_claims[name] for name in shared} == {
        name: access_claims[name] for name in shared
    }
    assert id_claims["jti"] != access_claims["jti"]
    assert id_claims["aud"] == access_claims["client_id"] == client_id
    assert header_of(tokens["IdToken"])["kid"] != header_of(tokens["AccessToken"])["kid"]


def test_each_sign_in_is_a_session_of_its_own(idp, client_id):
    """Two sign-ins share nothing but the user."""
    first, second = (claims_of(tokens_of(idp, client_id)["AccessToken"]) for _ in range(2))

    for name in ("origin_jti", "event_id", "jti"):
        assert first[name] != second[name]


def test_a_refresh_continues_the_session(idp, client_id, clock):
    """New tokens keep session and time of sign-in, and live anew; no new refresh token comes."""
    tokens = tokens_of(idp, client_id)
    clock.advance(seconds=1800)

    renewed = refresh(idp, client_id, tokens["RefreshToken"])

    before, after = claims_of(tokens["AccessToken"]), claims_of(renewed["AccessToken"])
    for name in ("origin_jti", "event_id", "auth_time", "sub", "username"):
        assert after[name] == before[name]
    assert after["jti"] != before["jti"]
    assert (after["iat"], after["exp"]) == (EPOCH + 1800, EPOCH + 5400)
    assert "RefreshToken" not in renewed


def test_a_refresh_tells_the_user_as_it_is_now(idp, pool_id, client_id):
    """Attributes and groups of renewed tokens are the present ones."""
    tokens = tokens_of(idp, client_id)
    idp.create_group(UserPoolId=pool_id, GroupName="staff")
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName="staff", Username="ada")
    idp.admin_update_user_attributes(
        UserPoolId=pool_id, Username="ada", UserAttributes=attribute_list({"name": "Ada"})
    )

    renewed = refresh(idp, client_id, tokens["RefreshToken"])

    assert claims_of(renewed["IdToken"])["name"] == "Ada"
    assert claims_of(renewed["AccessToken"])["cognito:groups"] == ["staff"]


def test_a_refresh_token_lives_as_long_as_the_client_says(idp, pool_id, clock):
    """A refresh token works until its last second; refreshing does not prolong it."""
    client_id = a_client(
        idp, pool_id, RefreshTokenValidity=2, TokenValidityUnits={"RefreshToken": "hours"}
    )
    token = tokens_of(idp, client_id)["RefreshToken"]
    clock.advance(seconds=7199)
    refresh(idp, client_id, token)

    clock.advance(seconds=1)

    with refused(*EXPIRED):
        refresh(idp, client_id, token)
    with refused(*EXPIRED):
        renew(idp, client_id, token)


def test_a_rotated_token_lives_for_what_is_left(idp, pool_id, clock):
    """The new refresh token ends when the first one would have."""
    client_id = rotating(
        idp,
        pool_id,
        0,
        RefreshTokenValidity=2,
        TokenValidityUnits={"RefreshToken": "hours"},
    )
    token = tokens_of(idp, client_id)["RefreshToken"]
    clock.advance(seconds=7199)
    token = renew(idp, client_id, token)["RefreshToken"]

    clock.advance(seconds=1)

    with refused(*EXPIRED):
        renew(idp, client_id, token)


def test_rotation_replaces_the_refresh_token(idp, pool_id):
    """With rotation every refresh gives a new token of the same session."""
    client_id = rotating(idp, pool_id, 0)
    tokens = tokens_of(idp, client_id)

    renewed = renew(idp, client_id, tokens["RefreshToken"])

    assert renewed["RefreshToken"] != tokens["RefreshToken"]
    before, after = claims_of(tokens["AccessToken"]), claims_of(renewed["AccessToken"])
    assert after["origin_jti"] == before["origin_jti"]
    assert "AccessToken" in renew(idp, client_id, renewed["RefreshToken"])


@pytest.mark.parametrize("grace_seconds", [2, 60])
def test_a_replaced_token_works_during_the_grace_period(idp, pool_id, clock, grace_seconds):
    """Retries get new tokens until the grace period is over; then it is reuse."""
    client_id = rotating(idp, pool_id, grace_seconds)
    token = tokens_of(idp, client_id)["RefreshToken"]
    first = renew(idp, client_id, token)["RefreshToken"]
    clock.advance(seconds=grace_seconds - 1)
    second = renew(idp, client_id, token)["RefreshToken"]
    clock.advance(seconds=1)

    with refused(*REUSED):
        renew(idp, client_id, token)
    assert len({token, first, second}) == 3


def test_the_grace_period_counts_from_the_first_use(idp, pool_id, clock):
    """A retry does not prolong the grace period."""
    client_id = rotating(idp, pool_id, 10)
    token = tokens_of(idp, client_id)["RefreshToken"]
    for _ in range(3):
        renew(idp, client_id, token)
        clock.advance(seconds=4)

    with refused(*REUSED):
        renew(idp, client_id, token)


def test_without_grace_a_replaced_token_is_reuse_at_once(idp, pool_id):
    """A grace period of zero seconds leaves no retry, even within the same moment."""
    client_id = rotating(idp, pool_id, 0)
    token = tokens_of(idp, client_id)["RefreshToken"]
    renew(idp, client_id, token)

    with refused(*REUSED):
        renew(idp, client_id, token)


def test_reuse_leaves_the_session_as_it_is(idp, pool_id):
    """Who holds the newest token goes on after somebody tried an old one."""
    client_id = rotating(idp, pool_id, 0)
    token = tokens_of(idp, client_id)["RefreshToken"]
    newest = renew(idp, client_id, token)
    with refused(*REUSED):
        renew(idp, client_id, token)

    assert idp.get_user(AccessToken=newest["AccessToken"])["Username"] == "ada"
    assert "AccessToken" in renew(idp, client_id, newest["RefreshToken"])


@pytest.mark.parametrize(("grace_seconds", "successes"), [(0, 1), (60, 16)])
def test_simultaneous_refreshes_are_told_apart_by_the_grace_period(
    idp, pool_id, grace_seconds, successes
):
    """Of sixteen refreshes at once all succeed within the grace period, without one just one."""
    client_id = rotating(idp, pool_id, grace_seconds)
    token, barrier = tokens_of(idp, client_id)["RefreshToken"], Barrier(16)

    def attempt(_):
        barrier.wait()
        try:
            return renew(idp, client_id, token)["RefreshToken"]
        except ClientError as error:
            return error.response["Error"]["Code"]

    with ThreadPoolExecutor(16) as threads:
        outcomes = list(threads.map(attempt, range(16)))

    failures = outcomes.count("RefreshTokenReuseException")
    assert failures == 16 - successes
    assert len(set(outcomes) - {"RefreshTokenReuseException"}) == successes


def test_rotation_needs_the_operation_made_for_it(idp, pool_id):
    """REFRESH_TOKEN_AUTH would hand out no new refresh token, and is refused."""
    client_id = rotating(idp, pool_id, 0)
    token = tokens_of(idp, client_id)["RefreshToken"]
    message = (
        "REFRESH_TOKEN_AUTH is not supported when refresh token rotation is enabled for the client. "
        "Use GetTokensFromRefreshToken."
    )

    with refused("InvalidParameterException", message):
        refresh(idp, client_id, token)


@pytest.mark.parametrize("use", [refresh, renew], ids=["InitiateAuth", "GetTokens"])
@pytest.mark.parametrize("what", ["garbage", "tampered", "access", "other client", "other pool"])
def test_what_is_no_refresh_token_of_the_client_is_invalid(idp, pool_id, client_id, use, what):
    """Garbage, a changed token, another kind, and those of other clients are all refused alike."""
    tokens = tokens_of(idp, client_id)
    elsewhere = a_pool(idp)
    a_user(idp, elsewhere)
    other = {
        "garbage": "garbage",
        "tampered": tokens["RefreshToken"][:-3] + "AAA",
        "access": tokens["AccessToken"],
        "other client": tokens_of(idp, a_client(idp, pool_id))["RefreshToken"],
        "other pool": tokens_of(idp, a_client(idp, elsewhere))["RefreshToken"],
    }[what]

    with refused(*INVALID):
        use(idp, client_id, other)


@pytest.mark.parametrize("use", [refresh, renew], ids=["InitiateAuth", "GetTokens"])
@pytest.mark.parametrize("end", ["RevokeToken", "GlobalSignOut", "AdminUserGlobalSignOut"])
def test_a_session_that_was_ended_gives_no_tokens(idp, pool_id, client_id, use, end):
    """However a session ends, its refresh token is called revoked."""
    tokens = tokens_of(idp, client_id)
    if end == "RevokeToken":
        idp.revoke_token(ClientId=client_id, Token=tokens["RefreshToken"])
    elif end == "GlobalSignOut":
        idp.global_sign_out(AccessToken=tokens["AccessToken"])
    else:
        idp.admin_user_global_sign_out(UserPoolId=pool_id, Username="ada")

    with refused(*REVOKED):
        use(idp, client_id, tokens["RefreshToken"])


@pytest.mark.parametrize("use", [refresh, renew], ids=["InitiateAuth", "GetTokens"])
def test_a_disabled_user_gets_no_tokens(idp, pool_id, client_id, use):
    """Disabling refuses the refresh, and enabling does not bring the session back."""
    token = tokens_of(idp, client_id)["RefreshToken"]
    idp.admin_disable_user(UserPoolId=pool_id, Username="ada")
    with refused("NotAuthorizedException", "User is disabled."):
        use(idp, client_id, token)

    idp.admin_enable_user(UserPoolId=pool_id, Username="ada")

    with refused(*REVOKED):
        use(idp, client_id, token)


@pytest.mark.parametrize("again", [False, True], ids=["deleted", "made anew"])
def test_a_deleted_user_gets_no_tokens(idp, pool_id, client_id, again):
    """A session ends with its user, and does not pass to another one of the same name."""
    token = tokens_of(idp, client_id)["RefreshToken"]
    idp.admin_delete_user(UserPoolId=pool_id, Username="ada")
    if again:
        a_user(idp, pool_id)

    with refused(*INVALID):
        refresh(idp, client_id, token)


def test_a_changed_password_leaves_the_session_alone(idp, pool_id, client_id):
    """Tokens outlive the password they were issued for, as on AWS."""
    tokens = tokens_of(idp, client_id)
    idp.change_password(
        AccessToken=tokens["AccessToken"],
        PreviousPassword=PASSWORD,
        ProposedPassword="Better-horse-8",
    )

    assert "AccessToken" in refresh(idp, client_id, tokens["RefreshToken"])


def test_without_revocation_tokens_carry_no_ids(idp, pool_id):
    """Where neither revocation nor rotation is on, `jti` and `origin_jti` are absent."""
    client_id = a_client(idp, pool_id, EnableTokenRevocation=False)
    tokens = tokens_of(idp, client_id)

    for token in (tokens["IdToken"], tokens["AccessToken"]):
        assert {"jti", "origin_jti"}.isdisjoint(claims_of(token))
        assert "event_id" in claims_of(token)


def test_rotation_brings_the_ids_back(idp, pool_id):
    """Rotation needs `jti` and `origin_jti`, also with revocation off."""
    client_id = rotating(idp, pool_id, 0, EnableTokenRevocation=False)

    assert {"jti", "origin_jti"} <= claims_of(tokens_of(idp, client_id)["AccessToken"]).keys()


@pytest.mark.parametrize(
    ("options", "region", "kind", "issuer"),
    [
        ({"issuer": "aws"}, "us-east-1", None, "https://cognito-idp.us-east-1.amazonaws.com"),
        ({"issuer": "aws"}, "eu-west-1", None, "https://cognito-idp.eu-west-1.amazonaws.com"),
        ({"issuer": "aws"}, "cn-north-1", None, "https://cognito-idp.cn-north-1.amazonaws.com.cn"),
        (
            {"issuer": "aws"},
            "us-east-1",
            "UPDATED",
            "https://issuer-cognito-idp.us-east-1.amazonaws.com",
        ),
        ({"public_url": "https://login.test/"}, "us-east-1", None, "https://login.test"),
    ],
)
def test_the_issuer_is_aws_or_where_the_emulator_is(options, region, kind, issuer):
    """Tokens name the pool's address on AWS, or the configured one of the emulator."""
    emulator = Emulator(clock=MoveableClock(frozen_at=NOW), strict=True, **options)
    idp = emulator.client("cognito-idp", region_name=region)
    members = {} if kind is None else {"IssuerConfiguration": {"Type": kind}}
    pool_id = a_pool(idp, **members)
    a_user(idp, pool_id)

    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]

    assert claims_of(token)["iss"] == f"{issuer}/{pool_id}"
    emulator.close()
