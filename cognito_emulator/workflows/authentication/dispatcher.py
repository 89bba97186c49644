"""The only decider of a sign-in: what is asked next, or that tokens are due.

It opens the transactions, looks up who and what a call is about, lets the challenge judge the
answer, and keeps the traces of a wrong one. See the package docstring for the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import (
    Challenge,
    ChallengeName,
    Done,
    SignInProgress,
    next_challenge,
)
from cognito_emulator.errors import idp as errors
from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.workflows import lookup, tokens
from cognito_emulator.workflows.authentication import (
    delivered_codes,
    gates,
    mfa_setup,
    new_password,
    progress,
    select,
    srp,
    totp,
)
from cognito_emulator.workflows.authentication.steps import (
    Asked,
    ChallengeSteps,
    Proven,
    Rejected,
    SignIn,
    required,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.store import Store
    from cognito_emulator.workflows.tokens import TokenOrder

CHALLENGES: Final[Mapping[ChallengeName, ChallengeSteps]] = {
    ChallengeName.PASSWORD_VERIFIER: ChallengeSteps(
        issue=srp.issue, answer=srp.answer, found_by=srp.SECRET_BLOCK
    ),
    ChallengeName.NEW_PASSWORD_REQUIRED: ChallengeSteps(
        issue=new_password.issue, answer=new_password.answer
    ),
    ChallengeName.SMS_MFA: ChallengeSteps(
        issue=delivered_codes.issue, answer=delivered_codes.answer
    ),
    ChallengeName.EMAIL_OTP: ChallengeSteps(
        issue=delivered_codes.issue, answer=delivered_codes.answer
    ),
    ChallengeName.SOFTWARE_TOKEN_MFA: ChallengeSteps(issue=totp.issue, answer=totp.answer),
    ChallengeName.SELECT_MFA_TYPE: ChallengeSteps(issue=select.issue, answer=select.answer),
    ChallengeName.MFA_SETUP: ChallengeSteps(issue=mfa_setup.issue, answer=mfa_setup.answer),
}
"""The challenges the engine knows. A name of AWS that is not here is refused by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One call of RespondToAuthChallenge: `given` are its ChallengeResponses."""

    challenge: ChallengeName
    session: str | None
    given: Mapping[str, str]


def respond(ctx: Context, *, pool: UserPool, client: AppClient, reply: Reply) -> Asked | TokenOrder:
    """Judge the answer to a challenge and go on to the next, or to tokens.

    Raises: NotAuthorizedException (session, lock-out, disabled user, wrong proof),
    CodeMismatchException, ExpiredCodeException, InvalidParameterException and what the challenge
    itself refuses; NotEmulatedException for a challenge still to come.
    """
    username = required(reply.given, "USERNAME")
    lookup.check_secret_hash(client, username, reply.given.get("SECRET_HASH"))
    steps = steps_of(reply.challenge)
    gates.refuse_devices(pool, reply.given)
    gates.refuse_triggers(pool)
    text = _step_text(reply, steps)
    with ctx.reading() as store:
        waiting = _waiting(ctx, store, client, reply, text)
    with ctx.writing(progress.lock_of(waiting)) as store:
        outcome = _respond(ctx, store, pool, client, reply, text)
    if isinstance(outcome, Rejected):
        raise outcome.error
    return outcome


def steps_of(name: ChallengeName) -> ChallengeSteps:
    """Return the two halves of a challenge.

    Raises: NotEmulatedException; NotAuthorizedException for ADMIN_NO_SRP_AUTH, which the model has
    but no flow asks, so that nobody holds a session of it (inferred).
    """
    if name is ChallengeName.ADMIN_NO_SRP_AUTH:
        raise errors.NotAuthorizedException.invalid_session()
    steps = CHALLENGES.get(name)
    if steps is None:
        raise NotEmulatedException.named(f"The {name} challenge")
    return steps


def _step_text(reply: Reply, steps: ChallengeSteps) -> str:
    """Return the text under which the sign-in waits.

    Source: amazon-cognito-identity-js#627 "Missing required parameter Session".
    """
    if steps.found_by is not None:
        return required(reply.given, steps.found_by)
    return required({"Session": reply.session or ""}, "Session")


def _waiting(
    ctx: Context, store: Store, client: AppClient, reply: Reply, text: str
) -> SignInProgress:
    """Return the sign-in that waits for this reply.

    Raises: NotAuthorizedException.
    """
    try:
        waiting = progress.load(ctx, store, client, text)
    except errors.NotAuthorizedException:
        if steps_of(reply.challenge).found_by is None:
            raise
        raise _belongs_nowhere(reply) from None
    if waiting.asked is not reply.challenge:
        raise _belongs_nowhere(reply)
    return waiting


def _belongs_nowhere(reply: Reply) -> errors.NotAuthorizedException:
    """Return the refusal of a reply that fits no open step.

    Where no Session is sent, an unknown text is told like a wrong password.
    Source: ministack#1758, which measured a foreign SECRET_BLOCK; one that has served or expired is
    told so by inference.
    """
    if steps_of(reply.challenge).found_by is None:
        return errors.NotAuthorizedException.invalid_session()
    return errors.NotAuthorizedException.wrong_password()


def _respond(
    ctx: Context, store: Store, pool: UserPool, client: AppClient, reply: Reply, text: str
) -> Asked | TokenOrder | Rejected:
    # Loaded again under the user's lock: another call may have used the text meanwhile.
    waiting = _waiting(ctx, store, client, reply, text)
    user = _user_of(ctx, store, pool, waiting, reply.given["USERNAME"])
    if user is None:
        raise _belongs_nowhere(reply)
    gates.before_proof(user, ctx.now)
    if not gates.has_same_password(waiting, user):
        raise _belongs_nowhere(reply)
    if waiting.proven:
        gates.after_password(pool, user, ctx.now)
    sign_in = SignIn(
        ctx=ctx,
        store=store,
        pool=pool,
        client=client,
        user=user,
        progress=waiting,
        given=reply.given,
    )
    outcome = CHALLENGES[waiting.asked].answer(sign_in)
    if isinstance(outcome, Rejected):
        _keep_traces(sign_in, outcome)
        return outcome
    progress.use_up(ctx, store, waiting)
    return advance(sign_in, outcome, waiting.asked)


def _user_of(
    ctx: Context, store: Store, pool: UserPool, waiting: SignInProgress, username: str
) -> User | None:
    """Return whose sign-in it is, if `username` is a name of that user.

    None also when the user was deleted (and perhaps made anew) meanwhile.
    """
    if waiting.user_key is None:
        return gates.simulated_user(pool, username, ctx.now)
    user = store.users.get(pool.id, waiting.user_key)
    if user is None or user.created_at > waiting.started_at:
        return None
    if username not in {user.username, user.sub}:
        named = lookup.find_user(store, pool, username)
        if named is None or named.key != user.key:
            return None
    return user


def _keep_traces(sign_in: SignIn, rejected: Rejected) -> None:
    if rejected.closes:
        sign_in.store.sign_ins.mark_used(sign_in.progress.digest, sign_in.ctx.now)
    if rejected.counts and sign_in.progress.user_key is not None:
        gates.record_failure(sign_in.store, sign_in.user, sign_in.ctx.now)


def conclude(
    sign_in: SignIn, outcome: Proven | Rejected, proven: ChallengeName
) -> Asked | TokenOrder | Rejected:
    """Go on after a first factor that came with the opening call, or keep the traces of a wrong one."""
    if isinstance(outcome, Rejected):
        _keep_traces(sign_in, outcome)
        return outcome
    return advance(sign_in, outcome, proven)


def advance(sign_in: SignIn, outcome: Proven, proven: ChallengeName) -> Asked | TokenOrder:
    """Ask what comes next now that `proven` has been answered, or order tokens."""
    answered = replace(
        sign_in,
        user=outcome.user,
        progress=sign_in.progress.proving(proven, memory=outcome.memory),
    )
    step = next_challenge(answered.pool, answered.user, answered.progress)
    if isinstance(step, Done):
        gates.forget_failures(answered.store, answered.user)
        return tokens.open_session(
            answered.ctx,
            answered.store,
            pool=answered.pool,
            client=answered.client,
            user=answered.user,
        )
    return ask(answered, step)


def ask(sign_in: SignIn, challenge: Challenge) -> Asked:
    """Issue a challenge and save the sign-in as waiting for its answer."""
    issued = steps_of(challenge.name).issue(sign_in, challenge)
    text = issued.text or progress.new_session(sign_in.ctx)
    progress.ask(
        sign_in.ctx,
        sign_in.store,
        sign_in.client,
        sign_in.progress,
        text=text,
        asked=challenge.name,
        memory={**issued.memory, **gates.password_mark(sign_in.user)},
    )
    session = text if issued.text is None else None
    return Asked(name=challenge.name, session=session, parameters=issued.parameters)
