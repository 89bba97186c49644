"""The floor: the same server and the same Werkzeug objects, answering 700 bytes of JSON without thinking."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

BODY = b'{"padding": "' + b"x" * 685 + b'"}'


@Request.application
def app(request: Request) -> Response:
    """Read the request's body and answer a fixed one."""
    request.get_data()
    return Response(BODY, content_type="application/x-amz-json-1.1")
