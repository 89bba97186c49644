"""Generated files are what their generators write today."""

from __future__ import annotations

import botocore

from scripts import generate_models, generate_readme
from tests.laws.tree import PACKAGE, ROOT, name_of


def test_models_and_shapes_are_current():
    """The vendored models and the TypedDicts are what the generator makes of the pinned botocore."""
    wanted = generate_models.generated_files()

    stale = [name_of(path) for path, text in wanted.items() if path.read_text() != text]

    assert stale == []
    assert {*(PACKAGE / "protocol" / "models").iterdir()} < set(wanted)


def test_the_readme_tables_are_current():
    """The README's tables of settings and operations are what the code says."""
    text = (ROOT / "README.md").read_text()

    assert generate_readme.renewed(text) == text


def test_the_pinned_botocore_is_installed():
    """The models are generated from one version of botocore, which the lock file names."""
    assert f"botocore=={botocore.__version__} " in (ROOT / "requirements" / "dev.lock").read_text()
