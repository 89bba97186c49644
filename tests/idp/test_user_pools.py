"""User pools: whose they are, what becomes of calls at once, and what a refusal leaves behind."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from botocore import UNSIGNED
from botocore.config import Config
from werkzeug.test import Client

from cognito_emulator.adapters.signing_keys import RsaKeyStock
from cognito_emulator.emulator import _LentKeys
from cognito_emulator.idp.user_pools import MAX_POOLS
from tests.builders import (
    a_client,
    a_pool,
    a_user,
    attribute_map,
    body_of,
    refused,
    tokens_of,
)
from tests.idp.conftest import NOW, at_once, client_of
from tests.storage.builders import a_pool as a_stored_pool

ACCOUNT = "123456789012"
OTHER_ACCOUNT = "999999999999"
UNKNOWN = "User pool {} does not exist."
CHOSEN = {"UserPoolTags": {"_custom_id_": "us-east-1_people"}}
OPERATIONS: dict[str, dict[str, Any]] = {
    "describe_user_pool": {},
    "update_user_pool": {"PoolName": "others"},
    "delete_user_pool": {},
}


def ids_of(idp):
    """Return the ids of the pools that a caller sees."""
    return [pool["Id"] for pool in idp.list_user_pools(MaxResults=60)["UserPools"]]


def kids_of(emulator, pool_id):
    """Return the ids of the keys that a pool publishes."""
    answer = Client(emulator.wsgi_app).get(f"/{pool_id}/.well-known/jwks.json")
    return {key["kid"] for key in json.loads(answer.data)["keys"]}


# Whose they are


def test_an_access_key_of_twelve_digits_names_the_account(emulator, idp):
    """The ARN of a pool is of the account that signed its creation."""
    other = client_of(emulator, aws_access_key_id=OTHER_ACCOUNT)

    mine = idp.create_user_pool(PoolName="mine")["UserPool"]
    theirs = other.create_user_pool(PoolName="theirs")["UserPool"]

    assert mine["Arn"] == f"arn:aws:cognito-idp:us-east-1:{ACCOUNT}:userpool/{mine['Id']}"
    assert theirs["Arn"] == f"arn:aws:cognito-idp:us-east-1:{OTHER_ACCOUNT}:userpool/{theirs['Id']}"
    assert ids_of(idp) == [mine["Id"]]
    assert ids_of(other) == [theirs["Id"]]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "options",
    [{"aws_access_key_id": OTHER_ACCOUNT}, {"region_name": "eu-west-1"}],
    ids=["account", "region"],
)
def test_a_pool_is_seen_in_its_account_and_region_only(emulator, idp, operation, options):
    """Elsewhere it does not exist, and nothing happens to it."""
    pool_id = a_pool(idp)
    before = body_of(idp.describe_user_pool(UserPoolId=pool_id))
    stranger = client_of(emulator, **options)

    with refused("ResourceNotFoundException", UNKNOWN.format(pool_id)):
        getattr(stranger, operation)(UserPoolId=pool_id, **OPERATIONS[operation])

    assert body_of(idp.describe_user_pool(UserPoolId=pool_id)) == before


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        ("create_user_pool", {"PoolName": "people"}),
        ("list_user_pools", {"MaxResults": 1}),
        *((name, {"UserPoolId": "us-east-1_people", **OPERATIONS[name]}) for name in OPERATIONS),
    ],
)
def test_pools_are_for_those_who_sign(emulator, idp, operation, members):
    """A call without signature is refused before anything is looked up."""
    a_pool(idp, **CHOSEN)
    unsigned = client_of(emulator, config=Config(signature_version=UNSIGNED))

    with refused("MissingAuthenticationTokenException", "Missing Authentication Token"):
        getattr(unsigned, operation)(**members)


def test_the_region_of_a_pool_is_that_of_the_call(emulator):
    """Id and ARN name it, in its partition."""
    idp = client_of(emulator, region_name="cn-north-1")

    pool = idp.create_user_pool(PoolName="people")["UserPool"]

    assert pool["Id"].startswith("cn-north-1_")
    assert pool["Arn"] == f"arn:aws-cn:cognito-idp:cn-north-1:{ACCOUNT}:userpool/{pool['Id']}"


@pytest.mark.parametrize(
    "options",
    [{"aws_access_key_id": OTHER_ACCOUNT}, {"region_name": "eu-west-1"}],
    ids=["account", "region"],
)
def test_a_page_token_is_of_one_account_and_region(emulator, idp, options):
    """Another list does not go on where this one stopped."""
    stranger = client_of(emulator, **options)
    for client in (idp, stranger):
        a_pool(client)
        a_pool(client)
    token = idp.list_user_pools(MaxResults=1)["NextToken"]

    with refused("InvalidParameterException", "Invalid pagination token"):
        stranger.list_user_pools(MaxResults=1, NextToken=token)
    assert idp.list_user_pools(MaxResults=1, NextToken=token)["UserPools"]


def test_a_list_goes_on_after_a_pool_that_was_deleted(idp):
    """A token remembers a place, not a pool."""
    for _ in range(3):
        a_pool(idp)
    first, second, third = ids_of(idp)
    token = idp.list_user_pools(MaxResults=1)["NextToken"]

    idp.delete_user_pool(UserPoolId=first)
    idp.delete_user_pool(UserPoolId=second)

    page = idp.list_user_pools(MaxResults=1, NextToken=token)
    assert [pool["Id"] for pool in page["UserPools"]] == [third]
    assert "NextToken" not in page


# Ids, keys and quotas


def test_a_tag_chooses_the_id(idp):
    """The tag is shown like any other."""
    pool = idp.create_user_pool(PoolName="people", **CHOSEN)["UserPool"]

    assert pool["Id"] == "us-east-1_people"
    assert pool["UserPoolTags"] == CHOSEN["UserPoolTags"]


@pytest.mark.parametrize("wrong", ["people", "us-east-1", "us-east-1_", "us-east-1_a b", ""])
def test_a_chosen_id_has_the_form_of_one(idp, wrong):
    """Clients would refuse to name such a pool."""
    with refused(
        "InvalidParameterException",
        f"The tag _custom_id_ must be a user pool id, such as us-east-1_Example, not {wrong}.",
    ):
        a_pool(idp, UserPoolTags={"_custom_id_": wrong})


def test_a_chosen_id_is_taken_in_every_account_and_region(emulator, idp):
    """Ids are unique in the world, and the refusal tells nothing of whose pool it is."""
    a_pool(idp, **CHOSEN)
    stranger = client_of(emulator, aws_access_key_id=OTHER_ACCOUNT, region_name="eu-west-1")

    with refused("InvalidParameterException", "User pool us-east-1_people already exists."):
        a_pool(stranger, **CHOSEN)


def test_a_taken_id_costs_no_keys(emulator, idp):
    """The keys of the pool that was not made are those of the next one."""
    stock = RsaKeyStock(ahead=0)
    emulator._key_stock = _LentKeys(stock)
    a_pool(idp, **CHOSEN)

    with refused("InvalidParameterException", "User pool us-east-1_people already exists."):
        a_pool(idp, **CHOSEN)

    assert stock.ready() == 2
    pool_id = a_pool(idp)
    assert stock.ready() == 0
    assert kids_of(emulator, pool_id).isdisjoint(kids_of(emulator, "us-east-1_people"))


def test_a_refused_creation_leaves_the_pool_of_that_id_alone(idp):
    """Name and tags of the one that is there stay."""
    a_pool(idp, PoolName="first", **CHOSEN)
    before = body_of(idp.describe_user_pool(UserPoolId="us-east-1_people"))

    with refused("InvalidParameterException", "User pool us-east-1_people already exists."):
        a_pool(idp, PoolName="second", UserPoolTags={**CHOSEN["UserPoolTags"], "team": "a"})

    assert body_of(idp.describe_user_pool(UserPoolId="us-east-1_people")) == before


def test_a_pool_made_anew_has_nothing_of_the_old_one(emulator, idp):
    """Keys, users, tags and tokens ended with it, though the id is the same."""
    pool_id = a_pool(idp, UserPoolTags={**CHOSEN["UserPoolTags"], "team": "a"})
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    token = tokens_of(idp, client_id)["AccessToken"]
    kids = kids_of(emulator, pool_id)
    idp.delete_user_pool(UserPoolId=pool_id)

    a_pool(idp, **CHOSEN)

    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["UserPoolTags"] == CHOSEN["UserPoolTags"]
    assert pool["EstimatedNumberOfUsers"] == 0
    assert kids_of(emulator, pool_id).isdisjoint(kids)
    with refused("NotAuthorizedException", "Could not verify signature for Access Token"):
        idp.get_user(AccessToken=token)


def test_an_account_has_at_most_a_thousand_pools_in_a_region(emulator, idp):
    """The next one is refused without cost; other Regions are not full."""
    stock = RsaKeyStock(ahead=0)
    emulator._key_stock = _LentKeys(stock)
    with emulator.database.writing() as store:
        for number in range(MAX_POOLS - 1):
            store.pools.insert(a_stored_pool(f"us-east-1_{number}"))
    pool_id = a_pool(idp)

    with refused(
        "LimitExceededException", "Limit exceeded: the maximum number of user pools is 1000."
    ):
        a_pool(idp)

    assert stock.ready() == 2
    a_pool(client_of(emulator, region_name="eu-west-1"))
    idp.delete_user_pool(UserPoolId=pool_id)
    a_pool(idp)


# Changes


def test_dates_are_those_of_the_clock(idp, clock):
    """A refused update does not count as one."""
    pool_id = a_pool(idp)
    clock.advance(seconds=60)
    with refused("UserPoolTaggingException", "The number of tags exceeds the limit of 50."):
        idp.update_user_pool(UserPoolId=pool_id, UserPoolTags={f"t{n}": "" for n in range(51)})

    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert (pool["CreationDate"], pool["LastModifiedDate"]) == (NOW, NOW)

    idp.update_user_pool(UserPoolId=pool_id)
    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["LastModifiedDate"] == NOW + timedelta(seconds=60)


def test_a_configuration_of_any_size_is_kept_whole(idp):
    """Fifty custom attributes and texts of twenty thousand characters come back."""
    text = "ü" * 19_994 + "{####}"
    pool_id = a_pool(
        idp,
        EmailVerificationMessage=text,
        Schema=[{"Name": f"é{n}", "AttributeDataType": "String"} for n in range(50)],
    )

    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["EmailVerificationMessage"] == text
    assert pool["VerificationMessageTemplate"]["EmailMessage"] == text
    assert [each["Name"] for each in pool["SchemaAttributes"][-50:]] == [
        f"custom:é{n}" for n in range(50)
    ]


# At the same time


def test_a_chosen_id_is_given_once_to_calls_at_once(shared):
    """Of four calls one makes the pool."""
    calls = [lambda client: a_pool(client, **CHOSEN)] * 4

    assert at_once(shared, calls) == ["InvalidParameterException"] * 3 + ["done"]


def test_the_quota_holds_for_calls_at_once(shared):
    """Of four calls for the last pool of an account one makes it."""
    with shared.database.writing() as store:
        for number in range(MAX_POOLS - 1):
            store.pools.insert(a_stored_pool(f"us-east-1_{number}"))

    calls = [a_pool] * 4

    assert at_once(shared, calls) == ["LimitExceededException"] * 3 + ["done"]


def test_updates_at_once_are_one_after_the_other(shared):
    """The last one counts whole: no member is of another update."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    calls = [
        lambda client, n=n: client.update_user_pool(
            UserPoolId=pool_id,
            PoolName=f"name{n}",
            SmsAuthenticationMessage=f"{n} {{####}}",
            UserPoolTags={f"tag{n}": ""},
        )
        for n in range(6)
    ]

    assert at_once(shared, calls) == ["done"] * 6
    pool = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    last = pool["Name"].removeprefix("name")
    assert pool["SmsAuthenticationMessage"] == f"{last} {{####}}"
    assert pool["UserPoolTags"] == {f"tag{last}": ""}


def test_a_pool_is_deleted_once_by_calls_at_once(shared):
    """The others are told that it does not exist; nobody of it is left."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    a_user(idp, pool_id, attributes={"name": "Ada"})
    calls = [lambda client: client.delete_user_pool(UserPoolId=pool_id)] * 4

    assert at_once(shared, calls) == ["ResourceNotFoundException"] * 3 + ["done"]
    assert ids_of(idp) == []


def test_users_that_come_while_the_pool_is_deleted_go_with_it(shared):
    """A pool of the same id begins empty."""
    idp = client_of(shared)
    a_pool(idp, **CHOSEN)
    pool_id = "us-east-1_people"
    coming = [
        lambda client, n=n: client.admin_create_user(UserPoolId=pool_id, Username=f"user{n}")
        for n in range(6)
    ]

    outcomes = at_once(
        shared, [*coming, lambda client: client.delete_user_pool(UserPoolId=pool_id)]
    )

    assert set(outcomes) <= {"done", "ResourceNotFoundException"}
    a_pool(idp, **CHOSEN)
    assert idp.list_users(UserPoolId=pool_id)["Users"] == []
    a_user(idp, pool_id, attributes={"email": "ada@example.com"})
    user = idp.admin_get_user(UserPoolId=pool_id, Username="ada")
    assert attribute_map(user["UserAttributes"])["email"] == "ada@example.com"
