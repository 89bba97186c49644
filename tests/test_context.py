"""What an operation is told of its request."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cognito_emulator.adapters.signing_keys import LoadedKeys, RsaKeyStock
from cognito_emulator.adapters.silent_sender import SilentSender
from cognito_emulator.adapters.system_entropy import SystemEntropy
from cognito_emulator.context import Context, Settings
from cognito_emulator.storage.database import open_database
from cognito_emulator.storage.errors import TransactionError


@pytest.fixture
def context():
    """Give the context of a request to a fresh memory store."""
    database = open_database()
    yield Context(
        request_id="00000000-0000-4000-8000-000000000000",
        now=datetime(2026, 11, 23, tzinfo=UTC),
        region="us-east-1",
        account_id="123456789012",
        signed=True,
        source_ip="127.0.0.1",
        settings=Settings(),
        find_base_url=lambda: "http://here.test",
        entropy=SystemEntropy(),
        key_stock=RsaKeyStock(ahead=0),
        keys=LoadedKeys(),
        messages=SilentSender(),
        database=database,
    )
    database.close()


def test_clients_are_told_the_configured_url(context):
    """The public URL is the configured one, else the one the request came to."""
    configured = replace(context, settings=Settings(public_url="https://public.test"))

    assert context.public_url == "http://here.test"
    assert configured.public_url == "https://public.test"


def test_transactions_are_opened_on_the_store(context):
    """What a write transaction leaves is what a read transaction sees."""
    with context.writing() as store:
        store.messages.clear()

    with context.reading() as store:
        assert store.pools.get("us-east-1_none") is None


def test_transactions_do_not_nest(context):
    """A second transaction inside of one is a mistake of the caller."""
    with (
        context.reading(),
        pytest.raises(TransactionError, match=r"^A transaction is open already\. Close it first"),
        context.writing(),
    ):
        pass
