"""Pages of ListUsers: each filter reads one index in its order.

So a page costs the same whether the pool has a thousand users or a million. `username` reads the
primary key, `sub` its unique index, the searchable attributes their table; the status filters walk
the users in the order of their keys. A page begins after a position, the sort keys of the last row
shown, and SQLite uses but one lower bound of an index: it is the greater of position and filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cognito_emulator.domain.filters import USER_STATUS, Operator, UserFilter
from cognito_emulator.storage.columns import (
    decode_uuid_bytes,
    encode_uuid,
    end_of_prefix,
    is_storable,
    next_text,
)
from cognito_emulator.storage.pools import pool_number
from cognito_emulator.storage.prepared import Prepared, bind, limit
from cognito_emulator.storage.tables import searchable_attributes, users
from cognito_emulator.storage.user_rows import COLUMNS, decode, shown_username

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cognito_emulator.domain.users import User
    from cognito_emulator.storage.transaction import Transaction

_UUID_DIGITS: Final = 32
_FINAL_SIGMA: Final = "\N{GREEK CAPITAL LETTER SIGMA}"


def _users(*conditions: sa.ColumnElement[bool], order: sa.ColumnElement[Any]) -> Prepared:
    return Prepared(
        sa.select(*COLUMNS)
        .where(users.c.pool == pool_number(), *conditions)
        .order_by(order)
        .limit(limit())
    )


_FROM: Final = users.c.key >= bind("low")
_ALL: Final = _users(_FROM, order=users.c.key)
_BY_KEY: Final = _users(
    _FROM,
    users.c.key < bind("high"),
    shown_username >= bind("shown_low"),
    shown_username < bind("shown_high"),
    order=users.c.key,
)
_BY_SUB: Final = _users(
    users.c.sub.between(bind("low", sa.LargeBinary), bind("high", sa.LargeBinary)),
    order=users.c.sub,
)
_BY_STATUS: Final = _users(
    _FROM,
    users.c.status >= bind("status_low"),
    users.c.status < bind("status_high"),
    order=users.c.key,
)
_BY_ENABLED: Final = _users(
    _FROM, users.c.enabled == bind("enabled", sa.Boolean), order=users.c.key
)

_attribute: Final = searchable_attributes.c


def _by_attribute_statement(
    *conditions: sa.ColumnElement[bool], order: tuple[sa.ColumnElement[Any], ...]
) -> Prepared:
    owner = sa.and_(users.c.pool == _attribute.pool, users.c.key == _attribute.user_key)
    return Prepared(
        sa.select(*COLUMNS)
        .select_from(searchable_attributes.join(users, owner))
        .where(_attribute.pool == pool_number(), _attribute.name == bind("name"), *conditions)
        .order_by(*order)
        .limit(limit())
    )


_BY_VALUE: Final = _by_attribute_statement(
    _attribute.value == bind("value"),
    _attribute.user_key >= bind("low"),
    order=(_attribute.user_key,),
)
_BY_PREFIX: Final = _by_attribute_statement(
    sa.tuple_(_attribute.value, _attribute.user_key) >= sa.tuple_(bind("value"), bind("low")),
    _attribute.value < bind("high"),
    order=(_attribute.value, _attribute.user_key),
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
    size: int,
) -> list[User]:
    """Return up to `size` users that `user_filter` accepts, after the position `after`."""
    if user_filter is None:
        selected: tuple[Prepared, dict[str, object]] | None = _ALL, {"low": _low(after)}
    elif not is_storable(user_filter.value):
        selected = None
    elif user_filter.attribute == "username":
        return _by_username(transaction, pool_id, user_filter, after, size)
    elif user_filter.attribute == "sub":
        return _by_sub(transaction, pool_id, user_filter, after, size)
    elif user_filter.attribute in _SELECTIONS:
        selected = _SELECTIONS[user_filter.attribute](user_filter, after)
    else:
        selected = _by_attribute(user_filter, after)
    if selected is None:
        return []
    statement, parameters = selected
    rows = transaction.rows(statement, {"pool_id": pool_id, "limit": size, **parameters})
    return [decode(pool_id, row) for row in rows]


def _low(after: tuple[str, ...] | None) -> str:
    return "" if after is None else next_text(after[0])


def _range(user_filter: UserFilter, value: str) -> tuple[str, str]:
    """Return the first text that the filter would accept if `value` were its value, and the end."""
    is_whole = user_filter.operator is Operator.EQUALS
    return value, next_text(value) if is_whole else end_of_prefix(value)


def _by_username(
    transaction: Transaction,
    pool_id: str,
    user_filter: UserFilter,
    after: tuple[str, ...] | None,
    size: int,
) -> list[User]:
    shown_low, shown_high = _range(user_filter, user_filter.value)
    rows: list[tuple[Any, ...]] = []
    # The key is the username, or the same in lower case where the pool ignores case.
    for key in dict.fromkeys((user_filter.value, _lower_case(user_filter))):
        low, high = _range(user_filter, key)
        parameters = {
            "pool_id": pool_id,
            "limit": size,
            "low": max(low, _low(after), key=str.encode),
            "high": high,
            "shown_low": shown_low,
            "shown_high": shown_high,
        }
        rows = transaction.rows(_BY_KEY, parameters)
        if rows:
            break
    return [decode(pool_id, row) for row in rows]


def _lower_case(user_filter: UserFilter) -> str:
    """Return what the lower case of an accepted name is, or begins with."""
    value = user_filter.value
    if user_filter.operator is Operator.STARTS_WITH:
        # Only this letter's lower case depends on what follows it.
        value = value.partition(_FINAL_SIGMA)[0]
    return value.lower()


def _by_sub(
    transaction: Transaction,
    pool_id: str,
    user_filter: UserFilter,
    after: tuple[str, ...] | None,
    size: int,
) -> list[User]:
    begin = b"" if after is None else encode_uuid(after[0]) + b"\0"
    rows: list[tuple[Any, ...]] = []
    for low, high in _sub_ranges(user_filter):
        parameters = {
            "pool_id": pool_id,
            "limit": size - len(rows),
            "low": max(low, begin),
            "high": high,
        }
        rows += transaction.rows(_BY_SUB, parameters)
    return [decode(pool_id, row) for row in rows]


def _sub_ranges(user_filter: UserFilter) -> Iterator[tuple[bytes, bytes]]:
    """Return the first and last sub that the filter accepts: among UUIDs, then among other texts."""
    exact = encode_uuid(user_filter.value)
    if user_filter.operator is Operator.EQUALS:
        yield exact, exact
        return
    digits = user_filter.value.replace("-", "")
    try:
        low = bytes.fromhex(digits.ljust(_UUID_DIGITS, "0"))
        high = bytes.fromhex(digits.ljust(_UUID_DIGITS, "f"))
    except ValueError:
        low = high = b""
    if user_filter.accepts(decode_uuid_bytes(low)):
        yield low, high
    if low != exact:
        yield exact, exact + b"\xff"  # a byte that is in no UTF-8


def _by_status(
    user_filter: UserFilter, after: tuple[str, ...] | None
) -> tuple[Prepared, dict[str, object]] | None:
    low, high = _range(user_filter, user_filter.value)
    return _BY_STATUS, {"low": _low(after), "status_low": low, "status_high": high}


def _by_enabled(
    user_filter: UserFilter, after: tuple[str, ...] | None
) -> tuple[Prepared, dict[str, object]] | None:
    accepted = [
        enabled
        for enabled, shown in ((True, "Enabled"), (False, "Disabled"))
        if user_filter.accepts(shown)
    ]
    if not accepted:
        return None
    if len(accepted) > 1:
        return _ALL, {"low": _low(after)}
    return _BY_ENABLED, {"low": _low(after), "enabled": accepted[0]}


_SELECTIONS: Final = {"status": _by_enabled, USER_STATUS: _by_status}


def _by_attribute(
    user_filter: UserFilter, after: tuple[str, ...] | None
) -> tuple[Prepared, dict[str, object]] | None:
    parameters: dict[str, object] = {"name": user_filter.attribute, "low": _low(after)}
    if user_filter.operator is Operator.EQUALS:
        return _BY_VALUE, {**parameters, "value": user_filter.value}
    value = user_filter.value if after is None else after[1]
    return _BY_PREFIX, {**parameters, "value": value, "high": end_of_prefix(user_filter.value)}
