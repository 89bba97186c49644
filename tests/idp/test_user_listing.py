"""Searching the users of a pool."""

from __future__ import annotations

import pytest

from tests.builders import (
    SENDS_SMS,
    a_pool,
    a_user,
    attribute_list,
    body_of,
    refused,
)
from tests.idp.conftest import NOW

EMAIL = "ada@example.com"


@pytest.fixture
def pool_id(idp):
    """Give a pool."""
    return a_pool(idp)


def found(idp, pool_id, text=None, **members):
    """Return the usernames that a filter selects, sorted."""
    given = {} if text is None else {"Filter": text}
    users = idp.list_users(UserPoolId=pool_id, **given, **members)["Users"]
    return sorted(user["Username"] for user in users)


def walk(idp, pool_id, between=lambda: None, **members):
    """Return the usernames of all pages, page by page; call `between` between two pages."""
    pages = []
    token: dict[str, str] = {}
    while True:
        answer = idp.list_users(UserPoolId=pool_id, **members, **token)
        pages.append([user["Username"] for user in answer["Users"]])
        if "PaginationToken" not in answer:
            return pages
        token = {"PaginationToken": answer["PaginationToken"]}
        between()


def test_users_are_shown_whole(idp, clock):
    """Each user has all attributes, dates, status and, where set, the legacy MFA option."""
    pool_id = a_pool(idp, **SENDS_SMS)
    phone = {"phone_number": "+15555550100"}
    ada = a_user(idp, pool_id, attributes={"email": EMAIL, "name": "Ada"})
    bob = a_user(idp, pool_id, "bob", password=None, attributes=phone)
    option = {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}
    clock.advance(seconds=60)
    idp.admin_set_user_settings(UserPoolId=pool_id, Username="bob", MFAOptions=[option])
    idp.admin_disable_user(UserPoolId=pool_id, Username="bob")

    assert body_of(idp.list_users(UserPoolId=pool_id)) == {
        "Users": [
            {
                "Username": "ada",
                "Attributes": attribute_list({"sub": ada, "email": EMAIL, "name": "Ada"}),
                "UserCreateDate": NOW,
                "UserLastModifiedDate": NOW,
                "Enabled": True,
                "UserStatus": "CONFIRMED",
            },
            {
                "Username": "bob",
                "Attributes": attribute_list({"sub": bob, **phone}),
                "UserCreateDate": NOW,
                "UserLastModifiedDate": clock.now(),
                "Enabled": False,
                "UserStatus": "FORCE_CHANGE_PASSWORD",
                "MFAOptions": [option],
            },
        ]
    }


def test_an_empty_pool_has_an_empty_list(idp, pool_id):
    """Without users the list is there, and there is no token."""
    assert body_of(idp.list_users(UserPoolId=pool_id)) == {"Users": []}


def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no users."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.list_users(UserPoolId="us-east-1_Nowhere01")


def test_a_pool_lists_its_own_users_only(idp, pool_id):
    """Users of another pool stay there."""
    a_user(idp, pool_id, "ada", password=None)
    a_user(idp, a_pool(idp), "eve", password=None)

    assert found(idp, pool_id) == ["ada"]


# Filters


@pytest.fixture
def people(idp):
    """Give a pool with four users who differ in everything that a filter may ask for."""
    pool_id = a_pool(idp, AliasAttributes=["preferred_username"])
    a_user(
        idp,
        pool_id,
        "ada",
        attributes={
            "email": EMAIL,
            "name": "Ada King",
            "given_name": "Ada",
            "family_name": 'King "the first"',
            "phone_number": "+15555550100",
            "preferred_username": "countess",
        },
    )
    a_user(idp, pool_id, "adam", attributes={"email": "adam@example.com", "given_name": "Adam"})
    a_user(idp, pool_id, "Ada2", password=None, attributes={"phone_number": "+445555550100"})
    a_user(idp, pool_id, "eve", password=None)
    idp.admin_disable_user(UserPoolId=pool_id, Username="eve")
    return pool_id


@pytest.mark.parametrize(
    ("text", "usernames"),
    [
        (None, ["Ada2", "ada", "adam", "eve"]),
        ("", ["Ada2", "ada", "adam", "eve"]),
        ('username = "ada"', ["ada"]),
        ('username = "ADA"', []),
        ('username ^= "ada"', ["ada", "adam"]),
        ('email = "ada@example.com"', ["ada"]),
        ('email ^= "ada"', ["ada", "adam"]),
        ('email ^= ""', ["ada", "adam"]),
        ('email = "Ada@example.com"', []),
        ('phone_number ^= "+1"', ["ada"]),
        ('name = "Ada King"', ["ada"]),
        ('name="Ada King"', ["ada"]),
        ('given_name ^= "Ada"', ["ada", "adam"]),
        (r'family_name = "King \"the first\""', ["ada"]),
        ('preferred_username = "countess"', ["ada"]),
        ('status = "Enabled"', ["Ada2", "ada", "adam"]),
        ('status = "Disabled"', ["eve"]),
        ('status = "disabled"', []),
        ('status ^= "Dis"', ["eve"]),
        ('cognito:user_status = "CONFIRMED"', ["ada", "adam"]),
        ('cognito:user_status = "confirmed"', ["ada", "adam"]),
        ('cognito:user_status ^= "force"', ["Ada2", "eve"]),
        ('cognito:user_status = "UNCONFIRMED"', []),
        ('given_name = "Nobody"', []),
    ],
)
def test_a_filter_compares_one_attribute(idp, people, text, usernames):
    """`=` wants the whole value and `^=` its beginning; only the status of users ignores case."""
    assert found(idp, people, text) == usernames


def test_a_sub_finds_its_user(idp, people):
    """The sub is searched whole or by its beginning."""
    user = idp.admin_get_user(UserPoolId=people, Username="eve")
    sub = user["UserAttributes"][0]["Value"]

    assert found(idp, people, f'sub = "{sub}"') == ["eve"]
    assert found(idp, people, f'sub ^= "{sub[:20]}"') == ["eve"]
    assert found(idp, people, 'sub = "00000000-0000-7000-8000-000000000000"') == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("given_name", "Error while parsing filter."),
        ("given_name = Ada", "Error while parsing filter."),
        ('given_name ~ "Ada"', "Error while parsing filter."),
        ('given_name = "Ada" AND name = "Ada"', "Error while parsing filter."),
        ('custom:team = "x"', "Invalid search attribute: custom:team"),
        ('gender = "f"', "Invalid search attribute: gender"),
        ('Username = "ada"', "Invalid search attribute: Username"),
    ],
)
def test_a_filter_that_does_not_parse_is_refused(idp, pool_id, text, message):
    """One comparison with a quoted value is the whole grammar; few attributes are searched."""
    with refused("InvalidParameterException", message):
        idp.list_users(UserPoolId=pool_id, Filter=text)


def test_a_changed_attribute_is_found_by_its_new_value(idp, people):
    """What ListUsers finds follows updates and deletions at once."""
    idp.admin_update_user_attributes(
        UserPoolId=people,
        Username="ada",
        UserAttributes=attribute_list({"given_name": "Augusta", "name": ""}),
    )

    assert found(idp, people, 'given_name = "Augusta"') == ["ada"]
    assert found(idp, people, 'given_name ^= "Ada"') == ["adam"]
    assert found(idp, people, 'name = "Ada King"') == []


# AttributesToGet


@pytest.mark.parametrize(
    ("wanted", "names"), [(["name"], ["name"]), (["name", "sub"], ["sub", "name"]), ([], [])]
)
def test_wanted_attributes_are_shown_alone(idp, pool_id, wanted, names):
    """Only what AttributesToGet names is shown; an empty list shows nothing."""
    a_user(idp, pool_id, password=None, attributes={"email": EMAIL, "name": "Ada"})

    (user,) = idp.list_users(UserPoolId=pool_id, AttributesToGet=wanted)["Users"]

    assert [attribute["Name"] for attribute in user["Attributes"]] == names
    assert user["Username"] == "ada"


def test_a_wanted_attribute_must_be_set_by_all_who_are_listed(idp, pool_id):
    """One user without it spoils the list; a filter may leave that user out."""
    a_user(idp, pool_id, "ada", password=None, attributes={"name": "Ada"})
    a_user(idp, pool_id, "eve", password=None)

    with refused("InvalidParameterException", "One or more requested attributes do not exist."):
        idp.list_users(UserPoolId=pool_id, AttributesToGet=["name"])

    assert found(idp, pool_id, 'name ^= "A"', AttributesToGet=["name"]) == ["ada"]


def test_an_unknown_attribute_is_refused(idp, pool_id):
    """AttributesToGet names attributes of the pool's schema, also where nobody is listed."""
    with refused("InvalidParameterException", "Input fails to satisfy the constraints."):
        idp.list_users(UserPoolId=pool_id, AttributesToGet=["custom:team"])


# Pages


def test_a_page_has_sixty_users_at_most(idp, pool_id):
    """Without limit and with 0 it is sixty; the token is there while something follows."""
    for number in range(61):
        a_user(idp, pool_id, f"user-{number:02}", password=None)

    assert [len(page) for page in walk(idp, pool_id)] == [60, 1]
    assert [len(page) for page in walk(idp, pool_id, Limit=0)] == [60, 1]
    assert [len(page) for page in walk(idp, pool_id, Limit=60, Filter='username ^= "user-0"')] == [
        10
    ]


def test_a_limit_beyond_sixty_is_refused(idp, pool_id):
    """A page of more than sixty users is refused, not cut short."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member "
        "must have value less than or equal to 60",
    ):
        idp.list_users(UserPoolId=pool_id, Limit=61)


@pytest.mark.parametrize(
    "text",
    [
        "",
        'username ^= "u"',
        'given_name = "Ada"',
        'given_name ^= "A"',
        'status = "Enabled"',
        'cognito:user_status = "FORCE_CHANGE_PASSWORD"',
    ],
)
def test_pages_are_stable_while_users_come_and_go(idp, pool_id, text):
    """Whatever is created and deleted between pages, nobody else is left out or shown twice."""
    for name in "bdfhj":
        a_user(idp, pool_id, f"u{name}", password=None, attributes={"given_name": "Ada"})
    changes = iter([("ua", "ub"), ("ui", "uj")])

    def change():
        if (names := next(changes, None)) is not None:
            new, gone = names
            a_user(idp, pool_id, new, password=None, attributes={"given_name": "Ada"})
            idp.admin_delete_user(UserPoolId=pool_id, Username=gone)

    shown = [name for page in walk(idp, pool_id, change, Limit=2, Filter=text) for name in page]

    assert shown == ["ub", "ud", "uf", "uh", "ui"]


def test_a_prefix_search_pages_through_equal_values(idp, pool_id):
    """Users with the same value are neither repeated nor lost between pages."""
    names = [f"user-{number}" for number in range(5)]
    for name in names:
        a_user(idp, pool_id, name, password=None, attributes={"family_name": "King"})

    pages = walk(idp, pool_id, Limit=2, Filter='family_name ^= "K"')

    assert pages == [names[:2], names[2:4], names[4:]]


def test_a_token_is_good_for_the_same_list_only(idp, pool_id):
    """A token of another pool or filter, and a garbled one, are refused."""
    for name in ("ada", "eve"):
        a_user(idp, pool_id, name, password=None)
    token = idp.list_users(UserPoolId=pool_id, Limit=1)["PaginationToken"]

    for members in (
        {"UserPoolId": a_pool(idp), "PaginationToken": token},
        {"UserPoolId": pool_id, "PaginationToken": token, "Filter": 'username ^= "a"'},
        {"UserPoolId": pool_id, "PaginationToken": token[:-4]},
    ):
        with refused("InvalidParameterException", "Invalid pagination token"):
            idp.list_users(**members)
