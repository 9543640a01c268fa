"""Where the house is served, for the processes beside the one that serves it."""

from pathlib import Path
from urllib.parse import urlsplit

DEFAULT = "http://127.0.0.1:8000"


def served_at(home: Path) -> str:
    """The address `slovo serve` last opened in this home; the usual one before that."""
    try:
        return (home / "served.at").read_text().strip() or DEFAULT
    except OSError:
        return DEFAULT


def keep_served_at(home: Path, url: str) -> None:
    (home / "served.at").write_text(url)


def hosts_of(url: str) -> list[str]:
    """Names the house answers to: its own and this machine's; to all while it has no address."""
    host = urlsplit(url).hostname
    return [host, "localhost", "127.0.0.1", "[::1]"] if host else ["*"]
