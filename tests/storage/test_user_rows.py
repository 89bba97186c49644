"""A user as a row: nothing is lost, and what few users have costs the others nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_emulator.domain.filters import SEARCHABLE_ATTRIBUTES
from cognito_emulator.domain.users import (
    NO_FAILURES,
    FailedAttempts,
    MfaFactor,
    MfaSettings,
    StoredPassword,
    User,
    UserStatus,
)
from cognito_emulator.storage import user_rows
from tests.storage.builders import NOW, POOL, a_user

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=9)
INSTANTS = st.integers(0, 10**12).map(lambda number: NOW + timedelta(milliseconds=number))
PASSWORDS = st.builds(StoredPassword, salt=st.binary(), verifier=st.binary(), check=st.binary())
MFA = st.builds(
    MfaSettings,
    enabled=st.frozensets(st.sampled_from(MfaFactor)),
    preferred=st.none() | st.sampled_from(MfaFactor),
    totp_secret=st.none() | ANY_TEXT,
    totp_pending=st.none() | ANY_TEXT,
    totp_device_name=st.none() | ANY_TEXT,
    totp_last_step=st.none() | st.integers(),
    legacy_sms=st.booleans(),
)
USERS = st.builds(
    User,
    pool_id=st.just(POOL),
    key=ANY_TEXT,
    username=ANY_TEXT,
    sub=st.uuids().map(str),
    status=st.sampled_from(UserStatus),
    enabled=st.booleans(),
    attributes=st.dictionaries(ANY_TEXT, ANY_TEXT),
    created_at=INSTANTS,
    modified_at=INSTANTS,
    password=st.none() | PASSWORDS,
    temporary_password_set_at=st.none() | INSTANTS,
    password_history=st.lists(PASSWORDS, max_size=2).map(tuple),
    mfa=MFA,
    failures=st.builds(FailedAttempts, count=st.integers(0, 99), latest_at=st.none() | INSTANTS),
)
PAIRS = st.sets(st.tuples(st.sampled_from(["email", "preferred_username"]), ANY_TEXT))


@given(USERS)
def test_any_user_survives(user):
    """Every member, as it is or as it may ever be."""
    row = user_rows.encode(user)

    assert user_rows.decode(POOL, tuple(row[column.name] for column in user_rows.COLUMNS)) == user


def test_what_few_users_have_is_null_for_the_others():
    """A username like the key, no password, no failures and nothing rare take no room."""
    row = user_rows.encode(a_user())

    assert {name for name, value in row.items() if value is None} == {
        *("username", "password_salt", "password_verifier", "password_check"),
        *("failed_count", "failed_at", "rare"),
    }


def test_no_failures_are_no_values():
    """Zero is kept as NULL, the instant beside it as it is."""
    assert user_rows.encode_failures(NO_FAILURES) == {"failed_count": None, "failed_at": None}


def test_the_attributes_searched_are_those_that_can_be_asked_for():
    """The rows ListUsers reads are made of the attributes its filter knows."""
    assert user_rows.SEARCHABLE == SEARCHABLE_ATTRIBUTES


def test_only_searchable_values_that_a_column_holds_are_searched():
    """Other attributes have no rows, nor has a value that no text column holds."""
    attributes = {"email": "a", "name": "a\0", "family_name": "\ud800", "custom:x": "a"}

    assert user_rows.searchable(attributes) == {("email", "a")}


@given(PAIRS, st.dictionaries(st.sampled_from(["email", "preferred_username"]), ANY_TEXT))
def test_any_aliases_survive(pairs, attributes):
    """With the attributes they were written with they are read again."""
    text = user_rows.encode_aliases(pairs, attributes)

    assert user_rows.decode_aliases(text, attributes) == pairs


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ([], None),
        ([("email", "a@b.c")], '["email"]'),
        ([("email", "A@b.c")], '[["email","A@b.c"]]'),
    ],
    ids=["none", "as-the-attribute", "of-its-own"],
)
def test_an_alias_that_is_the_attribute_is_not_written_twice(pairs, text):
    """Its kind alone stands for it; no alias is NULL."""
    assert user_rows.encode_aliases(pairs, {"email": "a@b.c"}) == text
