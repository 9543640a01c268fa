"""Letters as they are compared: small, ё as е, every apostrophe and stress mark gone."""

import re
import unicodedata

_GONE = re.compile("['’ʼ‘`´\u00ad\u0301\u200b-\u200d\u2060\ufeff]")
_MARKED_LATIN = re.compile("[\u00c0-\u024f]")


def fold(word: str) -> str:
    """One word as it is compared. `Зв’язок` is `звязок`, `Счёт` is `счет`, `Müller` is `muller`."""
    word = _GONE.sub("", word).lower().replace("ё", "е") if not word.isascii() else word.lower()
    if word.isascii():
        return word.replace("'", "").replace("`", "")
    if not unicodedata.is_normalized("NFC", word):
        word = unicodedata.normalize("NFC", word).replace("ё", "е")
    return _MARKED_LATIN.sub(_bare, word)


def _bare(letter: re.Match[str]) -> str:
    """Of й the mark stays: it is no Latin letter."""
    return "ss" if letter[0] == "ß" else unicodedata.normalize("NFD", letter[0])[0]
