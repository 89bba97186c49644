"""What an app is told of users it must not learn to be absent: PreventUserExistenceErrors.

A code "sent" to nobody is kept like a real one, so that later answers are those of a real code: a
wrong one mismatches, one that was never asked for has expired. No code opens anything here.

Source: Developer Guide "Managing user existence error responses".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain import ids
from cognito_emulator.domain.code_destinations import simulated_destination
from cognito_emulator.domain.codes import ConfirmationCode
from cognito_emulator.domain.request_quotas import check_requests
from cognito_emulator.domain.usernames import normalise
from cognito_emulator.errors import idp as errors

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import CodeDeliveryDetailsType
    from cognito_emulator.context import Context
    from cognito_emulator.domain.codes import CodeKind
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.request_quotas import RequestQuota
    from cognito_emulator.errors.base import ServiceError


def pretend_to_send(
    ctx: Context, pool: UserPool, name: str, kind: CodeKind, quota: RequestQuota
) -> CodeDeliveryDetailsType:
    """Return where a code for this name would have gone, and remember that one was asked for.

    Raises: LimitExceededException, as for a user who exists.
    """
    key = _key(pool, name)
    destination = simulated_destination(pool, name)
    code = ConfirmationCode.issue(
        kind, "", now=ctx.now, attribute=destination.attribute, destination=destination.address
    )
    with ctx.writing() as store:
        check_requests(quota, store.request_counts.count(pool.id, key, quota, ctx.now))
        store.codes.put(pool.id, key, code)
    return destination.details()


def pretend_to_judge(
    ctx: Context, pool: UserPool, name: str, kind: CodeKind, quota: RequestQuota
) -> ServiceError:
    """Return the refusal of a code given for this name.

    Raises: LimitExceededException, as for a user who exists.
    """
    key = _key(pool, name)
    with ctx.writing() as store:
        check_requests(quota, store.request_counts.count(pool.id, key, quota, ctx.now))
        code = store.codes.get(pool.id, key, kind)
    if code is None or ctx.now >= code.expires_at:
        return errors.ExpiredCodeException.verification()
    return errors.CodeMismatchException.verification()


def _key(pool: UserPool, name: str) -> str:
    return ids.simulated_sub(pool.secret, normalise(pool.username_rules, name))
