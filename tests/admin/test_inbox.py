"""Looking into the messages the service would have sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import Timer

import pytest

from cognito_emulator.admin.inbox import NoMessageError
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


@pytest.fixture
def emulator():
    """Give a fresh emulator with two pools."""
    made = Emulator()
    for pool_id in (POOL, OTHER_POOL):
        tags = {"_custom_id_": pool_id}
        made.client().create_user_pool(PoolName="test", UserPoolTags=tags)
    yield made
    made.close()


@pytest.fixture
def database(emulator):
    """Give the store of the emulator."""
    return emulator.database


@pytest.fixture
def inbox(emulator):
    """Give the inbox of the emulator."""
    return emulator.inbox


@pytest.fixture
def send(database):
    """Give a function that leaves a message, `MESSAGE` with changes, and returns it numbered."""

    def send_(**changes):
        with database.writing() as store:
            return store.messages.insert(replace(MESSAGE, **changes))

    return send_


def test_messages_come_oldest_first(inbox, send):
    """The inbox lists what was sent in the order of sending."""
    sent = [send(code=code) for code in ("1", "2", "3")]

    assert inbox.list() == sent


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, ["1", "2", "3", "4"]),
        ({"pool_id": POOL}, ["1", "2", "3"]),
        ({"username": "ada"}, ["1", "2", "4"]),
        ({"destination": "+15550100"}, ["2"]),
        ({"medium": "SMS"}, ["2"]),
        ({"pool_id": POOL, "username": "ada", "medium": "EMAIL"}, ["1"]),
        ({"after": 2}, ["3", "4"]),
        ({"username": "nobody"}, []),
    ],
)
def test_messages_are_filtered(inbox, send, criteria, expected):
    """A message has to match every criterion given."""
    send(code="1")
    send(code="2", medium=Medium.SMS, destination="+15550100")
    send(code="3", username="eve", destination="eve@example.com")
    send(code="4", pool_id=OTHER_POOL)

    assert [each.code for each in inbox.list(**criteria)] == expected


@pytest.mark.parametrize("recipient", ["ada", "ada@example.com"])
def test_the_newest_code_is_found_by_name_or_address(inbox, send, recipient):
    """A later code replaces an earlier one; a message without a code does not count."""
    send(code="1")
    send(code="2")
    send(code=None)
    send(code="3", username="eve", destination="eve@example.com")

    assert inbox.code(recipient) == "2"


def test_a_code_may_be_sent_to_an_address_that_is_somebody_s_name(inbox, send):
    """Whichever was sent last counts, to the name or to the address."""
    send(code="1", username="ada@example.com", destination="+15550100")
    send(code="2", username="eve", destination="ada@example.com")

    assert inbox.code("ada@example.com") == "2"


def test_codes_of_one_pool_are_told_apart(inbox, send):
    """The same name in another pool is another user."""
    send(code="1")
    send(code="2", pool_id=OTHER_POOL)

    assert inbox.code("ada", pool_id=POOL) == "1"


def test_the_newest_code_is_found_among_thousands(inbox, database):
    """However many messages there are, the last one is the newest."""
    with database.writing() as store:
        for number in range(1100):
            store.messages.insert(replace(MESSAGE, code=str(number)))

    assert inbox.code("ada") == "1099"


def test_a_missing_code_says_who_got_messages(inbox, send):
    """A mistaken recipient is told from an empty inbox."""
    with pytest.raises(NoMessageError) as nothing:
        inbox.code("ada")
    send()
    send(username="bob", destination="+15550100", medium=Medium.SMS)
    with pytest.raises(NoMessageError) as mistaken:
        inbox.code("eve")

    assert str(nothing.value) == "no code was sent to 'ada'; messages went to nobody"
    assert str(mistaken.value) == (
        "no code was sent to 'eve'; messages went to ada <ada@example.com>, bob <+15550100>"
    )


def test_waiting_returns_at_once_what_is_there(inbox, send):
    """A message that has been sent is not waited for; it is the oldest that matches."""
    first = send(code="1")
    send(code="2")

    assert inbox.wait(username="ada", timeout_seconds=0) == first


def test_waiting_returns_when_a_message_comes(inbox, send):
    """A message sent by another thread ends the wait."""
    send(username="eve")
    later = Timer(0.05, send, kwargs={"code": "222222"})
    later.start()

    message = inbox.wait(username="ada", timeout_seconds=30)

    later.join()
    assert message.code == "222222"


def test_waiting_for_the_next_one(inbox, send):
    """With the number of the last message seen, only later ones count."""
    seen = send(code="1")
    later = send(code="2")

    assert inbox.wait(after=seen.id) == later


@pytest.mark.parametrize(
    ("criteria", "described"),
    [
        ({"username": "ada", "medium": "SMS"}, "username='ada', medium='SMS'"),
        ({}, "anybody"),
    ],
)
def test_waiting_ends(inbox, criteria, described):
    """Nothing within the time says what was waited for."""
    with pytest.raises(NoMessageError) as refused:
        inbox.wait(**criteria, timeout_seconds=0.01)

    assert str(refused.value) == f"no message within 0.01 s for {described}"


def test_clearing_forgets_everything(inbox, send):
    """A cleared inbox is empty."""
    send()

    inbox.clear()

    assert inbox.list() == []
