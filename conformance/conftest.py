"""Targets of the conformance cases, and the check that each case carries its evidence.

Fixtures: `target` (what is being tested), `idp`, `identity`, `sync` (boto3 clients whose every answer is held against the
service model), `anonymous` (an unsigned cognito-idp client), `inbox` and `clock` where the target has them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conformance.targets import Target, open_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conformance.targets import Clock, Inbox

CASES = Path(__file__).parent / "cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--target`."""
    parser.addoption(
        "--target",
        default="in-process",
        help="what the cases run against: in-process, server, an endpoint URL, or aws",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers of `conformance.evidence`."""
    config.addinivalue_line(
        "markers", "case(evidence): a statement about Cognito, with its evidence"
    )
    config.addinivalue_line("markers", "differs(reason): a case answered differently on purpose")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse cases that say nothing of where they come from; expect the known differences.

    A case that `differs` states what AWS answers, so it must fail wherever AWS does not answer.
    """
    cases = [item for item in items if CASES in item.path.parents]
    bare = [item.nodeid for item in cases if item.get_closest_marker("case") is None]
    if bare:
        raise pytest.UsageError("cases without @case evidence: " + ", ".join(bare))
    if config.getoption("--target") == "aws":
        return
    for item in cases:
        if (mark := item.get_closest_marker("differs")) is not None:
            item.add_marker(pytest.mark.xfail(reason=mark.kwargs["reason"], strict=True))


@pytest.fixture(scope="session")
def session_target(request: pytest.FixtureRequest) -> Iterator[Target | None]:
    """Open the target once for the run; None for the emulator in this process."""
    name = str(request.config.getoption("--target"))
    if name == "in-process":
        yield None
        return
    with open_target(name) as target:
        yield target


@pytest.fixture
def target(session_target: Target | None) -> Iterator[Target]:
    """Give the target, emptied before each case where that is possible.

    In this process each case has a target of its own: one that answered for the whole run would
    answer tests that are no cases, too.
    """
    if session_target is None:
        with open_target("in-process") as fresh:
            yield fresh
        return
    session_target.reset()
    yield session_target
    session_target.clean()


@pytest.fixture
def idp(target: Target) -> Any:
    """Give a signed cognito-idp client."""
    return target.client("cognito-idp")


@pytest.fixture
def anonymous(target: Target) -> Any:
    """Give an unsigned cognito-idp client, as a browser or phone has it."""
    return target.client("cognito-idp", signed=False)


@pytest.fixture
def identity(target: Target) -> Any:
    """Give a signed cognito-identity client."""
    return target.client("cognito-identity")


@pytest.fixture
def sync(target: Target) -> Any:
    """Give a signed cognito-sync client."""
    return target.client("cognito-sync")


@pytest.fixture
def inbox(target: Target) -> Inbox:
    """Give the messages the service would have sent, or leave the case out where they cannot be read."""
    if target.inbox is None:
        pytest.skip("this target has no inbox")
    return target.inbox


@pytest.fixture
def clock(target: Target) -> Clock:
    """Give the target's clock, or leave the case out where it cannot be moved."""
    if target.clock is None:
        pytest.skip("this target's clock cannot be moved")
    return target.clock
