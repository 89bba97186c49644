"""Pages of ListUsers: what each filter selects, in which order, and at which cost."""

import random

import pytest

from cognito_emulator.domain.filters import USER_STATUS, matches
from cognito_emulator.domain.users import UserStatus
from cognito_emulator.storage import user_pages
from cognito_emulator.storage.columns import is_storable
from cognito_emulator.storage.prepared import Prepared
from tests.storage.builders import (
    ODD_TEXTS,
    POOL,
    UNSTORABLE_TEXTS,
    a_filter,
    a_pool,
    a_sub,
    a_user,
)

ALPHA = "\N{GREEK CAPITAL LETTER ALPHA}"
SIGMA = "\N{GREEK CAPITAL LETTER SIGMA}"
LAST = "\U0010ffff"
VALUES = (
    *("a", "A", "aa", "ab", "aB", "b", "a%", "a_", "ada.l", "ada-l", "ada l", "Ada", "ADA"),
    *(ALPHA + SIGMA, ALPHA + SIGMA + ALPHA, "a" + LAST, "a" + LAST + "z", LAST + "a", "a\ud7ffb"),
    *("a\ue000b", "x" * 2048, "x" * 2047 + "y", *ODD_TEXTS),
)
SOUGHT = ("", "x", "z", "ad", "ada", "AD", ALPHA, LAST, "a" + LAST, "a\ud7ff", *VALUES)


def all_pages(database, user_filter, size=3, *, meanwhile=None):
    """Return the users of every page, one after the other."""
    users, after = [], None
    while True:
        with database.reading() as store:
            page = store.users.page(POOL, user_filter, after, size)
        users += page
        if len(page) < size:
            return users
        after = user_pages.position(page[-1], user_filter)
        if meanwhile is not None:
            meanwhile(page)


def insert(database, users):
    """Insert users in a random order."""
    users = list(users)
    random.Random(7).shuffle(users)  # noqa: S311 - an order, not a secret
    with database.writing() as store:
        for user in users:
            store.users.insert(user)


def expected(users, user_filter):
    """Return the users that the rule of the domain selects, by key."""
    return sorted((user for user in users if matches(user_filter, user)), key=by_key)


def by_key(user):
    """Order users as their keys are ordered in the database."""
    return user.key.encode()


@pytest.fixture
def named(database, pool):
    """Put a user of each value into the pool, named by it, in a pool that minds case."""
    users = [a_user(value, attributes={"name": value}) for value in VALUES]
    insert(database, users)
    with database.writing() as store:
        other = a_pool("us-east-1_Other0001")
        store.pools.insert(other)
        store.users.insert(a_user("a", pool_id=other.id, attributes={"name": "a"}))
    return users


@pytest.mark.parametrize("attribute", ["username", "name"])
@pytest.mark.parametrize("operator", ["=", "^="])
def test_a_filter_selects_what_the_rule_selects(database, named, attribute, operator):
    """Each user whose value equals or begins with the text is listed once, and nobody else."""
    for value in SOUGHT:
        user_filter = a_filter(attribute, operator, value)

        users = all_pages(database, user_filter, size=9)

        assert sorted(users, key=by_key) == expected(named, user_filter), ascii(value[:9])


@pytest.mark.parametrize("operator", ["=", "^="])
def test_a_username_is_found_by_its_own_casing(database, pool, operator):
    """Where keys ignore case, the filter still compares the username as it is shown."""
    names = {value.lower(): value for value in VALUES}
    users = [a_user(name, key=key, sub=a_sub(key), attributes={}) for key, name in names.items()]
    insert(database, users)

    for value in SOUGHT:
        user_filter = a_filter("username", operator, value)
        assert all_pages(database, user_filter, size=9) == expected(users, user_filter), ascii(
            value
        )


@pytest.mark.parametrize("attribute", ["username", "name", "sub", "status", USER_STATUS])
@pytest.mark.parametrize("operator", ["=", "^="])
@pytest.mark.parametrize("value", UNSTORABLE_TEXTS, ids=ascii)
def test_nobody_is_found_by_a_text_that_no_column_holds(database, pool, attribute, operator, value):
    """Such a text may stand in an attribute, but no filter finds the user by it, nor an error."""
    insert(database, [a_user(attributes={"name": value}), a_user("bob", attributes={"name": "a"})])

    assert all_pages(database, a_filter(attribute, operator, value)) == []
    assert [user.key for user in all_pages(database, a_filter("name", "^=", "a"))] == ["bob"]


def test_every_searchable_attribute_is_searched(database, pool):
    """The six attributes of the API reference are found, each by its own name only."""
    names = (
        *("email", "phone_number", "name"),
        *("given_name", "family_name", "preferred_username"),
    )
    users = [a_user(name, attributes={name: "value"}) for name in names]
    insert(database, [*users, a_user("other", attributes={"custom:tier": "value"})])

    for user in users:
        assert all_pages(database, a_filter(user.key, "=", "value")) == [user]


@pytest.mark.parametrize("operator", ["=", "^="])
def test_subs_are_searched_as_text(database, pool, operator):
    """UUIDs are found by whole or begun text in lower case; a sub of another form as well."""
    subs = (
        *("00000000-0000-0000-0000-000000000000", "00ffffff-ffff-ffff-ffff-ffffffffffff"),
        *("0a0b0c0d-1111-2222-3333-444444444444", "0a0b0c0d-1111-2222-3333-444444444445"),
        *("0a0b0c0e-1111-2222-3333-444444444444", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
        *("0A0B0C0D-1111-2222-3333-444444444444", "ada", "fifteen letters", "0a", "ff", "\0"),
    )
    users = [a_user(f"user-{number}", sub=sub) for number, sub in enumerate(subs)]
    insert(database, users)
    sought = (
        *("", "0", "00", "0a0b0c0", "0a0b0c0d", "0a0b0c0d-", "0a0b0c0d-1", "0a0b-0c0d", "0a 0b"),
        *("0A0B0C0D", "f", "ff", "a", "fi", "-", *(sub for sub in subs if is_storable(sub))),
    )

    for value in sought:
        user_filter = a_filter("sub", operator, value)
        users_found = all_pages(database, user_filter)
        assert sorted(users_found, key=by_key) == expected(users, user_filter), value


@pytest.mark.parametrize("operator", ["=", "^="])
def test_both_statuses_are_searched(database, pool, operator):
    """`status` is Enabled or Disabled, `cognito:user_status` the status in upper case."""
    users = [
        a_user(f"{status}-{enabled}", status=status, enabled=enabled)
        for status in UserStatus
        for enabled in (True, False)
    ]
    insert(database, users)
    sought = ("", "E", "En", "Enabled", "Disabled", "enabled", "X", "Enabledd")

    for value in (*sought, "CONFIRMED", "C", "UN", "UNK", "FORCE_CHANGE_PASSWORD", "confirmed"):
        for attribute in ("status", USER_STATUS):
            user_filter = a_filter(attribute, operator, value)
            assert all_pages(database, user_filter) == expected(users, user_filter), value


def test_without_a_filter_all_users_of_the_pool_are_listed_by_key(database, named):
    """The order is that of the bytes of the keys, and users of other pools are left out."""
    assert all_pages(database, None) == sorted(named, key=by_key)


def test_an_unknown_pool_has_no_pages(database):
    """A pool that is gone lists nobody, whatever is asked."""
    filters = [a_filter(name, "^=", "") for name in ("username", "name", "sub", "status")]

    for user_filter in (None, *filters):
        assert all_pages(database, user_filter) == []


@pytest.mark.parametrize(
    "user_filter",
    [
        None,
        a_filter("username", "^=", "user"),
        a_filter("name", "=", "same"),
        a_filter("name", "^=", "sa"),
        a_filter("email", "^=", "user"),
        a_filter("sub", "^=", ""),
        a_filter("status", "=", "Enabled"),
        a_filter(USER_STATUS, "=", "CONFIRMED"),
    ],
    ids=lambda each: each and f"{each.attribute} {each.operator} {each.value}",
)
def test_pages_are_stable_while_users_come_and_go(database, pool, user_filter):
    """Whoever is there all the time is listed exactly once, whatever happens between two pages."""
    users = [
        a_user(
            f"user-{number:02}",
            attributes={
                "name": "same" if number % 2 else "samo",
                "email": f"user-{number:02}@example.com",
            },
        )
        for number in range(0, 60, 3)
    ]
    insert(database, users)
    staying = {user.key for user in users}
    new = iter(range(1000))

    def come_and_go(page):
        # The last of the page itself goes, as do others; some come before it and some after.
        going = [page[-1].key, *sorted(staying)[-2:]]
        with database.writing() as store:
            for key in going:
                store.users.delete(POOL, key)
            for key in (f"{page[0].key}{next(new):03}", f"{page[-1].key}{next(new):03}"):
                store.users.insert(a_user(key, attributes={"name": "same", "email": key}))
        staying.difference_update(going)

    listed = [user.key for user in all_pages(database, user_filter, meanwhile=come_and_go)]

    selected = {user.key for user in users if user_filter is None or matches(user_filter, user)}
    assert len(listed) == len(set(listed))
    assert staying & selected <= set(listed)


STATEMENTS = {
    name: statement
    for name, statement in vars(user_pages).items()
    if isinstance(statement, Prepared)
}
PARAMETERS = {
    "pool_id": POOL,
    "limit": 3,
    "name": "name",
    "value": "a",
    "low": "a",
    "high": "b",
    "shown_low": "a",
    "shown_high": "b",
    "status_low": "a",
    "status_high": "b",
    "enabled": True,
}
INDEX_OF = {"_BY_SUB": "ix_users_pool_sub"}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_page_reads_one_index_in_its_order(database, named, name):
    """The database seeks the first row and stops at the last: no table is walked, nothing sorted."""
    parameters = PARAMETERS | ({"low": b"", "high": b"\xff"} if name == "_BY_SUB" else {})
    backend = database._backend
    sql = STATEMENTS[name].sql(backend.dialect)
    connection = backend.begin_writing(None)
    try:
        if backend.dialect.name == "sqlite":
            steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
            plan = "\n".join(step[3] for step in steps)
        else:
            # So few rows would be walked and sorted: for many, the planner has to find the index.
            for way in ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin", "material"):
                connection.execute(f"SET LOCAL enable_{way} = off")
            steps = connection.execute(f"EXPLAIN {sql}", parameters).fetchall()
            plan = "\n".join(step[0] for step in steps)
    finally:
        backend.end_writing(connection, commit=False)

    assert "SCAN" not in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Seq Scan" not in plan, plan
    assert "Sort" not in plan, plan
    assert "low" in sql
