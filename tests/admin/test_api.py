"""The developer's side over HTTP: inbox, clock, reset."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import Timer

import pytest
from werkzeug.test import Client

from cognito_emulator.domain.messages import Medium, Message, MessageKind
from cognito_emulator.emulator import Emulator

POOL, OTHER_POOL = "us-east-1_aaaaaaaaa", "us-east-1_bbbbbbbbb"
MESSAGE = Message(
    pool_id=POOL,
    client_id="client",
    username="ada",
    medium=Medium.EMAIL,
    kind=MessageKind.SIGN_UP,
    destination="ada@example.com",
    code="111111",
    subject="Your verification code",
    body="Your verification code is 111111",
    sent_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
)
DOCUMENT = {
    "id": 1,
    "kind": "SIGN_UP",
    "medium": "EMAIL",
    "destination": "ada@example.com",
    "code": "111111",
    "subject": "Your verification code",
    "text": "Your verification code is 111111",
    "pool": POOL,
    "client": "client",
    "user": "ada",
    "sentAt": "2026-11-23T12:00:00+00:00",
}
NOON = "2030-01-31T12:00:00+00:00"


@pytest.fixture
def emulator():
    """Give a fresh emulator with two pools."""
    made = Emulator(allowed_hosts=("cognito.example",))
    for pool_id in (POOL, OTHER_POOL):
        tags = {"_custom_id_": pool_id}
        made.client().create_user_pool(PoolName="test", UserPoolTags=tags)
    yield made
    made.close()


@pytest.fixture
def http(emulator):
    """Give an HTTP client of the emulator."""
    return Client(emulator.wsgi_app)


@pytest.fixture
def send(emulator):
    """Give a function that leaves a message, `MESSAGE` with changes, in the inbox."""

    def send_(**changes):
        with emulator.database.writing() as store:
            store.messages.insert(replace(MESSAGE, **changes))

    return send_


def answer(response):
    """Return status and document of a response."""
    return response.status_code, response.json


def test_a_message_has_everything_a_test_needs(http, send):
    """Each message says its kind, medium, destination, code, rendered text, pool, client and user."""
    send()

    response = http.get("/_emulator/messages")

    assert answer(response) == (200, {"messages": [DOCUMENT]})
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content_type == "application/json"


def test_an_sms_has_no_subject(http, send):
    """What a message lacks is null."""
    send(medium=Medium.SMS, destination="+15550100", subject=None, code=None, client_id=None)

    (message,) = http.get("/_emulator/messages").json["messages"]

    assert (message["subject"], message["code"], message["client"]) == (None, None, None)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1", "2", "3"]),
        (f"?pool={POOL}", ["1", "2"]),
        ("?user=ada", ["1", "3"]),
        ("?destination=%2B15550100", ["2"]),
        ("?medium=sms", ["2"]),
        ("?medium=EMAIL&user=ada&after=1", ["3"]),
        ("?after=99999999999999999999999", []),
        ("?user=ada&user=bob", ["2"]),
        ("?user=", []),
        ("?user=%ff%00", []),
    ],
)
def test_messages_are_filtered(http, send, query, expected):
    """Pool, user, destination, medium and `after` narrow the list; the last of two values counts."""
    send(code="1")
    send(code="2", username="bob", medium=Medium.SMS, destination="+15550100")
    send(code="3", pool_id=OTHER_POOL)

    found = http.get(f"/_emulator/messages{query}").json["messages"]

    assert [each["code"] for each in found] == expected


def test_a_request_may_wait_for_the_next_message(http, send):
    """With `wait` the answer comes as soon as a message does."""
    later = Timer(0.05, send)
    later.start()

    found = http.get("/_emulator/messages?user=ada&wait=30").json["messages"]

    later.join()
    assert found == [DOCUMENT]


def test_waiting_ends_with_nothing(http):
    """When the time is over the list is empty, which is no error."""
    assert answer(http.get("/_emulator/messages?wait=0.01")) == (200, {"messages": []})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("medium=fax", "medium is SMS or EMAIL, got 'fax'"),
        ("wait=long", "wait is a number, 0 or greater; got 'long'"),
        ("wait=-1", "wait is a number, 0 or greater; got '-1'"),
        ("wait=inf", "wait is a number, 0 or greater; got 'inf'"),
        ("wait=nan", "wait is a number, 0 or greater; got 'nan'"),
        ("after=x", "after is a number, 0 or greater; got 'x'"),
        (
            "users=ada",
            "Unknown query parameter users. There are after, destination, medium, pool, user, wait.",
        ),
    ],
)
def test_a_filter_that_cannot_be_is_refused(http, query, message):
    """A mistake is not answered with every message."""
    refused = http.get(f"/_emulator/messages?{query}")

    assert answer(refused) == (400, {"error": "InvalidRequest", "message": message})


def test_messages_can_be_forgotten(http, send):
    """DELETE empties the inbox."""
    send()

    assert answer(http.delete("/_emulator/messages")) == (200, {"messages": []})
    assert http.get("/_emulator/messages").json == {"messages": []}


def test_the_clock_runs_at_the_machine_s_time_at_first(http):
    """GET shows the emulator's instant beside the machine's."""
    clock = http.get("/_emulator/clock").json

    assert (clock["frozen"], clock["offsetSeconds"]) == (False, 0)
    assert set(clock) == {"now", "machineNow", "frozen", "offsetSeconds"}


def test_the_clock_is_set_advanced_and_let_run(http, emulator):
    """`set` stops it, `advance` moves it, `run` lets it go on; calls happen at its time."""
    stopped = http.post("/_emulator/clock", json={"set": "2030-01-31T12:00:00Z"}).json
    moved = http.post("/_emulator/clock", json={"advance": 1.5}).json
    pool = emulator.client().create_user_pool(PoolName="test")["UserPool"]
    running = http.post("/_emulator/clock", json={"run": True}).json

    assert (stopped["now"], stopped["frozen"]) == (NOON, True)
    assert (moved["now"], moved["frozen"]) == ("2030-01-31T12:00:01.500000+00:00", True)
    assert pool["CreationDate"] == datetime(2030, 1, 31, 12, 0, 1, 500_000, tzinfo=UTC)
    assert running["frozen"] is False
    assert running["now"] >= moved["now"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"set": 5}, "set takes an instant as text, for example 2030-01-31T12:00:00Z, got 5"),
        ({"set": "noon"}, "Invalid isoformat string: 'noon'"),
        (
            {"set": "2030-01-31"},
            "2030-01-31T00:00:00 has no time zone: give an aware datetime, for example in UTC.",
        ),
        (
            {"set": "9999-01-01T00:00:00Z"},
            "The clock can be set from 1970-01-01 to 9000-01-01 only.",
        ),
        ({"advance": "5"}, "advance takes a number of seconds, got '5'"),
        ({"advance": True}, "advance takes a number of seconds, got True"),
        ({"advance": 1e300}, "The clock can be set from 1970-01-01 to 9000-01-01 only."),
        ({"run": 1}, "run takes true, got 1"),
    ],
)
def test_a_move_that_cannot_be_is_refused(http, body, message):
    """The message says what is expected, and the clock stands as before."""
    http.post("/_emulator/clock", json={"set": NOON})

    refused = http.post("/_emulator/clock", json=body)

    assert answer(refused) == (400, {"error": "InvalidRequest", "message": message})
    assert http.get("/_emulator/clock").json["now"] == NOON


@pytest.mark.parametrize("body", [{}, {"run": True, "advance": 1}, {"jump": 1}])
def test_the_clock_takes_one_move_at_a_time(http, body):
    """Anything but exactly one known move is refused with the choices."""
    assert answer(http.post("/_emulator/clock", json=body)) == (
        400,
        {
            "error": "InvalidRequest",
            "message": 'Send one of {"set": "2030-01-31T12:00:00Z"}, {"advance": 3600} (seconds) '
            'and {"run": true}.',
        },
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "The body is not JSON: "),
        (b"\xff", "The body is not JSON: "),
        (b"[]", "The body has to be a JSON object."),
        (b"5", "The body has to be a JSON object."),
    ],
)
def test_a_body_that_is_no_object_is_refused(http, body, message):
    """Broken JSON and other JSON than an object are named."""
    refused = http.post("/_emulator/clock", data=body)

    assert refused.status_code == 400
    assert refused.json["message"].startswith(message)


def test_a_body_without_end_is_refused(http):
    """Nothing that is sent here is long."""
    refused = http.post("/_emulator/clock", data=b" " * 65_537)

    assert answer(refused) == (
        413,
        {"error": "TooLarge", "message": "The body may have 65536 bytes."},
    )


def test_reset_empties_everything(http, emulator, send):
    """Pools and messages are gone, and the clock is the machine's again."""
    send()
    http.post("/_emulator/clock", json={"set": NOON})

    assert answer(http.post("/_emulator/reset")) == (200, {"reset": True})

    assert emulator.client().list_user_pools(MaxResults=1)["UserPools"] == []
    assert http.get("/_emulator/messages").json == {"messages": []}
    assert http.get("/_emulator/clock").json["frozen"] is False


def test_a_reset_may_carry_an_empty_document(http):
    """Clients that always send JSON are answered."""
    assert answer(http.post("/_emulator/reset", json={})) == (200, {"reset": True})


def test_an_unknown_path_names_those_that_are(http):
    """A mistyped path is answered with the list."""
    assert answer(http.get("/_emulator/mesages")) == (
        404,
        {
            "error": "NotFound",
            "message": "There is no /_emulator/mesages. There are /_emulator/clock, "
            "/_emulator/messages, /_emulator/reset.",
        },
    )


def test_a_slash_at_the_end_does_not_matter(http):
    """A path is the same with and without a slash at its end."""
    assert http.get("/_emulator/messages/").json == {"messages": []}


def test_an_unknown_method_names_those_that_are(http):
    """A path answers its own methods only."""
    assert answer(http.get("/_emulator/reset")) == (
        405,
        {"error": "MethodNotAllowed", "message": "/_emulator/reset answers POST, not GET."},
    )


def test_a_foreign_host_is_refused(http, emulator):
    """Under a name of the internet nothing is shown, and nothing is done."""
    refused = http.post("/_emulator/reset", base_url="http://evil.example")

    assert refused.status_code == 403
    assert refused.json == {
        "error": "Forbidden",
        "message": "The admin API does not answer under the host name 'evil.example'. Call it by an "
        "IP address or as localhost, or start the emulator with --allowed-hosts evil.example.",
    }
    assert len(emulator.client().list_user_pools(MaxResults=10)["UserPools"]) == 2
    assert http.get("/_emulator/clock", base_url="http://cognito.example").status_code == 200


def test_a_foreign_page_is_refused(http):
    """A page of another origin gets neither an answer nor the headers to read one."""
    refused = http.get("/_emulator/messages", headers={"Origin": "https://evil.example"})

    assert refused.status_code == 403
    assert refused.json["error"] == "Forbidden"
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_a_local_page_may_read_the_answer(http):
    """A page under development is told, by the browser's rules, that it may."""
    headers = {"Origin": "http://localhost:3000"}

    preflight = http.options("/_emulator/clock", headers=headers)
    read = http.get("/_emulator/clock", headers=headers)

    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, POST, DELETE"
    assert preflight.headers["Access-Control-Allow-Headers"] == "content-type"
    assert preflight.data == b""
    assert read.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    assert read.headers["Vary"] == "Origin"
