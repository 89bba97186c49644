"""UpdateUserPoolClient: what a change replaces, keeps and refuses."""

from __future__ import annotations

import pytest

from conformance.cases.idp.clients.examples import CONTRADICTIONS, FRESH, MAXIMAL, WRONG_FLOWS
from conformance.evidence import case
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of

NEVER_UPDATED = (
    "ClientSecret",
    "ClientType",
    "CreationDate",
    "LastModifiedDate",
)
"""Members of DescribeUserPoolClient that UpdateUserPoolClient does not take."""


def a_confidential_client(idp, pool_id, **members):
    """Make a client with a secret. Return how it is shown."""
    return idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="web", GenerateSecret=True, **members
    )["UserPoolClient"]


def names_of(client):
    """Return the members that name a client."""
    return {"UserPoolId": client["UserPoolId"], "ClientId": client["ClientId"]}


def without_date(client):
    """Return how a client is shown without the date of its last change."""
    return {name: value for name, value in client.items() if name != "LastModifiedDate"}


@case(
    source="API reference UpdateUserPoolClient; how Terraform's provider updates",
    level="documented",
    checked="2026-11-24",
)
@pytest.mark.parametrize("members", [{}, MAXIMAL], ids=["fresh", "every member"])
def test_sending_back_what_was_described_changes_nothing(idp, members):
    """Read, modify, write is how clients are changed."""
    client = a_confidential_client(idp, a_pool(idp), **members)

    answer = body_of(
        idp.update_user_pool_client(
            **{name: value for name, value in client.items() if name not in NEVER_UPDATED}
        )
    )

    assert without_date(answer["UserPoolClient"]) == without_date(client)
    assert body_of(idp.describe_user_pool_client(**names_of(client))) == answer


@case(source="API reference UpdateUserPoolClient", level="documented", checked="2026-11-24")
def test_every_member_can_be_changed(idp):
    """A fresh client becomes what it could have been made."""
    client = a_confidential_client(idp, a_pool(idp))

    changed = idp.update_user_pool_client(**names_of(client), ClientName="app", **MAXIMAL)

    assert without_date(changed["UserPoolClient"]) == {
        **without_date(client),
        **MAXIMAL,
        "ClientName": "app",
    }


@case(
    source="API reference UpdateUserPoolClient (If you don't provide a value for an attribute, "
    "Amazon Cognito sets it to its default value); Terraform provider issue 47196 for rotation",
    level="observed",
    checked="2026-11-24",
)
def test_what_is_left_out_falls_back_to_its_default(idp):
    """Name and secret stay; rotation that was configured shows as disabled."""
    client = a_confidential_client(idp, a_pool(idp), **MAXIMAL)

    changed = idp.update_user_pool_client(**names_of(client))["UserPoolClient"]

    assert without_date(changed) == {
        **names_of(client),
        **FRESH,
        "CreationDate": client["CreationDate"],
        "ClientSecret": client["ClientSecret"],
        "RefreshTokenRotation": {"Feature": "DISABLED", "RetryGracePeriodSeconds": 0},
    }


@case(source="API reference UserPoolClientType", level="documented", checked="2026-11-24")
def test_the_date_of_the_change_is_shown(idp, clock):
    """The date of the creation stays."""
    client = a_confidential_client(idp, a_pool(idp))
    clock.advance(60)

    changed = idp.update_user_pool_client(**names_of(client))["UserPoolClient"]

    assert changed["CreationDate"] == client["CreationDate"]
    assert changed["LastModifiedDate"] > client["LastModifiedDate"]


@case(source="API reference UpdateUserPoolClient", level="documented", checked="2026-11-24")
def test_the_change_counts_at_once(idp):
    """A flow that is no longer allowed is refused in the next call."""
    pool_id = a_pool(idp)
    client_id = a_client(idp, pool_id)
    a_user(idp, pool_id)
    tokens_of(idp, client_id)

    idp.update_user_pool_client(
        UserPoolId=pool_id, ClientId=client_id, ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"]
    )

    with refused(
        "InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client"
    ):
        tokens_of(idp, client_id)


@case(
    source="deployments recorded by users, most in 2026-08 and 2026-09; Terraform acceptance tests "
    "of aws_cognito_user_pool_client",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(("members", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_settings_that_contradict_each_other_are_refused(idp, members, message):
    """They are refused as at the creation, and nothing of the request is kept."""
    pool_id = a_pool(idp)
    names = {"UserPoolId": pool_id, "ClientId": a_client(idp, pool_id)}
    before = idp.describe_user_pool_client(**names)

    with refused("InvalidParameterException", message):
        idp.update_user_pool_client(**names, ClientName="app", **members)

    assert body_of(idp.describe_user_pool_client(**names)) == body_of(before)


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("member", "kind"), [("ReadAttributes", "read"), ("WriteAttributes", "write")]
)
def test_the_refusal_of_attributes_tells_the_update(idp, member, kind):
    """The sentence is not that of the creation."""
    pool_id = a_pool(idp)

    with refused(
        "InvalidParameterException", f"Invalid {kind} attributes specified while updating a client"
    ):
        idp.update_user_pool_client(
            UserPoolId=pool_id, ClientId=a_client(idp, pool_id), **{member: ["custom:nothing"]}
        )


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(("members", "message"), WRONG_FLOWS.values(), ids=WRONG_FLOWS)
def test_oauth_flows_that_cannot_work_are_refused(idp, members, message):
    """As at the creation."""
    pool_id = a_pool(idp)

    with refused("InvalidOAuthFlowException", message):
        idp.update_user_pool_client(UserPoolId=pool_id, ClientId=a_client(idp, pool_id), **members)


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool client nobody does not exist."):
        idp.update_user_pool_client(UserPoolId=a_pool(idp), ClientId="nobody")
