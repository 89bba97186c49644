"""Reads in pools of different sizes, on a SQLite file: they should cost the same; and what a user costs on disk."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.benchmark import calls, load, servers

if TYPE_CHECKING:
    from cognito_emulator.domain.users import User

BATCH = 20_000
MEGABYTE = 1_000_000


def compare(sizes: list[int], seconds: float) -> None:
    """Print the rates of AdminGetUser and ListUsers at each size, beside those at the smallest."""
    print(
        f"\n{'SQLite file, users':24}{'AdminGetUser':>14}{'email =':>10}{'email ^=':>10}{'username ^=':>12}"
        f"{'MB':>8}{'MiB res.':>10}{'seeded in':>11}"
    )
    first: list[float] | None = None
    for size in sizes:
        rates, megabytes, resident, seeding = _measure(size, seconds)
        shown = "".join(
            f"{rate:{width},.0f}" for rate, width in zip(rates, (14, 10, 10, 12), strict=True)
        )
        print(f"{size:<24,}{shown}{megabytes:8,.0f}{resident:10,.0f}{seeding:9,.0f} s")
        first = first or rates
    if first is not None and len(sizes) > 1:
        slowdown = ", ".join(f"{a / b:.2f}" for a, b in zip(first, rates, strict=True))
        print(f"  time at {sizes[-1]:,} users over time at {sizes[0]:,}: {slowdown} (target 1.3)")


def _measure(size: int, seconds: float) -> tuple[list[float], float, float, float]:
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "bench.db"
        command = servers.emulator("--store", f"sqlite:///{file}")
        port = servers.free_port()
        with servers.running(
            [*command, "--port", str(port)], port=port, ready_path="/health"
        ) as server:
            world = calls.prepare(server.url, calls.client(server.url))
        seeding = _seed(file, world.pool_id, size)
        with servers.running(
            [*command, "--port", str(port)], port=port, ready_path="/health"
        ) as server:
            rates = [
                load.drive(server.url, requests, seconds=seconds).rate
                for requests in _reads(world, size)
            ]
            resident = server.resident_mebibytes()
        size_on_disk = sum(os.path.getsize(path) for path in Path(directory).iterdir())
    return rates, size_on_disk / MEGABYTE, resident, seeding


def _reads(world: calls.World, size: int) -> list[list[bytes]]:
    numbers = range(0, size, max(1, size // 997))
    pool = {"UserPoolId": world.pool_id}
    return [
        [world.call("AdminGetUser", **pool, Username=f"user-{number:07}") for number in numbers],
        [
            world.call("ListUsers", **pool, Filter=f'email = "user-{number:07}@example.com"')
            for number in numbers
        ],
        [world.call("ListUsers", **pool, Filter='email ^= "user-"', Limit=10)],
        [world.call("ListUsers", **pool, Filter='username ^= "user-"', Limit=10)],
    ]


def _seed(file: Path, pool_id: str, size: int) -> float:
    """Add users who all have the same password; return the seconds it took."""
    from cognito_emulator.adapters.system_entropy import SystemEntropy
    from cognito_emulator.storage.database import open_database

    started = time.perf_counter()
    entropy = SystemEntropy()
    database = open_database(f"sqlite:///{file}")
    with database.reading() as store:
        template = store.users.get(pool_id, "ada")
    if template is None:
        message = "the pool has no user to copy"
        raise LookupError(message)
    for start in range(0, size, BATCH):
        with database.writing() as store:
            for number in range(start, min(size, start + BATCH)):
                store.users.insert(_copy(template, number, entropy.uuid()))
    database.close()
    return time.perf_counter() - started


def _copy(template: User, number: int, sub: str) -> User:
    name = f"user-{number:07}"
    now = datetime.now(UTC)
    attributes = {"email": f"{name}@example.com", "email_verified": "true"}
    return replace(
        template,
        key=name,
        username=name,
        sub=sub,
        attributes=attributes,
        created_at=now,
        modified_at=now,
    )
