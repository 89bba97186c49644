"""The emulator as a whole: what it is made of, and how its parts see each other."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import jwt
import pytest
import requests
from botocore.exceptions import ClientError
from werkzeug.test import Client, EnvironBuilder

from cognito_emulator.adapters.frozen_clock import MoveableClock
from cognito_emulator.adapters.seeded_entropy import SeededEntropy
from cognito_emulator.adapters.signing_keys import RsaKeyStock
from cognito_emulator.config import Config
from cognito_emulator.emulator import SERVICES, Emulator, _LentKeys
from cognito_emulator.protocol.scope import scope_of
from cognito_emulator.storage.errors import DatabaseUnusable
from cognito_emulator.testing.factories import UserFactory

INSTANT = datetime(2030, 1, 31, 12, 0, 0, 123_456, tzinfo=UTC)


@pytest.fixture
def make():
    """Give a function that makes an emulator and closes it at the end of the test."""
    made = []

    def make_(**options):
        made.append(Emulator(**options))
        return made[-1]

    yield make_
    for each in made:
        each.close()


def make_pool(emulator, **members):
    """Make a pool through the emulator's client."""
    return emulator.client().create_user_pool(**{"PoolName": "test", **members})["UserPool"]


def pools(emulator):
    """Return the ids of an emulator's pools."""
    return [each["Id"] for each in emulator.client().list_user_pools(MaxResults=60)["UserPools"]]


def issuer(emulator):
    """Return who issued the tokens of a new user, and that user's pool."""
    user = UserFactory(emulator)()
    token = user.sign_in()["AccessToken"]
    return jwt.decode(token, options={"verify_signature": False})["iss"], user.pool_id


def discovery(emulator, pool_id, base_url="http://localhost"):
    """Return the discovery document of a pool as it is answered under a URL."""
    path = f"/{pool_id}/.well-known/openid-configuration"
    document = Client(emulator.wsgi_app).get(path, base_url=base_url).json
    assert document
    return document


def server_threads():
    """Return how many servers run in this process."""
    return sum(each.name == "cognito-emulator" for each in threading.enumerate())


def test_a_client_needs_neither_socket_nor_credentials(make, monkeypatch):
    """A client works as it is given, with the region of the emulator."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    emulator = make(region="eu-west-1")

    pool = make_pool(emulator)

    assert pool["Id"].startswith("eu-west-1_")
    assert pool["Arn"] == f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool['Id']}"


def test_a_client_takes_the_options_of_boto3(make):
    """What is given to `client` wins over the emulator's defaults."""
    idp = make().client(region_name="ap-south-1", aws_access_key_id="000000000001")

    arn = idp.create_user_pool(PoolName="test")["UserPool"]["Arn"]

    assert arn.startswith("arn:aws:cognito-idp:ap-south-1:000000000001:userpool/ap-south-1_")


def test_the_account_is_that_of_calls_that_name_none(make):
    """An access key that is no account id leaves the account to the emulator."""
    assert ":000000000042:" in make_pool(make(account="000000000042"))["Arn"]


def test_emulators_know_nothing_of_each_other(make):
    """Each has its own data."""
    one, other = make(), make()

    pool = make_pool(one)

    assert pools(one) == [pool["Id"]]
    assert pools(other) == []


def test_a_server_over_the_same_data_starts_when_its_address_is_asked(make):
    """`url` starts a server, once; what one door writes the other reads."""
    emulator = make()
    before = server_threads()
    pool_id = make_pool(emulator)["Id"]
    started_by_a_call = server_threads() - before

    keys = requests.get(f"{emulator.url}/{pool_id}/.well-known/jwks.json", timeout=10).json()

    assert started_by_a_call == 0
    assert server_threads() - before == 1
    assert emulator.url == emulator.url
    assert len(keys["keys"]) == 2


def test_tokens_name_the_live_server_by_default(make):
    """A token made in this process can be verified at the address in it."""
    emulator = make()

    named, pool_id = issuer(emulator)

    assert named == f"{emulator.url}/{pool_id}"
    document = requests.get(f"{named}/.well-known/openid-configuration", timeout=10).json()
    assert document["issuer"] == named
    assert requests.get(document["jwks_uri"], timeout=10).ok


def test_tokens_name_the_public_url_when_there_is_one(make):
    """The configured URL is told, without its last slash, and no server is started for it."""
    before = server_threads()

    named, pool_id = issuer(make(public_url="https://cognito.example:8443/base/"))

    assert named == f"https://cognito.example:8443/base/{pool_id}"
    assert server_threads() == before


def test_tokens_name_aws_on_request(make):
    """With the issuer of AWS, tokens look as if they came from there."""
    before = server_threads()

    named, pool_id = issuer(make(issuer="aws"))

    assert named == f"https://cognito-idp.us-east-1.amazonaws.com/{pool_id}"
    assert server_threads() == before


@pytest.mark.parametrize("name", ["localhost:9229", "cognito.test"])
def test_over_http_tokens_name_the_address_that_was_called(make, name):
    """What the client called itself is what it is told."""
    emulator = make()
    pool_id = make_pool(emulator)["Id"]

    document = discovery(emulator, pool_id, f"https://{name}")

    assert document["issuer"] == f"https://{name}/{pool_id}"


def test_the_host_of_the_public_url_reaches_the_inbox(make):
    """The admin API answers under the emulator's own name, and under those allowed."""
    http = Client(
        make(public_url="https://Cognito.Example:8443", allowed_hosts=("a.example",)).wsgi_app
    )

    status = {
        name: http.get("/_emulator/clock", base_url=f"http://{name}").status_code
        for name in ("cognito.example", "a.example", "b.example")
    }

    assert status == {"cognito.example": 200, "a.example": 200, "b.example": 403}


def test_a_request_happens_at_one_instant(make):
    """All dates of a call agree, in the milliseconds that AWS has."""
    pool = make_pool(make(clock=MoveableClock(frozen_at=INSTANT)))

    assert pool["CreationDate"] == INSTANT.replace(microsecond=123_000)
    assert pool["LastModifiedDate"] == pool["CreationDate"]


def test_the_instant_has_whole_milliseconds(make):
    """What a request computes with is what is stored: no fraction of a millisecond gets lost."""
    emulator = make(clock=MoveableClock(frozen_at=INSTANT))
    environ = EnvironBuilder().get_environ()
    scope = scope_of(environ, default_account="123456789012")

    context = emulator._make_context(scope=scope, request_id="x", environ=environ)

    assert context.now == INSTANT.replace(microsecond=123_000)


def test_a_seed_repeats_a_run(make):
    """The same seed gives the same ids."""
    one, other = (make_pool(make(entropy=SeededEntropy(7)))["Id"] for _ in range(2))

    assert one == other


def test_messages_are_handed_to_the_sender(make):
    """A sender gets what the inbox has, after it was written."""

    class Recorder:
        def __init__(self):
            self.sent = []

        def send(self, message):
            self.sent.append((message, emulator.inbox.list()))

    recorder = Recorder()
    emulator = make(messages=recorder)
    idp = emulator.client()
    pool_id = make_pool(emulator, AutoVerifiedAttributes=["email"])["Id"]
    client = idp.create_user_pool_client(UserPoolId=pool_id, ClientName="x")["UserPoolClient"]
    email = [{"Name": "email", "Value": "ada@example.com"}]
    idp.sign_up(
        ClientId=client["ClientId"],
        Username="ada",
        Password="Correct-horse-7",
        UserAttributes=email,
    )

    ((sent, (kept,)),) = recorder.sent

    assert (sent.code, sent.body, sent.destination) == (kept.code, kept.body, "ada@example.com")


def test_reset_leaves_an_empty_emulator(make):
    """Pools and messages are gone, the clock is the machine's, and the server is still there."""
    emulator = make(clock=MoveableClock(frozen_at=INSTANT))
    url = emulator.url
    make_pool(emulator)

    emulator.reset()

    assert pools(emulator) == []
    assert emulator.clock.now().year < 2030
    assert requests.get(f"{url}/health", timeout=10).json() == {"status": "ok"}


def test_a_pool_may_be_made_again_after_a_reset(make):
    """A pool of the same id has keys of its own, and tokens of the former one are void."""
    emulator = make(issuer="aws")
    tags = {"_custom_id_": "us-east-1_again"}
    make_pool(emulator, UserPoolTags=tags)
    path = "/us-east-1_again/.well-known/jwks.json"
    former = Client(emulator.wsgi_app).get(path).json

    emulator.reset()
    made_pool_of_other_keys = make_pool(emulator)
    make_pool(emulator, UserPoolTags=tags)

    assert made_pool_of_other_keys["Id"] in pools(emulator)
    assert Client(emulator.wsgi_app).get(path).json != former


def test_closing_stops_the_server(make):
    """A closed emulator answers no more."""
    emulator = Emulator()
    url = emulator.url

    emulator.close()

    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/health", timeout=5)


def test_a_file_keeps_what_was_written(tmp_path, make):
    """Data in a SQLite file is there for the next emulator, until that is reset."""
    store = f"sqlite:///{tmp_path / 'cognito.db'}"
    first = Emulator(store=store)
    pool_id = make_pool(first)["Id"]
    first.close()

    second = make(store=store)

    assert pools(second) == [pool_id]
    second.reset()
    assert pools(second) == []


def test_a_store_that_cannot_be_opened_is_refused():
    """An unknown kind of database is named."""
    with pytest.raises(DatabaseUnusable, match="mysql://x"):
        Emulator(store="mysql://x")


def test_a_larger_request_than_allowed_is_refused(make):
    """The limit of the emulator holds for calls in this process, too."""
    with pytest.raises(ClientError) as refused:
        make_pool(make(max_request_bytes=10))

    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 413


def test_a_configuration_makes_an_emulator(tmp_path):
    """Every setting that concerns the emulator is handed on."""
    config = Config(
        store=f"sqlite:///{tmp_path / 'cognito.db'}",
        public_url="https://cognito.example",
        issuer="aws",
        region="eu-west-3",
        account="000000000042",
        allowed_hosts=("a.example",),
        max_request_bytes=100_000,
    )
    emulator = Emulator.from_config(config)
    try:
        pool = make_pool(emulator)
        http = Client(emulator.wsgi_app)
        document = discovery(emulator, pool["Id"])
        large = http.post("/", data=b"x" * 100_001)

        assert pool["Arn"].startswith("arn:aws:cognito-idp:eu-west-3:000000000042:")
        assert document["issuer"] == f"https://cognito-idp.eu-west-3.amazonaws.com/{pool['Id']}"
        assert large.status_code == 413
        assert http.get("/_emulator/clock", base_url="http://a.example").status_code == 200
        assert emulator.database.is_shared
    finally:
        emulator.close()


def test_the_store_can_be_looked_into(make):
    """The open store is offered beside the API."""
    emulator = make()
    pool_id = make_pool(emulator)["Id"]

    with emulator.database.reading() as store:
        pool = store.pools.get(pool_id)

    assert pool is not None
    assert pool.name == "test"


def test_keys_of_a_forgotten_pool_are_used_again():
    """Keys cost too much to be thrown away with the pools of a test."""
    stock = RsaKeyStock(ahead=0)
    lent = _LentKeys(stock)
    taken = lent.take()
    assert stock.ready() == 0

    lent.take_back()
    lent.take_back()

    assert stock.ready() == 2
    assert lent.take() == taken
    lent.give_back(taken)
    assert stock.ready() == 2


def test_keys_are_given_back_once():
    """Keys of a pool that could not be made are not given back again with those of the others."""
    stock = RsaKeyStock(ahead=0)
    lent = _LentKeys(stock)
    refused, used = lent.take(), lent.take()

    lent.give_back(refused)
    lent.give_back(refused)
    assert stock.ready() == 2

    lent.take_back()
    assert stock.ready() == 4
    assert {lent.take(), lent.take()} == {refused, used}


def test_the_services_are_the_operation_tables():
    """What is emulated can be asked for, by service."""
    assert "CreateUserPool" in SERVICES["cognito-idp"]


def test_a_store_that_lives_on_is_rid_of_what_is_long_over(tmp_path):
    """Two days after its end a session is gone when a server starts; one that lasts is kept."""
    config = Config(store=f"sqlite:///{tmp_path}/emulator.db")
    first = Emulator.from_config(config)
    lasting, ending = UserFactory(first)(), UserFactory(first)()
    first.client().update_user_pool_client(
        UserPoolId=ending.pool_id,
        ClientId=ending.client_id,
        ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        RefreshTokenValidity=1,
    )
    texts = [user.sign_in()["RefreshToken"] for user in (lasting, ending)]
    first.close()

    clock = MoveableClock()
    clock.advance(seconds=4 * 24 * 3600)
    later = Emulator.from_config(config, clock=clock)

    refresh = later.client().get_tokens_from_refresh_token
    assert refresh(ClientId=lasting.client_id, RefreshToken=texts[0])["AuthenticationResult"]
    with pytest.raises(ClientError, match="Invalid Refresh Token"):
        refresh(ClientId=ending.client_id, RefreshToken=texts[1])
    later.close()
