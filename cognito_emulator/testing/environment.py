"""Lends the environment what boto3 refuses to work without: credentials and a region."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LENT: Final[Mapping[str, str]] = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
}


def lend() -> Callable[[], None]:
    """Set fake credentials and a region where there are none; return what takes them back."""
    missing = [name for name in LENT if not os.environ.get(name)]
    if "AWS_DEFAULT_REGION" in missing and os.environ.get("AWS_REGION"):
        missing.remove("AWS_DEFAULT_REGION")
    os.environ.update({name: LENT[name] for name in missing})

    def take_back() -> None:
        for name in missing:
            if os.environ.get(name) == LENT[name]:  # what a test has set meanwhile stays
                del os.environ[name]

    return take_back
