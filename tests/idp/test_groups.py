"""Groups of users, and who is in them."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import Any

import jwt
import pytest

from cognito_emulator.domain.groups import GROUPS_PER_POOL, GROUPS_PER_USER, Group
from cognito_emulator.emulator import Emulator
from tests.builders import (
    a_client,
    a_pool,
    a_user,
    attribute_list,
    body_of,
    refused,
    tokens_of,
)
from tests.idp.conftest import NOW, at_once, client_of, wait_for_a_lock

ROLE = "arn:aws:iam::123456789012:role/staff"
OTHER_ROLE = "arn:aws:iam::123456789012:role/guests"
UNKNOWN_POOL = "us-east-1_Nowhere01"

OPERATIONS: dict[str, dict[str, Any]] = {
    "get_group": {"GroupName": "staff"},
    "update_group": {"GroupName": "staff"},
    "delete_group": {"GroupName": "staff"},
    "list_users_in_group": {"GroupName": "staff"},
    "admin_add_user_to_group": {"GroupName": "staff", "Username": "ada"},
    "admin_remove_user_from_group": {"GroupName": "staff", "Username": "ada"},
}


@pytest.fixture
def pool_id(idp):
    """Give a pool."""
    return a_pool(idp)


def a_group(idp, pool_id, name="staff", **members):
    """Make a group; return it as the answer shows it."""
    return idp.create_group(UserPoolId=pool_id, GroupName=name, **members)["Group"]


def add(idp, pool_id, username="ada", group="staff"):
    """Put a user into a group."""
    idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName=group, Username=username)


def groups_of(idp, pool_id, username="ada"):
    """Return the names of a user's groups."""
    answer = idp.admin_list_groups_for_user(UserPoolId=pool_id, Username=username)
    return [group["GroupName"] for group in answer["Groups"]]


def claims_of(tokens):
    """Return what both tokens say of groups."""
    read = {"verify_signature": False}
    names = ("cognito:groups", "cognito:roles", "cognito:preferred_role")
    decoded = [
        jwt.decode(tokens[name], options=read)  # type: ignore[arg-type]
        for name in ("IdToken", "AccessToken")
    ]
    return [{name: each[name] for name in names if name in each} for each in decoded]


def walk(call, member, **members):
    """Return the entries of all pages of a list, page by page."""
    pages = []
    token: dict[str, str] = {}
    while True:
        answer = call(**members, **token)
        pages.append(answer[member])
        if "NextToken" not in answer:
            return pages
        token = {"NextToken": answer["NextToken"]}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_unknown_pool_or_group_is_named(idp, pool_id, operation):
    """Every operation tells the pool from the group that does not exist."""
    a_user(idp, pool_id, password=None)
    call = getattr(idp, operation)

    with refused("ResourceNotFoundException", f"User pool {UNKNOWN_POOL} does not exist."):
        call(UserPoolId=UNKNOWN_POOL, **OPERATIONS[operation])
    with refused("ResourceNotFoundException", "Group not found."):
        call(UserPoolId=pool_id, **OPERATIONS[operation])


@pytest.mark.parametrize(
    "operation",
    [
        "admin_add_user_to_group",
        "admin_remove_user_from_group",
        "admin_list_groups_for_user",
    ],
)
def test_an_unknown_user_is_named(idp, pool_id, operation):
    """A user who does not exist is in no group."""
    a_group(idp, pool_id)
    members = {} if operation == "admin_list_groups_for_user" else {"GroupName": "staff"}

    with refused("UserNotFoundException", "User does not exist."):
        getattr(idp, operation)(UserPoolId=pool_id, Username="nobody", **members)


@pytest.mark.parametrize("operation", ["create_group", "list_groups", "admin_list_groups_for_user"])
def test_an_unknown_pool_is_named_where_no_group_is(idp, operation):
    """A pool that does not exist has no groups, and gets none."""
    members: dict[str, dict[str, Any]] = {
        "create_group": {"GroupName": "staff"},
        "admin_list_groups_for_user": {"Username": "ada"},
    }

    with refused("ResourceNotFoundException", f"User pool {UNKNOWN_POOL} does not exist."):
        getattr(idp, operation)(UserPoolId=UNKNOWN_POOL, **members.get(operation, {}))


# Groups


def test_a_group_is_shown_with_what_was_given(idp, pool_id):
    """Members that were not given are left out; Precedence 0 is a value."""
    dates = {"CreationDate": NOW, "LastModifiedDate": NOW}

    assert a_group(idp, pool_id, "plain") == {
        "GroupName": "plain",
        "UserPoolId": pool_id,
        **dates,
    }
    given = {"Description": "All of us", "RoleArn": ROLE, "Precedence": 0}
    assert a_group(idp, pool_id, **given) == {
        "GroupName": "staff",
        "UserPoolId": pool_id,
        **given,
        **dates,
    }
    answer = body_of(idp.get_group(UserPoolId=pool_id, GroupName="staff"))
    assert answer == {"Group": {"GroupName": "staff", "UserPoolId": pool_id, **given, **dates}}


def test_a_name_is_given_once_in_any_casing(idp, pool_id):
    """Another casing is the same name; it is shown as it was first written."""
    a_group(idp, pool_id, "Staff")

    with refused("GroupExistsException", "A group with the name already exists."):
        a_group(idp, pool_id, "STAFF")

    group = idp.get_group(UserPoolId=pool_id, GroupName="staff")["Group"]
    assert group["GroupName"] == "Staff"
    a_group(idp, a_pool(idp), "Staff")


def test_the_greatest_precedence_is_that_of_aws(idp, pool_id):
    """2^31-1 is kept as it is."""
    assert a_group(idp, pool_id, Precedence=2**31 - 1)["Precedence"] == 2**31 - 1


def test_an_update_changes_what_it_gives(idp, pool_id, clock):
    """What is left out stays; the date of the change is new, that of the creation is not."""
    a_group(idp, pool_id, Description="All of us", RoleArn=ROLE)
    clock.advance(seconds=60)

    answer = idp.update_group(
        UserPoolId=pool_id, GroupName="STAFF", Description="Some of us", Precedence=3
    )

    assert body_of(answer) == {
        "Group": {
            "GroupName": "staff",
            "UserPoolId": pool_id,
            "Description": "Some of us",
            "RoleArn": ROLE,
            "Precedence": 3,
            "CreationDate": NOW,
            "LastModifiedDate": NOW + timedelta(seconds=60),
        }
    }
    assert idp.get_group(UserPoolId=pool_id, GroupName="staff")["Group"] == answer["Group"]


def test_a_deleted_group_has_no_members(idp, pool_id):
    """Its users stay; a new group of the name begins empty."""
    a_user(idp, pool_id, password=None)
    a_group(idp, pool_id)
    add(idp, pool_id)

    idp.delete_group(UserPoolId=pool_id, GroupName="Staff")

    assert idp.list_groups(UserPoolId=pool_id)["Groups"] == []
    assert groups_of(idp, pool_id) == []
    a_group(idp, pool_id)
    assert idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff")["Users"] == []


def test_a_pool_has_ten_thousand_groups_at_most(emulator, idp, pool_id):
    """The group after the last one that fits is refused."""
    with emulator.database.writing() as store:
        for number in range(GROUPS_PER_POOL - 1):
            name = f"group-{number}"
            store.groups.insert(Group(pool_id=pool_id, name=name, created_at=NOW, modified_at=NOW))
    a_group(idp, pool_id, "last")

    with refused(
        "LimitExceededException",
        "Limit exceeded: the maximum number of groups in a user pool is 10000.",
    ):
        a_group(idp, pool_id, "one-too-many")


def test_groups_are_listed_in_pages(idp, pool_id):
    """Each group stands in one page; without limit a page has sixty."""
    names = [f"group-{number:02}" for number in range(61)]
    for name in names:
        a_group(idp, pool_id, name)

    pages = walk(idp.list_groups, "Groups", UserPoolId=pool_id)
    assert [[group["GroupName"] for group in page] for page in pages] == [names[:60], names[60:]]
    shown = idp.list_groups(UserPoolId=pool_id, Limit=1)["Groups"]
    assert shown == [idp.get_group(UserPoolId=pool_id, GroupName="group-00")["Group"]]


def test_pages_of_groups_are_stable_while_groups_come_and_go(idp, pool_id):
    """A new group before the position and a deleted one at it change nothing of what follows."""
    for name in "bdfh":
        a_group(idp, pool_id, name)
    first = idp.list_groups(UserPoolId=pool_id, Limit=2)
    a_group(idp, pool_id, "a")
    idp.delete_group(UserPoolId=pool_id, GroupName="d")

    rest = idp.list_groups(UserPoolId=pool_id, Limit=2, NextToken=first["NextToken"])

    assert [group["GroupName"] for group in rest["Groups"]] == ["f", "h"]
    assert "NextToken" not in rest


def test_a_token_is_good_for_the_same_list_only(idp, pool_id):
    """A token of one list is refused by every other."""
    a_user(idp, pool_id, password=None)
    a_user(idp, pool_id, "eve", password=None)
    for name in ("guests", "staff"):
        a_group(idp, pool_id, name)
        add(idp, pool_id, "ada", name)
        add(idp, pool_id, "eve", name)
    lists: list[tuple[Any, dict[str, str]]] = [
        (idp.list_groups, {}),
        (idp.admin_list_groups_for_user, {"Username": "ada"}),
        (idp.admin_list_groups_for_user, {"Username": "eve"}),
        (idp.list_users_in_group, {"GroupName": "staff"}),
        (idp.list_users_in_group, {"GroupName": "guests"}),
    ]
    tokens = [call(UserPoolId=pool_id, Limit=1, **members)["NextToken"] for call, members in lists]

    for own, (call, members) in enumerate(lists):
        for other, token in enumerate(tokens):
            if other != own:
                with refused("InvalidParameterException", "Invalid pagination token"):
                    call(UserPoolId=pool_id, NextToken=token, **members)


# Memberships


def test_a_member_is_listed_from_both_sides(idp, pool_id):
    """The group shows the user whole, the user shows the group whole; joining twice is once."""
    sub = a_user(idp, pool_id, attributes={"email": "ada@example.com"})
    group = a_group(idp, pool_id, RoleArn=ROLE)
    add(idp, pool_id)
    add(idp, pool_id, sub, "STAFF")

    assert body_of(idp.admin_list_groups_for_user(UserPoolId=pool_id, Username=sub)) == {
        "Groups": [group]
    }
    assert body_of(idp.list_users_in_group(UserPoolId=pool_id, GroupName="STAFF")) == {
        "Users": [
            {
                "Username": "ada",
                "Attributes": attribute_list({"sub": sub, "email": "ada@example.com"}),
                "UserCreateDate": NOW,
                "UserLastModifiedDate": NOW,
                "Enabled": True,
                "UserStatus": "CONFIRMED",
            }
        ]
    }


def test_who_leaves_a_group_is_out(idp, pool_id):
    """Leaving a group one is not in is no error."""
    a_user(idp, pool_id, password=None)
    for name in ("guests", "staff"):
        a_group(idp, pool_id, name)
        add(idp, pool_id, group=name)

    for _ in range(2):
        idp.admin_remove_user_from_group(UserPoolId=pool_id, GroupName="STAFF", Username="ada")

    assert groups_of(idp, pool_id) == ["guests"]


def test_a_user_is_in_a_hundred_groups_at_most(idp, pool_id):
    """The group after the last one that fits is refused; staying in one is not."""
    a_user(idp, pool_id, password=None)
    names = [f"group-{number:03}" for number in range(GROUPS_PER_USER + 1)]
    for name in names:
        a_group(idp, pool_id, name)
    for name in names[:-1]:
        add(idp, pool_id, group=name)

    add(idp, pool_id, group=names[0])
    with refused(
        "InvalidParameterException", "The number of groups of the user exceeds the limit of 100."
    ):
        add(idp, pool_id, group=names[-1])

    pages = walk(
        idp.admin_list_groups_for_user, "Groups", UserPoolId=pool_id, Username="ada", Limit=50
    )
    assert [[group["GroupName"] for group in page] for page in pages] == [names[:50], names[50:100]]


def test_members_are_listed_in_pages(idp, pool_id):
    """Each member stands in one page, also while members come and go."""
    a_group(idp, pool_id)
    for name in "bdfh":
        a_user(idp, pool_id, f"u{name}", password=None)
        add(idp, pool_id, f"u{name}")
    first = idp.list_users_in_group(UserPoolId=pool_id, GroupName="staff", Limit=2)
    a_user(idp, pool_id, "ua", password=None)
    add(idp, pool_id, "ua")
    idp.admin_delete_user(UserPoolId=pool_id, Username="ud")

    rest = idp.list_users_in_group(
        UserPoolId=pool_id, GroupName="staff", Limit=2, NextToken=first["NextToken"]
    )

    assert [user["Username"] for user in first["Users"]] == ["ub", "ud"]
    assert [user["Username"] for user in rest["Users"]] == ["uf", "uh"]
    assert "NextToken" not in rest


# Tokens


def test_tokens_name_the_groups_by_precedence(idp, pool_id):
    """Both tokens list groups; roles stand in the ID token, the best one preferred."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    a_group(idp, pool_id, "guests", RoleArn=OTHER_ROLE, Precedence=2)
    a_group(idp, pool_id, "Staff", RoleArn=ROLE, Precedence=1)
    a_group(idp, pool_id, "all")
    for name in ("guests", "staff", "all"):
        add(idp, pool_id, group=name)

    id_claims, access_claims = claims_of(tokens_of(idp, client_id))

    assert id_claims == {
        "cognito:groups": ["Staff", "guests", "all"],
        "cognito:roles": [ROLE, OTHER_ROLE],
        "cognito:preferred_role": ROLE,
    }
    assert access_claims == {"cognito:groups": ["Staff", "guests", "all"]}


def test_refreshed_tokens_follow_changes_of_groups(idp, pool_id):
    """Joining, a new role, leaving and deletion show in the next tokens, not in those issued."""
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    a_group(idp, pool_id)
    refresh_token = tokens_of(idp, client_id)["RefreshToken"]

    def now():
        tokens = idp.get_tokens_from_refresh_token(ClientId=client_id, RefreshToken=refresh_token)[
            "AuthenticationResult"
        ]
        return claims_of(tokens)[0]

    assert now() == {}
    add(idp, pool_id)
    assert now() == {"cognito:groups": ["staff"]}
    idp.update_group(UserPoolId=pool_id, GroupName="staff", RoleArn=ROLE)
    assert now() == {
        "cognito:groups": ["staff"],
        "cognito:roles": [ROLE],
        "cognito:preferred_role": ROLE,
    }
    idp.delete_group(UserPoolId=pool_id, GroupName="staff")
    assert now() == {}


# At the same time


def test_the_quota_of_a_user_holds_for_calls_at_once(shared):
    """Of eight calls for the last place of a user one succeeds."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    a_user(idp, pool_id, password=None)
    for number in range(GROUPS_PER_USER + 7):
        a_group(idp, pool_id, f"group-{number}")
    for number in range(GROUPS_PER_USER - 1):
        add(idp, pool_id, group=f"group-{number}")
    calls = [
        lambda client, number=number: add(client, pool_id, group=f"group-{number}")
        for number in range(GROUPS_PER_USER - 1, GROUPS_PER_USER + 7)
    ]

    assert at_once(shared, calls) == ["InvalidParameterException"] * 7 + ["done"]


def test_a_name_is_given_once_for_calls_at_once(shared):
    """Of eight calls that create one group one succeeds."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    calls = [
        lambda client, name=name: a_group(client, pool_id, name)
        for name in ("staff", "STAFF", "Staff", "sTAFF") * 2
    ]

    assert at_once(shared, calls) == ["GroupExistsException"] * 7 + ["done"]


def test_a_deleted_user_is_in_no_group_whoever_added_it_meanwhile(shared):
    """A membership made while the user is deleted does not pass on to the next of the name."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    for number in range(8):
        a_group(idp, pool_id, f"group-{number}")
    a_user(idp, pool_id, password=None)
    adding = [
        lambda client, number=number: add(client, pool_id, group=f"group-{number}")
        for number in range(8)
    ]

    outcomes = at_once(
        shared,
        [*adding, lambda client: client.admin_delete_user(UserPoolId=pool_id, Username="ada")],
    )

    assert set(outcomes) <= {"done", "UserNotFoundException"}
    a_user(idp, pool_id, password=None)
    assert groups_of(idp, pool_id) == []


@pytest.mark.postgres
def test_a_group_that_is_deleted_meanwhile_is_not_found(postgres_url):
    """Whoever has found a group when its deletion is committed is told that it does not exist."""
    emulator = Emulator(store=postgres_url, strict=True)
    idp = client_of(emulator)
    pool_id = a_pool(idp)
    a_group(idp, pool_id)
    a_user(idp, pool_id, password=None)
    outcomes: list[str] = []

    def join():
        with refused("ResourceNotFoundException", "Group not found."):
            add(client_of(emulator), pool_id)
        outcomes.append("refused")

    joining = Thread(target=join)
    with emulator.database.writing() as store:
        store.groups.delete(pool_id, "staff")
        joining.start()
        wait_for_a_lock(postgres_url)
    joining.join()
    emulator.close()

    assert outcomes == ["refused"]
