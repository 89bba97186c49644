"""Verifying an e-mail address or phone number that a user has, or wants to have.

A code remembers the address it went to, so it can verify no other. Where the pool asks for
verification before an update (`AttributesRequireVerificationBeforeUpdate`), the new address stands
in the code alone until the code comes back; it is lost with the code.

Source: API reference `UserAttributeUpdateSettingsType`, "VerifyUserAttribute",
"GetUserAttributeVerificationCode"; Developer Guide "Verifying updates to email addresses and phone
numbers". That a further code goes to the address that waits, and that it is lost when the code
expires, is inferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.attributes import VERIFIABLE
from cognito_emulator.domain.code_destinations import Destination
from cognito_emulator.domain.codes import CodeKind, ConfirmationCode
from cognito_emulator.domain.messages import MessageKind
from cognito_emulator.domain.request_quotas import RequestQuota, check_requests
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import attributes, code_delivery

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import CodeDeliveryDetailsType
    from cognito_emulator.context import Context
    from cognito_emulator.domain.attributes import AttributeChange
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.errors.base import ServiceError
    from cognito_emulator.storage.store import Store


def apply_change(
    ctx: Context,
    store: Store,
    *,
    pool: UserPool,
    client: AppClient | None,
    user: User,
    change: AttributeChange,
) -> list[CodeDeliveryDetailsType]:
    """Save what an update makes of a user; send a code to each new address that the pool verifies.

    `client` is None where an administrator updates. A code sent before to the old address is void.

    Raises: AliasExistsException, CodeDeliveryFailureException.
    """
    changed = attributes.save_attributes(ctx, store, pool, user, change.attributes)
    sent = []
    for name in change.changed:
        store.codes.remove(pool.id, user.key, CodeKind.VERIFY_ATTRIBUTE, name)
        if name in pool.auto_verified or name in change.pending:
            address = change.pending.get(name) or change.attributes[name]
            destination = Destination(attribute=name, address=address)
            sent.append(
                _send(ctx, store, pool, client, changed, destination, MessageKind.UPDATE_ATTRIBUTE)
            )
    return sent


def send_code(
    ctx: Context,
    store: Store,
    *,
    pool: UserPool,
    client: AppClient,
    user: User,
    attribute: str,
) -> CodeDeliveryDetailsType:
    """Send a code to an address of the user, or to the one that waits to replace it.

    Raises: InvalidParameterException for another attribute, or one the user does not have;
    LimitExceededException; CodeDeliveryFailureException.
    """
    if attribute not in VERIFIABLE:
        raise errors.InvalidParameterException.attribute_not_verifiable(attribute)
    address = _waiting_address(ctx, store, pool, user, attribute) or user.attributes.get(attribute)
    if not address:
        raise errors.InvalidParameterException.attribute_absent(attribute)
    quota = RequestQuota.GET_ATTRIBUTE_CODE
    check_requests(quota, store.request_counts.count(pool.id, user.key, quota, ctx.now))
    destination = Destination(attribute=attribute, address=address)
    return _send(ctx, store, pool, client, user, destination, MessageKind.VERIFY_ATTRIBUTE)


def _waiting_address(
    ctx: Context, store: Store, pool: UserPool, user: User, attribute: str
) -> str | None:
    if attribute not in pool.updates_needing_verification:
        return None
    code = store.codes.get(pool.id, user.key, CodeKind.VERIFY_ATTRIBUTE, attribute)
    return None if code is None or ctx.now >= code.expires_at else code.destination


def _send(
    ctx: Context,
    store: Store,
    pool: UserPool,
    client: AppClient | None,
    user: User,
    destination: Destination,
    message: MessageKind,
) -> CodeDeliveryDetailsType:
    return code_delivery.issue_code(
        ctx,
        store,
        pool=pool,
        client=client,
        user=user,
        kind=CodeKind.VERIFY_ATTRIBUTE,
        message=message,
        destination=destination,
        slot=destination.attribute,
    )


def verify(
    ctx: Context, store: Store, *, pool: UserPool, user: User, attribute: str, given: str
) -> ServiceError | None:
    """Verify the address that a code went to, and put it in place if it waited.

    A refusal that must leave its count behind is returned, not raised.

    Raises: InvalidParameterException, AliasExistsException, LimitExceededException.
    """
    if attribute not in VERIFIABLE:
        raise errors.InvalidParameterException.attribute_not_verifiable(attribute)
    quota = RequestQuota.VERIFY_ATTRIBUTE
    check_requests(quota, store.request_counts.count(pool.id, user.key, quota, ctx.now))
    kind = CodeKind.VERIFY_ATTRIBUTE
    code = code_delivery.judged(ctx, store, user, kind, given, attribute)
    if not isinstance(code, ConfirmationCode):
        return code
    address = code.destination or ""
    if address != user.attributes.get(attribute) and (
        attribute not in pool.updates_needing_verification
    ):
        return errors.ExpiredCodeException.verification()
    values = attributes.verified({**user.attributes, attribute: address}, attribute)
    attributes.save_attributes(ctx, store, pool, user, values)
    store.codes.remove(pool.id, user.key, kind, attribute)
    return None
