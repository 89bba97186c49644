"""The version of the package: the one place that states it."""

from typing import Final

__version__: Final = "0.1.0"
