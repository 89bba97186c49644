"""The decisions stay few enough to be read."""

from __future__ import annotations

import re

from tests.laws.tree import PACKAGE

MOST_DECISIONS = 12
TEXT = (PACKAGE / "DECISIONS.md").read_text()
ENTRIES = re.split(r"(?m)^## ", TEXT)[1:]


def test_there_are_at_most_twelve_decisions():
    """A thirteenth decision replaces or joins an old one; they are numbered in order."""
    assert len(ENTRIES) <= MOST_DECISIONS
    assert [int(entry.partition(".")[0]) for entry in ENTRIES] == [*range(1, len(ENTRIES) + 1)]


def test_a_decision_has_its_parts_in_a_few_lines():
    """Each says its context, choice, what was refused, the cost and when to look again."""
    for entry in ENTRIES:
        for part in ("Context:", "Choice:", "Refused:", "Cost:", "Revisit when:"):
            assert part in entry, entry
        assert len(entry.strip().splitlines()) <= 7, entry
