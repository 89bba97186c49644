"""The version, as code and build see it."""

from __future__ import annotations

from pathlib import Path

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from cognito_emulator.version import __version__


def test_the_build_reads_the_version_of_the_package():
    """The distribution that is built has the version the package states."""
    project = ProjectMetadata(str(Path(__file__).parents[1]), PluginManager())

    assert project.version == __version__
