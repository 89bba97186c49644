"""Settings of a user pool that have operations of their own: attributes and second factors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from cognito_emulator.domain import attribute_schema, pool_mfa
from cognito_emulator.workflows import lookup

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        AddCustomAttributesRequest,
        AddCustomAttributesResponse,
        GetUserPoolMfaConfigRequest,
        GetUserPoolMfaConfigResponse,
        SetUserPoolMfaConfigRequest,
        SetUserPoolMfaConfigResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.pools import PoolConfiguration


def add_custom_attributes(
    ctx: Context, request: AddCustomAttributesRequest
) -> AddCustomAttributesResponse:
    """Add custom attributes to a pool's schema, all or none; they are never changed or removed.

    Raises: ResourceNotFoundException; InvalidParameterException for a name in use, a required or
    untyped attribute, wrong constraints, and the 51st custom attribute.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        schema = attribute_schema.with_custom_attributes(pool.schema, request["CustomAttributes"])
        configuration = {**pool.configuration, "SchemaAttributes": schema}
        store.pools.save(
            replace(
                pool,
                configuration=cast("PoolConfiguration", configuration),
                modified_at=ctx.now,
            )
        )
    return {}


def get_user_pool_mfa_config(
    ctx: Context, request: GetUserPoolMfaConfigRequest
) -> GetUserPoolMfaConfigResponse:
    """Return which second factors a pool offers, and whether it asks for them.

    Raises: ResourceNotFoundException.
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
    return pool_mfa.factors_of(pool.configuration)


def set_user_pool_mfa_config(
    ctx: Context, request: SetUserPoolMfaConfigRequest
) -> SetUserPoolMfaConfigResponse:
    """Replace a pool's second factors: those the request does not name are off.

    Raises: ResourceNotFoundException; InvalidParameterException; FeatureUnavailableInTierException.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        configuration = pool_mfa.with_factors(pool.configuration, request, region=pool.region)
        store.pools.save(replace(pool, configuration=configuration, modified_at=ctx.now))
    return pool_mfa.factors_of(configuration)
