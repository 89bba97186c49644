"""What is measured: processes with their start-up time, CPU seconds and resident memory, all children included."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKS = os.sysconf("SC_CLK_TCK")
MEBIBYTE = 1 << 20
READY_SECONDS = 60.0
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, its process, and the seconds until it answered."""

    url: str
    pid: int
    ready_seconds: float

    def processes(self) -> list[int]:
        """Return the process and all of its descendants."""
        found = [self.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                with suppress(FileNotFoundError):  # a thread that has just ended
                    found += [int(child) for child in task.read_text().split()]
        return found

    def cpu_seconds(self) -> float:
        """Return the CPU time that all processes have used so far."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def resident_mebibytes(self) -> float:
        """Return the resident memory of all processes; pages shared by a parent and its worker count once (PSS)."""
        return self._sum("Pss:") / 1024

    def resident_sum_mebibytes(self) -> float:
        """Return the plain sum of every process's resident set, shared pages counted in each."""
        return self._sum("Rss:") / 1024

    def _sum(self, field: str) -> int:
        kibibytes = 0
        for pid in self.processes():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith(field):
                    kibibytes += int(line.split()[1])
        return kibibytes


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], *, port: int, ready_path: str) -> Iterator[Server]:
    """Run a server until the block ends, ready when `ready_path` answers anything."""
    url = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ.copy(),
    )
    try:
        _wait(url + ready_path, process)
        yield Server(url, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + READY_SECONDS
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.005)
    message = f"no answer from {url}"
    raise RuntimeError(message)


def emulator(*options: str) -> list[str]:
    """Return the command of the emulator's server, without its port."""
    return [sys.executable, "-m", "cognito_emulator", "serve", *options]
