"""Users: keys, subs and aliases, all-or-nothing writes, and what goes with a deleted user."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from cognito_emulator.domain.codes import CodeKind
from cognito_emulator.domain.request_quotas import RequestQuota
from cognito_emulator.domain.users import (
    NO_FAILURES,
    FailedAttempts,
    MfaFactor,
    MfaSettings,
    StoredPassword,
    UserStatus,
)
from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import AlreadyExists, OwnerGone
from tests.storage.builders import (
    NOW,
    ODD_TEXTS,
    POOL,
    UNSTORABLE_TEXTS,
    a_code,
    a_digest,
    a_filter,
    a_group,
    a_pool,
    a_refresh_token,
    a_session,
    a_sign_in,
    a_sub,
    a_user,
    later,
)

OTHER = "us-east-1_Other0001"
EMAIL = ("email", "ada@example.com")
PHONE = ("phone_number", "+4915112345678")
FULL = a_user(
    "Ada",
    key="ada",
    sub=a_sub("ada"),
    status=UserStatus.FORCE_CHANGE_PASSWORD,
    enabled=False,
    attributes={"name": "Ada \ud800\0", "custom:tier": "", "email": "ada@example.com"},
    modified_at=later(3),
    password=StoredPassword(salt=b"\0salt", verifier=b"\xff", check=b""),
    temporary_password_set_at=later(1),
    password_history=(StoredPassword(salt=b"a", verifier=b"b", check=b"c"),),
    mfa=MfaSettings(enabled=frozenset({MfaFactor.TOTP}), totp_secret="ABC", totp_last_step=7),
    failures=FailedAttempts(count=3, latest_at=later(2)),
)


def found(database, **search):
    """Return the keys that ListUsers finds for one attribute."""
    ((attribute, value),) = search.items()
    with database.reading() as store:
        return [
            user.key for user in store.users.page(POOL, a_filter(attribute, "=", value), None, 9)
        ]


@pytest.mark.parametrize("user", [FULL, a_user()], ids=["full", "bare"])
def test_a_user_comes_back_as_it_went_in(database, pool, user):
    """By key, by sub and by alias the same user is found, with every member."""
    with database.writing() as store:
        store.users.insert(user, aliases=[EMAIL])
        assert store.users.get(POOL, "ada") == user
    with database.reading() as store:
        assert store.users.get(POOL, "ada") == user
        assert store.users.by_sub(POOL, user.sub) == user
        assert store.users.by_alias(POOL, *EMAIL) == user


@pytest.mark.parametrize("name", ODD_TEXTS, ids=ascii)
def test_any_name_is_found_again(database, pool, name):
    """A user of an odd key and alias is found by both."""
    user = a_user(name, attributes={})
    with database.writing() as store:
        store.users.insert(user, aliases=[("preferred_username", name)])
    with database.reading() as store:
        assert store.users.get(POOL, name) == user
        assert store.users.by_alias(POOL, "preferred_username", name) == user


@pytest.mark.parametrize("name", ["", "Ada", "ada ", "ad", *UNSTORABLE_TEXTS])
def test_an_unknown_user_is_none(database, pool, name):
    """Names are compared exactly, and a text that no column can hold names nobody."""
    with database.writing() as store:
        store.users.insert(a_user(), aliases=[EMAIL])
        assert store.users.get(POOL, name) is None
        assert store.users.by_sub(POOL, name) is None
        assert store.users.by_alias(POOL, "email", name) is None
        assert store.users.by_alias(POOL, "phone_number", EMAIL[1]) is None


def test_users_of_another_pool_are_others(database, pool):
    """Key, sub and alias are unique in one pool, and are looked for in one pool."""
    with database.writing() as store:
        store.pools.insert(a_pool(OTHER))
        store.users.insert(a_user(pool_id=OTHER), aliases=[EMAIL])
        assert store.users.get(POOL, "ada") is None
        assert store.users.by_sub(POOL, a_sub("ada")) is None
        assert store.users.by_alias(POOL, *EMAIL) is None
        store.users.insert(a_user(), aliases=[EMAIL])
        store.users.delete(POOL, "ada")

        assert store.users.get(OTHER, "ada") == a_user(pool_id=OTHER)
        assert store.users.by_alias(OTHER, *EMAIL) == a_user(pool_id=OTHER)


def test_a_user_needs_its_pool(database):
    """A user of a pool that is gone is refused."""
    with pytest.raises(OwnerGone), database.writing() as store:
        store.users.insert(a_user())


@pytest.mark.parametrize(
    "second",
    [a_user("Ada", key="ada", sub=a_sub("other")), a_user("Ada", key="other", sub=a_sub("ada"))],
    ids=["key", "sub"],
)
def test_a_key_and_a_sub_are_given_once(database, pool, second):
    """A second user is refused by the name it wanted, and nothing of it is written."""
    with database.writing() as store:
        store.users.insert(a_user())
        with pytest.raises(AlreadyExists, match=r"^The user 'Ada' exists already\.$") as refusal:
            store.users.insert(second, aliases=[PHONE])

    assert (refusal.value.what, refusal.value.value) == ("user", "Ada")
    with database.reading() as store:
        assert store.users.page(POOL, None, None, 9) == [a_user()]
        assert store.users.by_alias(POOL, *PHONE) is None
        assert store.pools.estimated_users(POOL) == 1


def test_an_alias_is_given_once_and_the_refused_user_leaves_no_trace(database, pool):
    """No row of a user whose alias is taken remains: not the user, another alias, nor an attribute."""
    refused = a_user("bob", attributes={"name": "Bob"})
    with database.writing() as store:
        store.users.insert(a_user(), aliases=[PHONE])
        with pytest.raises(AlreadyExists, match=r"^The alias '\+49151") as refusal:
            store.users.insert(refused, aliases=[EMAIL, PHONE, ("preferred_username", "b")])

    assert (refusal.value.what, refusal.value.value) == ("alias", PHONE[1])
    assert found(database, name="Bob") == []
    with database.writing() as store:
        assert store.users.get(POOL, "bob") is None
        assert store.users.by_alias(POOL, *EMAIL) is None
        assert store.users.by_alias(POOL, *PHONE) == a_user()
        assert store.pools.estimated_users(POOL) == 1
        store.users.insert(refused, aliases=[EMAIL, ("preferred_username", "b")])


@pytest.mark.parametrize("value", UNSTORABLE_TEXTS, ids=ascii)
def test_a_value_that_no_database_can_hold_is_no_alias(database, pool, value):
    """The users are kept with the attribute, nobody is found by it, and it is nobody's alone."""
    users = [a_user(name, attributes={"email": value, "name": value}) for name in ("ada", "bob")]
    with database.writing() as store:
        for user in users:
            store.users.insert(user, aliases=[("email", value), ("phone_number", user.key)])
            store.users.save(user, aliases=[("email", value), ("preferred_username", user.key)])
    with database.reading() as store:
        assert store.users.page(POOL, None, None, 9) == users
        assert store.users.by_alias(POOL, "email", value) is None
        assert store.users.by_alias(POOL, "preferred_username", "bob") == users[1]


def test_saving_writes_all_that_may_change(database, pool):
    """Key, sub and creation stay; everything else becomes what is saved."""
    changed = replace(FULL, attributes={"name": "Ada"})
    with database.writing() as store:
        store.users.insert(a_user(), aliases=[EMAIL])
        store.users.save(changed)
    with database.reading() as store:
        assert store.users.get(POOL, "ada") == changed

    assert found(database, name="Ada") == ["ada"]
    assert found(database, email="ada@example.com") == []


def test_saving_keeps_sub_and_creation(database, pool):
    """They were given once."""
    with database.writing() as store:
        store.users.insert(a_user())
        store.users.save(a_user(sub=a_sub("other"), created_at=later(9)))
    with database.reading() as store:
        assert store.users.get(POOL, "ada") == a_user()


def test_saving_an_unknown_user_writes_nothing(database, pool):
    """A user deleted meanwhile does not come back."""
    with database.writing() as store:
        store.users.save(a_user(), aliases=[EMAIL])
    with database.reading() as store:
        assert store.users.get(POOL, "ada") is None
        assert store.users.by_alias(POOL, *EMAIL) is None
    assert found(database, email="ada@example.com") == []


def test_saving_without_aliases_leaves_them(database, pool):
    """None means as they are, also when the attributes change that they came from."""
    with database.writing() as store:
        store.users.insert(a_user(), aliases=[EMAIL])
        store.users.save(a_user(attributes={"email": "new@example.com"}))
        store.users.save(a_user(attributes={"email": "newer@example.com"}), aliases=None)
    with database.reading() as store:
        user = store.users.by_alias(POOL, *EMAIL)

    assert user == a_user(attributes={"email": "newer@example.com"})


def test_saving_aliases_replaces_them(database, pool):
    """Those left out are free for others, those kept stay, those new are taken."""
    with database.writing() as store:
        store.users.insert(a_user(), aliases=[EMAIL, PHONE])
        store.users.save(a_user(), aliases=[PHONE, ("preferred_username", "countess")])
        store.users.insert(a_user("bob"), aliases=[EMAIL])
    with database.reading() as store:
        assert store.users.by_alias(POOL, *PHONE) == a_user()
        assert store.users.by_alias(POOL, "preferred_username", "countess") == a_user()
        assert store.users.by_alias(POOL, *EMAIL) == a_user("bob")


def test_saving_a_taken_alias_writes_nothing(database, pool):
    """Attributes, status and every alias are as before; what was free stays free."""
    with database.writing() as store:
        store.users.insert(a_user("bob"), aliases=[PHONE])
        store.users.insert(a_user(), aliases=[EMAIL])
        with pytest.raises(AlreadyExists) as refusal:
            store.users.save(
                a_user(attributes={"name": "new"}, enabled=False),
                aliases=[("email", "free@example.com"), PHONE, ("preferred_username", "free")],
            )

    assert (refusal.value.what, refusal.value.value) == ("alias", PHONE[1])
    assert found(database, name="new") == []
    with database.writing() as store:
        assert store.users.get(POOL, "ada") == a_user()
        assert store.users.by_alias(POOL, *EMAIL) == a_user()
        assert store.users.by_alias(POOL, *PHONE) == a_user("bob")
        assert store.users.by_alias(POOL, "email", "free@example.com") is None
        assert store.users.by_alias(POOL, "preferred_username", "free") is None


def test_saving_failures_touches_nothing_else(database, pool):
    """Count and instant of wrong passwords change alone, and back to none."""
    failures = FailedAttempts(count=2, latest_at=later(5))
    with database.writing() as store:
        store.users.insert(FULL, aliases=[EMAIL])
        store.users.save_failures(POOL, "ada", failures)
        assert store.users.get(POOL, "ada") == replace(FULL, failures=failures)
        store.users.save_failures(POOL, "ada", NO_FAILURES)
        store.users.save_failures(POOL, "unknown", failures)
    with database.reading() as store:
        assert store.users.get(POOL, "ada") == replace(FULL, failures=NO_FAILURES)
        assert store.users.by_alias(POOL, *EMAIL) is not None


def test_a_deleted_user_leaves_nothing_behind(database, pool):
    """A user made again under the same name has no alias, code, count, group, sign-in or session."""
    with database.writing() as store:
        store.groups.insert(a_group())
        for name in ("ada", "bob"):
            store.users.insert(a_user(name), aliases=[("preferred_username", name)])
            store.groups.add_member(POOL, "admins", name, NOW)
            store.codes.put(POOL, name, a_code())
            store.sign_ins.insert(a_sign_in(name, user_key=name))
            store.tokens.open(a_session(name, user_key=name), a_refresh_token(name, name))
            store.request_counts.count(POOL, name, RequestQuota.RECOVERY, NOW)
        store.users.delete(POOL, "ada")
        store.users.insert(a_user(attributes={}))

    def belongings(store, name):
        return [
            store.users.by_alias(POOL, "preferred_username", name),
            store.codes.get(POOL, name, CodeKind.SIGN_UP),
            store.sign_ins.get(a_digest(name)),
            store.tokens.session(POOL, name),
            store.tokens.by_refresh(a_digest(name)),
        ]

    assert found(database, email="ada@example.com") == []
    with database.writing() as store:
        assert belongings(store, "ada") == [None] * 5
        assert None not in belongings(store, "bob")
        assert store.groups.groups_of(POOL, "ada") == []
        assert store.groups.groups_of(POOL, "bob") == [a_group()]
        assert store.request_counts.count(POOL, "ada", RequestQuota.RECOVERY, NOW) == 1
        assert store.request_counts.count(POOL, "bob", RequestQuota.RECOVERY, NOW) == 2


@pytest.fixture
def rivals(shared_url):
    """Give a database and do something else in a transaction of its own, in another thread."""
    database = open_database(shared_url)
    with database.writing() as store:
        store.pools.insert(a_pool())
        store.groups.insert(a_group())
        store.users.insert(a_user(), aliases=[EMAIL])
    threads = []

    def meanwhile(action):
        began = Event()

        def run():
            began.set()
            with database.writing() as store:
                action(store)

        thread = Thread(target=run)
        threads.append(thread)
        thread.start()
        began.wait()
        thread.join(0.2)  # it has to wait for us, or is done
        return thread

    yield database, meanwhile
    for thread in threads:
        thread.join()
    database.close()


@pytest.mark.parametrize("read", ["get", "by_sub", "by_alias"])
def test_a_user_read_for_writing_stays_until_the_end(rivals, read):
    """Who read a user in a write transaction may rely on it: a deletion waits, then finds all."""
    database, meanwhile = rivals
    with database.writing() as store:
        reads = {
            "get": lambda: store.users.get(POOL, "ada"),
            "by_sub": lambda: store.users.by_sub(POOL, a_sub("ada")),
            "by_alias": lambda: store.users.by_alias(POOL, *EMAIL),
        }
        assert reads[read]() == a_user()
        deletion = meanwhile(lambda store: store.users.delete(POOL, "ada"))
        waited = deletion.is_alive()
        store.groups.add_member(POOL, "admins", "ada", NOW)
        store.codes.put(POOL, "ada", a_code())
        store.tokens.open(a_session(), a_refresh_token())
        store.sign_ins.insert(a_sign_in())
    deletion.join()

    assert waited
    with database.writing() as store:
        assert store.codes.get(POOL, "ada", CodeKind.SIGN_UP) is None
        assert store.tokens.session(POOL, "event-1") is None
        assert store.sign_ins.get(a_digest("session")) is None
        store.users.insert(a_user())
        assert store.groups.groups_of(POOL, "ada") == []


def test_two_changes_of_one_user_follow_each_other(rivals):
    """The second reads what the first has written, though neither names a lock."""
    database, meanwhile = rivals

    def rename(store):
        user = store.users.get(POOL, "ada")
        store.users.save(user.with_attributes({**user.attributes, "name": "Ada"}, at=NOW))

    with database.writing() as store:
        user = store.users.get(POOL, "ada")
        assert user is not None
        second = meanwhile(rename)
        store.users.save(user.switched(enabled=False, at=NOW))
    second.join()

    with database.reading() as store:
        user = store.users.get(POOL, "ada")
    assert user is not None
    assert (user.enabled, user.attributes.get("name")) == (False, "Ada")
