"""Groups: names in any casing, members, and what goes with a deleted group."""

from typing import Any

import pytest

from cognito_emulator.storage.errors import AlreadyExists, OwnerGone
from tests.storage.builders import (
    NOW,
    ODD_TEXTS,
    POOL,
    UNSTORABLE_TEXTS,
    a_group,
    a_pool,
    a_user,
    later,
)

OTHER = "us-east-1_Other0001"


@pytest.fixture
def members(database, pool):
    """Put ada, bob and eve into the pool, and all but bob into the group admins."""
    with database.writing() as store:
        store.groups.insert(a_group())
        for name in ("eve", "ada", "bob"):
            store.users.insert(a_user(name))
        for name in ("eve", "ada"):
            store.groups.add_member(POOL, "Admins", name, NOW)


def test_a_group_comes_back_as_it_went_in(database, pool):
    """Every member survives, the description with any character."""
    group = a_group(
        "Ädmins", description="odd \ud800\0", role_arn="arn:aws:iam::1:role/a", precedence=2**31 - 1
    )
    with database.writing() as store:
        store.groups.insert(group)
    with database.reading() as store:
        assert store.groups.get(POOL, "Ädmins") == group


def test_a_name_is_found_in_any_casing(database, pool):
    """The group is shown by the name it was given."""
    with database.writing() as store:
        store.groups.insert(a_group("Admins"))
    with database.reading() as store:
        assert store.groups.get(POOL, "aDMINS") == a_group("Admins")


@pytest.mark.parametrize("name", ["admin", "admins ", "", *UNSTORABLE_TEXTS])
def test_an_unknown_group_is_none(database, pool, name):
    """A text that no column can hold names no group."""
    with database.writing() as store:
        store.groups.insert(a_group())
        assert store.groups.get(POOL, name) is None
        assert store.groups.get(OTHER, "admins") is None


def test_a_name_is_given_once_for_each_pool_in_any_casing(database, pool):
    """Another casing of a name is refused; another pool may have it."""
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        store.groups.insert(a_group("Admins"))
        store.groups.insert(a_group("Admins", pool_id=OTHER))
        with pytest.raises(AlreadyExists, match=r"^The group 'ADMINS' exists already\.$"):
            store.groups.insert(a_group("ADMINS", description="second"))

    with database.reading() as store:
        assert store.groups.get(POOL, "admins") == a_group("Admins")


def test_a_group_needs_its_pool(database):
    """A group of a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.groups.insert(a_group())


def test_saving_keeps_name_and_creation(database, pool):
    """Description, role, precedence and date of modification are written."""
    changes: dict[str, Any] = {
        "description": "d",
        "role_arn": "r",
        "precedence": 0,
        "modified_at": later(5),
    }
    with database.writing() as store:
        store.groups.insert(a_group())
        store.groups.save(a_group("ADMINS", **changes, created_at=later(9)))
    with database.reading() as store:
        assert store.groups.get(POOL, "admins") == a_group(**changes)


def test_pages_go_by_name_in_any_casing(database, pool):
    """A page begins after a name, however it is written, and holds the groups of one pool."""
    names = ["beta", "Alpha", "GAMMA", "delta"]
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        store.groups.insert(a_group("Aleph", pool_id=OTHER))
        for name in names:
            store.groups.insert(a_group(name))

    with database.reading() as store:
        first = store.groups.page(POOL, None, 2)
        second = store.groups.page(POOL, "BETA", 9)
        count = store.groups.count(POOL)

    assert [group.name for group in first] == ["Alpha", "beta"]
    assert [group.name for group in second] == ["delta", "GAMMA"]
    assert count == 4


@pytest.mark.parametrize("name", ODD_TEXTS, ids=ascii)
def test_any_name_is_found_again(database, pool, name):
    """A group of an odd name is found, listed, and its members with it."""
    with database.writing() as store:
        store.users.insert(a_user())
        store.groups.insert(a_group(name))
        store.groups.add_member(POOL, name, "ada", NOW)
    with database.reading() as store:
        assert store.groups.get(POOL, name) == a_group(name)
        assert store.groups.page(POOL, None, 9) == [a_group(name)]
        assert store.groups.page_members(POOL, name, None, 9) == [a_user()]


def test_members_are_listed_by_key(database, members):
    """A page of members begins after a key."""
    with database.reading() as store:
        first = store.groups.page_members(POOL, "ADMINS", None, 1)
        second = store.groups.page_members(POOL, "admins", "ada", 9)

    assert (first, second) == ([a_user("ada")], [a_user("eve")])


def test_joining_twice_is_joining_once(database, members):
    """A user who is in a group stays in it."""
    with database.writing() as store:
        store.groups.add_member(POOL, "admins", "ada", later(60))
    with database.reading() as store:
        assert store.groups.page_members(POOL, "admins", None, 9) == [a_user("ada"), a_user("eve")]


def test_leaving_takes_one_user_out_of_one_group(database, members):
    """Others stay, and leaving a group one is not in is no error."""
    with database.writing() as store:
        store.groups.insert(a_group("staff"))
        store.groups.add_member(POOL, "staff", "ada", NOW)
        store.groups.remove_member(POOL, "ADMINS", "ada")
        store.groups.remove_member(POOL, "admins", "bob")
    with database.reading() as store:
        assert store.groups.page_members(POOL, "admins", None, 9) == [a_user("eve")]
        assert store.groups.groups_of(POOL, "ada") == [a_group("staff")]


def test_a_member_needs_the_group(database, pool):
    """Joining a group that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.groups.add_member(POOL, "admins", "ada", NOW)


def test_the_groups_of_a_user_come_best_precedence_first(database, members):
    """Without a precedence a group comes last; among equals the older comes first."""
    groups = [
        a_group("zero", precedence=0),
        a_group("older", precedence=1),
        a_group("newer", precedence=1, created_at=later(1)),
    ]
    with database.writing() as store:
        for group in reversed(groups):
            store.groups.insert(group)
            store.groups.add_member(POOL, group.name, "ada", NOW)
    with database.reading() as store:
        assert store.groups.groups_of(POOL, "ada") == [*groups, a_group()]
        assert store.groups.groups_of(POOL, "bob") == []


def test_the_groups_of_a_user_are_paged_by_name(database, members):
    """A page begins after a name in any casing and leaves out groups the user is not in."""
    with database.writing() as store:
        for name in ("Beta", "alpha", "others"):
            store.groups.insert(a_group(name))
        for name in ("Beta", "alpha"):
            store.groups.add_member(POOL, name, "ada", NOW)
    with database.reading() as store:
        first = store.groups.page_of_user(POOL, "ada", None, 2)
        second = store.groups.page_of_user(POOL, "ada", "ALPHA", 9)

    assert [group.name for group in first] == ["admins", "alpha"]
    assert [group.name for group in second] == ["Beta"]


def test_a_deleted_group_is_gone_with_its_memberships(database, members):
    """Made again under its name it is empty; its users remain, and deleting twice is no error."""
    with database.writing() as store:
        store.groups.delete(POOL, "ADMINS")
        store.groups.delete(POOL, "admins")
        assert store.groups.get(POOL, "admins") is None
        assert store.groups.groups_of(POOL, "ada") == []
        store.groups.insert(a_group())
        assert store.groups.page_members(POOL, "admins", None, 9) == []
        assert store.users.get(POOL, "ada") == a_user("ada")


def test_a_deleted_user_leaves_its_groups(database, members):
    """A user made again under the same name is in no group."""
    with database.writing() as store:
        store.users.delete(POOL, "ada")
        store.users.insert(a_user("ada"))
        assert store.groups.groups_of(POOL, "ada") == []
        assert store.groups.page_members(POOL, "admins", None, 9) == [a_user("eve")]
