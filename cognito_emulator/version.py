"""The version of the package: the one place that states it, in the form the build reads."""

__version__ = "0.1.0"
