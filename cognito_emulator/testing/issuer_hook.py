"""Brings what `requests` and `urllib` fetch from Cognito's hosts to the emulator entered last.

Token verifiers fetch a pool's keys and its discovery document from the issuer, an AWS address. With
`requests` (authlib, python-jose, pycognito, social-auth) the hook sits where a session chooses the
adapter for a URL; with `urllib` (PyJWT's PyJWKClient) where an opener opens one. Both are above the
place where `responses` and moto put theirs, so that the order of entering does not matter, and every
other address passes through untouched.
"""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import OpenerDirector, Request
from urllib.response import addinfourl

from cognito_emulator.adapters import botocore_wsgi
from cognito_emulator.testing import active

if TYPE_CHECKING:
    from collections.abc import Callable

    from cognito_emulator.emulator import Emulator

_FIRST_ERROR = 400


def install_requests() -> Callable[[], None]:
    """Place the hook into `requests`; return what takes it out again."""
    from requests import Session

    original = Session.get_adapter

    def get_adapter(session: Session, url: str) -> Any:  # noqa: ANN401
        emulator = active.answering(url)
        return original(session, url) if emulator is None else _Adapter(emulator)

    Session.get_adapter = get_adapter  # type: ignore[assignment,method-assign]

    def remove() -> None:
        Session.get_adapter = original  # type: ignore[method-assign]

    return remove


class _Adapter:
    """A transport adapter of `requests` that asks the emulator."""

    __slots__ = ("_emulator",)

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def send(self, request: Any, **_: object) -> Any:  # noqa: ANN401
        from requests.adapters import HTTPAdapter
        from urllib3 import HTTPHeaderDict, HTTPResponse

        status, headers, body = botocore_wsgi.call(
            self._emulator.wsgi_app,
            request.method,
            request.url,
            request.headers,
            botocore_wsgi.body_bytes(request.body),
        )
        raw = HTTPResponse(
            BytesIO(body),
            headers=HTTPHeaderDict(headers),
            status=status,
            reason=HTTPStatus(status).phrase,
            preload_content=False,
        )
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None: ...


def install_urllib() -> Callable[[], None]:
    """Place the hook into `urllib.request`; return what takes it out again."""
    original = OpenerDirector.open

    def open_(
        opener: OpenerDirector,
        fullurl: str | Request,
        data: Any = None,  # noqa: ANN401
        *rest: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        request = fullurl if isinstance(fullurl, Request) else Request(fullurl)  # noqa: S310
        emulator = active.answering(request.full_url)
        if emulator is None:
            return original(opener, fullurl, data, *rest, **options)
        if data is not None:
            request.data = data
        return _answer_urllib(emulator, request)

    OpenerDirector.open = open_  # type: ignore[assignment,method-assign]

    def remove() -> None:
        OpenerDirector.open = original  # type: ignore[method-assign]

    return remove


def _answer_urllib(emulator: Emulator, request: Request) -> addinfourl:
    status, headers, body = botocore_wsgi.call(
        emulator.wsgi_app,
        request.get_method(),
        request.full_url,
        dict(request.header_items()),
        botocore_wsgi.body_bytes(request.data),
    )
    reason, message = HTTPStatus(status).phrase, Message()
    for name, value in headers:
        message[name] = value
    if status >= _FIRST_ERROR:
        raise HTTPError(request.full_url, status, reason, message, BytesIO(body))
    response = addinfourl(BytesIO(body), message, request.full_url, status)
    response.msg = reason  # type: ignore[attr-defined]  # as http.client's response has it
    return response
