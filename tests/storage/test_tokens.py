"""Token sessions and their refresh tokens: opened, rotated, revoked, forgotten."""

import pytest

from cognito_emulator.storage.errors import AlreadyExists, OwnerGone
from tests.storage.builders import (
    NOW,
    POOL,
    UNSTORABLE_TEXTS,
    a_digest,
    a_pool,
    a_refresh_token,
    a_session,
    later,
)

OTHER = "us-east-1_Other0001"


@pytest.fixture
def session(database, pool):
    """Give an open session with one refresh token."""
    with database.writing() as store:
        store.tokens.open(a_session(), a_refresh_token())
    return a_session()


@pytest.mark.parametrize(
    "session", [a_session(), a_session(scopes=(), device_key="device", revoked_at=later(1))]
)
def test_a_session_comes_back_as_it_went_in(database, pool, session):
    """By its event and by its refresh token, with every member, revoked or not."""
    token = a_refresh_token(superseded_at=later(2))
    with database.writing() as store:
        store.tokens.open(session, token)
    with database.reading() as store:
        assert store.tokens.session(POOL, "event-1") == session
        assert store.tokens.by_refresh(a_digest("token-1")) == (token, session)


@pytest.mark.parametrize("event_id", ["", "EVENT-1", *UNSTORABLE_TEXTS])
def test_an_unknown_session_is_none(database, session, event_id):
    """A text that no column can hold names no session, nor does an event of another pool."""
    with database.reading() as store:
        assert store.tokens.session(POOL, event_id) is None
        assert store.tokens.session(OTHER, "event-1") is None
        assert store.tokens.by_refresh(a_digest("unknown")) is None


def test_an_event_and_a_token_are_given_once(database, session):
    """A second session of an event, or of a refresh token's text, is refused."""
    with database.writing() as store:
        with pytest.raises(AlreadyExists) as by_event:
            store.tokens.open(a_session(user_key="bob"), a_refresh_token("token-2"))
        assert store.tokens.by_refresh(a_digest("token-2")) is None
    with pytest.raises(AlreadyExists) as by_token, database.writing() as store:
        store.tokens.open(a_session("event-2"), a_refresh_token("token-1", "event-2"))

    assert (by_event.value.what, by_event.value.value) == ("session", "event-1")
    assert by_token.value.what == "refresh token"
    assert by_token.value.value == a_digest("token-1").hex()
    with database.reading() as store:
        assert store.tokens.by_refresh(a_digest("token-1")) == (a_refresh_token(), session)
        assert store.tokens.session(POOL, "event-2") is None


def test_a_session_needs_its_pool(database):
    """A session of a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.tokens.open(a_session(), a_refresh_token())


def test_rotation_supersedes_the_old_token(database, session):
    """The new token continues the same session; the old one remembers when it was replaced."""
    new = a_refresh_token("token-2", issued_at=later(5))
    with database.writing() as store:
        first = store.tokens.rotate(a_digest("token-1"), later(5), new)
    with database.reading() as store:
        assert store.tokens.by_refresh(a_digest("token-2")) == (new, session)
        assert store.tokens.by_refresh(a_digest("token-1")) == (
            a_refresh_token(superseded_at=later(5)),
            session,
        )
    assert first is True


def test_rotating_again_keeps_the_first_date(database, session):
    """Within the grace period the old token brings another new one; both new ones work."""
    with database.writing() as store:
        results = [
            store.tokens.rotate(a_digest("token-1"), later(at), a_refresh_token(f"token-{at}"))
            for at in (5, 6)
        ]
    with database.reading() as store:
        assert store.tokens.by_refresh(a_digest("token-5")) == (a_refresh_token("token-5"), session)
        assert store.tokens.by_refresh(a_digest("token-6")) == (a_refresh_token("token-6"), session)
        old = store.tokens.by_refresh(a_digest("token-1"))

    assert results == [True, False]
    assert old == (a_refresh_token(superseded_at=later(5)), session)


def test_a_new_token_needs_its_session(database, session):
    """A token that continues a session which is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.tokens.rotate(a_digest("token-1"), NOW, a_refresh_token("token-2", "gone"))


def test_a_session_is_revoked_once(database, session):
    """It keeps the date of its end; other sessions go on, and an unknown one is no error."""
    with database.writing() as store:
        store.tokens.open(a_session("event-2"), a_refresh_token("token-2", "event-2"))
        store.tokens.revoke(POOL, "event-1", later(1))
        store.tokens.revoke(POOL, "event-1", later(2))
        store.tokens.revoke(POOL, "unknown", later(2))
    with database.reading() as store:
        assert store.tokens.session(POOL, "event-1") == a_session(revoked_at=later(1))
        assert store.tokens.session(POOL, "event-2") == a_session("event-2")


def test_all_sessions_of_a_user_are_revoked(database, session):
    """Those that had ended keep their date; those of other users and pools go on."""
    sessions = [
        a_session("event-2"),
        a_session("ended", revoked_at=later(1)),
        a_session("bobs", user_key="bob"),
        a_session("event-1", pool_id=OTHER),
    ]
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        for number, each in enumerate(sessions):
            token = a_refresh_token(f"of-{number}", each.event_id, pool_id=each.pool_id)
            store.tokens.open(each, token)
        store.tokens.revoke_user(POOL, "ada", later(5))
        found = {
            (pool_id, event_id): store.tokens.session(pool_id, event_id)
            for pool_id, event_id in [
                (POOL, "event-1"),
                *((s.pool_id, s.event_id) for s in sessions),
            ]
        }

    assert {key: each and each.revoked_at for key, each in found.items()} == {
        (POOL, "event-1"): later(5),
        (POOL, "event-2"): later(5),
        (POOL, "ended"): later(1),
        (POOL, "bobs"): None,
        (OTHER, "event-1"): None,
    }


def test_purging_forgets_sessions_that_expired_before(database, pool):
    """They go with their refresh tokens; one that expires at the instant stays."""
    with database.writing() as store:
        for name, expires_at in (("early", NOW), ("even", later(1)), ("late", later(2))):
            store.tokens.open(a_session(name, expires_at=expires_at), a_refresh_token(name, name))
        purged = store.tokens.purge(later(1))
        left = [
            name
            for name in ("early", "even", "late")
            if store.tokens.session(POOL, name) and store.tokens.by_refresh(a_digest(name))
        ]
        gone = store.tokens.by_refresh(a_digest("early"))

    assert (purged, left, gone) == (1, ["even", "late"], None)
