#!/usr/bin/env python3
"""Write the vendored service models and the TypedDicts made from them.

Reads the service models of the installed botocore (pinned in the development requirements) and writes
`cognito_emulator/protocol/models/<service>.json` (no documentation, compact) and
`cognito_emulator/_shapes/<module>.py`. With `--check` nothing is written: the exit status says
whether the files in the tree are what this script would write.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

SERVICES: Final = ("cognito-idp", "cognito-identity", "cognito-sync")
PACKAGE: Final = Path(__file__).resolve().parent.parent / "cognito_emulator"

# Clients of the first SDKs speak JSON 1.1 to Cognito Sync; its model is rest-json and names no prefix.
SYNC_TARGET_PREFIX: Final = "AWSCognitoSyncService"

SHAPE_TRAITS: Final = (
    "type", "required", "min", "max", "pattern", "enum", "sensitive", "document", "exception", "fault",
)  # fmt: skip
MEMBER_TRAITS: Final = ("shape", "location", "locationName")
PYTHON_TYPES: Final = {
    "string": "str",
    "integer": "int",
    "long": "int",
    "boolean": "bool",
    "timestamp": "datetime",
    "blob": "bytes",
}

Json = dict[str, Any]


def main() -> int:
    """Write every generated file, or with --check compare it with the tree."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 on a difference")
    check = parser.parse_args().check
    stale = [path for path, text in generated_files().items() if _read(path) != text]
    for path in stale:
        print(f"{'stale' if check else 'wrote'}: {path.relative_to(PACKAGE.parent)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(generated_files()[path], encoding="utf-8")
    return 1 if check and stale else 0


def generated_files() -> dict[Path, str]:
    """Return the text of every generated file by its path."""
    files = {}
    for service in SERVICES:
        model = trimmed(botocore_model(service))
        compact = json.dumps(model, separators=(",", ":"), ensure_ascii=True)
        files[PACKAGE / "protocol" / "models" / f"{service}.json"] = compact + "\n"
        module = service.replace("-", "_")
        files[PACKAGE / "_shapes" / f"{module}.py"] = typed_dicts(service, model["shapes"])
    return files


def botocore_model(service: str) -> Json:
    """Return the newest service model the installed botocore carries."""
    from botocore.loaders import Loader

    model: Json = Loader().load_service_model(service, "service-2")
    return model


def trimmed(model: Json) -> Json:
    """Drop documentation and everything the emulator does not read, keeping the model's order."""
    metadata = model["metadata"]
    return {
        "metadata": {
            "apiVersion": metadata["apiVersion"],
            "protocol": metadata["protocol"],
            "targetPrefix": metadata.get("targetPrefix", SYNC_TARGET_PREFIX),
        },
        "operations": {name: _operation(value) for name, value in model["operations"].items()},
        "shapes": {name: _shape(name, value) for name, value in model["shapes"].items()},
    }


def _operation(operation: Json) -> Json:
    trimmed_operation: Json = {}
    http = operation["http"]
    if (http["method"], http["requestUri"]) != ("POST", "/"):
        trimmed_operation["http"] = {"method": http["method"], "requestUri": http["requestUri"]}
    for key in ("input", "output"):
        if key in operation:
            trimmed_operation[key] = operation[key]["shape"]
    trimmed_operation["errors"] = [error["shape"] for error in operation.get("errors", ())]
    if operation.get("authtype") == "none":
        trimmed_operation["authtype"] = "none"
    return trimmed_operation


def _shape(name: str, shape: Json) -> Json:
    trimmed_shape: Json = {key: shape[key] for key in SHAPE_TRAITS if key in shape}
    if "members" in shape:
        trimmed_shape["members"] = {
            member: _member(name, member, value) for member, value in shape["members"].items()
        }
    for part in ("member", "key", "value"):
        if part in shape:
            trimmed_shape[part] = shape[part]["shape"]
    if "error" in shape:
        trimmed_shape["httpStatusCode"] = shape["error"]["httpStatusCode"]
    return trimmed_shape


def _member(shape: str, member: str, value: Json) -> Json | str:
    """Return the shape's name, or a structure when the member travels outside the body."""
    kept: Json = {key: value[key] for key in MEMBER_TRAITS if key in value}
    if "location" in kept:
        return kept
    if kept.get("locationName", member) != member:
        # The parser and the serializer rely on members of the body being named as on the wire.
        message = f"{shape}.{member} is renamed on the wire to {kept['locationName']}"
        raise ValueError(message)
    return str(kept["shape"])


def typed_dicts(service: str, shapes: Json) -> str:
    """Return the module of TypedDicts of one service, errors left out."""
    lines = [
        f'"""Structures of {service}, as operations receive and return them.',
        "",
        "Generated by scripts/generate_models.py from the service model; never edited.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import TYPE_CHECKING, Required, TypedDict",
        "",
        "if TYPE_CHECKING:",
        "    from collections.abc import Mapping, Sequence",
        "    from datetime import datetime",
    ]
    for name in sorted(shapes):
        shape = shapes[name]
        if shape["type"] != "structure" or "exception" in shape or "document" in shape:
            continue
        lines += ["", "", f"class {name}(TypedDict, total=False):"]
        lines += [f'    """{name} of {service}."""']
        members = [_annotation(shapes, shape, member) for member in shape["members"]]
        lines += ["", *members] if members else []
    return "\n".join(lines) + "\n"


def _annotation(shapes: Json, shape: Json, member: str) -> str:
    target = shape["members"][member]
    annotation = python_type(shapes, target if isinstance(target, str) else target["shape"])
    if member in shape.get("required", ()):
        annotation = f"Required[{annotation}]"
    return f"    {member}: {annotation}"


def python_type(shapes: Json, name: str) -> str:
    """Return the annotation of a shape; read-only collections, so that any list or dict will do."""
    shape = shapes[name]
    if "document" in shape:
        return "Mapping[str, object]"
    if shape["type"] == "structure":
        return name
    if shape["type"] == "list":
        return f"Sequence[{python_type(shapes, shape['member'])}]"
    if shape["type"] == "map":
        return f"Mapping[str, {python_type(shapes, shape['value'])}]"
    return PYTHON_TYPES[shape["type"]]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
