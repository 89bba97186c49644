"""Signing keys: a stock of fresh ones made ahead of need, and the ring of those already loaded.

An RSA-2048 key costs 40 to 110 ms, so a thread keeps a few ready once the first has been asked for
(or `start` was called). Generation releases the interpreter lock: requests go on meanwhile.
"""

from __future__ import annotations

import atexit
from collections import OrderedDict, deque
from threading import Condition, Lock, Thread, current_thread
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric import rsa

from cognito_emulator.domain.jwt import PoolKeys, TokenSigner, signing_key

if TYPE_CHECKING:
    from cognito_emulator.domain.jwt import SigningKey

KEYS_AHEAD: Final = 4
"""Keys kept ready: two pools' worth."""

KEYS_KEPT: Final = 256
"""How many keys given back are kept at most; each is 1.2 kB."""

LOADED_KEYS: Final = 1024
"""How many loaded keys a process keeps; the one unused for longest makes room."""

_PUBLIC_EXPONENT: Final = 65537
_KEY_BITS: Final = 2048


class RsaKeyStock:
    """Hand out RSA-2048 keys that no other pool holds, from a stock refilled in the background."""

    def __init__(self, *, ahead: int = KEYS_AHEAD, kept: int = KEYS_KEPT) -> None:
        """Prepare an empty stock; nothing is generated before `start` or the first `take`."""
        self._ahead: Final = ahead
        self._kept: Final = kept
        self._keys: Final[deque[SigningKey]] = deque()
        self._changed: Final = Condition()
        self._worker: Thread | None = None
        self._closed = False

    def start(self) -> None:
        """Begin to fill the stock in the background; harmless when it has begun already."""
        with self._changed:
            if self._closed or self._ahead == 0:
                return
            if self._worker is not None and self._worker.is_alive():
                return
            self._worker = Thread(target=self._refill, name="signing-keys", daemon=True)
            # A thread still generating while the interpreter is torn down would abort the process.
            atexit.register(self.close)
            self._worker.start()

    def take(self) -> PoolKeys:
        """Return two fresh keys; generates them here only when the stock is empty."""
        self.start()
        return PoolKeys(id_token=self._take_one(), access_token=self._take_one())

    def give_back(self, keys: PoolKeys) -> None:
        """Take back the keys of a pool that no longer exists, for the next pool to use."""
        with self._changed:
            if not self._closed and len(self._keys) + 2 <= self._kept:
                self._keys.extend((keys.id_token, keys.access_token))

    def ready(self) -> int:
        """Return how many keys can be taken without waiting."""
        return len(self._keys)

    def close(self) -> None:
        """Stop the background thread, waiting for a key it is in the middle of."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            worker = self._worker
        if worker is not None and worker is not current_thread():
            worker.join()
        atexit.unregister(self.close)

    def _take_one(self) -> SigningKey:
        with self._changed:
            if self._keys:
                self._changed.notify_all()
                return self._keys.popleft()
        return _generated()

    def _refill(self) -> None:
        while True:
            with self._changed:
                while len(self._keys) >= self._ahead and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
            key = _generated()
            with self._changed:
                self._keys.append(key)


class LoadedKeys:
    """Keep loaded signing keys by pool and kid, so that each is parsed once in this process."""

    def __init__(self, *, capacity: int = LOADED_KEYS) -> None:
        """Prepare an empty ring of at most `capacity` keys."""
        self._capacity: Final = capacity
        self._signers: Final[OrderedDict[tuple[str, str], TokenSigner]] = OrderedDict()
        self._lock: Final = Lock()

    def signer(self, pool_id: str, key: SigningKey) -> TokenSigner:
        """Return the loaded form of a stored key of the pool."""
        found = self.find(pool_id, key.kid)
        if found is not None:
            return found
        loaded = TokenSigner.load(key)
        with self._lock:
            self._signers[pool_id, key.kid] = loaded
            while len(self._signers) > self._capacity:
                self._signers.popitem(last=False)
        return loaded

    def find(self, pool_id: str, kid: str) -> TokenSigner | None:
        """Return a key of the pool if it has been loaded here, else None."""
        with self._lock:
            found = self._signers.get((pool_id, kid))
            if found is not None:
                self._signers.move_to_end((pool_id, kid))
            return found

    def forget(self, pool_id: str) -> None:
        """Drop the keys of a deleted pool."""
        with self._lock:
            for name in [name for name in self._signers if name[0] == pool_id]:
                del self._signers[name]

    def clear(self) -> None:
        """Drop all keys: the pools they were made for are gone."""
        with self._lock:
            self._signers.clear()


def _generated() -> SigningKey:
    return signing_key(rsa.generate_private_key(_PUBLIC_EXPONENT, _KEY_BITS))
