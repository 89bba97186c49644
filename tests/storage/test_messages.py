"""The inbox: numbers that only rise, pages by any criteria."""

from dataclasses import replace
from typing import Any

import pytest

from cognito_emulator.domain.messages import Medium, MessageKind
from cognito_emulator.storage.errors import OwnerGone
from tests.storage.builders import NOW, ODD_TEXTS, POOL, UNSTORABLE_TEXTS, a_message, a_pool, later

OTHER = "us-east-1_Other0001"
SMS: dict[str, Any] = {
    "medium": Medium.SMS,
    "kind": MessageKind.AUTHENTICATION,
    "destination": "+4915112345678",
    "code": None,
    "subject": None,
    "client_id": None,
}


@pytest.fixture
def inbox(database, pool):
    """Give the messages of the inbox, in the order they were written."""
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        return [
            store.messages.insert(message)
            for message in (
                a_message("ada"),
                a_message("ada", **SMS),
                a_message("bob"),
                a_message("ada", pool_id=OTHER),
            )
        ]


@pytest.mark.parametrize(
    "message",
    [a_message(), a_message(**SMS), *(a_message(text) for text in (*ODD_TEXTS, *UNSTORABLE_TEXTS))],
    ids=lambda message: ascii(message.username) + message.medium,
)
def test_a_message_comes_back_as_it_went_in(database, pool, message):
    """Every member survives, with any character, and it is found by username and destination."""
    with database.writing() as store:
        kept = store.messages.insert(message)
    with database.reading() as store:
        by_name = store.messages.page(username=message.username, destination=message.destination)

    assert kept == replace(message, id=kept.id)
    assert kept.id > 0
    assert by_name == [kept]


def test_pages_hold_what_meets_every_criterion(database, inbox):
    """Pool, user, destination and medium narrow the page, alone and together."""
    first, sms, bobs, others = inbox
    with database.reading() as store:
        page = store.messages.page

        assert page() == inbox
        assert page(pool_id=POOL) == [first, sms, bobs]
        assert page(username="ada") == [first, sms, others]
        assert page(destination="ada@example.com") == [first, others]
        assert page(medium="SMS") == [sms]
        assert page(pool_id=POOL, username="ada", medium="EMAIL") == [first]
        assert page(pool_id=OTHER, username="bob") == []
        assert page(username="Ada") == []


def test_pages_begin_after_a_number(database, inbox):
    """Oldest first, as many as asked for; nothing comes after the last."""
    with database.reading() as store:
        assert store.messages.page(limit=2) == inbox[:2]
        assert store.messages.page(after=inbox[1].id, limit=1) == inbox[2:3]
        assert store.messages.page(after=inbox[-1].id) == []


def test_the_latest_come_newest_first(database, inbox):
    """One unless more are asked for, of those that meet the criteria."""
    with database.reading() as store:
        assert store.messages.latest() == inbox[:-2:-1]
        assert store.messages.latest(pool_id=POOL, limit=2) == [inbox[2], inbox[1]]
        assert store.messages.latest(
            username="ada", destination="ada@example.com", medium="EMAIL", pool_id=POOL
        ) == [inbox[0]]


def test_a_message_needs_its_pool(database):
    """A message of a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.messages.insert(a_message())


def clear(store):
    """Forget all messages."""
    store.messages.clear()


def purge(store):
    """Forget the messages sent until now."""
    assert store.messages.purge(later(1)) == 4


def delete_pools(store):
    """Delete the pools of all messages."""
    store.pools.delete(POOL)
    store.pools.delete(OTHER)


@pytest.mark.parametrize("forget", [clear, purge, delete_pools])
def test_a_number_never_comes_again(database, inbox, forget):
    """Who waits for what comes after the last number misses nothing when messages are forgotten."""
    with database.writing() as store:
        forget(store)
        assert store.messages.page() == []
        store.pools.delete(POOL)
        store.pools.insert(a_pool())
        new = store.messages.insert(a_message())
    with database.reading() as store:
        assert store.messages.page(after=inbox[-1].id) == [new]


def test_purging_forgets_what_was_sent_before(database, pool):
    """A message sent at the instant stays."""
    with database.writing() as store:
        for sent_at in (NOW, later(1), later(2)):
            store.messages.insert(a_message(sent_at=sent_at))
        purged = store.messages.purge(later(1))
        left = [message.sent_at for message in store.messages.page()]

    assert (purged, left) == (1, [later(1), later(2)])
