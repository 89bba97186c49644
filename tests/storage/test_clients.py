"""App clients and their secrets."""

from typing import Any

import pytest

from cognito_emulator.storage.errors import AlreadyExists, OwnerGone
from tests.storage.builders import (
    CLIENT,
    POOL,
    UNSTORABLE_TEXTS,
    a_client,
    a_pool,
    a_secret,
    later,
)

OTHER = "us-east-1_Other0001"


@pytest.fixture
def client(database, pool):
    """Give a client with two secrets, the older inserted last."""
    client = a_client(secrets=(a_secret(2, age_seconds=60), a_secret(1)))
    with database.writing() as store:
        store.clients.insert(a_client(secrets=client.secrets[::-1]))
    return client


def test_a_client_comes_back_with_its_secrets_oldest_first(database, client):
    """Every member survives, and the secrets are in the order of their age."""
    with database.reading() as store:
        assert store.clients.get(CLIENT) == client


def test_a_client_without_secrets_has_none(database, pool):
    """A public client comes back with no secret."""
    with database.writing() as store:
        store.clients.insert(a_client())
    with database.reading() as store:
        assert store.clients.get(CLIENT) == a_client()


@pytest.mark.parametrize("client_id", ["", CLIENT.upper(), *UNSTORABLE_TEXTS])
def test_an_unknown_client_is_none(database, client, client_id):
    """Ids are compared exactly, and a text that no column can hold names no client."""
    with database.reading() as store:
        assert store.clients.get(client_id) is None


def test_a_client_id_is_given_once_in_the_world(database, client):
    """A client of another pool may not have an id that is taken; the first keeps its secrets."""
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        with pytest.raises(AlreadyExists, match=rf"^The client '{CLIENT}' exists already\.$"):
            store.clients.insert(a_client(pool_id=OTHER, secrets=(a_secret(3),)))

    with database.reading() as store:
        assert store.clients.get(CLIENT) == client


def test_a_client_needs_its_pool(database):
    """A client of a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.clients.insert(a_client())


def test_saving_writes_name_configuration_and_date(database, client):
    """Pool, creation and secrets stay as they are."""
    changes: dict[str, Any] = {
        "name": "kiosk",
        "configuration": {"a": "b"},
        "modified_at": later(5),
    }
    with database.writing() as store:
        store.clients.save(a_client(**changes, pool_id=OTHER, created_at=later(9), secrets=()))
    with database.reading() as store:
        assert store.clients.get(CLIENT) == a_client(**changes, secrets=client.secrets)


def test_a_deleted_client_is_gone_with_its_secrets(database, client):
    """The same id inserted again has none of the old secrets; deleting twice is no error."""
    with database.writing() as store:
        store.clients.delete(CLIENT)
        store.clients.delete(CLIENT)
        assert store.clients.get(CLIENT) is None
        store.clients.insert(a_client())
        assert store.clients.get(CLIENT) == a_client()


def test_secrets_are_added_and_removed(database, client):
    """A secret joins the others; a removed one goes, and an unknown one is no error."""
    with database.writing() as store:
        store.clients.add_secret(CLIENT, a_secret(3, age_seconds=-60))
        store.clients.remove_secret(CLIENT, client.secrets[0].id)
        store.clients.remove_secret(CLIENT, "unknown")
        store.clients.remove_secret("unknown", client.secrets[1].id)
    with database.reading() as store:
        found = store.clients.get(CLIENT)

    assert found is not None
    assert found.secrets == (a_secret(1), a_secret(3, age_seconds=-60))


def test_a_secret_id_is_given_once_for_each_client(database, client):
    """The same id is refused, and the secret that has it keeps its value."""
    with pytest.raises(AlreadyExists) as refusal, database.writing() as store:
        store.clients.add_secret(CLIENT, a_secret(1, age_seconds=5))

    assert (refusal.value.what, refusal.value.value) == ("client secret", a_secret(1).id)
    with database.reading() as store:
        assert store.clients.get(CLIENT) == client


def test_a_secret_needs_its_client(database, pool):
    """A secret of a client that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.clients.add_secret(CLIENT, a_secret(1))


def test_pages_hold_the_clients_of_one_pool(database, pool):
    """Pages and counts are of clients, not secrets; a page begins after an id in byte order."""
    ids = ["b", "B", "a", "A"]
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        store.clients.insert(a_client("AA", pool_id=OTHER))
        for client_id in ids:
            store.clients.insert(a_client(client_id, secrets=(a_secret(1), a_secret(2))))

    with database.reading() as store:
        first = store.clients.page(POOL, None, 3)
        second = store.clients.page(POOL, "a", 3)
        count = store.clients.count(POOL)

    assert [client.id for client in first] == ["A", "B", "a"]
    assert second == [a_client("b", secrets=(a_secret(1), a_secret(2)))]
    assert count == 4
