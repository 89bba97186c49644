"""Tags of resources, by the resource's ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from cognito_emulator.storage.columns import decode_json, encode_json
from cognito_emulator.storage.prepared import Prepared, equal_to_parameters, insert_or_replace
from cognito_emulator.storage.tables import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cognito_emulator.storage.transaction import Transaction

_PUT: Final = insert_or_replace(tags, ["value"])
_ALL: Final = Prepared(
    sa.select(tags.c.name, tags.c.value)
    .where(equal_to_parameters(tags, "arn"))
    .order_by(tags.c.name)
)
_REMOVE: Final = Prepared(sa.delete(tags).where(equal_to_parameters(tags, "arn", "name")))
_CLEAR: Final = Prepared(sa.delete(tags).where(equal_to_parameters(tags, "arn")))


class TagRepository:
    """Tags. Their names and values are kept as JSON text: any characters are legal in them."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        """Work in `transaction`."""
        self._transaction: Final = transaction

    def all(self, arn: str) -> dict[str, str]:
        """Return the tags of a resource, in the order of their names."""
        rows = self._transaction.rows(_ALL, {"arn": arn})
        return {decode_json(name): decode_json(value) for name, value in rows}

    def put(self, arn: str, values: Mapping[str, str]) -> None:
        """Set tags; others of the resource stay."""
        for name, value in sorted(values.items()):
            row = {"arn": arn, "name": encode_json(name), "value": encode_json(value)}
            self._transaction.write(_PUT, row)

    def remove(self, arn: str, names: Iterable[str]) -> None:
        """Remove tags by name; unknown names are no error."""
        for name in names:
            self._transaction.write(_REMOVE, {"arn": arn, "name": encode_json(name)})

    def clear(self, arn: str) -> None:
        """Remove all tags of a resource."""
        self._transaction.write(_CLEAR, {"arn": arn})
