"""User pools: create, describe, update, delete, list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import (
    attribute_schema,
    ids,
    pagination,
    pool_requests,
    pool_rules,
    pool_tags,
)
from cognito_emulator.domain.pools import UserPool
from cognito_emulator.errors.idp import (
    InvalidParameterException,
    LimitExceededException,
    UserPoolTaggingException,
)
from cognito_emulator.idp import responses
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.workflows import lookup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import (
        CreateUserPoolRequest,
        CreateUserPoolResponse,
        DeleteUserPoolRequest,
        DescribeUserPoolRequest,
        DescribeUserPoolResponse,
        ListUserPoolsRequest,
        ListUserPoolsResponse,
        UpdateUserPoolRequest,
        UpdateUserPoolResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.pools import PoolConfiguration
    from cognito_emulator.storage.store import Store

MAX_POOLS: Final = 1000
_SECRET_BYTES: Final = 32


def create_user_pool(ctx: Context, request: CreateUserPoolRequest) -> CreateUserPoolResponse:
    """Create a pool with AWS's defaults and two signing keys of its own.

    A tag `_custom_id_` chooses the pool's id.

    Raises: InvalidParameterException; FeatureUnavailableInTierException; UserPoolTaggingException;
    LimitExceededException at 1000 pools of an account and Region.
    Source: API reference "CreateUserPool"; Developer Guide "Quotas in Amazon Cognito".
    """
    tags = request.get("UserPoolTags", {})
    _check_tags(tags)
    pool = _new_pool(ctx, request)
    # Outside of the transaction: an empty stock takes a tenth of a second to fill.
    keys = ctx.key_stock.take()
    try:
        with ctx.writing(lock=f"pools:{pool.account_id}:{pool.region}") as store:
            _check_quota(store, pool)
            store.pools.insert(pool)
            store.keys.insert(pool.id, keys)
            store.tags.put(pool.arn, tags)
    except AlreadyExists:
        ctx.key_stock.give_back(keys)
        raise InvalidParameterException.pool_id_taken(pool.id) from None
    except LimitExceededException:
        ctx.key_stock.give_back(keys)
        raise
    return {"UserPool": responses.user_pool_type(pool, tags=tags, users=0)}


def _new_pool(ctx: Context, request: CreateUserPoolRequest) -> UserPool:
    region = _region(ctx)
    entries = request.get("Schema", [])
    pool_rules.check_schema_names(entries)
    schema = attribute_schema.created_schema(entries)
    configuration = pool_requests.created(request, schema=schema, region=region)
    _check_configuration(configuration, request, region)
    chosen = pool_tags.chosen_pool_id(request.get("UserPoolTags", {}))
    return UserPool(
        id=chosen or ids.pool_id(region, ctx.entropy.token_bytes(ids.RANDOM_BYTES)),
        account_id=ctx.account_id,
        region=region,
        name=request["PoolName"],
        created_at=ctx.now,
        modified_at=ctx.now,
        configuration=configuration,
        secret=ctx.entropy.token_bytes(_SECRET_BYTES),
    )


def _check_configuration(
    configuration: PoolConfiguration,
    request: CreateUserPoolRequest | UpdateUserPoolRequest,
    region: str,
) -> None:
    pool_rules.check(configuration, region=region)
    pool_rules.check_mfa(configuration)
    # The default, which nobody asked for, is not held against SMS: templates often leave it out.
    if "AccountRecoverySetting" in request:
        pool_rules.check_recovery_beside_mfa(configuration)


def _check_quota(store: Store, pool: UserPool) -> None:
    if store.pools.count(pool.account_id, pool.region) >= MAX_POOLS:
        raise LimitExceededException.resources("user pools", MAX_POOLS)


def describe_user_pool(ctx: Context, request: DescribeUserPoolRequest) -> DescribeUserPoolResponse:
    """Return the whole configuration of a pool.

    Raises: ResourceNotFoundException.
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        tags = store.tags.all(pool.arn)
        users = store.pools.estimated_users(pool.id)
    return {"UserPool": responses.user_pool_type(pool, tags=tags, users=users)}


def update_user_pool(ctx: Context, request: UpdateUserPoolRequest) -> UpdateUserPoolResponse:
    """Replace a pool's configuration: what the request omits falls back to its default.

    Name, tags, policies, MFA and others stay when they are omitted. Source: API reference
    "UpdateUserPool"; `domain.pool_requests` says of what stays how it is known.

    Raises: ResourceNotFoundException; InvalidParameterException; UserPoolTaggingException;
    FeatureUnavailableInTierException.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        configuration = pool_requests.updated(pool.configuration, request, region=pool.region)
        _check_configuration(configuration, request, pool.region)
        name = request.get("PoolName", pool.name)
        store.pools.save(replace(pool, name=name, configuration=configuration, modified_at=ctx.now))
        if "UserPoolTags" in request:
            _check_tags(request["UserPoolTags"])
            store.tags.clear(pool.arn)
            store.tags.put(pool.arn, request["UserPoolTags"])
    return {}


def delete_user_pool(ctx: Context, request: DeleteUserPoolRequest) -> None:
    """Delete a pool and everything in it, at once.

    Raises: ResourceNotFoundException; InvalidParameterException while the pool is protected or has
    a domain.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        if pool.deletion_protected:
            raise InvalidParameterException.deletion_protected()
        if pool.has_domain:
            raise InvalidParameterException.pool_has_domain()
        store.pools.delete(pool_id)
        store.after_commit(lambda: ctx.keys.forget(pool_id))


def list_user_pools(ctx: Context, request: ListUserPoolsRequest) -> ListUserPoolsResponse:
    """List the pools of the caller's account and Region, in the order of their ids.

    Raises: InvalidParameterException for a page token that is not of this list.
    """
    region = _region(ctx)
    size = request["MaxResults"]
    # The token holds nothing secret and opens nothing: the account's id is key enough.
    key, listing = ctx.account_id.encode("ascii"), ("ListUserPools", ctx.account_id, region)
    after = None
    if "NextToken" in request:
        position = pagination.position_of(request["NextToken"], secret=key, listing=listing)
        after = str(position["id"])
    with ctx.reading() as store:
        pools = store.pools.page(ctx.account_id, region, after, size + 1)
    shown: ListUserPoolsResponse = {
        "UserPools": [responses.user_pool_description(pool) for pool in pools[:size]]
    }
    if len(pools) > size:
        position = {"id": pools[size - 1].id}
        shown["NextToken"] = pagination.page_token(position, secret=key, listing=listing)
    return shown


def _region(ctx: Context) -> str:
    return ctx.region or ctx.settings.default_region


def _check_tags(tags: Mapping[str, str]) -> None:
    problem = pool_tags.tag_problem(tags)
    if problem is pool_tags.TagProblem.TOO_MANY:
        raise UserPoolTaggingException.too_many()
    if problem is pool_tags.TagProblem.RESERVED:
        raise UserPoolTaggingException.reserved_prefix()
