"""Opening a sign-in: what InitiateAuth and AdminInitiateAuth begin, by flow.

The refusals come in the order of the service: secret hash, flow not allowed, missing parameters,
unknown user, disabled, unconfirmed or locked out, wrong password, and then the rest of the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import (
    Challenge,
    ChallengeName,
    Flow,
    SignInProgress,
    next_challenge,
)
from cognito_emulator.domain.secret_hash import is_secret_hash
from cognito_emulator.errors import idp as errors
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.workflows import lookup, tokens, triggers_pending
from cognito_emulator.workflows.authentication import dispatcher, gates, password
from cognito_emulator.workflows.authentication.steps import Asked, Rejected, SignIn, required

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store
    from cognito_emulator.workflows.tokens import TokenOrder

_CUSTOM_TRIGGERS: Final = (
    "DefineAuthChallenge",
    "CreateAuthChallenge",
    "VerifyAuthChallengeResponse",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One call that opens a sign-in: `given` are its AuthParameters, `flow_name` as the caller wrote it."""

    flow: Flow
    flow_name: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _FlowRules:
    """How a flow opens: the parameters it needs, in the order they are missed, and its first step."""

    parameters: tuple[str, ...]
    begin: Callable[[SignIn], Asked | TokenOrder | Rejected]
    hides_unknown_user: bool


def start(
    ctx: Context, *, pool: UserPool, client: AppClient, opening: Opening
) -> Asked | TokenOrder:
    """Open a sign-in, or refresh tokens.

    Raises: NotAuthorizedException, InvalidParameterException, UserNotFoundException,
    UserNotConfirmedException, PasswordResetRequiredException; NotEmulatedException for flows, and
    for features of the pool, still to come.
    """
    if opening.flow is Flow.REFRESH_TOKEN_AUTH:
        return _refresh(ctx, pool, client, opening)
    _check_secret(client, opening)
    _check_enabled(client, opening)
    rules = _rules_of(pool, opening)
    for name in rules.parameters:
        required(opening.given, name)
    gates.refuse_devices(pool, opening.given)
    with ctx.reading() as store:
        found = lookup.find_user(store, pool, opening.given["USERNAME"])
    if found is None:
        return _without_user(ctx, pool, client, opening, rules)
    gates.refuse_triggers(pool)
    with ctx.writing(lookup.lock_of(found)) as store:
        outcome = _begin(ctx, store, pool, client, opening, found)
    if isinstance(outcome, Rejected):
        raise outcome.error
    return outcome


def _check_secret(client: AppClient, opening: Opening) -> None:
    username = opening.given.get("USERNAME", "")
    lookup.check_secret_hash(client, username, opening.given.get("SECRET_HASH"))


def _check_enabled(client: AppClient, opening: Opening) -> None:
    if f"ALLOW_{opening.flow}" not in client.auth_flows:
        raise errors.InvalidParameterException.flow_not_enabled(opening.flow_name)


def _rules_of(pool: UserPool, opening: Opening) -> _FlowRules:
    rules = _FLOWS.get(opening.flow)
    if rules is None:
        if opening.flow is Flow.CUSTOM_AUTH and not any(
            pool.lambda_config.get(name) for name in _CUSTOM_TRIGGERS
        ):
            raise errors.InvalidParameterException.custom_auth_without_trigger()
        raise NotEmulatedException.named(f"The {opening.flow} flow")
    return rules


def _without_user(
    ctx: Context, pool: UserPool, client: AppClient, opening: Opening, rules: _FlowRules
) -> Asked | TokenOrder:
    """Answer for a user who does not exist.

    Raises: UserNotFoundException, or NotAuthorizedException where existence is hidden.
    """
    if opening.flow is not Flow.USER_SRP_AUTH:
        triggers_pending.refuse_if_configured(pool, "UserMigration")
    if not lookup.hides_existence(client):
        raise errors.UserNotFoundException.user()
    if not rules.hides_unknown_user:
        raise errors.NotAuthorizedException.wrong_password()
    nobody = gates.simulated_user(pool, opening.given["USERNAME"], ctx.now)
    with ctx.writing() as store:
        outcome = rules.begin(_sign_in(ctx, store, pool, client, opening, nobody, user_key=None))
    if isinstance(outcome, Rejected):
        raise outcome.error
    return outcome


def _begin(
    ctx: Context, store: Store, pool: UserPool, client: AppClient, opening: Opening, found: User
) -> Asked | TokenOrder | Rejected:
    # Read again under the user's lock, so that simultaneous failures are all counted.
    user = lookup.again(store, found)
    gates.before_proof(user, ctx.now)
    gates.without_password(client, user)
    rules = _FLOWS[opening.flow]
    return rules.begin(_sign_in(ctx, store, pool, client, opening, user, user_key=user.key))


def _sign_in(
    ctx: Context,
    store: Store,
    pool: UserPool,
    client: AppClient,
    opening: Opening,
    user: User,
    *,
    user_key: str | None,
) -> SignIn:
    progress = SignInProgress(
        digest=b"",
        pool_id=pool.id,
        client_id=client.id,
        user_key=user_key,
        flow=opening.flow,
        asked=ChallengeName.PASSWORD,
        started_at=ctx.now,
        expires_at=ctx.now,
    )
    return SignIn(
        ctx=ctx,
        store=store,
        pool=pool,
        client=client,
        user=user,
        progress=progress,
        given=opening.given,
    )


def _begin_with_password(sign_in: SignIn) -> Asked | TokenOrder | Rejected:
    return dispatcher.conclude(sign_in, password.answer(sign_in), ChallengeName.PASSWORD)


def _begin_with_challenge(sign_in: SignIn) -> Asked:
    step = next_challenge(sign_in.pool, sign_in.user, sign_in.progress)
    assert isinstance(step, Challenge)  # noqa: S101 - nothing has been proven yet
    return dispatcher.ask(sign_in, step)


_WITH_PASSWORD: Final = _FlowRules(
    parameters=("USERNAME", "PASSWORD"), begin=_begin_with_password, hides_unknown_user=False
)
_FLOWS: Final[Mapping[Flow, _FlowRules]] = {
    Flow.USER_PASSWORD_AUTH: _WITH_PASSWORD,
    Flow.ADMIN_USER_PASSWORD_AUTH: _WITH_PASSWORD,
    Flow.USER_SRP_AUTH: _FlowRules(
        parameters=("USERNAME", "SRP_A"), begin=_begin_with_challenge, hides_unknown_user=True
    ),
}
"""The flows the engine knows; CUSTOM_AUTH and USER_AUTH will stand here too."""


def _refresh(ctx: Context, pool: UserPool, client: AppClient, opening: Opening) -> TokenOrder:
    """Return new tokens for a refresh token; the answer carries no new refresh token.

    The SECRET_HASH is over the username or the sub.

    Raises: NotAuthorizedException, InvalidParameterException; NotEmulatedException.
    Source: Developer Guide "Refresh tokens"; both forms of the hash are observed to work.
    """
    if client.rotation is not None:
        raise errors.InvalidParameterException.rotation_needs_token_operation()
    _check_enabled(client, opening)
    text = required(opening.given, "REFRESH_TOKEN")
    gates.refuse_devices(pool, opening.given)
    gates.refuse_token_triggers(pool)
    given = opening.given.get("SECRET_HASH")
    if given is None:
        lookup.check_secret_hash(client, "", None)
    with ctx.reading() as store:
        renewal = tokens.find_renewal(ctx, store, pool=pool, client=client, text=text)
        if given is not None:
            _check_renewal_hash(client, renewal.user, given)
        return tokens.renew(ctx, store, pool=pool, client=client, renewal=renewal)


def _check_renewal_hash(client: AppClient, user: User, given: str) -> None:
    secrets = [secret.value for secret in client.secrets]
    if not any(
        is_secret_hash(given, username=name, client_id=client.id, secrets=secrets)
        for name in (user.username, user.sub)
    ):
        raise errors.NotAuthorizedException.secret_hash_mismatch_at_refresh(client.id)
