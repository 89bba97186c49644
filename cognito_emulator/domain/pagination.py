"""Page tokens: where the next page begins, as opaque text.

A token holds the sort keys of the last row shown (keyset paging: pages stay stable while rows are
inserted and deleted) and a MAC under a secret, bound to what the list was asked for. A garbled token,
and one of another pool, operation or filter, is refused alike.

Source: that tokens are opaque base64 beginning `CAIS` is observed; the content is ours.
"""

from __future__ import annotations

import base64
import hmac
import json
from typing import TYPE_CHECKING, Final

from cognito_emulator.errors.idp import InvalidParameterException

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_START: Final = b"\x08\x02\x12"
_MAC_BYTES: Final = 16


def page_token(position: Mapping[str, str | int], *, secret: bytes, listing: Sequence[str]) -> str:
    """Return the token for the page after `position`, the sort keys of the last row shown.

    `listing` names the list as asked for: pool, operation, filter. Everything that must not change
    between two pages belongs in it.
    """
    content = json.dumps(position, separators=(",", ":")).encode("ascii")
    mac = _mac(content, secret, listing)
    return base64.b64encode(_START + mac + content).decode("ascii")


def position_of(token: str, *, secret: bytes, listing: Sequence[str]) -> Mapping[str, str | int]:
    """Return the position a token of this very listing holds.

    Raises: InvalidParameterException when the token is not one we made for it.
    """
    try:
        document = base64.b64decode(token, validate=True)
    except ValueError:
        raise InvalidParameterException.page_token() from None
    head = len(_START) + _MAC_BYTES
    mac, content = document[len(_START) : head], document[head:]
    if not hmac.compare_digest(mac, _mac(content, secret, listing)):
        raise InvalidParameterException.page_token()
    position: Mapping[str, str | int] = json.loads(content)
    return position


def _mac(content: bytes, secret: bytes, listing: Sequence[str]) -> bytes:
    # JSON keeps the parts of the listing apart: ("a", "bc") is not ("ab", "c").
    name = json.dumps(["page token", *listing]).encode("ascii")
    return hmac.digest(secret, name + b"\n" + content, "sha256")[:_MAC_BYTES]
