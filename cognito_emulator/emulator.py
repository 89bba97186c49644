"""The composition root: builds an emulator from its parts. The only file that knows all of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from cognito_emulator import wellknown
from cognito_emulator.adapters import botocore_wsgi
from cognito_emulator.adapters.frozen_clock import MoveableClock
from cognito_emulator.adapters.signing_keys import LoadedKeys, RsaKeyStock
from cognito_emulator.adapters.silent_sender import SilentSender
from cognito_emulator.adapters.system_entropy import SystemEntropy
from cognito_emulator.admin.api import AdminApi
from cognito_emulator.admin.guard import Guard, host_of
from cognito_emulator.admin.inbox import Inbox
from cognito_emulator.config import Config
from cognito_emulator.context import Context, Settings
from cognito_emulator.gateway import Gateway
from cognito_emulator.idp.operations import OPERATIONS
from cognito_emulator.protocol.dispatch import Dispatcher
from cognito_emulator.protocol.scope import Scope, scope_of
from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import Overtaken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from wsgiref.types import WSGIApplication, WSGIEnvironment

    from cognito_emulator.adapters.shared_clock import SharedClock
    from cognito_emulator.context import Issuer
    from cognito_emulator.domain.jwt import PoolKeys
    from cognito_emulator.idp.operations import OperationTable
    from cognito_emulator.ports import Entropy, KeyStock, MessageSender
    from cognito_emulator.server import ThreadServer
    from cognito_emulator.storage.database import Database

SERVICES: Final[Mapping[str, OperationTable]] = {"cognito-idp": OPERATIONS}
"""The operations that are emulated, by service; the others are refused by name."""

_DEFAULTS: Final = Config()
_KEPT_FOR: Final = timedelta(days=2)
"""How long what is over is still told apart from what never was: "expired" from "invalid"."""
_IN_PROCESS_URL: Final = "http://in-process.cognito-emulator.invalid"
"""Where clients of `Emulator.client` believe to send their calls; no request ever goes there."""


class Emulator:
    """A local Amazon Cognito with its data, its clock and its inbox.

    With the memory store it starts empty and is forgotten on `close`. It answers through
    `wsgi_app`, through `client(...)` in this process, and at `url`, which starts a server.
    """

    def __init__(
        self,
        *,
        store: str = _DEFAULTS.store,
        clock: MoveableClock | SharedClock | None = None,
        entropy: Entropy | None = None,
        messages: MessageSender | None = None,
        public_url: str | None = None,
        issuer: Issuer = _DEFAULTS.issuer,
        region: str = _DEFAULTS.region,
        account: str = _DEFAULTS.account,
        allowed_hosts: tuple[str, ...] = (),
        max_request_bytes: int = _DEFAULTS.max_request_bytes,
        strict: bool = False,
    ) -> None:
        """Open the store and put the parts together.

        `strict` is for tests of the emulator itself: its own mistakes name themselves in answers.

        Raises: DatabaseUnusable.
        """
        self._settings: Final = Settings(
            public_url=public_url and public_url.rstrip("/"),
            issuer=issuer,
            default_region=region,
            account_id=account,
        )
        self.clock: Final = MoveableClock() if clock is None else clock
        self._entropy: Final = SystemEntropy() if entropy is None else entropy
        self._messages: Final = SilentSender() if messages is None else messages
        self._database: Final = open_database(store)
        self._key_stock: Final = _LentKeys(_process_key_stock())
        self._keys: Final = LoadedKeys()
        self.inbox: Final = Inbox(self._database)
        self.wsgi_app: Final[WSGIApplication] = Gateway(
            api=self._api(strict=strict),
            admin=self._admin(allowed_hosts),
            well_known={
                "jwks.json": self._jwks,
                "openid-configuration": self._openid_configuration,
            },
            max_request_bytes=max_request_bytes,
        )
        self._server: ThreadServer | None = None
        self._server_lock: Final = Lock()

    @classmethod
    def from_config(
        cls, config: Config, *, clock: MoveableClock | SharedClock | None = None
    ) -> Emulator:
        """Build the emulator of a worker process; key generation begins ahead of the first pool.

        A store that lives on is rid of what is long over.
        """
        emulator = cls(
            store=config.store,
            clock=clock,
            public_url=config.public_url,
            issuer=config.issuer,
            region=config.region,
            account=config.account,
            allowed_hosts=config.allowed_hosts,
            max_request_bytes=config.max_request_bytes,
        )
        if emulator.database.is_shared:
            emulator.database.purge(emulator.clock.now() - _KEPT_FOR)
        _process_key_stock().start()
        return emulator

    @property
    def database(self) -> Database:
        """The open store, for looking into it beside the API; it is closed with the emulator."""
        return self._database

    @property
    def url(self) -> str:
        """The address of a live server over the same data, started when first asked for."""
        with self._server_lock:
            if self._server is None:
                from cognito_emulator.server import ThreadServer

                self._server = ThreadServer(self.wsgi_app)
            return self._server.url

    def client(self, service: str = "cognito-idp", **options: Any) -> Any:  # noqa: ANN401
        """Return a boto3 client of this emulator that works without a socket.

        `options` are those of ``boto3.client``; region and credentials have defaults.
        """
        given = {
            "region_name": self._settings.default_region,
            "aws_access_key_id": "testing",
            "aws_secret_access_key": "testing",
            "endpoint_url": _IN_PROCESS_URL,
        }
        return botocore_wsgi.bound_client(self.wsgi_app, service, {**given, **options})

    def reset(self) -> None:
        """Delete every pool, user and message, and set the clock to the machine's time."""
        self._database.reset()
        self._keys.clear()
        self.clock.reset()
        if not self._database.is_shared:
            self._key_stock.take_back()

    def close(self) -> None:
        """Stop the server if there is one and close the store; the memory store is forgotten."""
        with self._server_lock:
            if self._server is not None:
                self._server.close()
                self._server = None
        self._database.close()
        if not self._database.is_shared:
            self._key_stock.take_back()

    def _api(self, *, strict: bool) -> Dispatcher:
        return Dispatcher(
            SERVICES,
            make_context=self._make_context,
            new_request_id=self._entropy.uuid,
            default_account=self._settings.account_id,
            overtaken=Overtaken,
            strict=strict,
        )

    def _admin(self, allowed_hosts: tuple[str, ...]) -> AdminApi:
        own = host_of(urlsplit(self._settings.public_url or "").netloc)
        return AdminApi(
            inbox=self.inbox,
            clock=self.clock,
            reset=self.reset,
            guard=Guard(allowed_hosts=frozenset(filter(None, (*allowed_hosts, own)))),
        )

    def _make_context(self, *, scope: Scope, request_id: str, environ: WSGIEnvironment) -> Context:
        now = self.clock.now()
        return Context(
            request_id=request_id,
            now=now.replace(microsecond=now.microsecond // 1000 * 1000),
            region=scope.region,
            account_id=scope.account_id,
            signed=scope.signed,
            source_ip=environ.get("REMOTE_ADDR") or "127.0.0.1",
            settings=self._settings,
            find_base_url=partial(self._base_url, environ),
            entropy=self._entropy,
            key_stock=self._key_stock,
            keys=self._keys,
            messages=self._messages,
            database=self._database,
            machine_now=self.clock.machine_now(),
        )

    def _base_url(self, environ: WSGIEnvironment) -> str:
        """Return where the request reached the emulator.

        A call answered in this process reached no address; tokens that have to name one get that of
        the live server, which is started then.
        """
        if botocore_wsgi.IN_PROCESS not in environ:
            return f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', 'localhost')}"
        if self._settings.issuer == "emulator" and self._settings.public_url is None:
            return self.url
        return _IN_PROCESS_URL

    def _jwks(self, environ: WSGIEnvironment, pool_id: str) -> Any:  # noqa: ANN401
        return wellknown.jwks(self._public_context(environ), pool_id)

    def _openid_configuration(self, environ: WSGIEnvironment, pool_id: str) -> Any:  # noqa: ANN401
        return wellknown.openid_configuration(self._public_context(environ), pool_id)

    def _public_context(self, environ: WSGIEnvironment) -> Context:
        scope = scope_of(environ, default_account=self._settings.account_id)
        return self._make_context(scope=scope, request_id=self._entropy.uuid(), environ=environ)


class _LentKeys:
    """The stock of this process, with a note of what this emulator took from it."""

    def __init__(self, stock: KeyStock) -> None:
        self._stock: Final = stock
        self._taken: Final[list[PoolKeys]] = []

    def take(self) -> PoolKeys:
        keys = self._stock.take()
        self._taken.append(keys)
        return keys

    def give_back(self, keys: PoolKeys) -> None:
        # Once: keys that are in the stock twice would sign for two pools.
        with suppress(ValueError):
            self._taken.remove(keys)
            self._stock.give_back(keys)

    def take_back(self) -> None:
        """Let other pools use the keys: the pools they were made for are gone."""
        while self._taken:
            self._stock.give_back(self._taken.pop())


@cache
def _process_key_stock() -> RsaKeyStock:
    """Return the key stock of this process: keys cost too much to make a stock per emulator."""
    return RsaKeyStock()
