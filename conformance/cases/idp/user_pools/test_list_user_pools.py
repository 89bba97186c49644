"""ListUserPools: the pools of an account and Region, page by page."""

from __future__ import annotations

import pytest

from conformance.cases.idp.user_pools.examples import TRIGGER
from conformance.evidence import case
from tests.builders import a_client, a_pool, body_of, refused


@case(source="API reference UserPoolDescriptionType", level="documented", checked="2026-11-24")
def test_a_pool_is_shown_in_short(idp):
    """Id, name, triggers and dates; Status is not shown."""
    pool = idp.create_user_pool(PoolName="people", LambdaConfig={"PreSignUp": TRIGGER})["UserPool"]

    assert body_of(idp.list_user_pools(MaxResults=1)) == {
        "UserPools": [
            {
                "Id": pool["Id"],
                "Name": "people",
                "LambdaConfig": {"PreSignUp": TRIGGER},
                "CreationDate": pool["CreationDate"],
                "LastModifiedDate": pool["LastModifiedDate"],
            }
        ]
    }


@case(source="API reference ListUserPools", level="documented", checked="2026-11-24")
def test_no_pool_is_an_empty_list(idp):
    """There is no token without a next page."""
    assert body_of(idp.list_user_pools(MaxResults=60)) == {"UserPools": []}


@case(source="API reference ListUserPools", level="documented", checked="2026-11-24")
def test_pages_show_each_pool_once(idp):
    """A page has as many pools as were asked for, the last one no token."""
    ids = {a_pool(idp) for _ in range(5)}

    pages = list(idp.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 2}))

    assert [len(page["UserPools"]) for page in pages] == [2, 2, 1]
    assert {pool["Id"] for page in pages for pool in page["UserPools"]} == ids
    assert "NextToken" not in pages[-1]


@case(source="API reference ListUserPools", level="inferred", checked="2026-11-24")
def test_a_full_last_page_has_no_token(idp):
    """A token promises more."""
    for _ in range(2):
        a_pool(idp)

    assert "NextToken" not in idp.list_user_pools(MaxResults=2)


@case(source="service model", level="documented", checked="2026-11-24")
def test_a_page_has_at_most_sixty_pools(idp):
    """More is refused, not cut."""
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: "
        "Member must have value less than or equal to 60",
    ):
        idp.list_user_pools(MaxResults=61)


@case(source="sentence as recorded for other listings", level="inferred", checked="2026-11-24")
@pytest.mark.parametrize("kind", ["garbage", "of another list"])
def test_a_token_is_good_for_its_own_list_only(idp, kind):
    """What this list did not hand out is refused."""
    token = "garbage"
    if kind != "garbage":
        pool_id = a_pool(idp)
        for _ in range(2):
            a_client(idp, pool_id)
        token = idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=1)["NextToken"]

    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_user_pools(MaxResults=1, NextToken=token)


@case(
    source="Developer Guide, Getting started: pools belong to a Region",
    level="documented",
    checked="2026-11-24",
)
def test_each_region_has_its_own_pools(target, idp):
    """Pools of other Regions are not listed."""
    elsewhere = target.client("cognito-idp", region="eu-west-1")
    here, there = a_pool(idp), a_pool(elsewhere)

    assert [pool["Id"] for pool in idp.list_user_pools(MaxResults=60)["UserPools"]] == [here]
    assert [pool["Id"] for pool in elsewhere.list_user_pools(MaxResults=60)["UserPools"]] == [there]
    elsewhere.delete_user_pool(UserPoolId=there)
