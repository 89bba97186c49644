"""The texts Cognito sends: a pool's templates, AWS's defaults, and their placeholders.

`{####}` stands for the code or temporary password, `{username}` for the
username, `{##Link text##}` for a link that confirms. The default texts are not stored in the pool.
Source: Developer Guide "Configuring user pool email and SMS messages" and "message templates".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        EmailMfaConfigType,
        UserPoolType,
    )

CODE: Final = "{####}"
USERNAME: Final = "{username}"

_LINK: Final = re.compile(r"\{##(.*?)##\}", re.DOTALL)
_EMAIL: Final = "EMAIL"
_INVITATION: Final = "INVITATION"
_AUTHENTICATION: Final = "AUTHENTICATION"
# Source: Developer Guide: the link confirms a sign-up; resets and changed addresses take codes.
_LINK_KINDS: Final = frozenset({"SIGN_UP", "RESEND_CODE"})

_VERIFICATION_SUBJECT: Final = "Your verification code"
_VERIFICATION_TEXT: Final = "Your verification code is {####}"
_VERIFICATION_SMS: Final = "Your verification code is {####}."
_LINK_SUBJECT: Final = "Your verification link"
_LINK_TEXT: Final = "Please click the link below to verify your email address. {##Verify Email##}"
_INVITATION_SUBJECT: Final = "Your temporary password"
_INVITATION_TEXT: Final = "Your username is {username} and temporary password is {####}."
_AUTHENTICATION_SUBJECT: Final = "Your authentication code"
_AUTHENTICATION_TEXT: Final = "Your authentication code is {####}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One message with its placeholders; an SMS has no subject."""

    body: str
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageText:
    """One message as it is sent; an SMS has no subject."""

    body: str
    subject: str | None = None


def template_for(
    pool: UserPoolType,
    *,
    kind: str,
    medium: str,
    by_link: bool = False,
    email_mfa: EmailMfaConfigType | None = None,
) -> Template:
    """Choose the template of a message: the pool's own, or AWS's default.

    `kind` is a message kind (SIGN_UP, INVITATION, AUTHENTICATION …), `medium` EMAIL or SMS.
    `by_link` asks for the link template where the kind has one; see `confirms_by_link`.
    """
    if kind == _INVITATION:
        return _invitation(pool, medium)
    if kind == _AUTHENTICATION:
        return _authentication(pool, medium, email_mfa or {})
    return _verification(pool, medium, by_link=by_link)


def confirms_by_link(pool: UserPoolType, *, kind: str, medium: str) -> bool:
    """Tell whether the pool confirms by a link in this message rather than by a code."""
    option = pool.get("VerificationMessageTemplate", {}).get("DefaultEmailOption")
    return medium == _EMAIL and kind in _LINK_KINDS and option == "CONFIRM_WITH_LINK"


def render(template: Template, *, code: str, username: str, link: str | None = None) -> MessageText:
    """Fill in a template. `link` is the URL that confirms; its text comes from the template."""
    body = template.body.replace(CODE, code).replace(USERNAME, username)
    if link is not None:
        href = escape(link, quote=True)
        body = _LINK.sub(lambda match: f'<a href="{href}">{match[1]}</a>', body)
    subject = template.subject
    if subject is not None:
        subject = subject.replace(USERNAME, username)
    return MessageText(body=body, subject=subject)


def _verification(pool: UserPoolType, medium: str, *, by_link: bool) -> Template:
    own = pool.get("VerificationMessageTemplate", {})
    if medium != _EMAIL:
        legacy_sms = pool.get("SmsVerificationMessage")
        return Template(body=own.get("SmsMessage") or legacy_sms or _VERIFICATION_SMS)
    if by_link:
        return Template(
            body=own.get("EmailMessageByLink") or _LINK_TEXT,
            subject=own.get("EmailSubjectByLink") or _LINK_SUBJECT,
        )
    legacy_text = pool.get("EmailVerificationMessage")
    legacy_subject = pool.get("EmailVerificationSubject")
    return Template(
        body=own.get("EmailMessage") or legacy_text or _VERIFICATION_TEXT,
        subject=own.get("EmailSubject") or legacy_subject or _VERIFICATION_SUBJECT,
    )


def _invitation(pool: UserPoolType, medium: str) -> Template:
    own = pool.get("AdminCreateUserConfig", {}).get("InviteMessageTemplate", {})
    if medium != _EMAIL:
        return Template(body=own.get("SMSMessage") or _INVITATION_TEXT)
    return Template(
        body=own.get("EmailMessage") or _INVITATION_TEXT,
        subject=own.get("EmailSubject") or _INVITATION_SUBJECT,
    )


def _authentication(pool: UserPoolType, medium: str, email_mfa: EmailMfaConfigType) -> Template:
    if medium != _EMAIL:
        return Template(body=pool.get("SmsAuthenticationMessage") or _AUTHENTICATION_TEXT)
    return Template(
        body=email_mfa.get("Message") or _AUTHENTICATION_TEXT,
        subject=email_mfa.get("Subject") or _AUTHENTICATION_SUBJECT,
    )
