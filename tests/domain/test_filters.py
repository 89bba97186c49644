"""The filter grammar of ListUsers."""

from datetime import UTC, datetime

import pytest

from cognito_emulator.domain.filters import Operator, UserFilter, matches, parse_filter
from cognito_emulator.domain.users import User, UserStatus
from cognito_emulator.errors import idp

ANN = User(
    pool_id="us-east-1_Ab",
    key="ann",
    username="Ann",
    sub="91192d26-7031-7069-06eb-8ed870233366",
    status=UserStatus.FORCE_CHANGE_PASSWORD,
    enabled=True,
    attributes={"email": "ann@example.com", "family_name": 'O"Neil\\'},
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    modified_at=datetime(2026, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('family_name = "Reddy"', ("family_name", "=", "Reddy")),
        ('given_name ^= "Jon"', ("given_name", "^=", "Jon")),
        ('  email="a@b.example"  ', ("email", "=", "a@b.example")),
        ('"status"="Enabled"', ("status", "=", "Enabled")),
        ('cognito:user_status = "Confirmed"', ("cognito:user_status", "=", "CONFIRMED")),
        ('username ^= ""', ("username", "^=", "")),
        (r'name = "a \"b\" \\ c"', ("name", "=", r'a "b" \ c')),
        ('sub = "x = \\"y\\""', ("sub", "=", 'x = "y"')),
    ],
)
def test_a_filter_is_one_attribute_one_operator_one_quoted_value(text, expected):
    """Spaces are free around the parts; quotation marks in the value are escaped."""
    attribute, operator, value = expected

    assert parse_filter(text) == UserFilter(
        attribute=attribute, operator=Operator(operator), value=value
    )


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_filter_selects_everybody(text):
    """ListUsers without a filter and with an empty one are the same."""
    assert parse_filter(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "foo",
        "email = ann",
        'email = "ann',
        'email == "ann"',
        'email != "ann"',
        'email ~ "ann"',
        '= "ann"',
        'email = "a" and name = "b"',
        'email = "a"b"',
        '"email = "a"',
    ],
)
def test_anything_else_does_not_parse(text):
    """There is no other operator and no conjunction."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        parse_filter(text)

    assert refused.value.message == "Error while parsing filter."


@pytest.mark.parametrize("attribute", ["custom:team", "email_verified", "locale", "Email"])
def test_only_indexed_attributes_are_searchable(attribute):
    """Custom and most standard attributes cannot be searched; names are case-sensitive."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        parse_filter(f'{attribute} = "x"')

    assert refused.value.message == f"Invalid search attribute: {attribute}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('username = "Ann"', True),
        ('username = "ann"', False),
        ('sub ^= "91192d26"', True),
        ('status = "Enabled"', True),
        ('status = "Disabled"', False),
        ('status = "enabled"', False),
        ('cognito:user_status = "force_change_password"', True),
        ('cognito:user_status ^= "Force"', True),
        ('cognito:user_status = "CONFIRMED"', False),
        ('email ^= "ann@"', True),
        ('email = "ann@"', False),
        ('phone_number ^= ""', False),
        (r'family_name = "O\"Neil\\"', True),
    ],
)
def test_a_user_matches_by_field_or_attribute(text, found):
    """An attribute that is not set matches nothing, not even the empty prefix."""
    user_filter = parse_filter(text)

    assert user_filter is not None
    assert matches(user_filter, ANN) is found
