"""Whose requests the admin API answers."""

from __future__ import annotations

import pytest

from cognito_emulator.admin.guard import Guard, host_of

GUARD = Guard(allowed_hosts=frozenset({"cognito.example"}))


def refusal(host, **headers):
    """Return why a request to a host is refused, None when it is answered."""
    named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return GUARD.refusal({"HTTP_HOST": host, **named})


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:9229",
        "app.localhost",
        "127.0.0.1:9229",
        "192.0.2.7",
        "[::1]:9229",
        "cognito",
        "host.docker.internal",
        "host.containers.internal",
        "cognito.example:9229",
        "Cognito.Example",
    ],
)
def test_a_host_no_web_site_has_is_answered(host):
    """Addresses, local names, names without a dot and allowed names are trusted."""
    assert refusal(host) is None


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "evil.example.", "127.0.0.1.nip.io", "[::1", ""],
)
def test_a_host_of_the_internet_is_refused(host):
    """A name that a web site may point at this machine (DNS rebinding) is not answered."""
    name = host_of(host)

    assert refusal(host) == (
        f"The admin API does not answer under the host name {name!r}. Call it by an IP address or "
        f"as localhost, or start the emulator with --allowed-hosts {name}."
    )


def test_a_request_without_a_host_is_refused():
    """A request that names no host is nobody's we know."""
    assert GUARD.refusal({}) is not None


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:3000",
        "https://app.localhost",
        "http://127.0.0.1",
        "https://cognito.example",
    ],
)
def test_a_page_of_this_machine_is_answered(origin):
    """A page under development may look into the inbox."""
    assert refusal("localhost", origin=origin) is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "file://", "https://[::1"])
def test_a_page_of_the_internet_is_refused(origin):
    """A foreign page, and one whose origin the browser hides, are not answered."""
    assert refusal("localhost", origin=origin) == (
        f"The admin API does not answer pages of {origin!r}. Start the emulator with "
        "--allowed-hosts and the page's host name to allow it."
    )


def test_a_request_another_site_started_is_refused():
    """An image or form of a foreign page carries no Origin, but the browser says where it is from."""
    assert refusal("localhost", sec_fetch_site="cross-site") == (
        "The admin API does not answer requests that another web site started."
    )
    assert refusal("localhost", sec_fetch_site="none") is None
    assert refusal("localhost", sec_fetch_site="cross-site", origin="http://localhost:3000") is None
