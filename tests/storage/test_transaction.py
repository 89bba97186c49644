"""Transactions: whole or not at all, never nested, never open while a call leaves the process."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest

from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import AlreadyExists, OwnerGone, TransactionError
from cognito_emulator.storage.transaction import forbid_open_transaction
from tests.storage.builders import CLIENT, POOL, a_client, a_message, a_pool, a_user

CALLING_OUT = r"^A transaction is open while a call leaves the process\. "
NESTED = r"^A transaction is open already\. Close it first: "
READING_ONLY = r"^This transaction only reads\. Open it with writing\(\) to change anything\.$"
OVER = r"^This transaction is over\. Use the store inside its `with` block only\.$"
BROKEN = r"^This transaction wrote for an owner that is gone and is undone\. "


class Interruption(Exception):  # noqa: N818 - not an error of anybody's
    """What a test raises inside of a transaction."""


def pools(database):
    """Return the ids of all pools."""
    with database.reading() as store:
        return [pool.id for pool in store.pools.page("123456789012", "us-east-1", None, 99)]


def test_what_is_written_is_seen_inside_and_afterwards(database):
    """A write transaction sees its own writes; others see them when it has ended."""
    with database.writing() as store:
        store.pools.insert(a_pool())
        assert store.pools.get(POOL) == a_pool()

    assert pools(database) == [POOL]


@pytest.mark.parametrize("error", [Interruption(), KeyboardInterrupt(), AlreadyExists("a", "b")])
def test_an_exception_undoes_everything(database, error):
    """Whatever leaves the block, nothing of the transaction remains, and the next one works."""

    def fail():
        with database.writing() as store:
            store.pools.insert(a_pool())
            store.users.insert(a_user())
            raise error

    with pytest.raises(type(error)) as raised:
        fail()

    assert raised.value is error
    assert pools(database) == []
    with database.writing() as store:
        store.pools.insert(a_pool())
    assert pools(database) == [POOL]


@pytest.mark.parametrize("inner", ["reading", "writing"])
@pytest.mark.parametrize("outer", ["reading", "writing"])
def test_a_transaction_inside_another_is_refused(database, outer, inner):
    """The outer one goes on, and afterwards a transaction can be opened again."""
    with getattr(database, outer)() as store:
        with pytest.raises(TransactionError, match=NESTED), getattr(database, inner)():
            pass
        assert store.pools.get(POOL) is None
    with getattr(database, inner)() as store:
        assert store.pools.get(POOL) is None


def test_a_transaction_of_another_database_is_nested_too(database):
    """Which database is open does not matter: one waits for nothing while it is open."""
    other = open_database()
    with database.reading(), pytest.raises(TransactionError, match=NESTED), other.writing():
        pass
    other.close()


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_calling_out_inside_is_refused(database, kind):
    """An adapter that is about to call out asks; before and after a transaction it may."""
    forbid_open_transaction()
    with (
        pytest.raises(TransactionError, match=CALLING_OUT),
        getattr(database, kind)(),
    ):
        forbid_open_transaction()
    forbid_open_transaction()


def test_calling_out_from_another_thread_is_free(database):
    """A transaction is open for the thread that opened it."""
    with database.reading(), ThreadPoolExecutor(1) as thread:
        thread.submit(forbid_open_transaction).result()


def test_a_read_transaction_writes_nothing(database, pool):
    """Every kind of write is refused, and what waits for a commit too."""
    with database.reading() as store:
        for write in (
            lambda: store.pools.insert(a_pool("us-east-1_Other0001")),
            lambda: store.pools.delete(POOL),
            lambda: store.messages.insert(a_message()),
            lambda: store.after_commit(lambda: None),
        ):
            with pytest.raises(TransactionError, match=READING_ONLY):
                write()

    assert pools(database) == [POOL]


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_a_store_ends_with_its_block(database, kind):
    """Kept longer, it neither reads nor writes nor waits for a commit."""
    with getattr(database, kind)() as store:
        users = store.users
    for use in (
        lambda: store.pools.get(POOL),
        lambda: users.page(POOL, None, None, 9),
        lambda: store.pools.insert(a_pool()),
        lambda: store.after_commit(lambda: None),
    ):
        with pytest.raises(TransactionError, match=OVER):
            use()


def test_what_waits_for_the_commit_runs_after_it_in_order(database):
    """When it runs, the writes are there for all to see and nothing is open any more."""
    seen = []
    with database.writing() as store:
        store.after_commit(forbid_open_transaction)
        store.after_commit(lambda: seen.append(pools(database)))
        store.after_commit(lambda: seen.append("second"))
        store.pools.insert(a_pool())
        assert seen == []

    assert seen == [[POOL], "second"]


def test_what_waits_for_the_commit_is_forgotten_when_it_fails(database):
    """A message of a transaction that is undone is never sent."""
    seen = []

    def fail():
        with database.writing() as store:
            store.after_commit(lambda: seen.append("sent"))
            raise Interruption

    with pytest.raises(Interruption):
        fail()

    assert seen == []


def test_one_failure_after_the_commit_does_not_stop_the_others(database):
    """All run; the first failure is told, and what was committed stays."""
    seen = []

    def fail(name):
        seen.append(name)
        raise Interruption(name)

    def commit():
        with database.writing() as store:
            store.pools.insert(a_pool())
            store.after_commit(lambda: fail("first"))
            store.after_commit(lambda: fail("second"))
            store.after_commit(lambda: seen.append("third"))

    with pytest.raises(Interruption, match=r"^first$"):
        commit()

    assert seen == ["first", "second", "third"]
    assert pools(database) == [POOL]


def test_an_owner_gone_undoes_the_transaction(database):
    """What was written before it is undone with it, and the next transaction works."""

    def write():
        with database.writing() as store:
            store.pools.insert(a_pool())
            store.clients.insert(a_client(pool_id="us-east-1_Gone00001"))

    with pytest.raises(OwnerGone):
        write()

    assert pools(database) == []
    with database.writing() as store:
        store.pools.insert(a_pool())
    assert pools(database) == [POOL]


def test_an_owner_gone_cannot_be_ignored(database):
    """Caught inside of the block it is told again: nothing is taken for written that is not."""
    ran = []

    def ignore():
        with database.writing() as store:
            store.pools.insert(a_pool())
            store.after_commit(lambda: ran.append("sent"))
            with pytest.raises(OwnerGone):
                store.clients.insert(a_client(pool_id="us-east-1_Gone00001"))
            for use in (
                lambda: store.pools.get(POOL),
                lambda: store.pools.delete(POOL),
                lambda: store.after_commit(lambda: None),
            ):
                with pytest.raises(TransactionError, match=BROKEN):
                    use()

    with pytest.raises(TransactionError, match=BROKEN):
        ignore()

    assert (pools(database), ran) == ([], [])


def test_already_exists_leaves_the_transaction_usable(database, pool):
    """A refused row is no end: what was written before it and after it is kept."""
    with database.writing() as store:
        store.users.insert(a_user())
        with pytest.raises(AlreadyExists):
            store.users.insert(a_user())
        store.users.insert(a_user("bob"))
    with database.reading() as store:
        assert store.users.page(POOL, None, None, 9) == [a_user(), a_user("bob")]


def test_a_reader_sees_nothing_unfinished(shared_url):
    """Beside an open write transaction others read what was committed before it."""
    database = open_database(shared_url)

    with ThreadPoolExecutor(1) as thread, database.writing() as store:
        store.pools.insert(a_pool())
        during = thread.submit(pools, database).result()

    assert during == []
    assert pools(database) == [POOL]
    database.close()


def test_each_statement_of_a_reader_sees_what_is_committed_then(shared_url):
    """A read transaction is no snapshot: a commit beside it shows in its next statement."""
    database = open_database(shared_url)

    def insert():
        with database.writing() as store:
            store.pools.insert(a_pool())

    with ThreadPoolExecutor(1) as thread, database.reading() as store:
        before = store.pools.get(POOL)
        thread.submit(insert).result()
        after = store.pools.get(POOL)

    assert (before, after) == (None, a_pool())
    database.close()


def test_transactions_of_one_lock_follow_each_other(database):
    """Reading, deciding and writing under the name of an aggregate cannot interleave."""
    with database.writing() as store:
        store.pools.insert(a_pool())
        store.clients.insert(a_client(name="0"))
    together = Barrier(8)

    def count_up(_):
        together.wait()
        for _ in range(5):
            with database.writing(f"pool:{POOL}") as store:
                client = store.clients.get(CLIENT)
                store.clients.save(a_client(name=str(int(client.name) + 1)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count_up, range(8)))
    with database.reading() as store:
        assert store.clients.get(CLIENT) == a_client(name="40")


@pytest.mark.postgres
def test_transactions_of_other_locks_run_side_by_side(postgres_url):
    """On PostgreSQL one writer waits neither for another's lock nor for another's user."""
    database = open_database(postgres_url)
    with database.writing() as store:
        store.pools.insert(a_pool())
        for name in ("ada", "bob"):
            store.users.insert(a_user(name))
    finished = Event()

    def write_beside():
        with database.writing(f"user:{POOL}:bob") as store:
            store.users.save(a_user("bob", enabled=False))
            store.messages.insert(a_message("bob"))
        finished.set()

    with database.writing(f"user:{POOL}:ada") as store:
        store.users.save(a_user("ada", enabled=False))
        store.messages.insert(a_message("ada"))
        beside = Thread(target=write_beside)
        beside.start()
        assert finished.wait(30)
    beside.join()

    with database.reading() as store:
        users = store.users.page(POOL, None, None, 9)
    assert [user.enabled for user in users] == [False, False]
    database.close()
