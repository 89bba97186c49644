"""Where the knowledge behind a case comes from.

Every case carries one `@case(...)`: a test without evidence fails collection (see `conftest.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeVar

import pytest

Level = Literal["observed", "documented", "inferred"]
LEVELS: Final = ("observed", "documented", "inferred")
Test = TypeVar("Test", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What backs one case: `source` names a page or capture, `level` how strong it is, `checked` when somebody looked."""

    source: str
    level: Level
    checked: date


def case(*, source: str, level: Level, checked: str) -> Callable[[Test], Test]:
    """Mark a test as a case about Cognito, with its evidence.

    `observed`: seen on AWS or in a real payload; `documented`: said by AWS's documentation or model; `inferred`: what users of
    AWS expect where both are silent. `checked` is an ISO date.
    """
    if level not in LEVELS:
        message = f"level must be one of {', '.join(LEVELS)}"
        raise ValueError(message)
    evidence = Evidence(source=source, level=level, checked=date.fromisoformat(checked))

    def mark(test: Test) -> Test:
        marked: Test = pytest.mark.case(evidence=evidence)(test)
        return marked

    return mark


def differs(reason: str) -> pytest.MarkDecorator:
    """Mark a case whose answer here differs from AWS on purpose; the report prints the reason."""
    return pytest.mark.differs(reason=reason)
