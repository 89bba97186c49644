"""Keeps foreign web sites out of the admin API, which asks for no credentials.

Two ways lead from a web site to a server on the visitor's machine. A page may send requests to it
directly: the browser names the page in ``Origin``. Or its own host name may be pointed at 127.0.0.1
(DNS rebinding): the browser then names that host in ``Host``. So both have to be ones that a web
site on the internet cannot have: an IP address, localhost, a name without a dot (a container), the
emulator's public URL, or a name the developer allowed.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

_LOCAL_NAMES: Final = frozenset({"localhost", "host.docker.internal", "host.containers.internal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Decides whose requests the admin API answers."""

    allowed_hosts: frozenset[str] = frozenset()
    """Host names in lower case, without port, that are answered besides the local ones."""

    def refusal(self, environ: WSGIEnvironment) -> str | None:
        """Return why a request is refused, None when it is answered."""
        host = host_of(environ.get("HTTP_HOST", ""))
        if not self.is_trusted(host):
            return (
                f"The admin API does not answer under the host name {host!r}. Call it by an IP "
                f"address or as localhost, or start the emulator with --allowed-hosts {host}."
            )
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and not self.is_trusted(host_of(origin.partition("://")[2])):
            return (
                f"The admin API does not answer pages of {origin!r}. Start the emulator with "
                "--allowed-hosts and the page's host name to allow it."
            )
        if origin is None and environ.get("HTTP_SEC_FETCH_SITE") == "cross-site":
            return "The admin API does not answer requests that another web site started."
        return None

    def is_trusted(self, host: str) -> bool:
        """Tell whether no web site on the internet can be served under this host name."""
        if not host:
            return False
        if host in self.allowed_hosts or host in _LOCAL_NAMES or host.endswith(".localhost"):
            return True
        return "." not in host.rstrip(".") or _is_address(host)


def host_of(netloc: str) -> str:
    """Return the host of ``host:port`` in lower case, without brackets of an IPv6 address.

    Empty when there is none, or nonsense.
    """
    try:
        return (urlsplit("//" + netloc).hostname or "").lower()
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
