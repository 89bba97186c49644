"""The one exception type that reaches a caller: an error of the service, by its AWS name.

The lowest layer of the package: it imports nothing of ours. Subclasses name one AWS error each and
offer named constructors that hold the wording; call sites never spell a message.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_MEMBERS: Mapping[str, object] = MappingProxyType({})


class ServiceError(Exception):
    """Carry an error of the service to the wire: its AWS name, HTTP status, text and extra members.

    `message` is the text clients see; an empty one is left out of the answer. `members` are further
    wire members of the error's shape, such as `reasonCode`, spelled as on the wire.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 400
    message_member: ClassVar[str] = "message"  # the few errors of AWS's front door spell it Message

    message: str
    members: Mapping[str, object]

    def __init__(self, message: str = "", *, members: Mapping[str, object] | None = None) -> None:
        """Keep the message and, when given, the extra wire members."""
        super().__init__(message)
        self.message = message
        self.members = _NO_MEMBERS if members is None else MappingProxyType(dict(members))
