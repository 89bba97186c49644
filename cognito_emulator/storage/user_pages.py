"""Pages of ListUsers: each filter reads one index in its order, so that a page costs the same
whether the pool has a thousand users or a million.

`username` reads the primary key, `sub` its unique index, the searchable attributes their table. The
status filters walk the users in the order of their keys. A page begins after a position, the sort
keys of the last row shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.filters import USER_STATUS, Operator, UserFilter
from cognito_emulator.storage.columns import (
    AFTER_EVERY_CHARACTER,
    encode_uuid,
    is_storable,
)
from cognito_emulator.storage.prepared import Prepared, bind, limit
from cognito_emulator.storage.tables import searchable_attributes, users
from cognito_emulator.storage.user_rows import COLUMNS, SHOWN_USERNAME, decode

if TYPE_CHECKING:
    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.transaction import Transaction

_UUID_DIGITS: Final = 32


def _users(*conditions: sa.ColumnElement[bool], order: sa.ColumnElement[Any]) -> Prepared:
    return Prepared(
        sa.select(*COLUMNS)
        .where(users.c.pool_id == bind("pool_id"), *conditions)
        .order_by(order)
        .limit(limit())
    )


_AFTER: Final = users.c.key > bind("after")
_ALL: Final = _users(_AFTER, order=users.c.key)
_BY_KEY: Final = _users(
    _AFTER,
    users.c.key >= bind("low"),
    users.c.key < bind("high"),
    bind("shown_low") <= SHOWN_USERNAME,
    bind("shown_high") > SHOWN_USERNAME,
    order=users.c.key,
)
_BY_SUB: Final = _users(
    users.c.sub > bind("after", sa.LargeBinary),
    users.c.sub >= bind("low", sa.LargeBinary),
    users.c.sub <= bind("high", sa.LargeBinary),
    order=users.c.sub,
)
_BY_STATUS: Final = _users(
    _AFTER, users.c.status >= bind("low"), users.c.status < bind("high"), order=users.c.key
)
_BY_ENABLED: Final = _users(
    _AFTER, users.c.enabled == bind("enabled", sa.Boolean), order=users.c.key
)

_attribute = searchable_attributes.c
_ATTRIBUTE_JOIN: Final = searchable_attributes.join(
    users,
    sa.and_(users.c.pool_id == _attribute.pool_id, users.c.key == _attribute.user_key),
)
_BY_ATTRIBUTE_VALUE: Final = Prepared(
    sa.select(*COLUMNS)
    .select_from(_ATTRIBUTE_JOIN)
    .where(
        _attribute.pool_id == bind("pool_id"),
        _attribute.name == bind("name"),
        _attribute.value == bind("value"),
        _attribute.user_key > bind("after"),
    )
    .order_by(_attribute.user_key)
    .limit(limit())
)
_BY_ATTRIBUTE_PREFIX: Final = Prepared(
    sa.select(*COLUMNS)
    .select_from(_ATTRIBUTE_JOIN)
    .where(
        _attribute.pool_id == bind("pool_id"),
        _attribute.name == bind("name"),
        sa.tuple_(_attribute.value, _attribute.user_key)
        > sa.tuple_(bind("after_value"), bind("after")),
        _attribute.value < bind("high"),
    )
    .order_by(_attribute.value, _attribute.user_key)
    .limit(limit())
)


def position(user: User, user_filter: UserFilter | None) -> tuple[str, ...]:
    """Return where `user` stands in the list that `user_filter` selects: the `after` of a page."""
    if user_filter is not None and user_filter.attribute == "sub":
        return (user.sub,)
    if user_filter is None or user_filter.operator is Operator.EQUALS:
        return (user.key,)
    value = user.attributes.get(user_filter.attribute)
    return (user.key,) if value is None else (user.key, value)


def page(
    transaction: Transaction,
    pool_id: str,
    user_filter: UserFilter | None,
    after: tuple[str, ...] | None,
    limit: int,
) -> list[User]:
    """Return up to `limit` users that `user_filter` accepts, after the position `after`."""
    parameters: dict[str, object] = {
        "pool_id": pool_id,
        "after": "" if after is None else after[0],
        "limit": limit,
    }
    if user_filter is None:
        return [decode(row) for row in transaction.rows(_ALL, parameters)]
    if not is_storable(user_filter.value):
        return []
    if user_filter.attribute == "username":
        return _by_username(transaction, user_filter, parameters)
    if user_filter.attribute == "sub":
        return _by_sub(transaction, user_filter, after, parameters)
    if user_filter.attribute == "status":
        return _by_enabled(transaction, user_filter, parameters)
    if user_filter.attribute == USER_STATUS:
        low, high = _range(user_filter.operator, user_filter.value)
        rows = transaction.rows(_BY_STATUS, {**parameters, "low": low, "high": high})
        return [decode(row) for row in rows]
    return _by_attribute(transaction, user_filter, after, parameters)


def _range(operator: Operator, value: str) -> tuple[str, str]:
    # U+0000 is not storable, so that nothing lies between a value and the value followed by it;
    # U+0001 as the end keeps the text legal in PostgreSQL and is the next possible text.
    if operator is Operator.EQUALS:
        return value, value + "\x01"
    return value, value + AFTER_EVERY_CHARACTER


def _by_username(
    transaction: Transaction, user_filter: UserFilter, parameters: dict[str, object]
) -> list[User]:
    shown_low, shown_high = _range(user_filter.operator, user_filter.value)
    found: list[tuple[Any, ...]] = []
    # The key is the username, or the same in lower case where the pool ignores case.
    for key in dict.fromkeys((user_filter.value, user_filter.value.lower())):
        low, high = _range(user_filter.operator, key)
        ranges = {"low": low, "high": high, "shown_low": shown_low, "shown_high": shown_high}
        found = transaction.rows(_BY_KEY, {**parameters, **ranges})
        if found:
            break
    return [decode(row) for row in found]


def _by_sub(
    transaction: Transaction,
    user_filter: UserFilter,
    after: tuple[str, ...] | None,
    parameters: dict[str, object],
) -> list[User]:
    low, high = _sub_range(user_filter)
    ranges = {
        "after": b"" if after is None else encode_uuid(after[0]),
        "low": low,
        "high": high,
    }
    rows = transaction.rows(_BY_SUB, {**parameters, **ranges})
    found = [decode(row) for row in rows]
    return [user for user in found if user_filter.accepts(user.sub)]


def _sub_range(user_filter: UserFilter) -> tuple[bytes, bytes]:
    exact = encode_uuid(user_filter.value)
    if user_filter.operator is Operator.EQUALS:
        return exact, exact
    digits = user_filter.value.replace("-", "")
    try:
        low = bytes.fromhex(digits.ljust(_UUID_DIGITS, "0"))
        high = bytes.fromhex(digits.ljust(_UUID_DIGITS, "f"))
    except ValueError:
        # No UUID begins so: subs of another form are kept as a zero byte and their text.
        return exact, exact + b"\xff"
    return low, high


def _by_enabled(
    transaction: Transaction, user_filter: UserFilter, parameters: dict[str, object]
) -> list[User]:
    accepted = [
        enabled
        for enabled, shown in ((True, "Enabled"), (False, "Disabled"))
        if user_filter.accepts(shown)
    ]
    if not accepted:
        return []
    if len(accepted) > 1:
        return [decode(row) for row in transaction.rows(_ALL, parameters)]
    rows = transaction.rows(_BY_ENABLED, {**parameters, "enabled": accepted[0]})
    return [decode(row) for row in rows]


def _by_attribute(
    transaction: Transaction,
    user_filter: UserFilter,
    after: tuple[str, ...] | None,
    parameters: dict[str, object],
) -> list[User]:
    parameters["name"] = user_filter.attribute
    if user_filter.operator is Operator.EQUALS:
        rows = transaction.rows(_BY_ATTRIBUTE_VALUE, {**parameters, "value": user_filter.value})
        return [decode(row) for row in rows]
    start = user_filter.value if after is None else after[1]
    high = user_filter.value + AFTER_EVERY_CHARACTER
    rows = transaction.rows(
        _BY_ATTRIBUTE_PREFIX, {**parameters, "after_value": start, "high": high}
    )
    return [decode(row) for row in rows]
