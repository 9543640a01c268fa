"""The files' storage: what came and what left, under its own digest, so the same bytes lie once."""

import gzip
import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

PACKED = ".gz"
WORTH_PACKING = 256
LARGE = 1024 * 1024


def put(content: bytes) -> str:
    """Keep the bytes and return their path. The same bytes are one file, also after a crash."""
    packed, suffix = _packed(content)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{digest[:2]}/{digest[2:]}{suffix}"
    if _is_whole(path, len(packed)):
        return path
    # A torn file keeps the name it has; the storage finds another one for the whole one.
    return PurePosixPath(default_storage.save(path, ContentFile(packed))).as_posix()


def get(path: str) -> bytes:
    """Give the bytes back as they were put. Raises `FileNotFoundError`."""
    with default_storage.open(path, "rb") as source:
        content: bytes = source.read()
    return gzip.decompress(content) if path.endswith(PACKED) else content


def _is_whole(path: str, size: int) -> bool:
    try:
        return default_storage.size(path) == size
    except FileNotFoundError:
        return False


def _packed(content: bytes) -> tuple[bytes, str]:
    if len(content) < WORTH_PACKING:
        return content, ""
    level = 1 if len(content) > LARGE else 6
    packed = gzip.compress(content, level, mtime=0)
    helps = len(packed) < len(content) * 0.95
    return (packed, PACKED) if helps else (content, "")
