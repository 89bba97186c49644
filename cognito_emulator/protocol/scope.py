"""Whose call it is: account, region and access key, read from the signature and never verified.

The signature is SigV4 in the Authorization header or in the query of a presigned URL. A call without
one names no account, and a region only through an AWS host name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping

_AWS_HOST: Final = re.compile(
    r"cognito-(?:idp|identity|sync)(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d+)\."
    r"(?:amazonaws\.com(?:\.cn)?|api\.aws)(?::\d+)?"
)
_ACCOUNT_DIGITS: Final = 12
_CREDENTIAL_PARTS: Final = 5  # key, date, region, service, "aws4_request"; SigV4A leaves region out


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Account, region and key of a call; `region` and `access_key` are None when it names none."""

    account_id: str
    region: str | None
    access_key: str | None
    signed: bool


def scope_of(environ: Mapping[str, Any], *, default_account: str) -> Scope:
    """Return the scope of a WSGI request.

    An access key of twelve digits names the account it belongs to; every other key, and an unsigned
    call, belongs to the default account.
    """
    credential = _credential(environ)
    parts = credential.split("/")
    if not parts[0]:
        region = _host_region(environ.get("HTTP_HOST", ""))
        return Scope(account_id=default_account, region=region, access_key=None, signed=False)
    key = parts[0]
    names_account = len(key) == _ACCOUNT_DIGITS and key.isascii() and key.isdigit()
    # Counted from the end: keys of some tools contain slashes, dates and services never do.
    region = parts[-3] if len(parts) >= _CREDENTIAL_PARTS else None
    return Scope(
        account_id=key if names_account else default_account,
        region=region or _host_region(environ.get("HTTP_HOST", "")),
        access_key=key,
        signed=True,
    )


def _credential(environ: Mapping[str, Any]) -> str:
    """Return `key/date/region/service/aws4_request`, or nothing when the call is not signed."""
    authorization = environ.get("HTTP_AUTHORIZATION")
    if authorization is not None:
        if not authorization.startswith("AWS4-"):
            return ""
        credential: str = authorization.partition("Credential=")[2].partition(",")[0]
        return credential.strip()
    query: str = environ.get("QUERY_STRING", "")
    if "X-Amz-Credential=" not in query:
        return ""
    return parse_qs(query, keep_blank_values=True).get("X-Amz-Credential", [""])[0]


def _host_region(host: str) -> str | None:
    match = _AWS_HOST.fullmatch(host)
    return None if match is None else match[1]
