"""Fixtures for the tests of applications that use Cognito; installed with the package.

``cognito`` answers boto3 in this process; ``cognito_server`` is a live HTTP server. The inbox, the
clock and the factories belong to the one the test asked for, to ``cognito`` when it names neither.
Nothing heavy is imported before a fixture is used: a run that uses none pays nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cognito_emulator.admin.inbox import Inbox
    from cognito_emulator.emulator import Emulator
    from cognito_emulator.testing.factories import ClientFactory, PoolFactory, UserFactory


@pytest.fixture
def cognito() -> Iterator[Emulator]:
    """Answer every Cognito call of this process from a fresh emulator, as ``mock_cognito`` does."""
    from cognito_emulator.testing.mock import mock_cognito

    with mock_cognito() as emulator:
        yield emulator


@pytest.fixture(scope="session")
def _cognito_session_server() -> Iterator[Emulator]:
    """Run one server for the whole session, on a free port of the loopback interface."""
    from cognito_emulator.emulator import Emulator

    emulator = Emulator(issuer="emulator")
    try:
        yield emulator
    finally:
        emulator.close()


@pytest.fixture
def cognito_server(_cognito_session_server: Emulator) -> Emulator:
    """Give a live server, emptied for this test; its address is ``cognito_server.url``."""
    _cognito_session_server.reset()
    return _cognito_session_server


@pytest.fixture
def _cognito_in_use(request: pytest.FixtureRequest) -> Emulator:
    name = "cognito_server" if "cognito_server" in request.fixturenames else "cognito"
    emulator: Emulator = request.getfixturevalue(name)
    return emulator


@pytest.fixture
def cognito_inbox(_cognito_in_use: Emulator) -> Inbox:
    """Give the messages the service would have sent: codes, invitations, notices."""
    return _cognito_in_use.inbox


@pytest.fixture
def cognito_clock(_cognito_in_use: Emulator) -> object:
    """Give the emulator's clock, to let codes, passwords and tokens grow old without waiting."""
    return _cognito_in_use.clock


@pytest.fixture
def cognito_pool(_cognito_in_use: Emulator) -> PoolFactory:
    """Make user pools: ``cognito_pool()``, or with members of CreateUserPool."""
    from cognito_emulator.testing.factories import PoolFactory

    return PoolFactory(_cognito_in_use)


@pytest.fixture
def cognito_client(_cognito_in_use: Emulator) -> ClientFactory:
    """Make app clients: ``cognito_client()``, or with a pool and members of CreateUserPoolClient."""
    from cognito_emulator.testing.factories import ClientFactory

    return ClientFactory(_cognito_in_use)


@pytest.fixture
def cognito_user(_cognito_in_use: Emulator) -> UserFactory:
    """Make confirmed users that can sign in: ``cognito_user().sign_in()``."""
    from cognito_emulator.testing.factories import UserFactory

    return UserFactory(_cognito_in_use)
