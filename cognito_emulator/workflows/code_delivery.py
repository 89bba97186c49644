"""Codes and messages on their way to users: drawn, kept, rendered, and put into the inbox.

A message is a row written in the caller's transaction; the sender gets it after the commit, so that
nothing is sent of what was rolled back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import message_templates
from cognito_emulator.domain.codes import CodeKind, CodeOutcome, ConfirmationCode, digits
from cognito_emulator.domain.messages import Medium, Message, MessageKind
from cognito_emulator.errors import idp as errors
from cognito_emulator.ports import OutgoingMessage
from cognito_emulator.workflows import triggers_pending

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import CodeDeliveryDetailsType
    from cognito_emulator.context import Context
    from cognito_emulator.domain.clients import AppClient
    from cognito_emulator.domain.code_destinations import Destination
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.domain.users import User
    from cognito_emulator.errors.base import ServiceError
    from cognito_emulator.storage.store import Store

_SENDERS: Final = {Medium.EMAIL: "CustomEmailSender", Medium.SMS: "CustomSMSSender"}


def issue_code(
    ctx: Context,
    store: Store,
    *,
    pool: UserPool,
    client: AppClient | None,
    user: User,
    kind: CodeKind,
    message: MessageKind,
    destination: Destination,
    slot: str = "",
) -> CodeDeliveryDetailsType:
    """Send the user a new code in place of the last one of this kind; return what the caller is told.

    `slot` keeps codes of one kind apart, as those for e-mail and phone number.

    Raises: as `send`.
    """
    code = ctx.entropy.digits(digits(kind))
    issued = ConfirmationCode.issue(
        kind, code, now=ctx.now, attribute=destination.attribute, destination=destination.address
    )
    store.codes.put(pool.id, user.key, issued, attribute=slot)
    send(
        ctx,
        store,
        pool=pool,
        client=client,
        user=user,
        kind=message,
        destination=destination,
        code=code,
    )
    return destination.details()


def judged(
    ctx: Context, store: Store, user: User, kind: CodeKind, given: str, slot: str = ""
) -> ServiceError | ConfirmationCode:
    """Judge a code that came back: the code itself when it is right, else the error to answer.

    A right one stays until the caller removes it, so that what else is refused does not use it up.
    One that was never sent, or has served already, is told like an expired one.
    Source: observed texts; that a used code counts as expired: observed at ConfirmSignUp.
    """
    code = store.codes.get(user.pool_id, user.key, kind, slot)
    outcome = CodeOutcome.EXPIRED if code is None else code.check(given, ctx.now)
    if code is None or outcome is CodeOutcome.EXPIRED:
        return errors.ExpiredCodeException.verification()
    if outcome is CodeOutcome.MISMATCH:
        return errors.CodeMismatchException.verification()
    return code


def send(
    ctx: Context,
    store: Store,
    *,
    pool: UserPool,
    client: AppClient | None,
    user: User,
    kind: MessageKind,
    destination: Destination,
    code: str | None,
) -> None:
    """Render a message from the pool's templates, put it into the inbox, and send it after commit.

    `client` is None for messages that administrators cause, `code` for the invitation of a user
    without password.

    Raises: CodeDeliveryFailureException where the pool sends no SMS; InvalidParameterException for
    a link where the pool has no domain to link to; NotEmulatedException where a trigger would
    change or take over the message.
    """
    medium = destination.medium
    _check_sendable(pool, kind, medium)
    configuration = pool.configuration
    text = message_templates.render(
        message_templates.template_for(
            configuration,
            kind=kind,
            medium=medium,
            email_mfa=configuration.get("EmailMfaConfiguration"),
        ),
        code=code or "",
        username=shown_name(pool, user),
    )
    message = store.messages.insert(
        Message(
            pool_id=pool.id,
            client_id=None if client is None else client.id,
            username=user.username,
            medium=medium,
            kind=kind,
            destination=destination.address,
            code=code,
            subject=text.subject,
            body=text.body,
            sent_at=ctx.now,
        )
    )
    store.after_commit(partial(ctx.messages.send, _outgoing(message)))


def _check_sendable(pool: UserPool, kind: MessageKind, medium: Medium) -> None:
    """Refuse a message that the pool cannot send, or that a trigger would change or take over."""
    triggers_pending.refuse_if_configured(pool, "CustomMessage")
    triggers_pending.refuse_if_configured(pool, _SENDERS[medium])
    if medium is Medium.SMS and not pool.sends_sms:
        raise errors.CodeDeliveryFailureException.sms()
    if message_templates.confirms_by_link(pool.configuration, kind=kind, medium=medium):
        raise errors.InvalidParameterException.link_without_domain()


def shown_name(pool: UserPool, user: User) -> str:
    """Return what messages call the user: the name that was typed, not the sub that replaced it.

    Source: Developer Guide "Customizing sign-in attributes"; inferred for the invitation.
    """
    for name in ("email", "phone_number"):
        if name in pool.username_rules.username_attributes and user.attributes.get(name):
            return user.attributes[name]
    return user.username


def _outgoing(message: Message) -> OutgoingMessage:
    return OutgoingMessage(
        message_id=str(message.id),
        pool_id=message.pool_id,
        username=message.username,
        medium=message.medium.value,
        kind=message.kind.value,
        destination=message.destination,
        subject=message.subject,
        body=message.body,
        code=message.code,
        sent_at=message.sent_at,
    )
