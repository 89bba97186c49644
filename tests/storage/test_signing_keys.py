"""Signing keys: two for each pool, for good."""

import pytest

from cognito_emulator.storage.errors import AlreadyExists, OwnerGone
from tests.storage.builders import POOL, UNSTORABLE_TEXTS, a_pool, some_keys

OTHER = "us-east-1_Other0001"


def test_keys_come_back_as_they_went_in(database, pool):
    """Both keys of the pool, each for its use."""
    with database.writing() as store:
        store.keys.insert(POOL, some_keys())
    with database.reading() as store:
        assert store.keys.for_pool(POOL) == some_keys()


@pytest.mark.parametrize("pool_id", [POOL, OTHER, "", *UNSTORABLE_TEXTS])
def test_a_pool_without_keys_has_none(database, pool, pool_id):
    """Nor has a pool that is not there, by whatever text a token names it."""
    with database.reading() as store:
        assert store.keys.for_pool(pool_id) is None


def test_a_pool_gets_keys_once(database, pool):
    """Other keys are refused, and the first stay."""
    with database.writing() as store:
        store.keys.insert(POOL, some_keys())
        with pytest.raises(AlreadyExists) as refusal:
            store.keys.insert(POOL, some_keys("other"))

        assert store.keys.for_pool(POOL) == some_keys()
    assert (refusal.value.what, refusal.value.value) == ("signing key", POOL)


def test_keys_need_their_pool(database):
    """Keys of a pool that is gone are refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.keys.insert(POOL, some_keys())


def test_all_keys_are_told_by_pool(database, pool):
    """Every pool with its own pair; a deleted pool has none."""
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        store.keys.insert(POOL, some_keys("first"))
        store.keys.insert(OTHER, some_keys("second"))
        both = store.keys.all()
        store.pools.delete(OTHER)
        one = store.keys.all()

    assert both == {POOL: some_keys("first"), OTHER: some_keys("second")}
    assert one == {POOL: some_keys("first")}
