"""App clients and their secrets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import client_requests, client_rules, ids, pagination
from cognito_emulator.domain.clients import MAX_SECRETS, AppClient, ClientSecret
from cognito_emulator.errors.idp import (
    InvalidParameterException,
    LimitExceededException,
    ResourceNotFoundException,
)
from cognito_emulator.idp import responses
from cognito_emulator.workflows import lookup

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator._shapes.cognito_idp import (
        AddUserPoolClientSecretRequest,
        AddUserPoolClientSecretResponse,
        CreateUserPoolClientRequest,
        CreateUserPoolClientResponse,
        DeleteUserPoolClientRequest,
        DeleteUserPoolClientSecretRequest,
        DeleteUserPoolClientSecretResponse,
        DescribeUserPoolClientRequest,
        DescribeUserPoolClientResponse,
        ListUserPoolClientSecretsRequest,
        ListUserPoolClientSecretsResponse,
        ListUserPoolClientsRequest,
        ListUserPoolClientsResponse,
        UpdateUserPoolClientRequest,
        UpdateUserPoolClientResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.storage.store import Store

MAX_CLIENTS: Final = 1000
_PAGE_SIZE: Final = 60


def create_user_pool_client(
    ctx: Context, request: CreateUserPoolClientRequest
) -> CreateUserPoolClientResponse:
    """Create an app client, with a secret if one is given or to be generated.

    Raises: ResourceNotFoundException; InvalidParameterException; InvalidOAuthFlowException;
    ScopeDoesNotExistException; FeatureUnavailableInTierException; LimitExceededException at 1000
    clients of a pool.
    Source: API reference "CreateUserPoolClient"; Developer Guide "Quotas in Amazon Cognito".
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        client = _new_client(ctx, request)
        client_rules.check(
            client.configuration,
            client_rules.ClientSurroundings(
                pool=pool, has_secret=bool(client.secrets), updating=False
            ),
        )
        _check_quota(store, pool_id)
        store.clients.insert(client)
    return {"UserPoolClient": responses.client_type(client)}


def _new_client(ctx: Context, request: CreateUserPoolClientRequest) -> AppClient:
    client_id = ids.client_id(ctx.entropy.token_bytes(ids.RANDOM_BYTES))
    return AppClient(
        id=client_id,
        pool_id=request["UserPoolId"],
        name=request["ClientName"],
        created_at=ctx.now,
        modified_at=ctx.now,
        configuration=client_requests.configuration_of(request, account_id=ctx.account_id),
        secrets=_first_secret(ctx, request, client_id),
    )


def _first_secret(
    ctx: Context, request: CreateUserPoolClientRequest, client_id: str
) -> tuple[ClientSecret, ...]:
    is_generated, given = request.get("GenerateSecret", False), request.get("ClientSecret")
    if is_generated and given is not None:
        raise InvalidParameterException.secret_given_and_generated()
    if not is_generated and given is None:
        return ()
    return (_new_secret(ctx, client_id, given, at=ctx.now),)


def _new_secret(ctx: Context, client_id: str, given: str | None, *, at: datetime) -> ClientSecret:
    generated = ids.client_secret(ctx.entropy.token_bytes(ids.SECRET_BYTES))
    return ClientSecret(
        id=ids.client_secret_id(client_id, at),
        value=generated if given is None else given,
        created_at=at,
    )


def _check_quota(store: Store, pool_id: str) -> None:
    if store.clients.count(pool_id) >= MAX_CLIENTS:
        raise LimitExceededException.resources("user pool clients", MAX_CLIENTS)


def describe_user_pool_client(
    ctx: Context, request: DescribeUserPoolClientRequest
) -> DescribeUserPoolClientResponse:
    """Return the whole configuration of a client, its secret included.

    Raises: ResourceNotFoundException.
    """
    with ctx.reading() as store:
        client = _require_client(ctx, store, request["UserPoolId"], request["ClientId"])
    return {"UserPoolClient": responses.client_type(client)}


def _require_client(ctx: Context, store: Store, pool_id: str, client_id: str) -> AppClient:
    pool = lookup.require_pool(ctx, store, pool_id)
    return lookup.require_client_of(ctx, store, pool, client_id)


def update_user_pool_client(
    ctx: Context, request: UpdateUserPoolClientRequest
) -> UpdateUserPoolClientResponse:
    """Replace a client's configuration: what the request omits falls back to its default.

    The name stays when it is omitted, and so do the secrets.

    Raises: ResourceNotFoundException; InvalidParameterException; InvalidOAuthFlowException;
    ScopeDoesNotExistException; FeatureUnavailableInTierException.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        client = lookup.require_client_of(ctx, store, pool, request["ClientId"])
        configuration = client_requests.configuration_of(
            request, account_id=ctx.account_id, before=client.configuration
        )
        client_rules.check(
            configuration,
            client_rules.ClientSurroundings(
                pool=pool, has_secret=bool(client.secrets), updating=True
            ),
        )
        changed = replace(
            client,
            name=request.get("ClientName", client.name),
            configuration=configuration,
            modified_at=ctx.now,
        )
        store.clients.save(changed)
    return {"UserPoolClient": responses.client_type(changed)}


def delete_user_pool_client(ctx: Context, request: DeleteUserPoolClientRequest) -> None:
    """Delete a client and its secrets: nobody signs in or refreshes through it any more.

    Raises: ResourceNotFoundException.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        client = _require_client(ctx, store, pool_id, request["ClientId"])
        store.clients.delete(client.id)


def list_user_pool_clients(
    ctx: Context, request: ListUserPoolClientsRequest
) -> ListUserPoolClientsResponse:
    """List the clients of a pool, in the order of their ids; 60 a page unless told less.

    No client was made by dynamic registration, so that filter finds none.

    Raises: ResourceNotFoundException; InvalidParameterException for a page token that is not of
    this list.
    """
    size = request.get("MaxResults", _PAGE_SIZE)
    kind = request.get("ClientType", "")
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        listing = ("ListUserPoolClients", pool.id, kind)
        after = None
        if "NextToken" in request:
            token = request["NextToken"]
            after = str(pagination.position_of(token, secret=pool.secret, listing=listing)["id"])
        clients = [] if kind == "DCR" else store.clients.page(pool.id, after, size + 1)
    shown: ListUserPoolClientsResponse = {
        "UserPoolClients": [responses.client_description(client) for client in clients[:size]]
    }
    if len(clients) > size:
        position = {"id": clients[size - 1].id}
        shown["NextToken"] = pagination.page_token(position, secret=pool.secret, listing=listing)
    return shown


def add_user_pool_client_secret(
    ctx: Context, request: AddUserPoolClientSecretRequest
) -> AddUserPoolClientSecretResponse:
    """Give a confidential client a second secret; both work until one is deleted.

    The value is in the answer only if it was generated.

    Raises: ResourceNotFoundException; InvalidParameterException for a public client;
    LimitExceededException for a third secret.
    Source: API reference "AddUserPoolClientSecret".
    """
    pool_id, given = request["UserPoolId"], request.get("ClientSecret")
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        client = _require_client(ctx, store, pool_id, request["ClientId"])
        if not client.secrets:
            raise InvalidParameterException.client_without_secret()
        if len(client.secrets) >= MAX_SECRETS:
            raise LimitExceededException.client_secrets()
        secret = _new_secret(ctx, client.id, given, at=_later_than(client.secrets[-1], ctx.now))
        store.clients.add_secret(client.id, secret)
    descriptor = responses.secret_descriptor(secret)
    if given is None:
        descriptor["ClientSecretValue"] = secret.value
    return {"ClientSecretDescriptor": descriptor}


def _later_than(secret: ClientSecret, now: datetime) -> datetime:
    # Ids of secrets count whole seconds: two of one second would be the same id.
    return max(now, secret.created_at + timedelta(seconds=1))


def list_user_pool_client_secrets(
    ctx: Context, request: ListUserPoolClientSecretsRequest
) -> ListUserPoolClientSecretsResponse:
    """List the ids and dates of a client's secrets, oldest first, never their values.

    Raises: ResourceNotFoundException; InvalidParameterException for any page token: there is one
    page.
    """
    if "NextToken" in request:
        raise InvalidParameterException.page_token()
    with ctx.reading() as store:
        client = _require_client(ctx, store, request["UserPoolId"], request["ClientId"])
    return {"ClientSecrets": [responses.secret_descriptor(secret) for secret in client.secrets]}


def delete_user_pool_client_secret(
    ctx: Context, request: DeleteUserPoolClientSecretRequest
) -> DeleteUserPoolClientSecretResponse:
    """Delete one of a client's two secrets.

    Raises: ResourceNotFoundException; InvalidParameterException for the last secret.
    Source: API reference "DeleteUserPoolClientSecret".
    """
    pool_id, secret_id = request["UserPoolId"], request["ClientSecretId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        client = _require_client(ctx, store, pool_id, request["ClientId"])
        if secret_id not in {secret.id for secret in client.secrets}:
            raise ResourceNotFoundException.client_secret(secret_id)
        if len(client.secrets) == 1:
            raise InvalidParameterException.last_client_secret()
        store.clients.remove_secret(client.id, secret_id)
    return {}
