"""The values that pass between the dispatcher and the challenges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cognito_emulator.errors import idp as errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.context import Context
    from cognito_emulator.domain.challenges import Challenge, ChallengeName, SignInProgress
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.errors.base import ServiceError
    from cognito_emulator.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """All that a step may look at: one call, inside its transaction.

    `given` are the AuthParameters or ChallengeResponses of the call. `user` stands for nobody when
    `progress.user_key` is None: a simulated user whose absence is hidden.
    """

    ctx: Context
    store: Store
    pool: UserPool
    client: AppClient
    user: User
    progress: SignInProgress
    given: Mapping[str, str]

    def required(self, name: str) -> str:
        """Return a parameter of the call.

        Raises: InvalidParameterException when it is missing.
        """
        return required(self.given, name)


def required(given: Mapping[str, str], name: str) -> str:
    """Return a parameter that must be there.

    Raises: InvalidParameterException.
    Source: observed "Missing required parameter USERNAME"; an empty one counts as missing.
    """
    value = given.get(name)
    if not value:
        raise errors.InvalidParameterException.missing_auth_parameter(name)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A challenge to hand out: its ChallengeParameters, and what it must remember to judge the answer.

    `text` replaces the Session by which the client will find its sign-in again.
    """

    parameters: Mapping[str, str]
    memory: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A right answer: the user as changed by it, already saved, and what later steps must know."""

    user: User
    memory: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A wrong answer, to be told once the transaction has kept its traces.

    `counts` towards the lock-out; `closes` the step, so that its text cannot be used again.
    """

    error: ServiceError
    counts: bool = True
    closes: bool = False


class Issue(Protocol):
    """Prepare a challenge."""

    def __call__(self, sign_in: SignIn, challenge: Challenge) -> Issued:
        """Return what the client is told and what is remembered."""
        ...


class Answer(Protocol):
    """Judge the answer to a challenge."""

    def __call__(self, sign_in: SignIn) -> Proven | Rejected:
        """Return whether the answer in `sign_in.given` is right."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeSteps:
    """The two halves of a challenge. `found_by` names the response that stands in for the Session."""

    issue: Issue
    answer: Answer
    found_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answer of a call that asks for more. `session` is None when the parameters identify the step."""

    name: ChallengeName
    session: str | None
    parameters: Mapping[str, str]
