"""App clients: whose they are, their secrets, and what becomes of calls at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from botocore import UNSIGNED
from botocore.config import Config

from cognito_emulator.idp.clients import MAX_CLIENTS
from tests.builders import a_client, a_pool, a_user, body_of, refused, tokens_of
from tests.idp.conftest import NOW, at_once, client_of
from tests.storage.builders import a_client as a_stored_client

OTHER_ACCOUNT = "999999999999"
OPERATIONS: dict[str, dict[str, Any]] = {
    "describe_user_pool_client": {},
    "update_user_pool_client": {"ClientName": "app"},
    "delete_user_pool_client": {},
    "add_user_pool_client_secret": {},
    "list_user_pool_client_secrets": {},
    "delete_user_pool_client_secret": {"ClientSecretId": "nothing"},
}


@pytest.fixture
def names(idp):
    """Make a confidential client. Return the members that name it."""
    pool_id = a_pool(idp)
    return {"UserPoolId": pool_id, "ClientId": a_client(idp, pool_id, GenerateSecret=True)}


def secrets_of(idp, names):
    """Return the secrets of a client as they are listed."""
    return idp.list_user_pool_client_secrets(**names)["ClientSecrets"]


def state_of(idp, names):
    """Return all that can be read of a client."""
    shown = body_of(idp.describe_user_pool_client(**names))
    return {**shown, "Secrets": secrets_of(idp, names)}


# Whose they are


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "options",
    [{"aws_access_key_id": OTHER_ACCOUNT}, {"region_name": "eu-west-1"}],
    ids=["account", "region"],
)
def test_a_client_is_seen_in_its_account_and_region_only(emulator, idp, names, operation, options):
    """Elsewhere its pool does not exist, and nothing happens to it."""
    before = state_of(idp, names)
    stranger = client_of(emulator, **options)

    with refused("ResourceNotFoundException", f"User pool {names['UserPoolId']} does not exist."):
        getattr(stranger, operation)(**names, **OPERATIONS[operation])

    assert state_of(idp, names) == before


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        ("create_user_pool_client", {"ClientName": "web"}),
        ("list_user_pool_clients", {}),
        *((name, {"ClientId": "nobody", **OPERATIONS[name]}) for name in OPERATIONS),
    ],
)
def test_clients_are_managed_by_those_who_sign(emulator, idp, operation, members):
    """A call without signature is refused before anything is looked up."""
    pool_id = a_pool(idp)
    unsigned = client_of(emulator, config=Config(signature_version=UNSIGNED))

    with refused("MissingAuthenticationTokenException", "Missing Authentication Token"):
        getattr(unsigned, operation)(UserPoolId=pool_id, **members)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_client_is_managed_in_its_own_pool_only(idp, names, operation):
    """Beside another pool of the account it does not exist."""
    before = state_of(idp, names)

    with refused(
        "ResourceNotFoundException", f"User pool client {names['ClientId']} does not exist."
    ):
        getattr(idp, operation)(**{**names, "UserPoolId": a_pool(idp)}, **OPERATIONS[operation])

    assert state_of(idp, names) == before


# Quota and dates


def test_a_pool_has_at_most_a_thousand_clients(emulator, idp, names):
    """The next one is refused; other pools are not full."""
    pool_id = names["UserPoolId"]
    with emulator.database.writing() as store:
        for number in range(MAX_CLIENTS - 1):
            store.clients.insert(a_stored_client(f"client{number}", pool_id=pool_id))

    with refused(
        "LimitExceededException", "Limit exceeded: the maximum number of user pool clients is 1000."
    ):
        a_client(idp, pool_id)

    a_client(idp, a_pool(idp))
    idp.delete_user_pool_client(**names)
    a_client(idp, pool_id)


def test_dates_are_those_of_the_clock(idp, names, clock):
    """A refused update does not count as one."""
    clock.advance(seconds=60)
    with refused("InvalidParameterException", "Invalid range for token validity."):
        idp.update_user_pool_client(**names, AccessTokenValidity=25)

    client = idp.describe_user_pool_client(**names)["UserPoolClient"]
    assert (client["CreationDate"], client["LastModifiedDate"]) == (NOW, NOW)

    client = idp.update_user_pool_client(**names)["UserPoolClient"]
    assert client["LastModifiedDate"] == NOW + timedelta(seconds=60)


def test_a_list_goes_on_after_a_client_that_was_deleted(idp):
    """A token remembers a place, not a client."""
    pool_id = a_pool(idp)
    ids = sorted(a_client(idp, pool_id) for _ in range(3))
    token = idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=1)["NextToken"]

    for client_id in ids[:2]:
        idp.delete_user_pool_client(UserPoolId=pool_id, ClientId=client_id)

    page = idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=1, NextToken=token)
    assert [client["ClientId"] for client in page["UserPoolClients"]] == ids[2:]
    assert "NextToken" not in page


def test_a_page_token_is_of_one_type_of_client(idp):
    """A list of regular clients is not that of all clients."""
    pool_id = a_pool(idp)
    for _ in range(2):
        a_client(idp, pool_id)
    token = idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=1)["NextToken"]

    with refused("InvalidParameterException", "Invalid pagination token"):
        idp.list_user_pool_clients(
            UserPoolId=pool_id, MaxResults=1, NextToken=token, ClientType="REGULAR"
        )


# Secrets


def test_secrets_of_one_second_have_ids_of_their_own(idp, names):
    """Ids count whole seconds, so that the second one is a second later."""
    [first] = secrets_of(idp, names)

    second = idp.add_user_pool_client_secret(**names)["ClientSecretDescriptor"]

    assert first["ClientSecretId"] == f"{names['ClientId']}--{int(NOW.timestamp())}"
    assert second["ClientSecretId"] == f"{names['ClientId']}--{int(NOW.timestamp()) + 1}"
    assert second["ClientSecretCreateDate"] == NOW + timedelta(seconds=1)


def test_a_client_has_a_secret_or_not_whatever_is_updated(idp, names):
    """An update keeps both of two secrets."""
    idp.add_user_pool_client_secret(**names)
    before = secrets_of(idp, names)

    idp.update_user_pool_client(**names, ClientName="app")

    assert secrets_of(idp, names) == before


def test_no_secret_is_shown_in_lists(idp, names):
    """Neither list of clients nor list of secrets tells a value."""
    value = idp.describe_user_pool_client(**names)["UserPoolClient"]["ClientSecret"]

    assert value not in str(idp.list_user_pool_clients(UserPoolId=names["UserPoolId"]))
    assert value not in str(secrets_of(idp, names))


# At the same time


def test_a_client_has_at_most_two_secrets_for_calls_at_once(shared):
    """Of four calls one adds the second secret."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    names = {"UserPoolId": pool_id, "ClientId": a_client(idp, pool_id, GenerateSecret=True)}
    calls = [lambda client: client.add_user_pool_client_secret(**names)] * 4

    assert at_once(shared, calls) == ["LimitExceededException"] * 3 + ["done"]
    assert len(secrets_of(idp, names)) == 2


def test_the_last_secret_stays_for_calls_at_once(shared):
    """Of two calls that delete both secrets one is refused."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    names = {"UserPoolId": pool_id, "ClientId": a_client(idp, pool_id, GenerateSecret=True)}
    idp.add_user_pool_client_secret(**names)
    calls = [
        lambda client, secret=secret: client.delete_user_pool_client_secret(
            **names, ClientSecretId=secret["ClientSecretId"]
        )
        for secret in secrets_of(idp, names)
    ]

    assert at_once(shared, calls) == ["InvalidParameterException", "done"]
    assert len(secrets_of(idp, names)) == 1


def test_the_quota_holds_for_calls_at_once(shared):
    """Of four calls for the last client of a pool one makes it."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    with shared.database.writing() as store:
        for number in range(MAX_CLIENTS - 1):
            store.clients.insert(a_stored_client(f"client{number}", pool_id=pool_id))
    calls = [lambda client: a_client(client, pool_id)] * 4

    assert at_once(shared, calls) == ["LimitExceededException"] * 3 + ["done"]


def test_clients_that_come_while_the_pool_is_deleted_go_with_it(shared):
    """A pool of the same id begins without clients."""
    chosen = {"UserPoolTags": {"_custom_id_": "us-east-1_people"}}
    idp = client_of(shared)
    pool_id = a_pool(idp, **chosen)
    calls = [lambda client: a_client(client, pool_id)] * 6
    calls.append(lambda client: client.delete_user_pool(UserPoolId=pool_id))

    assert set(at_once(shared, calls)) <= {"done", "ResourceNotFoundException"}
    a_pool(idp, **chosen)
    assert idp.list_user_pool_clients(UserPoolId=pool_id)["UserPoolClients"] == []


def test_a_sign_in_goes_on_while_the_client_is_updated(shared):
    """Both clients of a pool work during updates of one of them."""
    idp = client_of(shared)
    pool_id = a_pool(idp)
    client_id, other_id = a_client(idp, pool_id), a_client(idp, pool_id)
    a_user(idp, pool_id)
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    calls = [
        lambda client: client.update_user_pool_client(
            UserPoolId=pool_id, ClientId=client_id, ExplicitAuthFlows=flows
        ),
        lambda client: tokens_of(client, client_id),
        lambda client: tokens_of(client, other_id),
    ]

    assert at_once(shared, calls) == ["done"] * 3
