"""Recorded speech by its first bytes, whatever its file is called."""

OGG, WEBM, WAV, MP4, MP3, FLAC, AMR = (
    "audio/ogg",
    "audio/webm",
    "audio/wav",
    "audio/mp4",
    "audio/mpeg",
    "audio/flac",
    "audio/amr",
)
KINDS = {OGG: "ogg", WEBM: "webm", WAV: "wav", MP4: "m4a", MP3: "mp3", FLAC: "flac", AMR: "amr"}
PLAYED = frozenset(KINDS) - {AMR}  # what browsers play
STARTS = (
    (b"OggS", OGG),
    (b"\x1a\x45\xdf\xa3", WEBM),
    (b"fLaC", FLAC),
    (b"#!AMR", AMR),
    (b"ID3", MP3),
)
FRAME = 0xE0  # eleven set bits begin a frame of MPEG audio
M4A = (b"M4A ", b"M4B ", b"isom", b"iso5", b"mp42", b"mp41", b"dash", b"3gp4", b"qt  ")


def kind_of(content: bytes) -> str:
    """Return its media type, such as "audio/ogg"; nothing when it is no sound known here."""
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return WAV
    if content[4:8] == b"ftyp" and content[8:12] in M4A:
        return MP4
    return MP3 if _is_frame(content[:3]) else ""


def _is_frame(head: bytes) -> bool:
    """Eleven set bits, then a layer, a bit rate and a sampling rate that exist."""
    if len(head) < 3 or head[0] != 0xFF or head[1] & FRAME != FRAME:
        return False
    return bool(head[1] & 0x06) and head[2] >> 4 != 0xF and head[2] & 0x0C != 0x0C
