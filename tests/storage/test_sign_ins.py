"""Sign-ins under way: each found by its text, each text serving once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from cognito_emulator.domain.challenges import ChallengeName
from cognito_emulator.storage.errors import AlreadyExists, OwnerGone
from tests.storage.builders import NOW, a_digest, a_sign_in, later


@pytest.mark.parametrize("progress", [a_sign_in(), a_sign_in(user_key=None, used_at=later(1))])
def test_a_sign_in_comes_back_as_it_went_in(database, pool, progress):
    """Every member survives, the memory with any character, and without a user too."""
    with database.writing() as store:
        store.sign_ins.insert(progress)
    with database.reading() as store:
        assert store.sign_ins.get(a_digest("session")) == progress


def test_an_unknown_text_is_none(database, pool):
    """A digest nobody was given finds nothing."""
    with database.reading() as store:
        assert store.sign_ins.get(a_digest("other")) is None


def test_a_text_is_given_once(database, pool):
    """A second sign-in under the same text is refused, and the first stays."""
    with database.writing() as store:
        store.sign_ins.insert(a_sign_in())
        with pytest.raises(AlreadyExists) as refusal:
            store.sign_ins.insert(a_sign_in(user_key="bob"))

        assert store.sign_ins.get(a_digest("session")) == a_sign_in()
    assert (refusal.value.what, refusal.value.value) == ("sign-in", a_digest("session").hex())


def test_a_sign_in_needs_its_pool(database):
    """A sign-in to a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.sign_ins.insert(a_sign_in())


def test_saving_keeps_pool_and_client(database, pool):
    """User, expiry, use and progress are written; an unknown sign-in is not."""
    changes: dict[str, Any] = {
        "user_key": "bob",
        "expires_at": later(9),
        "used_at": later(1),
        "asked": ChallengeName.NEW_PASSWORD_REQUIRED,
        "memory": {},
    }
    with database.writing() as store:
        store.sign_ins.insert(a_sign_in())
        store.sign_ins.save(a_sign_in(**changes, pool_id="other", client_id="other"))
        store.sign_ins.save(a_sign_in("unknown"))
    with database.reading() as store:
        assert store.sign_ins.get(a_digest("session")) == a_sign_in(**changes)
        assert store.sign_ins.get(a_digest("unknown")) is None


def test_a_text_serves_once(database, pool):
    """The second use is told, the date of the first stays, and an unknown text never serves."""
    with database.writing() as store:
        store.sign_ins.insert(a_sign_in())
        uses = [store.sign_ins.mark_used(a_digest("session"), later(at)) for at in (1, 2)]
        unknown = store.sign_ins.mark_used(a_digest("unknown"), NOW)
    with database.reading() as store:
        assert store.sign_ins.get(a_digest("session")) == a_sign_in(used_at=later(1))

    assert (uses, unknown) == ([True, False], False)


def test_of_many_simultaneous_uses_one_counts(database, pool):
    """Sixteen calls that bring the same text back at once get one yes."""

    def use(_):
        with database.writing() as store:
            return store.sign_ins.mark_used(a_digest("session"), NOW)

    with database.writing() as store:
        store.sign_ins.insert(a_sign_in())
    with ThreadPoolExecutor(16) as threads:
        uses = list(threads.map(use, range(16)))

    assert sorted(uses) == [False] * 15 + [True]


def test_purging_forgets_what_expired_before(database, pool):
    """A sign-in that expires at the instant stays."""
    with database.writing() as store:
        for name, expires_at in (("early", NOW), ("even", later(1)), ("late", later(2))):
            store.sign_ins.insert(a_sign_in(name, expires_at=expires_at))
        purged = store.sign_ins.purge(later(1))
        left = [name for name in ("early", "even", "late") if store.sign_ins.get(a_digest(name))]

    assert (purged, left) == (1, ["even", "late"])
