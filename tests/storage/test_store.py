"""The store of a transaction: one repository for each aggregate, all of the same transaction."""

import inspect

from cognito_emulator.storage.store import Store
from tests.storage.builders import POOL, a_client, a_pool, a_user


def test_every_repository_works_in_the_transaction_of_the_store(database):
    """Each property gives a repository bound to the one transaction."""
    with database.writing() as store:
        repositories = {
            name: getattr(store, name)
            for name, value in inspect.getmembers(Store)
            if isinstance(value, property)
        }

        assert set(repositories) == {
            *("clients", "codes", "groups", "keys", "messages", "pools", "request_counts"),
            *("sign_ins", "tags", "tokens", "users"),
        }
        assert {each._transaction for each in repositories.values()} == {store._transaction}


def test_repositories_see_each_others_writes(database):
    """What one has written, the next one of the same store builds upon."""
    with database.writing() as store:
        store.pools.insert(a_pool())
        store.users.insert(a_user())
        store.clients.insert(a_client())
        users = store.pools.estimated_users(POOL)

    assert users == 1


def test_an_action_waits_for_the_commit(database):
    """It runs once, when the block has ended."""
    ran = []
    with database.writing() as store:
        store.after_commit(lambda: ran.append("once"))
        assert ran == []

    assert ran == ["once"]
