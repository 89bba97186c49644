"""What is tracked names no machine, no package index and no work left to do."""

from __future__ import annotations

import re

import pytest

from tests.laws.tree import name_of, tracked

# Written so that this file does not contain what it looks for.
BANNED = {
    "a directory of one machine": r"(?<![\w.~}])/(?:hom[e]|Us[e]rs|ro[o]t|wo[r]k)/[\w.-]+",
    "a package index": r"(?:pyp[i]\.org|pythonh[o]sted\.org|registry\.npmj[s]|registry\.yarnp[k]g)",
    "a package index in a lock file": r"(?m)^\s*(?:--(?:extra-)?ind[e]x-url|\"resolv[e]d\":)",
    "work left to do": r"\b(?:TO[D]O|FIX[M]E|X{3})\b",
}


@pytest.mark.parametrize("what", BANNED)
def test_no_tracked_file_has_it(what):
    """No tracked text file holds what only its writer could use."""
    pattern = re.compile(BANNED[what])
    found = {}
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        if match := pattern.search(text):
            found[name_of(path)] = match.group()

    assert found == {}


def test_the_root_holds_only_what_belongs_there():
    """The root of the project has the customary files and five folders."""
    files = {"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", ".gitignore"}
    folders = {"cognito_emulator", "tests", "conformance", "scripts", "requirements", ".ci"}

    roots = {name_of(path).partition("/")[0] for path in tracked()}

    assert roots <= files | folders
