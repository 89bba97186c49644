"""The vendored models and the TypedDicts are what the generator writes from the pinned botocore."""

import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).parents[2] / "scripts" / "generate_models.py"


def test_generated_files_are_current():
    """The generator, run in check mode, finds nothing to write."""
    run = subprocess.run(
        [sys.executable, str(GENERATOR), "--check"], check=False, capture_output=True, text=True
    )

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
