"""Groups: order of precedence, roles in tokens, quotas."""

from datetime import UTC, datetime, timedelta

import pytest

from cognito_emulator.domain.groups import (
    Group,
    GroupClaims,
    by_precedence,
    check_pool_quota,
    check_user_quota,
    group_claims,
    group_key,
)
from cognito_emulator.errors import idp

BORN = datetime(2026, 1, 1, tzinfo=UTC)


def a_group(name, precedence=None, role_arn=None, age_days=0):
    """Make a group that is older by `age_days`."""
    at = BORN - timedelta(days=age_days)
    return Group(
        pool_id="us-east-1_Ab",
        name=name,
        precedence=precedence,
        role_arn=role_arn,
        created_at=at,
        modified_at=at,
    )


def test_lower_precedence_comes_first_and_none_last():
    """Zero is the best precedence; a group without one follows every group that has one."""
    groups = [a_group("none"), a_group("two", 2), a_group("zero", 0), a_group("one", 1)]

    assert [group.name for group in by_precedence(groups)] == ["zero", "one", "two", "none"]


def test_equal_precedence_is_ordered_by_age_then_name():
    """Among equals the older group comes first, and names decide between twins."""
    groups = [a_group("b", 1), a_group("a", 1), a_group("old", 1, age_days=3)]

    assert [group.name for group in by_precedence(groups)] == ["old", "a", "b"]


def test_claims_list_names_and_each_role_once():
    """cognito:groups follows precedence; cognito:roles repeats no role."""
    groups = [a_group("b", 2, "role/x"), a_group("a", 1, "role/x"), a_group("c", 3, "role/y")]

    assert group_claims(groups) == GroupClaims(
        names=("a", "b", "c"), roles=("role/x", "role/y"), preferred_role="role/x"
    )


@pytest.mark.parametrize(
    ("groups", "preferred"),
    [
        ([], None),
        ([a_group("a", 1)], None),
        ([a_group("a", 1, "role/x"), a_group("b", 2, "role/y")], "role/x"),
        ([a_group("a", 1, "role/x"), a_group("b", 1, "role/x")], "role/x"),
        ([a_group("a", 1, "role/x"), a_group("b", 1, "role/y")], None),
        ([a_group("a", None, "role/x"), a_group("b", None, "role/y")], None),
        ([a_group("a", 0), a_group("b", 1, "role/y")], "role/y"),
    ],
    ids=["none", "no-role", "best", "same-role", "tie", "tie-without-precedence", "skips-roleless"],
)
def test_the_preferred_role_is_the_best_groups_unless_equals_disagree(groups, preferred):
    """Two groups of one precedence with different roles leave cognito:preferred_role out."""
    assert group_claims(groups).preferred_role == preferred


def test_names_clash_in_any_casing():
    """Admins and ADMINS cannot both exist."""
    assert group_key("Admins") == group_key("ADMINS")


def test_quotas_refuse_the_one_group_too_many():
    """A pool has at most 10,000 groups and a user at most 100."""
    check_pool_quota(9_999)
    check_user_quota(99)

    with pytest.raises(idp.LimitExceededException) as in_pool:
        check_pool_quota(10_000)
    with pytest.raises(idp.InvalidParameterException) as of_user:
        check_user_quota(100)

    assert in_pool.value.message == (
        "Limit exceeded: the maximum number of groups in a user pool is 10000."
    )
    assert of_user.value.message == "The number of groups of the user exceeds the limit of 100."
