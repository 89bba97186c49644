"""Whatever comes over the wire: no answer is a 5xx, and a refused call leaves nothing behind.

The number of rounds follows COGNITO_EMULATOR_FUZZ_ROUNDS (inputs for each operation, default 25); a failure prints the seed.
"""

from __future__ import annotations

import json
import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cognito_emulator.emulator import SERVICES, Emulator
from cognito_emulator.protocol.model import service_model
from tests.fuzz.inputs import Inputs
from tests.fuzz.world import World, contents

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = int(os.environ.get("COGNITO_EMULATOR_FUZZ_ROUNDS", "25"))
OPERATIONS = sorted(
    (service, operation) for service, table in SERVICES.items() for operation in table
)
NOT_EMULATED = 501
ERROR = 400
SERVER_ERROR = 500


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """Give one emulator for the whole module; each test makes its own world in it."""
    emulator = Emulator()
    yield emulator
    emulator.close()


@pytest.fixture
def world(emulator: Emulator) -> World:
    """Give a fresh pool with a client, users, a group, codes and tokens."""
    emulator.reset()
    return World.made_in(emulator)


def check(
    world: World, operation: tuple[str, str], body: bytes, *, before: object, seed: object
) -> int:
    """Make the call; refuse a 5xx that is not the named refusal, and a refusal that wrote something."""
    status, text = world.post(operation, body)
    described = f"{operation[1]} seed={seed} body={body[:600]!r} answered {status} {text[:300]}"
    assert status < SERVER_ERROR or (status == NOT_EMULATED and "not emulated" in text), described
    if status >= ERROR:
        assert contents(world.emulator) == before, f"partial write: {described}"
    return status


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda pair: pair[1])
def test_made_up_inputs_never_break_an_operation(operation: tuple[str, str], world: World) -> None:
    """Inputs drawn from the model are answered or refused; a refusal leaves the store as it was."""
    service, name = operation
    before = contents(world.emulator)
    for seed in range(ROUNDS):
        inputs = Inputs(service_model(service), Random(f"{name} {seed}"), world.known)  # noqa: S311  # repeatable
        body = json.dumps(inputs.of(name)).encode()
        status = check(world, operation, body, before=before, seed=seed)
        if status < ERROR:
            world.emulator.reset()
            world = World.made_in(world.emulator)
            before = contents(world.emulator)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda pair: pair[1])
def test_broken_bodies_are_refused(operation: tuple[str, str], world: World) -> None:
    """Broken JSON, other JSON than an object, deep nesting and a mebibyte of text are refused, never a 5xx."""
    before = contents(world.emulator)
    deep = 5000
    bodies: list[Any] = [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"UserPoolId": "\\ud800"}',
        b"[" * deep + b"]" * deep,
        b'{"UserAttributes": ' + b"[" * deep + b"]" * deep + b"}",
        b'{"Username": "' + b"x" * (1 << 20) + b'"}',
        b'{"UserPoolId": "' + b"\\u0000" * 40 + b'"}',
    ]
    for number, body in enumerate(bodies):
        check(world, operation, body, before=before, seed=number)
