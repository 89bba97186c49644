"""A local Amazon Cognito, for development and tests.

Three doors lead to the same emulator:

* ``cognito-emulator serve`` is an HTTP endpoint for any client in any language;
* :func:`mock_cognito` answers boto3 in this process, without a socket;
* the pytest plugin offers both as fixtures.

Map of the package, from the outside in:

* ``cli``, ``testing``: the doors above;
* ``emulator``: the composition root, the only file that knows all the parts;
* ``gateway``: which part a request is for; ``server``: sockets and processes;
* ``protocol``: the wire of AWS, which knows nothing of Cognito;
* ``idp``: the operations of user pools; ``wellknown``: their public keys; ``admin``: inbox, clock;
* ``workflows``: what several operations share; ``storage``: the tables; ``adapters``: the outside;
* ``domain``: the rules of Cognito, pure; ``errors``: what can go wrong, in AWS's words;
* ``version``: the number of this one.

Imports go down this list only. Heavy imports wait for their first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.version import __version__

if TYPE_CHECKING:
    from cognito_emulator.emulator import Emulator
    from cognito_emulator.testing.mock import mock_cognito

__all__ = ["Emulator", "__version__", "mock_cognito"]


def __getattr__(name: str) -> object:
    """Import a public name on first use: importing the package itself costs nothing."""
    if name == "Emulator":
        from cognito_emulator.emulator import Emulator

        return Emulator
    if name == "mock_cognito":
        from cognito_emulator.testing.mock import mock_cognito

        return mock_cognito
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
