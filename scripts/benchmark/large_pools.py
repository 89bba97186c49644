"""Reads in pools of different sizes, on a SQLite file: they should cost the same; and what a user costs on disk."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.benchmark import calls, load, servers

if TYPE_CHECKING:
    from cognito_emulator.domain.users import User

BATCH = 20_000
PROBES = 997
ROUNDS = 3
MEGABYTE = 1_000_000
SLOWDOWN_TARGET = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one size costs: the server's CPU time of each read, bytes on disk, memory, seconds of seeding."""

    microseconds: dict[str, float]
    megabytes: float
    mebibytes: float
    seeding_seconds: float


def compare(sizes: list[int], seconds: float) -> None:
    """Print what reads cost at each size, in CPU time of the server, and beside the smallest size."""
    first: Measured | None = None
    for size in sizes:
        now = _measure(size, seconds)
        if first is None:
            heads = "".join(f"{name:>17}" for name in now.microseconds)
            print(
                f"\n{'SQLite file, CPU µs a call':26}{heads}{'MB':>7}{'MiB res.':>10}{'seeded in':>11}"
            )
            first = now
        costs = "".join(f"{cost:17,.0f}" for cost in now.microseconds.values())
        print(
            f"{size:<20,} users{costs}{now.megabytes:7,.0f}{now.mebibytes:10,.0f}"
            f"{now.seeding_seconds:9,.0f} s"
        )
        if now is not first:
            ratios = [now.microseconds[name] / cost for name, cost in first.microseconds.items()]
            shown = "".join(f"{ratio:17.2f}" for ratio in ratios)
            print(f"{f'  over {sizes[0]:,} users':26}{shown}  target {SLOWDOWN_TARGET}")


def _measure(size: int, seconds: float) -> Measured:
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "bench.db"
        command = servers.emulator("--store", f"sqlite:///{file}")
        port = servers.free_port()
        command += ["--port", str(port)]
        with servers.running(command, port=port, ready_path="/health") as server:
            world = _prepare(server.url)
        subs, seeding_seconds = _seed(file, world.pool_id, size)
        with servers.running(command, port=port, ready_path="/health") as server:
            microseconds = {
                name: _cost(server, requests, seconds)
                for name, requests in _reads(world, size, subs).items()
            }
            mebibytes = server.resident_mebibytes()
        on_disk = sum(path.stat().st_size for path in Path(directory).iterdir())
    return Measured(
        microseconds=microseconds,
        megabytes=on_disk / MEGABYTE,
        mebibytes=mebibytes,
        seeding_seconds=seeding_seconds,
    )


def _prepare(url: str) -> calls.World:
    idp = calls.client(url)
    pool = idp.create_user_pool(
        PoolName="bench", AliasAttributes=["email"], AutoVerifiedAttributes=["email"]
    )
    return calls.prepare(url, idp, pool["UserPool"]["Id"])


def _cost(server: servers.Server, requests: list[bytes], seconds: float) -> float:
    """Return the CPU time of a call in microseconds, the least of a few rounds: the machine is not ours alone."""
    load.drive(server.url, requests, seconds=seconds / 4)
    return min(_cost_once(server, requests, seconds / ROUNDS) for _ in range(ROUNDS))


def _cost_once(server: servers.Server, requests: list[bytes], seconds: float) -> float:
    before = server.cpu_seconds()
    outcome = load.drive(server.url, requests, seconds=seconds)
    if outcome.errors:
        message = f"{outcome.errors} of {outcome.answers} answers were errors"
        raise RuntimeError(message)
    return (server.cpu_seconds() - before) / outcome.answers * 1e6


def _reads(world: calls.World, size: int, subs: list[str]) -> dict[str, list[bytes]]:
    pool = {"UserPoolId": world.pool_id}
    names = [_name(number) for number in _probes(size)]

    def get(users: list[str]) -> list[bytes]:
        return [world.call("AdminGetUser", **pool, Username=user) for user in users]

    def select(filters: list[str]) -> list[bytes]:
        return [world.call("ListUsers", **pool, Filter=each, Limit=10) for each in filters]

    return {
        "by username": get(names),
        "by alias": get([_email(name) for name in names]),
        "by sub": get(subs),
        "email =": select([f'email = "{_email(name)}"' for name in names]),
        "email ^= one": select([f'email ^= "{name}"' for name in names]),
        "email ^= all": select(['email ^= "user-"']),
        "username ^= all": select(['username ^= "user-"']),
    }


def _seed(file: Path, pool_id: str, size: int) -> tuple[list[str], float]:
    """Add users who all have the same password; return the subs to look for and the seconds it took."""
    from cognito_emulator.adapters.system_entropy import SystemEntropy
    from cognito_emulator.storage.database import open_database

    started = time.perf_counter()
    entropy, subs = SystemEntropy(), []
    database = open_database(f"sqlite:///{file}")
    with database.reading() as store:
        template = store.users.get(pool_id, "ada")
    if template is None:
        message = "the pool has no user to copy"
        raise LookupError(message)
    for start in range(0, size, BATCH):
        with database.writing() as store:
            for number in range(start, min(size, start + BATCH)):
                user = _copy(template, _name(number), entropy.uuid())
                store.users.insert(user, aliases=[("email", user.attributes["email"])])
                if number in _probes(size):
                    subs.append(user.sub)
    database.close()
    return subs, time.perf_counter() - started


def _probes(size: int) -> range:
    return range(0, size, max(1, size // PROBES))


def _name(number: int) -> str:
    return f"user-{number:07}"


def _email(name: str) -> str:
    return f"{name}@example.com"


def _copy(template: User, name: str, sub: str) -> User:
    now = datetime.now(UTC)
    return replace(
        template,
        key=name,
        username=name,
        sub=sub,
        attributes={"email": _email(name), "email_verified": "true"},
        created_at=now,
        modified_at=now,
    )
