"""Call detail records as telephone systems write them: Asterisk's Master.csv, with or without head.

`read(content, zone)` never raises on any bytes: a line that cannot be understood is a `Fault`.
Times without a zone are local to `zone`; a time that the clock shows twice in autumn is its first.
Source of the order of columns: Asterisk, cdr_csv.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from slovo.lib import tables

ORDER = (
    "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end"
    " duration billsec disposition amaflags uniqueid userfield"
).split()
NEEDED = {"src", "dst", "start"}
OTHER_NAMES = {
    "calldate": "start",
    "callid": "uniqueid",
    "source": "src",
    "destination": "dst",
    "callerid": "clid",
}
FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
MACHINES = {"voicemail", "playback", "background", "read", "directory", "congestion", "hangup"}
EXTENSION = re.compile(r"(?:PJSIP|SIP|IAX2|DAHDI|SCCP|Local)/(\w+)[-@]", re.IGNORECASE)
TIME, NUMBER = "time", "number"
YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Row:
    """One call; `answered_at` only when somebody, not a machine, picked up."""

    line: int
    uid: str
    src: str
    dst: str
    src_line: str
    dst_line: str
    name: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """`why`: `time` or `number`; `words`: what stands there."""

    line: int
    why: str
    words: str


def read(content: bytes, zone: str) -> Iterator[Row | Fault]:
    """Yield every call of the table in its order."""
    lines = tables.read(content)
    names = ORDER
    if lines and set(_named(lines[0].cells)) >= NEEDED:
        names, lines = _named(lines[0].cells), lines[1:]
    here = ZoneInfo(zone)
    for line in lines:
        cells = dict(zip(names, line.cells, strict=False))
        yield _row(line.number, cells, here)


def _named(cells: list[str]) -> list[str]:
    plain = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
    return [OTHER_NAMES.get(name, name) for name in plain]


def _row(number: int, cells: dict[str, str], here: ZoneInfo) -> Row | Fault:
    start, dst, src = (cells.get(name, "") for name in ("start", "dst", "src"))
    started_at = _moment(start, here)
    if started_at is None:
        return Fault(number, TIME, start)
    if not src and not dst:
        return Fault(number, NUMBER, "")
    seconds = _seconds(cells.get("duration", ""))
    ended_at = _moment(cells.get("end", ""), here) or started_at + timedelta(seconds=seconds)
    ended_at = max(ended_at, started_at)
    return Row(
        line=number,
        uid=cells.get("uniqueid", "") or f"{started_at:%Y%m%d%H%M%S}-{src}-{dst}",
        src=src,
        dst=dst,
        src_line=_extension(cells.get("channel", "")),
        dst_line=_extension(cells.get("dstchannel", "")),
        name=_name(cells.get("clid", "")),
        started_at=started_at,
        answered_at=_answered(cells, started_at, ended_at, here),
        ended_at=ended_at,
    )


def _answered(
    cells: dict[str, str], started_at: datetime, ended_at: datetime, here: ZoneInfo
) -> datetime | None:
    """A voice box and an announcement say ANSWERED, too; nobody of the house spoke there."""
    is_machine = cells.get("lastapp", "").lower() in MACHINES and not cells.get("dstchannel")
    if cells.get("disposition", "").upper() != "ANSWERED" or is_machine:
        return None
    found = _moment(cells.get("answer", ""), here)
    talk = timedelta(seconds=_seconds(cells.get("billsec", "")))
    return min(max(found or ended_at - talk, started_at), ended_at)


def _moment(text: str, here: ZoneInfo) -> datetime | None:
    """None where no telephone can have rung: the ends of the calendar cannot be reckoned with."""
    found = _written(text.strip(), here)
    return found.astimezone(UTC) if found and found.tzinfo and found.year in YEARS else None


def _written(text: str, here: ZoneInfo) -> datetime | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=here)
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _seconds(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _extension(channel: str) -> str:
    """`101` of `PJSIP/101-0000002a`."""
    found = EXTENSION.match(channel)
    return found[1] if found else ""


def _name(clid: str) -> str:
    """`Olena` of `"Olena" <+380440000001>`; a number is no name."""
    name = clid.partition("<")[0].strip().strip('"').strip()
    return "" if re.fullmatch(r"[\d+() -]*", name) else name
