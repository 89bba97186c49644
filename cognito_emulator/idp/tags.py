"""Tags of user pools, by the pool's ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain import arns, pool_tags
from cognito_emulator.errors.idp import InvalidParameterException, ResourceNotFoundException
from cognito_emulator.workflows import lookup

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        ListTagsForResourceRequest,
        ListTagsForResourceResponse,
        TagResourceRequest,
        TagResourceResponse,
        UntagResourceRequest,
        UntagResourceResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.arns import ResourceArn
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.storage.store import Store


def tag_resource(ctx: Context, request: TagResourceRequest) -> TagResourceResponse:
    """Set tags of a pool; those of other names stay.

    Raises: ResourceNotFoundException; InvalidParameterException beyond 50 tags and for names that
    AWS reserves.
    """
    # The pool's lock: its update replaces all tags, its deletion removes them.
    with ctx.writing(lock=f"pool:{_named(request['ResourceArn']).id}") as store:
        pool = _require_pool_of(ctx, store, request["ResourceArn"])
        problem = pool_tags.tag_problem(request["Tags"], present=store.tags.all(pool.arn))
        if problem is pool_tags.TagProblem.TOO_MANY:
            raise InvalidParameterException.too_many_tags()
        if problem is pool_tags.TagProblem.RESERVED:
            raise InvalidParameterException.reserved_tag()
        store.tags.put(pool.arn, request["Tags"])
    return {}


def untag_resource(ctx: Context, request: UntagResourceRequest) -> UntagResourceResponse:
    """Remove tags of a pool by name; a name that is not there is no error.

    Raises: ResourceNotFoundException.
    """
    with ctx.writing(lock=f"pool:{_named(request['ResourceArn']).id}") as store:
        pool = _require_pool_of(ctx, store, request["ResourceArn"])
        store.tags.remove(pool.arn, request["TagKeys"])
    return {}


def list_tags_for_resource(
    ctx: Context, request: ListTagsForResourceRequest
) -> ListTagsForResourceResponse:
    """Return the tags of a pool.

    Raises: ResourceNotFoundException.
    """
    with ctx.reading() as store:
        pool = _require_pool_of(ctx, store, request["ResourceArn"])
        return {"Tags": store.tags.all(pool.arn)}


def _named(arn: str) -> ResourceArn:
    """Return what an ARN names.

    Raises: ResourceNotFoundException for what is no ARN of a user pool.
    """
    named = arns.parsed_user_pool_arn(arn)
    if named is None:
        raise ResourceNotFoundException.arn(arn)
    return named


def _require_pool_of(ctx: Context, store: Store, arn: str) -> UserPool:
    """Return the pool that an ARN names.

    Raises: ResourceNotFoundException, also for an ARN of another account, Region or service.
    """
    pool = lookup.require_pool(ctx, store, _named(arn).id)
    if pool.arn != arn:
        raise ResourceNotFoundException.arn(arn)
    return pool
