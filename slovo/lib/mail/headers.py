"""The head of a letter or of a part: its fields, addresses, ids and date."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from slovo.lib.mail.charsets import decode
from slovo.lib.mail.letter import Address
from slovo.lib.mail.words import header_text

Fields = dict[str, list[str]]

MAX_HEAD = 2_000_000
MAX_ADDRESSES = 2_000
MAX_IDS = 100_000
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_FIELDS = re.compile(r"^([!-9;-~]{1,200})[ \t]*:[ \t]*(.*(?:\n[ \t].*)*)", re.MULTILINE)
_END = re.compile(rb"\r?\n\r?\n|\r?\n[ \t]+\r?\n(?![ \t])")
_ID = re.compile(r"<[^<>]{1,990}>")
_BARE_ID = re.compile(r"[^\s<>@,;]{1,500}@[^\s<>@,;]{1,490}")
_PLAIN_ADDRESS = re.compile(r'(?:"?([^"<>,;:()@\\]*)"?\s*)?<([^<>\s,;:()"@]+@[^<>\s,;:()"@]+)>\s*')
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|\((?:[^()\\]|\\.)*\)|<[^<>]*>?|[,;]|[^"(<,;]+|\(')
_ADDRESS = re.compile(r"[^\s<>@,;:()\"']+@[^\s<>@,;:()\"']+")
_ESCAPE = re.compile(r"\\(.)")


def head_of(raw: bytes) -> dict[str, list[str]]:
    """The fields of a letter alone, decoded, by their lower-case names."""
    fields, _body = split_head(raw, 0, len(raw))
    return {name: [header_text(value) for value in values] for name, values in fields.items()}


def split_head(raw: bytes, start: int, end: int) -> tuple[Fields, int]:
    """The fields and where the body begins; bytes that are no fields belong to the body."""
    if not _FIELD.match(raw, start, end):
        blank = re.compile(rb"\r?\n").match(raw, start, end)
        return {}, blank.end() if blank else start
    found = _END.search(raw, start, min(end, start + MAX_HEAD))
    head_end, body = (found.start(), found.end()) if found else (end, end)
    cut = _unfolded_text_at(raw, start, head_end)
    if cut is not None:
        head_end = body = cut
    return _fields(raw[start:head_end]), body


def _unfolded_text_at(raw: bytes, start: int, end: int) -> int | None:
    """Where text begins without the empty line that should part it from the head, if anywhere."""
    position = start
    while position < end:
        line_end = raw.find(b"\n", position, end)
        line_end = end if line_end < 0 else line_end + 1
        if raw[position] not in b" \t" and not _FIELD.match(raw, position, line_end):
            rest = raw[line_end:end].split(b"\n", 40)
            return None if any(_FIELD.match(line) for line in rest) else position
        position = line_end
    return None


def _fields(head: bytes) -> Fields:
    if head.isascii():
        text = head.decode("ascii").replace("\x00", "")
    else:
        text = "\n".join(decode(line)[0] for line in head.split(b"\n"))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", " ")
    found: Fields = {}
    for name, value in _FIELDS.findall(text):
        found.setdefault(name.lower(), []).append(value)
    return found


def first(fields: Fields, name: str) -> str:
    """The first value of a field as it stands, or ""."""
    values = fields.get(name)
    return values[0] if values else ""


def message_ids(value: str) -> list[str]:
    """The ids in In-Reply-To or References, in order, each once, with brackets."""
    value = value[:MAX_IDS]
    found = ["".join(one.split()) for one in _ID.findall(value)]
    found = found or [f"<{bare}>" for bare in _BARE_ID.findall(value)]
    return [one for one in dict.fromkeys(found) if one != "<>"]


def addresses(values: list[str]) -> list[Address]:
    """Everybody named in the fields, in order; what holds no address is left out."""
    found: list[Address] = []
    for value in values:
        plain = _PLAIN_ADDRESS.fullmatch(value)
        if plain:
            found.append(_address(plain[1] or "", plain[2]))
            continue
        some = _tokenised(value)
        if not some and "=?" in value:
            some = _tokenised(header_text(value))
        found.extend(some)
    return found[:MAX_ADDRESSES]


def _tokenised(value: str) -> list[Address]:
    found: list[Address] = []
    name, comment, address = "", "", ""
    for token in [*_TOKEN.findall(value), ","]:
        if token in {",", ";"}:
            if not address and (bare := _ADDRESS.search(name)):
                address, name = bare[0], name.replace(bare[0], " ")
            if address:
                found.append(_address(name.strip() or comment, address))
            name, comment, address = "", "", ""
        elif token[0] == "<":
            inside = "".join(token.strip("<>").split())
            address = inside if "@" in inside else address
        elif token[0] == '"':
            name += _ESCAPE.sub(r"\1", token[1:].removesuffix('"'))
        elif token[0] == "(":
            comment = token[1:-1]
        else:
            name += token.rpartition(":")[2]
    return found


def _address(name: str, address: str) -> Address:
    address = header_text(address).strip("<>'\" ")
    local, at, domain = address.rpartition("@")
    name = header_text(" ".join(name.split())).strip(" '\"\t")
    return Address("" if name == address else name, f"{local}{at}{domain.lower()}")


def date_of(value: str) -> datetime | None:
    """An aware instant; None when there is none or it is nonsense. No zone is taken for UTC."""
    value = " ".join(value.split())
    if not value:
        return None
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = parse(value)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        return found
    return None
