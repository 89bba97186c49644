"""The project's own files, as the laws read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cognito_emulator"
GENERATED = PACKAGE / "_shapes"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def modules() -> tuple[Path, ...]:
    """Return the package's modules, those that are generated left out."""
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if GENERATED not in path.parents))


@cache
def files_of_tests(folder: str) -> tuple[Path, ...]:
    """Return the test files below a folder of the project."""
    return tuple(
        sorted(
            path for path in (ROOT / folder).rglob("test_*.py") if "node_modules" not in path.parts
        )
    )


def functions(module: ast.Module) -> Iterator[Function]:
    """Return every function of a module, also methods and those inside of others."""
    return (node for node in ast.walk(module) if isinstance(node, Function))


def name_of(path: Path) -> str:
    """Return how messages name a file of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that git tracks; those in the folders of the project where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        folders = ("cognito_emulator", "tests", "conformance", "scripts")
        return tuple(path for each in folders for path in (ROOT / each).rglob("*.*"))
    return tuple(path for name in listed.stdout.split("\0") if (path := ROOT / name).is_file())
