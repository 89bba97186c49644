"""NEW_PASSWORD_REQUIRED: a user with a temporary password chooses the first one of their own.

Required attributes that the administrator left out must come along, as `userAttributes.<name>`.

Source: API reference "RespondToAuthChallenge"; Developer Guide "Creating user accounts as
administrator".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.attributes import (
    VERIFIABLE,
    AttributeRules,
    missing_required,
    updated_attributes,
)
from cognito_emulator.domain.users import UserStatus
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import attributes, new_passwords
from cognito_emulator.workflows.authentication.steps import Issued, Proven

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import SchemaAttributeType
    from cognito_emulator.domain.challenges import Challenge
    from cognito_emulator.workflows.authentication.steps import SignIn

_PREFIX: Final = "userAttributes."


def issue(sign_in: SignIn, challenge: Challenge) -> Issued:  # noqa: ARG001 - the challenge has no choices
    """Tell which required attributes are missing and which attributes are there."""
    user = sign_in.user
    readable = sign_in.client.readable(sign_in.pool.schema)
    shown = {name: value for name, value in user.attributes.items() if name in readable}
    missing = missing_required(sign_in.pool.schema, user.attributes)
    parameters = {
        "USER_ID_FOR_SRP": user.username,
        "requiredAttributes": _json([f"{_PREFIX}{name}" for name in missing]),
        "userAttributes": _json(shown),
    }
    return Issued(parameters=parameters)


def answer(sign_in: SignIn) -> Proven:
    """Set the password and the attributes; the user is CONFIRMED.

    A refused password or attribute leaves the step open for another try.

    Raises: InvalidPasswordException, PasswordHistoryPolicyViolationException,
    InvalidParameterException, NotAuthorizedException (an address or a required attribute given by
    the administrator, or an attribute the client may not write), AliasExistsException.
    """
    password = sign_in.required("NEW_PASSWORD")
    given = {
        name.removeprefix(_PREFIX): value
        for name, value in sign_in.given.items()
        if name.startswith(_PREFIX)
    }
    completed = _completed(sign_in, given)
    user = new_passwords.changed(
        sign_in.ctx, sign_in.pool, sign_in.user, password, status=UserStatus.CONFIRMED
    )
    user = user.with_attributes(completed, at=sign_in.ctx.now)
    attributes.save_user(sign_in.store, sign_in.pool, user)
    return Proven(user=user)


def _completed(sign_in: SignIn, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the user's attributes with those given, if they may be given and none is missing."""
    current = sign_in.user.attributes
    for name in given:
        if current.get(name) and (name in VERIFIABLE or name in _required(sign_in)):
            raise errors.NotAuthorizedException.cannot_modify_provided(name)
    schema = [_open_while_unset(attribute, current) for attribute in sign_in.pool.schema]
    rules = AttributeRules(schema=schema, writable=sign_in.client.writable(schema))
    completed = updated_attributes(rules, current, given).attributes if given else current
    missing = missing_required(sign_in.pool.schema, completed)
    if missing:
        raise errors.InvalidParameterException.new_password_attribute_missing(missing[0])
    return completed


def _required(sign_in: SignIn) -> frozenset[str]:
    """Return the attributes that cannot be modified here once they have a value.

    Source: API reference "RespondToAuthChallenge", NEW_PASSWORD_REQUIRED.
    """
    return frozenset(
        attribute.get("Name", "")
        for attribute in sign_in.pool.schema
        if attribute.get("Required", False)
    )


def _open_while_unset(
    attribute: SchemaAttributeType, current: Mapping[str, str]
) -> SchemaAttributeType:
    # An immutable attribute that was never set can be set here, and only here: a required one could
    # otherwise never be given by a user whom an administrator created.
    return attribute if current.get(attribute.get("Name", "")) else {**attribute, "Mutable": True}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
