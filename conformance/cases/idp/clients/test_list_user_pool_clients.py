"""ListUserPoolClients: the clients of a pool, page by page."""

from __future__ import annotations

import pytest

from conformance.evidence import case
from tests.builders import a_client, a_pool, body_of, refused


@case(source="API reference UserPoolClientDescription", level="documented", checked="2026-11-24")
def test_a_client_is_shown_in_short(idp):
    """Ids and name, nothing else; clients of other pools are not listed."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id, ClientName="web", GenerateSecret=True)
    a_client(idp, a_pool(idp))

    assert body_of(idp.list_user_pool_clients(UserPoolId=pool_id)) == {
        "UserPoolClients": [{"ClientId": client_id, "UserPoolId": pool_id, "ClientName": "web"}]
    }


@case(source="API reference ListUserPoolClients", level="documented", checked="2026-11-24")
def test_no_client_is_an_empty_list(idp):
    """There is no token without a next page."""
    assert body_of(idp.list_user_pool_clients(UserPoolId=a_pool(idp))) == {"UserPoolClients": []}


@case(source="API reference ListUserPoolClients", level="documented", checked="2026-11-24")
def test_pages_show_each_client_once(idp):
    """A page has as many clients as were asked for, the last one no token."""
    pool_id = a_pool(idp)
    ids = {a_client(idp, pool_id) for _ in range(4)}

    pages = list(
        idp.get_paginator("list_user_pool_clients").paginate(
            UserPoolId=pool_id, PaginationConfig={"PageSize": 2}
        )
    )

    assert [len(page["UserPoolClients"]) for page in pages] == [2, 2]
    assert {client["ClientId"] for page in pages for client in page["UserPoolClients"]} == ids
    assert "NextToken" not in pages[-1]


@case(source="service model; the default is not known", level="inferred", checked="2026-11-24")
def test_a_page_has_sixty_clients_unless_told_less(idp):
    """More than sixty are refused, not cut."""
    pool_id = a_pool(idp)
    for _ in range(61):
        idp.create_user_pool_client(UserPoolId=pool_id, ClientName="web")

    first = idp.list_user_pool_clients(UserPoolId=pool_id)
    assert len(first["UserPoolClients"]) == 60
    rest = idp.list_user_pool_clients(UserPoolId=pool_id, NextToken=first["NextToken"])
    assert len(rest["UserPoolClients"]) == 1
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: "
        "Member must have value less than or equal to 60",
    ):
        idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=61)


@case(source="sentence as recorded for other listings", level="inferred", checked="2026-11-24")
@pytest.mark.parametrize("kind", ["garbage", "of another pool", "of another operation"])
def test_a_token_is_good_for_its_own_list_only(idp, kind):
    """What this list did not hand out is refused."""
    pool_id, other_id = a_pool(idp), a_pool(idp)
    for _ in range(2):
        a_client(idp, other_id)
    token = {
        "garbage": lambda: "garbage",
        "of another pool": lambda: idp.list_user_pool_clients(UserPoolId=other_id, MaxResults=1)[
            "NextToken"
        ],
        "of another operation": lambda: idp.list_user_pools(MaxResults=1)["NextToken"],
    }[kind]()

    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=1, NextToken=token)


@case(
    source="API reference ListUserPoolClients (ClientType)",
    level="documented",
    checked="2026-11-24",
)
def test_no_client_was_made_by_dynamic_registration(idp):
    """REGULAR clients are those that the API made."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)

    regular = idp.list_user_pool_clients(UserPoolId=pool_id, ClientType="REGULAR")
    dynamic = idp.list_user_pool_clients(UserPoolId=pool_id, ClientType="DCR")

    assert [client["ClientId"] for client in regular["UserPoolClients"]] == [client_id]
    assert body_of(dynamic) == {"UserPoolClients": []}


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.list_user_pool_clients(UserPoolId="us-east-1_nobody123")
