"""The admin API over HTTP: ``/_emulator/messages``, ``/_emulator/clock``, ``/_emulator/reset``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import parse_qs

from cognito_emulator.admin.inbox import Looking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from wsgiref.types import StartResponse, WSGIEnvironment

    from cognito_emulator.admin.guard import Guard
    from cognito_emulator.admin.inbox import Inbox
    from cognito_emulator.domain.messages import Message

LONGEST_WAIT_SECONDS: Final = 60.0
"""How long one request may wait for a message."""

LARGEST_BODY_BYTES: Final = 65_536
_LARGEST_ID: Final = 1 << 53
_JSON: Final = "application/json"


class MovableClock(Protocol):
    """What the API needs of a clock; `adapters.frozen_clock.MoveableClock` is one."""

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the clock, at `at` or where it stands."""
        ...

    def advance(self, *, seconds: float) -> None:
        """Move the clock."""
        ...

    def resume(self) -> None:
        """Let a stopped clock run on."""
        ...

    def describe(self) -> Mapping[str, object]:
        """Return how the clock stands, for JSON."""
        ...


class AdminError(Exception):
    """A call of the admin API that cannot be answered as asked."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status: Final = status
        self.error: Final = error


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to the admin API."""

    query: Mapping[str, str]
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminApi:
    """Answers the paths under ``/_emulator/``."""

    inbox: Inbox
    clock: MovableClock
    reset: Callable[[], None]
    guard: Guard

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer one request in JSON; also what is refused."""
        origin = environ.get("HTTP_ORIGIN")
        try:
            if (refusal := self.guard.refusal(environ)) is not None:
                origin = None
                raise AdminError(403, "Forbidden", refusal)  # noqa: TRY301  # one form for all
            status, document = self._answer(environ)
        except AdminError as error:
            status, document = error.status, {"error": error.error, "message": str(error)}
        return _respond(start_response, status, document, origin)

    def _answer(self, environ: WSGIEnvironment) -> tuple[int, Mapping[str, Any] | None]:
        path, method = environ["PATH_INFO"].rstrip("/"), environ["REQUEST_METHOD"]
        methods = _ROUTES.get(path)
        if methods is None:
            known = ", ".join(sorted(_ROUTES))
            raise AdminError(404, "NotFound", f"There is no {path}. There are {known}.")
        if method == "OPTIONS":
            return 204, None
        answer = methods.get(method)
        if answer is None:
            allowed = ", ".join(methods)
            raise AdminError(405, "MethodNotAllowed", f"{path} answers {allowed}, not {method}.")
        return 200, answer(self, _read_call(environ))

    def list_messages(self, call: Call) -> Mapping[str, Any]:
        """Return messages, oldest first; with `wait`, as soon as there is one.

        Query: pool, user, destination, medium (SMS or EMAIL), after (an id), wait (seconds).
        """
        known = {"pool", "user", "destination", "medium", "after", "wait"}
        if unknown := sorted(set(call.query) - known):
            given, there_are = ", ".join(unknown), ", ".join(sorted(known))
            raise _invalid(f"Unknown query parameter {given}. There are {there_are}.")
        looking = Looking(
            pool_id=call.query.get("pool"),
            username=call.query.get("user"),
            destination=call.query.get("destination"),
            medium=_medium(call.query.get("medium")),
            after=int(min(_number(call.query.get("after", "0"), "after"), _LARGEST_ID)),
        )
        seconds = _number(call.query.get("wait", "0"), "wait")
        found = self.inbox.matching_within(looking, min(seconds, LONGEST_WAIT_SECONDS))
        return {"messages": [message_document(each) for each in found]}

    def clear_messages(self, _: Call) -> Mapping[str, Any]:
        """Forget every message."""
        self.inbox.clear()
        return {"messages": []}

    def show_clock(self, _: Call) -> Mapping[str, object]:
        """Return how the emulator's clock stands."""
        return self.clock.describe()

    def move_clock(self, call: Call) -> Mapping[str, object]:
        """Move the clock: exactly one of set (ISO 8601), advance (seconds), run (true).

        `set` stops the clock at that instant, `advance` moves it, stopped or not, and `run` lets it
        run on from where it stands.
        """
        if len(call.body) != 1 or not set(call.body) <= set(_MOVES):
            raise _invalid(
                'Send one of {"set": "2030-01-31T12:00:00Z"}, {"advance": 3600} (seconds) and '
                '{"run": true}.'
            )
        ((name, value),) = call.body.items()
        try:
            _MOVES[name](self.clock, value)
        except (TypeError, ValueError, OverflowError) as error:
            raise _invalid(str(error)) from error
        return self.clock.describe()

    def reset_everything(self, _: Call) -> Mapping[str, Any]:
        """Delete every pool, user and message, and set the clock to the machine's time."""
        self.reset()
        return {"reset": True}


_ROUTES: Final[Mapping[str, Mapping[str, Callable[[AdminApi, Call], Mapping[str, Any]]]]] = {
    "/_emulator/messages": {"GET": AdminApi.list_messages, "DELETE": AdminApi.clear_messages},
    "/_emulator/clock": {"GET": AdminApi.show_clock, "POST": AdminApi.move_clock},
    "/_emulator/reset": {"POST": AdminApi.reset_everything},
}


def message_document(message: Message) -> dict[str, object]:
    """Return a message as the admin API shows it."""
    return {
        "id": message.id,
        "kind": message.kind,
        "medium": message.medium,
        "destination": message.destination,
        "code": message.code,
        "subject": message.subject,
        "text": message.body,
        "pool": message.pool_id,
        "client": message.client_id,
        "user": message.username,
        "sentAt": message.sent_at.isoformat(),
    }


def _set(clock: MovableClock, value: object) -> None:
    if not isinstance(value, str):
        raise TypeError(
            f"set takes an instant as text, for example 2030-01-31T12:00:00Z, got {value!r}"
        )
    clock.freeze(datetime.fromisoformat(value))


def _advance(clock: MovableClock, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"advance takes a number of seconds, got {value!r}")
    clock.advance(seconds=value)


def _run(clock: MovableClock, value: object) -> None:
    if value is not True:
        raise TypeError(f"run takes true, got {value!r}")
    clock.resume()


_MOVES: Final[Mapping[str, Callable[[MovableClock, object], None]]] = {
    "set": _set,
    "advance": _advance,
    "run": _run,
}


def _invalid(message: str) -> AdminError:
    return AdminError(400, "InvalidRequest", message)


def _read_call(environ: WSGIEnvironment) -> Call:
    query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    return Call(
        query={name: values[-1] for name, values in query.items()},
        body=_read_body(environ),
    )


def _read_body(environ: WSGIEnvironment) -> Mapping[str, Any]:
    content = environ["wsgi.input"].read(_body_length(environ)) if _body_length(environ) else b""
    if not content:
        return {}
    try:
        document = json.loads(content)
    except ValueError as error:
        raise _invalid(f"The body is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise _invalid("The body has to be a JSON object.")
    return document


def _body_length(environ: WSGIEnvironment) -> int:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY_BYTES:
        raise AdminError(413, "TooLarge", f"The body may have {LARGEST_BODY_BYTES} bytes.")
    return int(length)


def _medium(text: str | None) -> str | None:
    if text is None:
        return None
    if text.upper() not in {"SMS", "EMAIL"}:
        raise _invalid(f"medium is SMS or EMAIL, got {text!r}")
    return text.upper()


def _number(text: str, name: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise _invalid(f"{name} is a number, 0 or greater; got {text!r}")
    return number


def _respond(
    start_response: StartResponse,
    status: int,
    document: Mapping[str, Any] | None,
    origin: str | None,
) -> list[bytes]:
    body = b"" if document is None else json.dumps(document, indent=2).encode() + b"\n"
    headers = [("Cache-Control", "no-store")]
    if body:
        headers += [("Content-Type", _JSON), ("Content-Length", str(len(body)))]
    if origin is not None:
        # Only origins that the guard let pass come here: pages under test may look at the inbox.
        headers += [
            ("Access-Control-Allow-Origin", origin),
            ("Access-Control-Allow-Headers", "content-type"),
            ("Access-Control-Allow-Methods", "GET, POST, DELETE"),
            ("Vary", "Origin"),
        ]
    start_response(f"{status} {_REASONS[status]}", headers)
    return [body]


_REASONS: Final = {
    200: "OK",
    204: "No Content",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
}
