"""Texts of messages: defaults, a pool's own, placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cognito_emulator.domain.message_templates import (
    MessageText,
    Template,
    confirms_by_link,
    render,
    template_for,
)

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import UserPoolType

OWN: UserPoolType = {
    "VerificationMessageTemplate": {
        "SmsMessage": "sms {####}",
        "EmailMessage": "mail {####}",
        "EmailSubject": "Mail",
        "EmailMessageByLink": "go {##here##}",
        "EmailSubjectByLink": "Link",
        "DefaultEmailOption": "CONFIRM_WITH_LINK",
    },
    "AdminCreateUserConfig": {
        "InviteMessageTemplate": {
            "SMSMessage": "hi {username} {####}",
            "EmailMessage": "dear {username}: {####}",
            "EmailSubject": "Welcome {username}",
        }
    },
    "SmsAuthenticationMessage": "otp {####}",
}
LEGACY: UserPoolType = {
    "SmsVerificationMessage": "old sms {####}",
    "EmailVerificationMessage": "old mail {####}",
    "EmailVerificationSubject": "Old",
}


@pytest.mark.parametrize(
    ("pool", "kind", "medium", "expected"),
    [
        ({}, "SIGN_UP", "SMS", ("Your verification code is {####}.", None)),
        (
            {},
            "FORGOT_PASSWORD",
            "EMAIL",
            ("Your verification code is {####}", "Your verification code"),
        ),
        (
            {},
            "INVITATION",
            "SMS",
            ("Your username is {username} and temporary password is {####}.", None),
        ),
        (
            {},
            "INVITATION",
            "EMAIL",
            (
                "Your username is {username} and temporary password is {####}.",
                "Your temporary password",
            ),
        ),
        ({}, "AUTHENTICATION", "SMS", ("Your authentication code is {####}.", None)),
        (
            {},
            "AUTHENTICATION",
            "EMAIL",
            ("Your authentication code is {####}.", "Your authentication code"),
        ),
        (LEGACY, "SIGN_UP", "SMS", ("old sms {####}", None)),
        (LEGACY, "UPDATE_ATTRIBUTE", "EMAIL", ("old mail {####}", "Old")),
        ({**LEGACY, **OWN}, "SIGN_UP", "SMS", ("sms {####}", None)),
        ({**LEGACY, **OWN}, "SIGN_UP", "EMAIL", ("mail {####}", "Mail")),
        (OWN, "INVITATION", "SMS", ("hi {username} {####}", None)),
        (OWN, "INVITATION", "EMAIL", ("dear {username}: {####}", "Welcome {username}")),
        (OWN, "AUTHENTICATION", "SMS", ("otp {####}", None)),
    ],
)
def test_a_pools_own_text_stands_before_awss_default(pool, kind, medium, expected):
    """VerificationMessageTemplate also stands before the older members."""
    body, subject = expected

    assert template_for(pool, kind=kind, medium=medium) == Template(body=body, subject=subject)


def test_email_mfa_has_its_own_configuration():
    """SetUserPoolMfaConfig's EmailMfaConfiguration words the e-mailed sign-in code."""
    chosen = template_for(
        {},
        kind="AUTHENTICATION",
        medium="EMAIL",
        email_mfa={"Message": "m {####}", "Subject": "s"},
    )

    assert chosen == Template(body="m {####}", subject="s")


@pytest.mark.parametrize(
    ("pool", "body", "subject"),
    [
        (
            {},
            "Please click the link below to verify your email address. {##Verify Email##}",
            "Your verification link",
        ),
        (OWN, "go {##here##}", "Link"),
    ],
)
def test_a_link_has_its_own_template(pool, body, subject):
    """EmailMessageByLink and EmailSubjectByLink, or the defaults."""
    chosen = template_for(pool, kind="SIGN_UP", medium="EMAIL", by_link=True)

    assert chosen == Template(body=body, subject=subject)


@pytest.mark.parametrize(
    ("pool", "kind", "medium", "by_link"),
    [
        (OWN, "SIGN_UP", "EMAIL", True),
        (OWN, "RESEND_CODE", "EMAIL", True),
        (OWN, "SIGN_UP", "SMS", False),
        (OWN, "FORGOT_PASSWORD", "EMAIL", False),
        ({}, "SIGN_UP", "EMAIL", False),
    ],
)
def test_links_confirm_sign_ups_by_email_only(pool, kind, medium, by_link):
    """DefaultEmailOption CONFIRM_WITH_LINK concerns the e-mail of a sign-up."""
    assert confirms_by_link(pool, kind=kind, medium=medium) is by_link


def test_placeholders_are_filled_in():
    """Code and username may occur in the body, the username in the subject."""
    template = Template(body="{username}: {####} ({####})", subject="For {username}")

    assert render(template, code="123456", username="ann") == MessageText(
        body="ann: 123456 (123456)", subject="For ann"
    )


def test_a_link_becomes_an_anchor():
    """The text between the marks is what is clicked; the URL is escaped."""
    template = Template(body="go {##right here##}!", subject=None)

    text = render(template, code="123456", username="ann", link="https://x.example/?a=1&b=2")

    assert text == MessageText(
        body='go <a href="https://x.example/?a=1&amp;b=2">right here</a>!', subject=None
    )


def test_without_a_link_the_marks_stay():
    """A template that asks for a link shows it when the pool has none to give."""
    assert render(Template(body="go {##x##}"), code="1", username="a").body == "go {##x##}"
