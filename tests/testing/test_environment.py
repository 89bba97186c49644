"""Credentials and a region for the time they are needed."""

from __future__ import annotations

import os

import pytest

from cognito_emulator.testing.environment import LENT, lend

OWN = {"AWS_ACCESS_KEY_ID": "mine", "AWS_SECRET_ACCESS_KEY": "mine", "AWS_REGION": "eu-west-1"}


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Begin without any setting of AWS."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)


def aws():
    """Return the variables of AWS that are set."""
    return {name: value for name, value in os.environ.items() if name.startswith("AWS_")}


def test_what_is_missing_is_lent_and_taken_back():
    """Credentials and region are there until they are taken back."""
    take_back = lend()
    lent = aws()
    take_back()

    assert lent == dict(LENT)
    assert aws() == {}


def test_what_is_there_is_left_alone(monkeypatch):
    """Nothing is lent to an environment that has everything, under either name of the region."""
    for name, value in OWN.items():
        monkeypatch.setenv(name, value)

    take_back = lend()
    meanwhile = aws()
    take_back()

    assert meanwhile == aws() == OWN


def test_an_empty_variable_is_a_missing_one(monkeypatch):
    """A variable without a value is no credential."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "")

    take_back = lend()

    assert aws() == dict(LENT)
    take_back()


def test_what_was_changed_meanwhile_stays(monkeypatch):
    """A variable that somebody else has set since is not ours to take back."""
    take_back = lend()
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")

    take_back()

    assert aws() == {"AWS_DEFAULT_REGION": "eu-west-1"}
