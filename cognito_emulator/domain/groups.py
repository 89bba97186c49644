"""Groups of a pool: their order of precedence and the roles they give to tokens.

Source: API reference `GroupType` (Precedence) and Developer Guide "Adding groups to a user pool".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp import InvalidParameterException, LimitExceededException

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

GROUPS_PER_POOL: Final = 10_000
GROUPS_PER_USER: Final = 100

_NO_PRECEDENCE: Final = 2**31  # one more than the greatest precedence AWS allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of one pool. Precedence 0 comes first, None last."""

    pool_id: str
    name: str
    description: str | None = None
    role_arn: str | None = None
    precedence: int | None = None
    created_at: datetime
    modified_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClaims:
    """What a user's groups say in a token; empty members leave their claim out."""

    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    preferred_role: str | None = None


def group_key(name: str) -> str:
    """Return the form of a group's name that is unique in the pool: names clash in any casing.

    Source: observed ("A group with the name already exists." for another casing).
    """
    return name.lower()


def by_precedence(groups: Iterable[Group]) -> list[Group]:
    """Order groups as tokens list them: best precedence first, then the older, then by name.

    Source: Developer Guide; the order among equals is inferred.
    """
    return sorted(groups, key=lambda group: (_rank(group), group.created_at, group.name))


def _rank(group: Group) -> int:
    return _NO_PRECEDENCE if group.precedence is None else group.precedence


def group_claims(groups: Iterable[Group]) -> GroupClaims:
    """Return the group names, their roles without repetition, and the preferred role.

    The preferred role is that of the best precedence among groups with a role; when several share
    that precedence with different roles, there is none.
    Source: API reference `GroupType`; that groups without a role do not compete is inferred.
    """
    ordered = by_precedence(groups)
    return GroupClaims(
        names=tuple(group.name for group in ordered),
        roles=tuple(dict.fromkeys(group.role_arn for group in ordered if group.role_arn)),
        preferred_role=_preferred_role([group for group in ordered if group.role_arn]),
    )


def _preferred_role(ordered: list[Group]) -> str | None:
    best = {group.role_arn for group in ordered if _rank(group) == _rank(ordered[0])}
    return best.pop() if len(best) == 1 else None


def check_pool_quota(existing: int) -> None:
    """Refuse one more group where the pool has `existing`.

    Raises: LimitExceededException. Source: Developer Guide "Quotas".
    """
    if existing >= GROUPS_PER_POOL:
        raise LimitExceededException.resources("groups in a user pool", GROUPS_PER_POOL)


def check_user_quota(existing: int) -> None:
    """Refuse one more membership where the user has `existing`.

    Raises: InvalidParameterException. Source: Developer Guide "Quotas"; which error is inferred:
    the model of AdminAddUserToGroup has no LimitExceededException.
    """
    if existing >= GROUPS_PER_USER:
        raise InvalidParameterException.too_many_groups(GROUPS_PER_USER)
