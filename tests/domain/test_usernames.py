"""Usernames: shapes, kinds of pool, aliases, case."""

import pytest

from cognito_emulator.domain.usernames import (
    UsernameRules,
    address_kind,
    admin_kinds,
    alias_keys,
    check_sign_up_aliases,
    check_username,
    is_email,
    is_phone_number,
    new_name,
    normalise,
    sign_in_kinds,
)
from cognito_emulator.errors import idp

PLAIN = UsernameRules()
FOLDING = UsernameRules(case_sensitive=False)
BY_EMAIL = UsernameRules(username_attributes=frozenset({"email"}), case_sensitive=False)
BY_PHONE = UsernameRules(username_attributes=frozenset({"phone_number"}))
BY_EITHER = UsernameRules(username_attributes=frozenset({"email", "phone_number"}))
ALIASES = UsernameRules(
    alias_attributes=frozenset({"email", "phone_number", "preferred_username"}),
    case_sensitive=False,
)
SUB = "91192d26-7031-7069-06eb-8ed870233366"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann@example.com", True),
        ("ann.o'neil+tag@mail.example.co.uk", True),
        ("ann", False),
        ("ann@", False),
        ("@example.com", False),
        ("ann@example", False),
        ("ann@@example.com", False),
        ("an n@example.com", False),
        ("ann@example..com", False),
    ],
)
def test_an_email_has_a_local_part_and_a_dotted_domain(text, expected):
    """One at sign, no spaces, a domain of at least two labels."""
    assert is_email(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+15551234567", True),
        ("+4915112345678", True),
        ("15551234567", False),
        ("+1 555 123", False),
        ("+0123456", False),
        ("+1234567890123456", False),
        ("+", False),
    ],
)
def test_a_phone_number_is_plus_and_digits(text, expected):
    """E.164: a plus sign, a country code and at most fifteen digits."""
    assert is_phone_number(text) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("ann@example.com", "email"), ("+15551234567", "phone_number"), ("ann", None)],
)
def test_the_look_of_a_name_tells_its_kind(text, kind):
    """A name is taken for an address by its shape alone."""
    assert address_kind(text) == kind


def test_case_counts_only_in_case_sensitive_pools():
    """Names are compared in lower case where CaseSensitive is false."""
    assert normalise(PLAIN, "Ann") == "Ann"
    assert normalise(FOLDING, "Ann") == "ann"


@pytest.mark.parametrize(
    ("rules", "name", "kinds"),
    [
        (PLAIN, "ann@example.com", ("username",)),
        (BY_EMAIL, "ann@example.com", ("username", "email")),
        (BY_EMAIL, "+15551234567", ("username",)),
        (BY_EITHER, "+15551234567", ("username", "phone_number")),
        (ALIASES, "ann", ("username", "preferred_username")),
        (ALIASES, "ann@example.com", ("username", "email", "preferred_username")),
    ],
)
def test_a_typed_name_is_looked_up_as_username_then_alias(rules, name, kinds):
    """Only aliases that the pool offers, and that the name looks like, are tried."""
    assert sign_in_kinds(rules, name) == kinds


def test_administrators_may_also_name_the_sub():
    """The Username of an Admin operation may be the user's sub."""
    assert admin_kinds(PLAIN, SUB) == ("username", "sub")


@pytest.mark.parametrize(
    ("rules", "attributes", "keys"),
    [
        (PLAIN, {"email": "a@b.example", "email_verified": "true"}, ()),
        (BY_EMAIL, {"email": "A@b.example"}, (("email", "a@b.example"),)),
        (BY_EMAIL, {"name": "Ann"}, ()),
        (ALIASES, {"email": "a@b.example", "phone_number": "+15551234567"}, ()),
        (
            ALIASES,
            {
                "email": "A@b.example",
                "email_verified": "true",
                "phone_number": "+15551234567",
                "phone_number_verified": "true",
                "preferred_username": "Annie",
            },
            (
                ("email", "a@b.example"),
                ("phone_number", "+15551234567"),
                ("preferred_username", "annie"),
            ),
        ),
    ],
)
def test_aliases_sign_in_once_verified_and_username_attributes_at_once(rules, attributes, keys):
    """An unverified alias is no name; the address that is the username always is."""
    assert alias_keys(rules, attributes) == keys


@pytest.mark.parametrize(
    ("rules", "name", "message"),
    [
        (BY_EMAIL, "ann", "Username should be an email."),
        (BY_EMAIL, "+15551234567", "Username should be an email."),
        (BY_PHONE, "ann@example.com", "Username should be a phone number."),
        (BY_EITHER, "ann", "Username should be either an email or a phone number."),
        (
            ALIASES,
            "ann@example.com",
            "Username cannot be of email format, since user pool is configured for email alias.",
        ),
        (
            ALIASES,
            "+15551234567",
            "Username cannot be of phone number format, since user pool is configured for phone number alias.",
        ),
    ],
)
def test_a_new_username_must_fit_the_kind_of_pool(rules, name, message):
    """Address pools want an address; alias pools refuse what looks like an alias."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        check_username(rules, name)

    assert refused.value.message == message


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        (PLAIN, "ann@example.com"),
        (PLAIN, "ann"),
        (ALIASES, "ann"),
        (BY_EMAIL, "ann@example.com"),
        (BY_EITHER, "+15551234567"),
    ],
)
def test_a_fitting_username_passes(rules, name):
    """Without aliases a plain username may look like an address."""
    check_username(rules, name)


def test_a_plain_username_is_kept_as_typed_and_compared_folded():
    """The username shows as written; its key ignores case where the pool does."""
    named = new_name(FOLDING, "Ann", {"name": "Ann"}, sub=SUB)

    assert (named.username, named.key, named.kind) == ("Ann", "ann", None)
    assert named.attributes == {"name": "Ann"}


@pytest.mark.parametrize(
    ("rules", "typed", "kind"),
    [(BY_EMAIL, "Ann@example.com", "email"), (BY_EITHER, "+15551234567", "phone_number")],
)
def test_an_address_becomes_an_attribute_and_the_sub_the_username(rules, typed, kind):
    """In a pool with UsernameAttributes the username is the sub."""
    named = new_name(rules, typed, {"name": "Ann"}, sub=SUB)

    assert (named.username, named.key, named.kind) == (SUB, SUB, kind)
    assert named.attributes == {"name": "Ann", kind: typed}


def test_the_address_may_be_repeated_in_another_casing():
    """An email attribute that equals the username is kept as the attribute has it."""
    named = new_name(BY_EMAIL, "ann@example.com", {"email": "Ann@Example.com"}, sub=SUB)

    assert named.attributes == {"email": "Ann@Example.com"}


def test_an_address_that_contradicts_the_username_is_refused():
    """The email attribute cannot differ from the e-mail that is the username."""
    with pytest.raises(idp.InvalidParameterException) as refused:
        new_name(BY_EMAIL, "ann@example.com", {"email": "bob@example.com"}, sub=SUB)

    assert refused.value.message == "Value of attribute email does not match the username."


def test_preferred_username_waits_for_confirmation():
    """As an alias it cannot be given at sign-up."""
    check_sign_up_aliases(PLAIN, {"preferred_username": "annie"})
    check_sign_up_aliases(ALIASES, {"email": "a@b.example"})

    with pytest.raises(idp.InvalidParameterException) as refused:
        check_sign_up_aliases(ALIASES, {"preferred_username": "annie"})

    assert refused.value.message == (
        "Preferred username cannot be provided for unconfirmed account, since user pool is "
        "configured for preferred username alias."
    )
