"""How an error of the service travels: status, headers and body in both protocols.

Source: responses quoted in public clients: `x-amzn-errortype` ends with a colon, the body of JSON 1.1
names the bare type in `__type`; rest-json names it in the header only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cognito_emulator.protocol.serialize import encode_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator.errors.base import ServiceError

# A header is one line of latin-1, and servers and clients limit its size.
_UNFIT_FOR_HEADER: Final = re.compile(r"[^ -~\xa0-\xff]+")
_HEADER_CHARACTERS: Final = 1024


def error_status(error: ServiceError, modelled: Mapping[str, int]) -> int:
    """Return the HTTP status of an error: its model's, else its own."""
    return modelled.get(error.code, error.status)


def error_headers(error: ServiceError) -> list[tuple[str, str]]:
    """Return the headers that name the error and repeat its message, on one line and shortened."""
    headers = [("x-amzn-errortype", f"{error.code}:")]
    if error.message:
        line = _UNFIT_FOR_HEADER.sub(" ", error.message[:_HEADER_CHARACTERS]).strip()
        headers.append(("x-amzn-errormessage", line))
    return headers


def error_body(error: ServiceError, *, rest: bool) -> bytes:
    """Return the body: the message unless it is empty, further members, and the type in JSON 1.1."""
    body: dict[str, object] = {} if rest else {"__type": error.code}
    if error.message:
        body[error.message_member] = error.message
    return encode_json({**body, **error.members})
