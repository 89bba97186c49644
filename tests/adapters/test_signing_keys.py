"""The stock of signing keys and the ring of loaded ones."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from cognito_emulator.adapters.signing_keys import LoadedKeys, RsaKeyStock
from cognito_emulator.domain.jwt import TokenSigner


@pytest.fixture(scope="module")
def pairs():
    """Take two pools' keys from a stock that makes none ahead."""
    stock = RsaKeyStock(ahead=0)
    return stock.take(), stock.take()


def wait_until_ready(stock, count):
    """Wait for the background thread, at most half a minute."""
    deadline = time.monotonic() + 30
    while stock.ready() < count and time.monotonic() < deadline:
        time.sleep(0.01)
    return stock.ready()


def test_every_key_taken_is_another(pairs):
    """The two keys of a pool differ, and no two pools share one."""
    keys = [key for pair in pairs for key in (pair.id_token, pair.access_token)]

    assert len({key.kid for key in keys}) == 4
    assert len({key.private_key_der for key in keys}) == 4


def test_keys_are_rsa_2048(pairs):
    """A key taken loads as RSA of 2048 bits under its own kid."""
    signer = TokenSigner.load(pairs[0].id_token)

    assert signer.public_key.key_size == 2048
    assert signer.kid == pairs[0].id_token.kid


def test_the_stock_is_filled_ahead_and_after_each_take():
    """Started, it makes the keys ahead, and makes up for those taken."""
    stock = RsaKeyStock(ahead=2)
    try:
        stock.start()
        stock.start()
        first = wait_until_ready(stock, 2)
        stock.take()
        second = wait_until_ready(stock, 2)
    finally:
        stock.close()

    assert first >= 2
    assert second >= 2


def test_keys_given_back_are_taken_again(pairs):
    """Another pool gets the keys of one that is gone, without generation."""
    stock = RsaKeyStock(ahead=0)
    stock.give_back(pairs[0])

    assert stock.ready() == 2
    assert stock.take() == pairs[0]
    assert stock.ready() == 0


def test_a_full_stock_takes_nothing_back(pairs):
    """Keys beyond the limit are dropped."""
    stock = RsaKeyStock(ahead=0, kept=2)
    stock.give_back(pairs[0])
    stock.give_back(pairs[1])

    assert stock.ready() == 2


def test_a_closed_stock_still_gives_keys():
    """Closed, it makes keys on demand, keeps none, and closes again without harm."""
    stock = RsaKeyStock(ahead=2)
    stock.start()
    stock.close()
    kept = stock.ready()

    keys = stock.take()
    stock.give_back(keys)
    stock.close()

    assert keys.id_token.kid != keys.access_token.kid
    assert stock.ready() <= kept


def test_a_process_may_end_in_the_middle_of_a_key():
    """The interpreter exits cleanly while the background thread is generating."""
    program = (
        "from cognito_emulator.adapters.signing_keys import RsaKeyStock\n"
        "import time\n"
        "stock = RsaKeyStock(ahead=1000); stock.start(); time.sleep(0.05)\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_key_is_loaded_once(pairs):
    """The ring gives the same loaded key again, and finds it by its kid."""
    ring = LoadedKeys()
    key = pairs[0].id_token

    before = ring.find("pool", key.kid)
    loaded = ring.signer("pool", key)

    assert before is None
    assert ring.signer("pool", key) is loaded
    assert ring.find("pool", key.kid) is loaded


def test_a_key_is_found_for_its_own_pool_only(pairs):
    """A kid of another pool is not found, so that its tokens cannot pass."""
    ring = LoadedKeys()
    ring.signer("pool", pairs[0].id_token)

    assert ring.find("other", pairs[0].id_token.kid) is None


def test_the_keys_of_a_deleted_pool_are_forgotten(pairs):
    """Forgetting drops all keys of the pool and no others."""
    ring = LoadedKeys()
    ring.signer("pool", pairs[0].id_token)
    ring.signer("pool", pairs[0].access_token)
    kept = ring.signer("other", pairs[1].id_token)

    ring.forget("pool")

    assert ring.find("pool", pairs[0].id_token.kid) is None
    assert ring.find("pool", pairs[0].access_token.kid) is None
    assert ring.find("other", kept.kid) is kept


def test_the_key_unused_for_longest_makes_room(pairs):
    """Beyond its capacity the ring drops the key not used for longest."""
    ring = LoadedKeys(capacity=2)
    ring.signer("pool", pairs[0].id_token)
    ring.signer("pool", pairs[0].access_token)
    ring.find("pool", pairs[0].id_token.kid)

    ring.signer("pool", pairs[1].id_token)

    assert ring.find("pool", pairs[0].access_token.kid) is None
    assert ring.find("pool", pairs[0].id_token.kid) is not None
    assert ring.find("pool", pairs[1].id_token.kid) is not None


def test_a_stock_never_started_can_be_closed():
    """Closing needs no background thread."""
    stock = RsaKeyStock()

    stock.close()
    stock.start()

    assert stock.ready() == 0


def test_all_keys_can_be_forgotten(pairs):
    """Clearing drops the keys of every pool."""
    ring = LoadedKeys()
    ring.signer("pool", pairs[0].id_token)
    ring.signer("other", pairs[1].id_token)

    ring.clear()

    assert ring.find("pool", pairs[0].id_token.kid) is None
    assert ring.find("other", pairs[1].id_token.kid) is None
