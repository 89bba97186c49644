"""Which operations are emulated, and what evidence their cases carry: `python -m conformance.report`.

Reads the operation tables of the package and the `@case` and `differs` marks in the files of cases without running anything.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cognito_emulator.emulator import SERVICES
from cognito_emulator.protocol.model import service_model
from conformance.evidence import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
FOLDERS = {"cognito-idp": "idp", "cognito-identity": "identity", "cognito-sync": "sync"}
DOCUMENTS = "wellknown"
"""The folder of cases about what the issuer of a pool publishes; no operation of a service."""


@dataclass(slots=True)
class Row:
    """One operation: is it emulated, how many cases at each level, and where it differs on purpose."""

    operation: str
    emulated: bool
    levels: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def snake_case(operation: str) -> str:
    """Return the Python name of an operation, as botocore makes it."""
    from botocore import xform_name

    return str(xform_name(operation))


def subject(path: Path) -> str:
    """Return what a file of cases is about: an operation in snake case, or a document.

    It is `<service>/<family>/test_<operation>.py`, or `<service>/<family>/<operation>/test_<part>.py` where one file would be
    too long.
    """
    in_folder_of_operation = len(path.relative_to(CASES).parts) == 4
    return path.parent.name if in_folder_of_operation else path.stem.removeprefix("test_")


def rows(service: str) -> list[Row]:
    """Return a row for each operation of a service, in the model's order."""
    table = SERVICES.get(service, {})
    files = defaultdict(list)
    for path in sorted((CASES / FOLDERS[service]).rglob("test_*.py")):
        files[subject(path)].append(path)
    made = []
    for operation in service_model(service).operation_names:
        row = Row(operation=operation, emulated=operation in table)
        for path in files[snake_case(operation)]:
            _count(row, path)
        made.append(row)
    return made


def _count(row: Row, path: Path) -> None:
    for call in _decorators(ast.parse(path.read_text())):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "case":
            level = next(keyword.value for keyword in call.keywords if keyword.arg == "level")
            row.levels[ast.literal_eval(level)] += 1
        elif name == "differs":
            row.differences.append(str(ast.literal_eval(call.args[0])))


def _decorators(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call):
                    yield decorator


def totals(found: list[Row]) -> str:
    """Return the line of totals of a service."""
    emulated = sum(row.emulated for row in found)
    cases = sum(row.levels.total() for row in found)
    return f"{emulated} of {len(found)} operations emulated, {cases} cases; the others answer HTTP 501 and name themselves"


def folded_table(service: str) -> str:
    """Return the Markdown table of a service, folded away under its line of totals."""
    found = rows(service)
    summary = f"<summary><b>{service}</b>: {totals(found)}</summary>"
    return f"<details>\n{summary}\n\n{table(found)}\n\n</details>"


def table(found: list[Row]) -> str:
    """Return the Markdown table of a service's operations, then what differs on purpose."""
    lines = [
        "| operation | emulated | " + " | ".join(LEVELS) + " |",
        "|---|---|" + "---:|" * len(LEVELS),
    ]
    for row in found:
        counts = " | ".join(str(row.levels[level] or "") for level in LEVELS)
        lines.append(f"| {row.operation} | {'yes' if row.emulated else 'refused'} | {counts} |")
    differences = [f"* {row.operation}: {reason}" for row in found for reason in row.differences]
    if differences:
        lines += ["", "Answered differently on purpose:", "", *differences]
    return "\n".join(lines)


def main() -> None:
    """Print the report of the three services."""
    for service in FOLDERS:
        found = rows(service)
        print(f"{service}: {totals(found)}\n\n{table(found)}\n")


if __name__ == "__main__":
    main()
