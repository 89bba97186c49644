"""Pools: identity, pages, the number of users, and what goes with a deleted pool."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.storage.tables import metadata
from tests.storage.builders import (
    CLIENT,
    POOL,
    UNSTORABLE_TEXTS,
    a_client,
    a_code,
    a_group,
    a_message,
    a_pool,
    a_refresh_token,
    a_secret,
    a_session,
    a_sign_in,
    a_user,
    later,
    some_keys,
)

OTHER = "us-east-1_Other0001"


def test_a_pool_comes_back_as_it_went_in(database):
    """Every member survives, the configuration with any character."""
    pool = a_pool(name="Kunden é", configuration={"Name": "\ud800\0", "Policies": {"a": [1]}})

    with database.writing() as store:
        store.pools.insert(pool)
    with database.reading() as store:
        found = store.pools.get(pool.id)

    assert found == pool


@pytest.mark.parametrize("pool_id", [OTHER, POOL.lower(), "", *UNSTORABLE_TEXTS])
def test_an_unknown_pool_is_none(database, pool, pool_id):
    """Ids are compared exactly, and a text that no column can hold names no pool."""
    with database.reading() as store:
        assert store.pools.get(pool_id) is None


def test_a_pool_id_is_given_once(database, pool):
    """A second pool of an id is refused, and the first stays."""
    with (
        pytest.raises(AlreadyExists, match=rf"^The pool '{POOL}' exists already\.$") as refusal,
        database.writing() as store,
    ):
        store.pools.insert(a_pool(name="second"))

    assert (refusal.value.what, refusal.value.value) == ("pool", POOL)
    with database.reading() as store:
        assert store.pools.get(POOL) == pool


def test_saving_writes_name_configuration_and_date(database, pool):
    """What makes the pool this pool, its account, region, creation and secret, is never changed."""
    changes: dict[str, Any] = {
        "name": "renamed",
        "configuration": {"MfaConfiguration": "ON"},
        "modified_at": later(5),
    }
    with database.writing() as store:
        store.pools.save(
            a_pool(
                **changes,
                account_id="0",
                region="eu-west-1",
                created_at=later(9),
                secret=b"another",
            )
        )
    with database.reading() as store:
        assert store.pools.get(POOL) == a_pool(**changes)


def test_saving_an_unknown_pool_writes_nothing(database):
    """Only an insert makes a pool."""
    with database.writing() as store:
        store.pools.save(a_pool())
    with database.reading() as store:
        assert store.pools.get(POOL) is None


def test_pages_hold_the_pools_of_one_account_and_region(database):
    """A page begins after an id, in the order of the bytes of the ids."""
    ids = ["us-east-1_a", "us-east-1_B", "us-east-1_b", "us-east-1_A"]
    with database.writing() as store:
        for pool_id in ids:
            store.pools.insert(a_pool(pool_id))
        store.pools.insert(a_pool("eu-west-1_C", region="eu-west-1"))
        store.pools.insert(a_pool("us-east-1_C", account_id="999999999999"))

    with database.reading() as store:
        first = store.pools.page("123456789012", "us-east-1", None, 3)
        second = store.pools.page("123456789012", "us-east-1", first[-1].id, 3)
        count = store.pools.count("123456789012", "us-east-1")

    assert [pool.id for pool in first] == ["us-east-1_A", "us-east-1_B", "us-east-1_a"]
    assert [pool.id for pool in second] == ["us-east-1_b"]
    assert count == 4


def test_the_number_of_users_follows_inserts_and_deletes(database, pool):
    """Users that were deleted, refused or never there are not counted."""
    with database.writing() as store:
        before = store.pools.estimated_users(POOL)
        for name in ("ada", "bob", "eve"):
            store.users.insert(a_user(name))
        with pytest.raises(AlreadyExists):
            store.users.insert(a_user("ada"))
        store.users.delete(POOL, "bob")
        store.users.delete(POOL, "bob")
    with database.reading() as store:
        after = store.pools.estimated_users(POOL)

    assert (before, after) == (0, 2)


def test_an_unknown_pool_has_no_users(database):
    """The number of users of a pool that is not there is zero."""
    with database.reading() as store:
        assert store.pools.estimated_users(POOL) == 0


def fill(store, pool_id):
    """Put one of everything into a pool."""
    pool = a_pool(pool_id)
    of_pool = {"pool_id": pool_id}
    client_id = CLIENT if pool_id == POOL else "2client"
    store.pools.insert(pool)
    store.keys.insert(pool_id, some_keys())
    store.tags.put(pool.arn, {"team": "blue"})
    store.clients.insert(a_client(client_id, **of_pool, secrets=(a_secret(1),)))
    store.users.insert(a_user(**of_pool), aliases=[("email", "ada@example.com")])
    store.groups.insert(a_group(**of_pool))
    store.groups.add_member(pool_id, "admins", "ada", later(0))
    store.codes.put(pool_id, "ada", a_code())
    store.sign_ins.insert(a_sign_in(pool_id, **of_pool))
    store.tokens.open(a_session(**of_pool), a_refresh_token(pool_id, **of_pool))
    store.messages.insert(a_message(**of_pool))


def rows_by_table(database):
    """Return how many rows each table has."""
    backend, sql = database._backend, "SELECT count(*) FROM {}"
    connection = backend.begin_reading()
    try:
        return {
            table.name: connection.execute(sql.format(table.name)).fetchone()[0]
            for table in metadata.sorted_tables
            if table.name != "emulator_facts"
        }
    finally:
        backend.end_reading(connection)


def test_a_deleted_pool_leaves_nothing_behind(database):
    """Every table is as it was before the pool: no row of it remains, and no row of another goes."""
    with database.writing() as store:
        fill(store, OTHER)
    before = rows_by_table(database)
    with database.writing() as store:
        fill(store, POOL)
    between = rows_by_table(database)

    with database.writing() as store:
        store.pools.delete(POOL)

    assert before.pop("request_counts") == between.pop("request_counts") == 0
    assert {name: count * 2 for name, count in before.items()} == between
    after = rows_by_table(database)
    assert after.pop("request_counts") == 0
    assert after == before


def test_deleting_an_unknown_pool_is_no_error(database):
    """There is nothing to delete then."""
    with database.writing() as store:
        store.pools.delete(POOL)


def test_a_pool_is_deleted_after_what_others_are_writing_in_it(shared_url):
    """A transaction that has begun to write in the pool ends undisturbed, and leaves nothing."""
    database = open_database(shared_url)
    with database.writing() as store:
        store.pools.insert(a_pool())
        store.users.insert(a_user())

    def delete():
        with database.writing() as store:
            store.pools.delete(POOL)

    with ThreadPoolExecutor(1) as thread:
        with database.writing() as store:
            store.users.insert(a_user("bob"))
            deletion = thread.submit(delete)
            with suppress(TimeoutError):
                deletion.result(0.2)
            store.users.save(a_user(enabled=False))
        deletion.result()

    assert set(rows_by_table(database).values()) == {0}
    database.close()
