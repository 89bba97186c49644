"""Brings the calls of boto3 to the emulator entered last.

The hook sits where botocore hands a finished request to the network, on the class that every client
uses: it reaches clients made before and after entering, and it comes before the ``before-send``
handlers of other tools (moto answers Cognito's hosts too), which see nothing of a call that is ours.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from cognito_emulator.adapters import botocore_wsgi
from cognito_emulator.testing import active

if TYPE_CHECKING:
    from collections.abc import Callable


def install() -> Callable[[], None]:
    """Place the hook; return what takes it out again."""
    from botocore.endpoint import Endpoint

    original = Endpoint._do_get_response  # type: ignore[attr-defined]  # noqa: SLF001

    def respond(endpoint: Any, request: Any, *rest: Any) -> Any:  # noqa: ANN401
        emulator = active.answering(request.url)
        if emulator is None:
            return original(endpoint, request, *rest)
        answered = copy.copy(endpoint)
        answered._event_emitter = _Answered(endpoint._event_emitter, emulator.wsgi_app)  # noqa: SLF001
        return original(answered, request, *rest)

    Endpoint._do_get_response = respond  # type: ignore[attr-defined]  # noqa: SLF001

    def remove() -> None:
        Endpoint._do_get_response = original  # type: ignore[attr-defined]  # noqa: SLF001

    return remove


class _Answered:
    """A client's events, except that the request is answered instead of sent."""

    __slots__ = ("_app", "_events")

    def __init__(self, events: Any, app: Any) -> None:  # noqa: ANN401
        self._events = events
        self._app = app

    def emit(self, event_name: str, **arguments: Any) -> Any:  # noqa: ANN401
        if event_name.startswith("before-send."):
            return [(None, botocore_wsgi.answer(self._app, arguments["request"]))]
        return self._events.emit(event_name, **arguments)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._events, name)
