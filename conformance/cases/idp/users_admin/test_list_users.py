"""ListUsers: the users of a pool, searched and in pages."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_pool, a_user, attribute_list, attribute_map, refused

EMAIL = "ada@example.com"


def found(idp, pool_id, text="", **members):
    """Return the usernames that a filter selects, sorted."""
    users = idp.list_users(UserPoolId=pool_id, Filter=text, **members)["Users"]
    return sorted(user["Username"] for user in users)


@pytest.fixture
def people(idp):
    """Give a pool with three users who differ in what a filter may ask for."""
    pool_id = a_pool(idp)
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
    a_user(idp, pool_id, "eve", password=None)
    idp.admin_disable_user(UserPoolId=pool_id, Username="eve")
    return pool_id


@case(source="API reference ListUsers, UserType", level="documented", checked="2026-11-24")
def test_a_user_is_shown_with_all_attributes(idp):
    """Each user has name, attributes, dates, status, and whether it is enabled."""
    pool_id = a_pool(idp)
    sub = a_user(idp, pool_id, attributes={"email": EMAIL})

    (user,) = idp.list_users(UserPoolId=pool_id)["Users"]

    assert user.pop("UserCreateDate") <= user.pop("UserLastModifiedDate")
    assert user == {
        "Username": "ada",
        "Attributes": attribute_list({"sub": sub, "email": EMAIL}),
        "Enabled": True,
        "UserStatus": "CONFIRMED",
    }


@case(source="API reference ListUsers, Filter", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("text", "usernames"),
    [
        ("", ["ada", "adam", "eve"]),
        ('username = "ada"', ["ada"]),
        ('username = "ADA"', []),
        ('username ^= "ada"', ["ada", "adam"]),
        ('email = "ada@example.com"', ["ada"]),
        ('email ^= "ada"', ["ada", "adam"]),
        ('phone_number = "+15555550100"', ["ada"]),
        ('name = "Ada King"', ["ada"]),
        ('given_name ^= "Ada"', ["ada", "adam"]),
        (r'family_name = "King \"the first\""', ["ada"]),
        ('preferred_username = "countess"', ["ada"]),
        ('status = "Enabled"', ["ada", "adam"]),
        ('status = "Disabled"', ["eve"]),
        ('status = "disabled"', []),
        ('cognito:user_status = "CONFIRMED"', ["ada", "adam"]),
        ('cognito:user_status = "force_change_password"', ["eve"]),
        ('given_name = "Nobody"', []),
    ],
)
def test_a_filter_compares_one_attribute(idp, people, text, usernames):
    """`=` is exact and `^=` a prefix; an empty filter selects everybody."""
    assert found(idp, people, text) == usernames


@case(source="API reference ListUsers, Filter", level="documented", checked="2026-11-24")
def test_a_sub_finds_its_user(idp, people):
    """The sub is searched like any other attribute."""
    user = idp.admin_get_user(UserPoolId=people, Username="eve")
    sub = attribute_map(user["UserAttributes"])["sub"]

    assert found(idp, people, f'sub = "{sub}"') == ["eve"]


@case(source="moto#4389 and client applications", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("text", ["given_name", "given_name = Ada", 'given_name ~ "Ada"'])
def test_a_filter_that_does_not_parse_is_refused(idp, text):
    """A filter is a name, an operator and a quoted value."""
    with refused("InvalidParameterException", "Error while parsing filter."):
        found(idp, a_pool(idp), text)


@case(
    source="API reference ListUsers: custom attributes are not searchable; text of other emulators",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize("name", ["custom:team", "gender"])
def test_few_attributes_are_searched(idp, name):
    """Custom attributes, and most of the standard ones, cannot be searched."""
    with refused("InvalidParameterException", f"Invalid search attribute: {name}"):
        found(idp, a_pool(idp), f'{name} = "x"')


@case(
    source="API reference ListUsers, AttributesToGet; public programs that ask for sub",
    level="observed",
    checked="2026-11-24",
)
def test_wanted_attributes_are_shown_alone(idp):
    """Only what AttributesToGet names is shown; sub may be named."""
    pool_id = a_pool(idp)
    sub = a_user(idp, pool_id, attributes={"email": EMAIL, "name": "Ada"})

    (user,) = idp.list_users(UserPoolId=pool_id, AttributesToGet=["sub", "email"])["Users"]

    assert attribute_map(user["Attributes"]) == {"sub": sub, "email": EMAIL}


@case(source="aws-sdk-js#2203 and #2570", level="observed", checked="2026-11-24")
def test_no_wanted_attribute_shows_none(idp):
    """An empty AttributesToGet is not the same as none at all."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"email": EMAIL})

    (user,) = idp.list_users(UserPoolId=pool_id, AttributesToGet=[])["Users"]

    assert user.get("Attributes", []) == []


@case(source="aws-sdk-js#2570 and #3091", level="observed", checked="2026-11-24")
def test_a_wanted_attribute_must_be_set_by_all_who_are_listed(idp):
    """One user without the attribute spoils the list."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id, "ada", attributes={"given_name": "Ada"})
    a_user(idp, pool_id, "eve")

    with refused("InvalidParameterException", "One or more requested attributes do not exist."):
        found(idp, pool_id, AttributesToGet=["given_name"])


@case(
    source="aws-samples/sample-collaborative-ai-dlc#52; that the unknown attribute is to blame is inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_an_attribute_that_the_pool_does_not_know_is_refused(idp):
    """AttributesToGet names attributes of the schema."""
    with refused("InvalidParameterException", "Input fails to satisfy the constraints."):
        found(idp, a_pool(idp), AttributesToGet=["email", "custom:display_name"])


@case(source="API reference ListUsers, Limit", level="documented", checked="2026-11-24")
def test_pages_show_each_user_once(idp):
    """The token leads on until it is absent; users created and deleted meanwhile move nobody."""
    pool_id = a_pool(idp)
    names = {f"user-{number}" for number in range(5)}
    for name in names:
        a_user(idp, pool_id, name, password=None)

    shown: list[str] = []
    token: dict[str, str] = {}
    while True:
        page = idp.list_users(UserPoolId=pool_id, Limit=2, **token)
        assert len(page["Users"]) <= 2
        shown += [user["Username"] for user in page["Users"]]
        if "PaginationToken" not in page:
            break
        token = {"PaginationToken": page["PaginationToken"]}

    assert len(shown) == len(set(shown))
    assert set(shown) == names


@case(source="The service model: at most 60", level="documented", checked="2026-11-24")
def test_a_page_has_sixty_users_at_most(idp):
    """A greater limit is refused."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member "
        "must have value less than or equal to 60",
    ):
        idp.list_users(UserPoolId=a_pool(idp), Limit=61)


@case(
    source="API reference ListUsers: the same parameters; text inferred",
    level="inferred",
    checked="2026-11-24",
)
def test_a_token_that_is_none_is_refused(idp):
    """A token that the service did not give leads nowhere."""
    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_users(UserPoolId=a_pool(idp), PaginationToken="garbage")


@case(source="Client applications comparing the text", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """A pool that does not exist has no users."""
    with refused("ResourceNotFoundException", "User pool us-east-1_Nowhere01 does not exist."):
        idp.list_users(UserPoolId="us-east-1_Nowhere01")
