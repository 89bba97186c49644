"""Cross-origin headers: browsers call the endpoints of the services directly, from any page.

Source: headers of the real endpoints as browsers show them; the maximum age is quoted in issue
aws-amplify/amplify-js 4346. Which headers a preflight lists is inferred: those it asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORIGIN: Final = ("access-control-allow-origin", "*")
_EXPOSED: Final = (
    "access-control-expose-headers",
    "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
)
_MAXIMUM_AGE_SECONDS: Final = "172800"


def is_preflight(environ: Mapping[str, Any]) -> bool:
    """Tell whether a browser asks if it may send a request of another origin."""
    return (
        environ["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
    )


def preflight_response(environ: Mapping[str, Any]) -> Response:
    """Allow every origin the method and headers it asks for."""
    headers = [
        _ORIGIN,
        _EXPOSED,
        ("access-control-allow-methods", environ["HTTP_ACCESS_CONTROL_REQUEST_METHOD"]),
        ("access-control-max-age", _MAXIMUM_AGE_SECONDS),
    ]
    asked = environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS")
    if asked:
        headers.append(("access-control-allow-headers", asked))
    # Without a body the response needs no type; Werkzeug would add one.
    response = Response(status=200, headers=headers)
    response.headers.remove("content-type")
    return response


def cors_headers(environ: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the headers of an answer to a page; none for clients that are no browser."""
    return [_ORIGIN, _EXPOSED] if "HTTP_ORIGIN" in environ else []
