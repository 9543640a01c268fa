"""Thread-Index, by which Outlook and Exchange thread: [MS-OXOMSG] 2.2.1.3, PidTagConversationIndex.

A root of 22 bytes (1, five bytes of time, a GUID), then five bytes for every answer below it.
"""

import base64
import binascii
import hashlib
import re
from datetime import UTC, datetime, timedelta

ROOT, CHILD, LONGEST = 22, 5, 22 + 5 * 100
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
FAR = 1 << 49
BITS = 0x7FFFFFFF
_MARKS = "re|fw|fwd|aw|wg|sv|отв|ответ|на|відп|пер"
_ANSWER = re.compile(rf"^(?:\s*(?:{_MARKS})(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)


def first_index(at: datetime, name: str) -> str:
    """The root of a thread that begins at `at`; the same `name` is the same thread."""
    guid = hashlib.sha256(name.encode()).digest()[:16]
    return _text(_filetime(at).to_bytes(8, "big")[:6] + guid)


def next_index(parent: str, at: datetime, name: str) -> str:
    """An answer below `parent`; "" when that is no Thread-Index. `name` tells siblings apart."""
    index = _bytes(parent)
    if index is None:
        return ""
    began = int.from_bytes(index[:6], "big") << 16
    passed = max(_filetime(at) - began, 0)
    # Two precisions: within 1.7 years of the root, and beyond it.
    block = (passed >> 23 & BITS) | 1 << 31 if passed >= FAR else passed >> 18 & BITS
    nibble = hashlib.sha256(name.encode()).digest()[0] & 0xF0
    return _text(index + block.to_bytes(4, "big") + bytes([nibble]))


def topic_of(subject: str) -> str:
    """The subject without the marks of answers and forwards."""
    return _ANSWER.sub("", subject).strip()


def _bytes(text: str) -> bytes | None:
    try:
        index = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    is_whole = len(index) >= ROOT and (len(index) - ROOT) % CHILD == 0
    return index if is_whole and len(index) < LONGEST and index[0] == 1 else None


def _text(index: bytes) -> str:
    return base64.b64encode(index).decode("ascii")


def _filetime(at: datetime) -> int:
    """Tenths of a microsecond since 1601."""
    return (at - EPOCH) // timedelta(microseconds=1) * 10
