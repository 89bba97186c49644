"""A user as a row: which columns there are, and back again.

What few users have (second factors, password history, a temporary password) shares one nullable JSON
document, so that it costs the others nothing.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.users import (
    NO_FAILURES,
    NO_MFA,
    FailedAttempts,
    MfaFactor,
    MfaSettings,
    StoredPassword,
    User,
    UserStatus,
)
from cognito_emulator.storage.columns import (
    decode_instant,
    decode_instant_or_none,
    decode_json,
    decode_uuid,
    encode_instant,
    encode_instant_or_none,
    encode_json,
    encode_uuid,
    is_storable,
)
from cognito_emulator.storage.tables import users

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SEARCHABLE: Final = (
    "email",
    "phone_number",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
)
"""The attributes ListUsers may search; only these have rows of their own."""

COLUMNS: Final = (
    users.c.key,
    users.c.username,
    users.c.sub,
    users.c.status,
    users.c.enabled,
    users.c.created_at,
    users.c.modified_at,
    users.c.password_salt,
    users.c.password_verifier,
    users.c.password_check,
    users.c.failed_count,
    users.c.failed_at,
    users.c.attributes,
    users.c.rare,
)
"""What `decode` takes, in this order."""

shown_username: Final = sa.func.coalesce(users.c.username, users.c.key)

_STATUSES: Final = {status.value: status for status in UserStatus}


def encode(user: User) -> dict[str, object]:
    """Return the row of a user, without its aliases."""
    password = user.password
    failures = user.failures
    return {
        "pool_id": user.pool_id,
        "key": user.key,
        "username": None if user.username == user.key else user.username,
        "sub": encode_uuid(user.sub),
        "status": user.status.value,
        "enabled": user.enabled,
        "created_at": encode_instant(user.created_at),
        "modified_at": encode_instant(user.modified_at),
        "password_salt": None if password is None else password.salt,
        "password_verifier": None if password is None else password.verifier,
        "password_check": None if password is None else password.check,
        **encode_failures(failures),
        "attributes": encode_json(dict(user.attributes)),
        "rare": _encode_rare(user),
    }


def encode_failures(failures: FailedAttempts) -> dict[str, object]:
    """Return the columns of a failure count."""
    return {
        "failed_count": failures.count or None,
        "failed_at": encode_instant_or_none(failures.latest_at),
    }


def decode(pool_id: str, row: tuple[Any, ...]) -> User:
    """Return the user of a row of COLUMNS."""
    (
        key,
        username,
        sub,
        status,
        enabled,
        created_at,
        modified_at,
        salt,
        verifier,
        check,
        failed_count,
        failed_at,
        attributes,
        rare,
    ) = row
    password = None
    if salt is not None:
        password = StoredPassword(salt=salt, verifier=verifier, check=check)
    failures = NO_FAILURES
    if failed_count is not None or failed_at is not None:
        latest_at = decode_instant_or_none(failed_at)
        failures = FailedAttempts(count=failed_count or 0, latest_at=latest_at)
    return User(
        pool_id=pool_id,
        key=key,
        username=key if username is None else username,
        sub=decode_uuid(sub),
        status=_STATUSES[status],
        enabled=bool(enabled),
        attributes=decode_json(attributes),
        created_at=decode_instant(created_at),
        modified_at=decode_instant(modified_at),
        password=password,
        failures=failures,
        **({} if rare is None else _decode_rare(decode_json(rare))),
    )


def _encode_rare(user: User) -> str | None:
    document: dict[str, object] = {}
    if user.temporary_password_set_at is not None:
        document["temporary_password_set_at"] = encode_instant(user.temporary_password_set_at)
    if user.password_history:
        document["password_history"] = [_encode_password(old) for old in user.password_history]
    if user.mfa != NO_MFA:
        document["mfa"] = _encode_mfa(user.mfa)
    return encode_json(document) if document else None


def _decode_rare(document: Mapping[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    if "temporary_password_set_at" in document:
        set_at = decode_instant(document["temporary_password_set_at"])
        members["temporary_password_set_at"] = set_at
    if "password_history" in document:
        history = document["password_history"]
        members["password_history"] = tuple(_decode_password(old) for old in history)
    if "mfa" in document:
        members["mfa"] = _decode_mfa(document["mfa"])
    return members


def _encode_password(password: StoredPassword) -> list[str]:
    parts = (password.salt, password.verifier, password.check)
    return [b64encode(part).decode("ascii") for part in parts]


def _decode_password(parts: list[str]) -> StoredPassword:
    salt, verifier, check = (b64decode(part) for part in parts)
    return StoredPassword(salt=salt, verifier=verifier, check=check)


def _encode_mfa(mfa: MfaSettings) -> dict[str, object]:
    return {
        "enabled": sorted(factor.value for factor in mfa.enabled),
        "preferred": None if mfa.preferred is None else mfa.preferred.value,
        "totp_secret": mfa.totp_secret,
        "totp_pending": mfa.totp_pending,
        "totp_device_name": mfa.totp_device_name,
        "totp_last_step": mfa.totp_last_step,
        "legacy_sms": mfa.legacy_sms,
    }


def _decode_mfa(document: dict[str, Any]) -> MfaSettings:
    preferred = document.pop("preferred")
    enabled = document.pop("enabled")
    return MfaSettings(
        enabled=frozenset(MfaFactor(factor) for factor in enabled),
        preferred=None if preferred is None else MfaFactor(preferred),
        **document,
    )


def searchable(attributes: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the (name, value) pairs that ListUsers may find a user by."""
    return {
        (name, attributes[name])
        for name in SEARCHABLE
        if name in attributes and is_storable(attributes[name])
    }


def encode_aliases(pairs: Iterable[tuple[str, str]], attributes: Mapping[str, str]) -> str | None:
    """Return the aliases as the user's row keeps them.

    An alias is mostly the attribute of its name; then its kind alone is written.
    """
    entries = [
        kind if attributes.get(kind) == value else [kind, value] for kind, value in sorted(pairs)
    ]
    return encode_json(entries) if entries else None


def decode_aliases(text: str | None, attributes: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the (kind, value) pairs that `encode_aliases` was given with these attributes."""
    if text is None:
        return set()
    return {
        (entry, attributes[entry]) if isinstance(entry, str) else (entry[0], entry[1])
        for entry in decode_json(text)
    }
