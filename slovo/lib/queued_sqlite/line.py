"""The line in which writers stand: in order within a process, by `flock` between processes."""

import fcntl
import os
import time
from collections import deque
from pathlib import Path
from threading import Lock, Thread

_PERMISSIONS = 0o600


class LineTimeout(Exception):
    """The writer before us did not finish in time."""


class Line:
    """A lock for one file, granted in the order in which it was asked for."""

    def __init__(self, path: Path) -> None:
        """Make the line for a lock file; the file is opened when first needed."""
        self._path = path
        self._mutex = Lock()
        self._tickets: deque[Lock] = deque()
        self._is_taken = False
        self._file: int | None = None

    @property
    def waiting(self) -> int:
        """How many stand behind the one being served, in this process."""
        return len(self._tickets)

    def enter(self, timeout: float) -> None:
        """Wait for one's turn; raises `LineTimeout` after so many seconds."""
        deadline = time.monotonic() + timeout
        with self._mutex:
            if self._is_taken:
                ticket = Lock()
                ticket.acquire()
                self._tickets.append(ticket)
            else:
                self._is_taken, ticket = True, None
        if ticket is not None:
            self._wait(ticket, timeout)
        try:
            self._lock_file(deadline)
        except BaseException:
            self._call_next()
            raise

    def leave(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._call_next()

    def forget(self) -> None:
        """Begin anew in a forked child: what the parent holds is not ours."""
        if self._file is not None:
            os.close(self._file)
        self.__init__(self._path)  # type: ignore[misc]

    def _wait(self, ticket: Lock, timeout: float) -> None:
        if ticket.acquire(timeout=timeout):
            return
        with self._mutex:
            if ticket in self._tickets:  # pragma: no branch
                self._tickets.remove(ticket)
                raise LineTimeout
        # Our turn came between the timeout and the mutex.

    def _call_next(self) -> None:
        with self._mutex:
            if self._tickets:
                self._tickets.popleft().release()
            else:
                self._is_taken = False

    def _lock_file(self, deadline: float) -> None:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, _PERMISSIONS)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock_file_slowly(self._file, deadline)

    def _lock_file_slowly(self, file: int, deadline: float) -> None:
        # flock has no timeout of its own. Trying again and again would lose to whoever waits
        # inside the kernel, so a thread waits there for us.
        waiter = Thread(target=fcntl.flock, args=(file, fcntl.LOCK_EX), daemon=True)
        waiter.start()
        waiter.join(max(0.0, deadline - time.monotonic()))
        if waiter.is_alive():
            # The thread keeps the old descriptor and lets go of the lock by closing it.
            self._file = None
            Thread(target=_close_after, args=(waiter, file), daemon=True).start()
            raise LineTimeout


_lines: dict[Path, Line] = {}
_lines_mutex = Lock()


def line_for(path: Path) -> Line:
    """Return the one line of this process for a database file."""
    if path not in _lines:
        with _lines_mutex:
            _lines.setdefault(path, Line(path.with_name(path.name + ".lock")))
    return _lines[path]


def _close_after(waiter: Thread, file: int) -> None:
    waiter.join()
    os.close(file)


def _forget_all() -> None:  # pragma: no cover - in the child
    global _lines_mutex  # noqa: PLW0603
    _lines_mutex = Lock()
    for line in _lines.values():
        line.forget()


os.register_at_fork(after_in_child=_forget_all)
