"""Lists in pages: the token of a page is good for the next page of the same list, and of no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import pagination

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE_SIZE: Final = 60
"""Most entries of a page; also where the request gives no limit, or 0 (inferred)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as it was asked for: `names` are the operation, the pool and what else selects.

    `secret` is the pool's.
    """

    secret: bytes
    names: tuple[str, ...]

    def after(self, token: str | None) -> tuple[str, ...] | None:
        """Return the position behind which the page begins; None for the first page.

        Raises: InvalidParameterException for a token that is not of this list.
        """
        if token is None:
            return None
        position = pagination.position_of(token, secret=self.secret, listing=self.names)
        return tuple(str(part) for part in position.values())

    def token(self, position: Sequence[str]) -> str:
        """Return the token of the page behind a position, the sort keys of the last entry shown."""
        parts = {str(number): part for number, part in enumerate(position)}
        return pagination.page_token(parts, secret=self.secret, listing=self.names)


def page_size(limit: int | None) -> int:
    """Return how many entries a page has at most."""
    return limit or PAGE_SIZE
