"""The whole default install as a process: how much memory it holds, how soon it answers."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

MOST_MIB, MOST_SECONDS = 150, 3.0
PATIENCE, REST = 60.0, 5.0


def measure(house: House, board: Board) -> None:
    del house
    board.note("Starting the install twice")
    first, _memory = _serve(rest=0.0)
    second, memory = _serve(rest=REST)
    board.add(Figure("first start, to the first answer", first, "s"))
    budget = f"≤ {MOST_SECONDS:g} s"
    is_soon = second <= MOST_SECONDS
    board.add(Figure("second start, to the first answer", second, "s", None, budget, is_soon))
    is_small = memory <= MOST_MIB
    budget = f"≤ {MOST_MIB} MiB"
    board.add(Figure("memory of serve at rest", memory, "MiB", None, budget, is_small))


def _serve(rest: float) -> tuple[float, float]:
    """(seconds until the sign-in page was there, MiB resident afterwards)."""
    port, inlet = _free_port(), _free_port()
    command = [sys.executable, "-m", "slovo.interfaces.commands.main", "serve"]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, "--port", str(port)],
        env=os.environ | {"SLOVO_INLET_PORT": str(inlet)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/accounts/login/")
        seconds = time.perf_counter() - began
        time.sleep(rest)
        return seconds, _resident_mib(process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own
                answer.read()
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
