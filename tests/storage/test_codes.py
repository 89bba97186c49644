"""Codes: one for each purpose and attribute of a user."""

import pytest

from cognito_emulator.domain.codes import CodeKind
from cognito_emulator.storage.errors import OwnerGone
from tests.storage.builders import NOW, POOL, a_code, a_pool, later

OTHER = "us-east-1_Other0001"
VERIFY = CodeKind.VERIFY_ATTRIBUTE


@pytest.mark.parametrize(
    "code", [a_code(), a_code(attribute=None, destination=None), a_code(destination="\ud800\0")]
)
def test_a_code_comes_back_as_it_went_in(database, pool, code):
    """Every member survives, the destination with any character."""
    with database.writing() as store:
        store.codes.put(POOL, "ada", code)
    with database.reading() as store:
        assert store.codes.get(POOL, "ada", CodeKind.SIGN_UP) == code


def test_a_new_code_replaces_the_last(database, pool):
    """Of each purpose a user has one code; the old one is worth nothing."""
    new = a_code(code="999999", expires_at=later(9), destination="new@example.com")
    with database.writing() as store:
        store.codes.put(POOL, "ada", a_code())
        store.codes.put(POOL, "ada", new)
    with database.reading() as store:
        assert store.codes.get(POOL, "ada", CodeKind.SIGN_UP) == new


def test_purposes_attributes_users_and_pools_are_kept_apart(database, pool):
    """Each has a code of its own; forgetting one leaves the others."""
    keys = [
        (POOL, "ada", VERIFY, "email"),
        (POOL, "ada", VERIFY, "phone_number"),
        (POOL, "ada", CodeKind.SIGN_UP, ""),
        (POOL, "bob", VERIFY, "email"),
        (OTHER, "ada", VERIFY, "email"),
    ]
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        for number, (pool_id, user_key, kind, attribute) in enumerate(keys):
            code = a_code(kind, f"{number:06}")
            store.codes.put(pool_id, user_key, code, attribute=attribute)
        store.codes.remove(*keys[0])
        store.codes.remove(*keys[0])
        found = [store.codes.get(*key) for key in keys]

    assert [code and code.code for code in found] == [None, "000001", "000002", "000003", "000004"]


def test_a_code_needs_its_pool(database):
    """A code for a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.codes.put(POOL, "ada", a_code())


def test_purging_forgets_what_expired_before(database, pool):
    """A code that expires at the instant stays; before, an expired code is still returned."""
    with database.writing() as store:
        for name, expires_at in (("early", NOW), ("even", later(1)), ("late", later(2))):
            store.codes.put(POOL, name, a_code(expires_at=expires_at))
        purged = store.codes.purge(later(1))
        left = [
            name
            for name in ("early", "even", "late")
            if store.codes.get(POOL, name, CodeKind.SIGN_UP)
        ]

    assert (purged, left) == (1, ["even", "late"])
