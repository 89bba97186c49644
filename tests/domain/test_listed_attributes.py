"""What ListUsers shows of a user's attributes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cognito_emulator.domain.attribute_schema import created_schema
from cognito_emulator.domain.listed_attributes import check_wanted, listed_attributes
from cognito_emulator.domain.users import User, UserStatus
from cognito_emulator.errors import idp as errors

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SUB = "91192d26-7031-7069-06eb-8ed870233366"
USER = User(
    pool_id="us-east-1_abcdefghi",
    key="ada",
    username="ada",
    sub=SUB,
    status=UserStatus.CONFIRMED,
    enabled=True,
    attributes={"email": "ada@example.com", "name": "Ada"},
    created_at=NOW,
    modified_at=NOW,
)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (None, ["sub", "email", "name"]),
        ([], []),
        (["name"], ["name"]),
        (["name", "sub", "name"], ["sub", "name"]),
    ],
)
def test_wanted_attributes_are_shown_as_stored(wanted, names):
    """All are shown where none are named, none where an empty list is given."""
    assert [each["Name"] for each in listed_attributes(USER, wanted)] == names


def test_an_attribute_the_user_has_not_set_is_refused():
    """One user without a wanted attribute spoils the list."""
    with pytest.raises(errors.InvalidParameterException) as refused:
        listed_attributes(USER, ["email", "given_name"])

    assert refused.value.message == "One or more requested attributes do not exist."


def test_a_name_the_schema_lacks_is_refused():
    """AttributesToGet may only name attributes of the pool."""
    schema = created_schema([])
    check_wanted(schema, None)
    check_wanted(schema, ["sub", "email"])

    with pytest.raises(errors.InvalidParameterException) as refused:
        check_wanted(schema, ["email", "custom:team"])

    assert refused.value.message == "Input fails to satisfy the constraints."
