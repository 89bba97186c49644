"""Tags of user pools: how many, which names, and the one that chooses the pool's id.

Source: API reference "TagResource" (50 tags); that `aws:` is reserved is a rule of all AWS services.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TAGS: Final = 50
CUSTOM_ID: Final = "_custom_id_"
_RESERVED: Final = "aws:"
_POOL_ID: Final = re.compile(r"[\w-]+_[0-9a-zA-Z]+")
_MAX_POOL_ID: Final = 55


class TagProblem(StrEnum):
    """Why tags are refused; operations name the same refusal by different errors."""

    TOO_MANY = "too many"
    RESERVED = "reserved"


def tag_problem(
    added: Mapping[str, str], *, present: Mapping[str, str] | None = None
) -> TagProblem | None:
    """Return why `added` cannot join the tags that are `present`, or None."""
    if any(name.lower().startswith(_RESERVED) for name in added):
        return TagProblem.RESERVED
    return TagProblem.TOO_MANY if len({**(present or {}), **added}) > MAX_TAGS else None


def chosen_pool_id(tags: Mapping[str, str]) -> str | None:
    """Return the pool id that a `_custom_id_` tag asks for, so that tests can name it in advance.

    Raises: InvalidParameterException when the tag is not of the form of a pool id.
    Source: the emulator's own rule, named as LocalStack names it.
    """
    pool_id = tags.get(CUSTOM_ID)
    if pool_id is None:
        return None
    if _POOL_ID.fullmatch(pool_id) is None or len(pool_id) > _MAX_POOL_ID:
        raise InvalidParameterException.custom_pool_id(pool_id)
    return pool_id
