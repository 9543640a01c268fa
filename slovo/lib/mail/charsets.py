"""Bytes to text whatever the letter says about its charset; never raises.

The charset a letter names is a claim: web forms and old clients name latin-1 for UTF-8 and
UTF-8 for windows-1251. UTF-8 that decodes is believed first (other charsets practically never
form valid UTF-8), then the claim, then our own look at Cyrillic, then charset-normalizer.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
GUESS_BYTES = 20_000
ALIASES = {
    "koi8-r": "koi8_u",  # the same table but for eight drawing signs that are Ukrainian letters
    "koi8r": "koi8_u",
    "koi8u": "koi8_u",
    "koi8-ru": "koi8_u",
    "win-1251": "cp1251",
    "win1251": "cp1251",
    "x-cp1251": "cp1251",
    "cp-1251": "cp1251",
    "windows1251": "cp1251",
    "cp-866": "cp866",
    "x-mac-cyrillic": "mac_cyrillic",
    "utf8mb4": "utf-8",
    "utf-8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "iso-2022-jp": "iso2022_jp_2",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "ansi_x3.4-1968": "ascii",
}
WEAK = {"", "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "windows-1252", "cp1252"}
# Codecs that are no charsets of letters: slow, lossy or warning.
REFUSED = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"}
CYRILLIC = ("cp1251", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic")
_COMMON = re.compile("[оеаинтсрвлкміу]")
_COMMON_CAPITALS = re.compile("[ОЕАИНТСРВЛКМІУ]")
_CASE_JUMP = re.compile("[а-яіїєґё][А-ЯІЇЄҐЁ]")
_STRANGE = re.compile(
    r"[\u2500-\u25ff\u0080-\u009f\u0402-\u040f\u0452-\u0453\u0458-\u045f¤¦§¬±µ¶·]"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_RUN = re.compile(rb"[\x80-\xff]{2,}")
_NUL_OR_SURROGATE = re.compile("[\x00\ud800-\udfff]")


def tidy(text: str) -> str:
    """The text without what databases and UTF-8 refuse: NUL and lone surrogates."""
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return _NUL_OR_SURROGATE.sub(lambda m: "" if m[0] == "\x00" else REPLACEMENT, text)


def decode(raw: bytes, charset: str = "") -> tuple[str, str]:
    """The text of `raw` and a defect ("" when the letter told the truth)."""
    name = charset.strip(" \"'\t").lower()
    if raw.isascii() and b"\x1b" not in raw and not name.startswith("utf-16"):
        if not name.startswith(("utf-7", "unicode-1-1-utf-7", "hz")):
            return tidy(raw.decode("ascii")), ""
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if b"\x1b" not in raw:
                return tidy(text), "" if name in {"utf-8", "utf8"} else "charset-wrong"
    text, defect = _claimed(raw, name)
    return tidy(text), defect


def _claimed(raw: bytes, name: str) -> tuple[str, str]:
    codec = ALIASES.get(name, name)
    if name not in WEAK and _is_charset(codec):
        try:
            return raw.decode(codec), ""
        except (UnicodeError, ValueError):
            text = raw.decode(codec, "replace")
            if text.count(REPLACEMENT) * 4 <= len(_NOT_ASCII.findall(text)):
                return text, "charset-broken-bytes"
    text = _guess(raw, latin="latin" in name or "1252" in name or "8859-1" in name)
    return text, "charset-missing" if not name else "charset-wrong"


def _is_charset(codec: str) -> bool:
    if not codec or (codec.replace("-", "_") in REFUSED and codec != "utf-7"):
        return False
    try:
        b"some".decode(codec, "replace")
    except (LookupError, ValueError):
        return False
    return True


def _guess(raw: bytes, *, latin: bool) -> str:
    sample = raw[:GUESS_BYTES]
    if b"\x1b$" in sample or b"\x1b(" in sample:
        return raw.decode("iso2022_jp_2", "replace")
    best = max(CYRILLIC, key=lambda codec: _cyrillic_score(sample, codec))
    high = sum(byte > 127 for byte in sample)
    in_words = sum(map(len, _RUN.findall(sample)))  # accents stand alone, Cyrillic letters do not
    if in_words * 2 > high and _cyrillic_score(sample, best) >= high * 0.4:
        return raw.decode(best, "replace")
    if latin or in_words * 2 <= high:
        return raw.decode("cp1252", "replace")
    return raw.decode(_normalizer(sample) or "cp1252", "replace")


def _cyrillic_score(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, "replace")
    wrong = len(_CASE_JUMP.findall(text)) + len(_STRANGE.findall(text)) + text.count(REPLACEMENT)
    right = len(_COMMON.findall(text)) + 0.9 * len(_COMMON_CAPITALS.findall(text))
    return right - 2.0 * wrong


def _normalizer(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(sample).best()
    except Exception:  # pragma: no cover - a guess must never stop a letter
        return ""
    return best.encoding if best is not None and _is_charset(best.encoding) else ""
