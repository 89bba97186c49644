"""Requests counted by user and quota within an hour."""

import pytest

from cognito_emulator.domain.request_quotas import WINDOW_SECONDS, RequestQuota
from cognito_emulator.storage.errors import OwnerGone
from tests.storage.builders import NOW, POOL, a_pool, later

OTHER = "us-east-1_Other0001"
RECOVERY = RequestQuota.RECOVERY


def test_requests_are_counted_within_an_hour_of_the_first(database, pool):
    """The hour begins with the first request; the one that comes an hour later begins another."""
    instants = [0, 0, WINDOW_SECONDS - 1, WINDOW_SECONDS, WINDOW_SECONDS + 1]
    with database.writing() as store:
        counts = [store.request_counts.count(POOL, "ada", RECOVERY, later(at)) for at in instants]

    assert counts == [1, 2, 3, 1, 2]


def test_users_quotas_and_pools_are_counted_apart(database, pool):
    """Each begins with one."""
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        counts = [
            store.request_counts.count(pool_id, name, quota, NOW)
            for pool_id, name, quota in (
                (POOL, "ada", RECOVERY),
                (POOL, "bob", RECOVERY),
                (POOL, "ada", RequestQuota.CHANGE_PASSWORD),
                (OTHER, "ada", RECOVERY),
                (POOL, "ada", RECOVERY),
            )
        ]

    assert counts == [1, 1, 1, 1, 2]


def test_a_count_needs_its_pool(database):
    """A request to a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.request_counts.count(POOL, "ada", RECOVERY, NOW)


def test_purging_forgets_hours_that_began_before(database, pool):
    """An hour that began at the instant stays."""
    with database.writing() as store:
        for name, at in (("early", 0), ("even", 1), ("late", 2)):
            store.request_counts.count(POOL, name, RECOVERY, later(at))
        purged = store.request_counts.purge(later(1))
        counts = [
            store.request_counts.count(POOL, name, RECOVERY, later(2))
            for name in ("early", "even", "late")
        ]

    assert (purged, counts) == (1, [1, 2, 2])
