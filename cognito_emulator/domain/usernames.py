"""By which names users sign up and sign in, and what a name may look like.

A pool is one of three kinds: plain usernames; usernames with aliases (`AliasAttributes`); or
`UsernameAttributes`, where the e-mail address or phone number is the name typed at sign-up, and the
username is the user's `sub`. Source: Developer Guide "Customizing sign-in attributes".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Mapping

# Source: inferred; the service names no grammar beyond "standard email format".
_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@.,;:<>()]+(?:\.[^\s@.,;:<>()]+)+")
# Source: Developer Guide "Working with user attributes": plus sign, country code, only digits.
_PHONE: Final = re.compile(r"\+[1-9][0-9]{1,14}")
_ADDRESS_KINDS: Final = ("email", "phone_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsernameRules:
    """How one pool names its users; a pool has UsernameAttributes or AliasAttributes, not both."""

    username_attributes: frozenset[str] = frozenset()
    alias_attributes: frozenset[str] = frozenset()
    case_sensitive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """What a new user is called.

    `key` is the form of `username` that is unique in the pool. `attributes` includes the address
    that was typed as the username; `kind` names it (None where usernames are plain).
    """

    username: str
    key: str
    attributes: Mapping[str, str]
    kind: str | None = None


def is_email(text: str) -> bool:
    """Tell whether the text is an e-mail address for Cognito."""
    return _EMAIL.fullmatch(text) is not None


def is_phone_number(text: str) -> bool:
    """Tell whether the text is an E.164 phone number: `+`, country code, at most 15 digits."""
    return _PHONE.fullmatch(text) is not None


def address_kind(text: str) -> str | None:
    """Return `email` or `phone_number` by the look of a name, or None."""
    if is_email(text):
        return "email"
    return "phone_number" if is_phone_number(text) else None


def normalise(rules: UsernameRules, name: str) -> str:
    """Return the form in which two names are compared: without case where the pool ignores it."""
    return name if rules.case_sensitive else name.lower()


def sign_in_kinds(rules: UsernameRules, name: str) -> tuple[str, ...]:
    """List what a typed name may be, in the order to look it up.

    `username` first, then the aliases it has the shape of. In a pool with UsernameAttributes the
    username is the `sub`, which AWS accepts beside the address.
    """
    shape = address_kind(name)
    offered = rules.username_attributes | rules.alias_attributes
    aliases = (shape,) if shape is not None and shape in offered else ()
    preferred = ("preferred_username",) if "preferred_username" in offered else ()
    return ("username", *aliases, *preferred)


def admin_kinds(rules: UsernameRules, name: str) -> tuple[str, ...]:
    """List what the `Username` of an administrator's call may be: sign-in names, then the `sub`.

    Source: API reference "AdminGetUser" (Username).
    """
    return (*sign_in_kinds(rules, name), "sub")


def alias_keys(rules: UsernameRules, attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """List the (kind, compared form) under which a user signs in beside the username.

    UsernameAttributes count as soon as they are set. The aliases `email` and `phone_number` count
    once verified, `preferred_username` always.
    Source: Developer Guide "Customizing sign-in attributes".
    """
    kinds = [
        kind
        for kind in (*_ADDRESS_KINDS, "preferred_username")
        if attributes.get(kind) and _signs_in(rules, kind, attributes)
    ]
    return tuple((kind, normalise(rules, attributes[kind])) for kind in kinds)


def _signs_in(rules: UsernameRules, kind: str, attributes: Mapping[str, str]) -> bool:
    if kind in rules.username_attributes:
        return True
    if kind not in rules.alias_attributes:
        return False
    return kind == "preferred_username" or attributes.get(f"{kind}_verified") == "true"


def check_username(rules: UsernameRules, username: str) -> None:
    """Refuse a username that the pool's kind does not allow for a new user.

    Raises: InvalidParameterException. Source: observed.
    """
    shape = address_kind(username)
    if rules.username_attributes:
        if shape not in rules.username_attributes:
            raise InvalidParameterException.username_should_be(rules.username_attributes)
    elif shape is not None and shape in rules.alias_attributes:
        raise InvalidParameterException.username_is_alias_shape(shape)


def new_name(
    rules: UsernameRules, username: str, attributes: Mapping[str, str], *, sub: str
) -> NewName:
    """Name a new user: as typed, or by `sub` where the typed name is an address.

    Raises: InvalidParameterException when the name's shape is wrong, or when the address is also
    given as an attribute with another value.
    Source: Developer Guide "Customizing sign-in attributes"; the conflict is inferred.
    """
    check_username(rules, username)
    if not rules.username_attributes:
        return NewName(username=username, key=normalise(rules, username), attributes=attributes)
    kind = "email" if is_email(username) else "phone_number"
    given = attributes.get(kind, username)
    if normalise(rules, given) != normalise(rules, username):
        raise InvalidParameterException.username_and_attribute_differ(kind)
    return NewName(
        username=sub,
        key=normalise(rules, sub),
        attributes={**attributes, kind: given},
        kind=kind,
    )


def check_sign_up_aliases(rules: UsernameRules, attributes: Mapping[str, str]) -> None:
    """Refuse the alias preferred_username before the user is confirmed.

    Raises: InvalidParameterException. Source: Developer Guide "Customizing sign-in attributes".
    """
    if "preferred_username" in rules.alias_attributes and "preferred_username" in attributes:
        raise InvalidParameterException.preferred_username_unconfirmed()
