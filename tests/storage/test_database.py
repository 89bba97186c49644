"""Opening stores by their URLs, and many threads and processes at work on one of them."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import DatabaseUnusable
from tests.storage import processes
from tests.storage.builders import CLIENT, POOL, a_filter, a_message, a_pool, a_user


@pytest.mark.parametrize("url", ["memory", "sqlite://", "sqlite:///:memory:"])
def test_the_memory_store_is_its_openers_own(url):
    """Opened twice it is two databases, and no other process can have it."""
    first, second = open_database(url), open_database(url)
    with first.writing() as store:
        store.pools.insert(a_pool())
    with second.reading() as store:
        assert store.pools.get(POOL) is None

    assert (first.url, first.is_shared) == ("memory", False)
    first.close()
    second.close()


def test_a_store_by_default_is_in_memory():
    """Nothing is left behind unless asked for."""
    database = open_database()

    assert database.url == "memory"
    database.close()


def test_a_relative_path_counts_from_the_working_directory(tmp_path, monkeypatch):
    """Three slashes before it; it stays the same file when the directory changes."""
    monkeypatch.chdir(tmp_path)
    database = open_database("sqlite:///sub/emulator.db")
    monkeypatch.chdir("/")
    with database.writing() as store:
        store.pools.insert(a_pool())
    database.close()

    assert (tmp_path / "sub" / "emulator.db").exists()
    again = open_database(f"sqlite:///{tmp_path}/sub/emulator.db")
    with again.reading() as store:
        assert store.pools.get(POOL) == a_pool()
    assert again.is_shared
    again.close()


@pytest.mark.postgres
@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_has_several_names(postgres_database, scheme):
    """URLs of SQLAlchemy and of hosting services are understood."""
    url = postgres_database.url.replace("postgresql", scheme, 1)

    database = open_database(url)

    assert (database.url, database.is_shared) == (url, True)
    database.close()


@pytest.mark.parametrize(
    "url", ["", "mysql://localhost", "sqlite:///", "sqlite://emulator.db", "emulator.db", "Memory"]
)
def test_an_unknown_url_is_refused(url):
    """The message lists what there is."""
    with pytest.raises(DatabaseUnusable, match=f"^{re.escape(f'Unknown store {url!r}. Use mem')}"):
        open_database(url)


def test_a_store_keeps_what_was_written(shared_url):
    """Closed and opened again, everything is there."""
    first = open_database(shared_url)
    with first.writing() as store:
        store.pools.insert(a_pool())
        store.users.insert(a_user(), aliases=[("email", "ada@example.com")])
    first.close()

    second = open_database(shared_url, migrate=False)
    with second.reading() as store:
        assert store.users.by_alias(POOL, "email", "ada@example.com") == a_user()
    second.close()


def test_a_reset_store_is_empty(database, pool):
    """Everything goes, and the store works on; reset twice is no error."""
    with database.writing() as store:
        store.users.insert(a_user())
        store.tags.put(pool.arn, {"a": "b"})
        store.messages.insert(a_message())

    database.reset()
    database.reset()

    with database.writing() as store:
        assert store.pools.get(POOL) is None
        assert store.tags.all(pool.arn) == {}
        assert store.messages.page() == []
        store.pools.insert(a_pool())
        assert store.users.page(POOL, None, None, 9) == []


def test_a_reset_store_can_be_opened_again(shared_url):
    """What a database says of itself survives."""
    database = open_database(shared_url)
    database.reset()
    database.close()

    open_database(shared_url, migrate=False).close()


def test_many_threads_read_and_write_at_once(database, pool):
    """Each sees its own writes, and none is lost."""

    def work(number):
        for step in range(5):
            key = f"{number}-{step}"
            with database.writing() as store:
                store.users.insert(a_user(key))
            with database.reading() as store:
                assert store.users.get(POOL, key) == a_user(key)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(work, range(20)))

    with database.reading() as store:
        assert store.pools.estimated_users(POOL) == 100
        assert len(store.users.page(POOL, None, None, 999)) == 100


@pytest.mark.parametrize(("number", "threads"), [(1, 64), (8, 8)], ids=["threads", "processes"])
def test_of_64_writers_of_one_username_one_wins(shared_url, number, threads):
    """The others are refused by name, and not a row of theirs is left."""
    database = processes.prepared(shared_url)

    said = processes.run(shared_url, processes.rival, processes=number, threads=threads)

    (winner,) = [line.removeprefix("won ") for line in said if line.startswith("won ")]
    assert sorted(set(said)) == ["refused user ada", f"won {winner}"]
    assert len(said) == 64
    with database.reading() as store:
        (user,) = store.users.page(POOL, None, None, 99)
        assert user.attributes["email"] == f"{winner}@b.c"
        assert store.users.page(POOL, a_filter("name", "=", "rival"), None, 99) == [user]
        assert store.users.page(POOL, a_filter("email", "^=", ""), None, 99) == [user]
        assert store.users.by_alias(POOL, "preferred_username", winner) == user
        assert [message.username for message in store.messages.page()] == [winner]
        assert store.pools.estimated_users(POOL) == 1
    database.close()


def test_of_many_writers_of_one_alias_one_wins(shared_url):
    """No lock decides but the constraint; the users of the others are not there."""
    database = processes.prepared(shared_url)

    said = processes.run(shared_url, processes.rival_without_lock, processes=4, threads=8)

    (winner,) = [line.removeprefix("won ") for line in said if line.startswith("won ")]
    assert sorted(set(said)) == ["refused alias ada@example.com", f"won {winner}"]
    with database.reading() as store:
        assert store.users.page(POOL, None, None, 99) == [a_user(winner)]
        assert store.pools.estimated_users(POOL) == 1
    database.close()


def test_eight_processes_write_without_an_error(shared_url):
    """Unrelated users are written by all of them; no one is told that the database is locked."""
    database = processes.prepared(shared_url)

    said = processes.run(shared_url, processes.sign_up, processes=8)

    assert sorted(said) == [f"wrote {number}" for number in range(8)]
    with database.reading() as store:
        assert len(store.users.page(POOL, None, None, 999)) == 160
        assert store.pools.estimated_users(POOL) == 160
    database.close()


def test_one_lock_holds_across_processes(shared_url):
    """Reading, adding one and writing loses no count in four processes of four threads."""
    database = processes.prepared(shared_url)

    processes.run(shared_url, processes.count_up, processes=4, threads=4)

    with database.reading() as store:
        client = store.clients.get(CLIENT)
    assert client is not None
    assert client.name == "160"
    database.close()


def test_two_processes_see_each_others_writes(shared_url):
    """At once: what one has committed, the next transaction of the other finds."""
    database = processes.prepared(shared_url)

    with processes.working(shared_url, processes.converse) as other:
        for name in ("ada", "bob"):
            with database.writing() as store:
                store.users.insert(a_user(name))
            processes.given(other).write(f"{name}\n")
            processes.given(other).flush()
            assert processes.output(other).readline() == "found\n"
            with database.reading() as store:
                assert store.users.get(POOL, f"after-{name}") == a_user(f"after-{name}")
    database.close()


def test_what_was_acknowledged_survives_kill_9(shared_url):
    """Every user a process told of before it was killed is there, and none is there in part."""
    database = processes.prepared(shared_url)

    with processes.working(shared_url, processes.write_on) as writer:
        said = [processes.output(writer).readline().strip() for _ in range(50)]
        processes.kill(writer)
        said += processes.output(writer).read().split()
    database.close()

    again = open_database(shared_url)
    with again.reading() as store:
        kept = {user.key: user for user in store.users.page(POOL, None, None, 99999)}
        messages = {message.username for message in store.messages.page(limit=99999)}
        for key in said:
            assert kept[key] == a_user(key)
            assert store.users.by_alias(POOL, "email", f"{key}@example.com") == kept[key]
        assert store.pools.estimated_users(POOL) == len(kept)
    assert messages == set(kept)
    with again.writing() as store:
        store.users.insert(a_user())
    again.close()
