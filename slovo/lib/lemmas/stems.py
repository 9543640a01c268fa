"""What is left of a word no dictionary knows, so that names are found in every case."""

import re

LEAST = 4
_CYRILLIC_ENDING = re.compile(
    "(?:ового|евого|ьового|ами|ями|ові|еві|єві|ого|его|ому|ему|ими|ыми|ової|"
    "ах|ях|ам|ям|ом|ем|єм|ём|им|ым|ою|ею|єю|ой|ей|ів|їв|ов|ев|их|ых|ий|ый|ій|ая|яя|ую|юю|"
    "ое|ее|ої|ые|ие|ії|ія|ию|ію|ии|ья|"
    "[аяоеєуюиіїыйь])$"
)
_ENGLISH_ENDING = re.compile("(?:(?<=[^s])s|(?<=[sxz])es|(?<=h)es)$")


def stem(word: str) -> str:
    """A folded word without its ending; at least four letters stay. `петренком` is `петренк`."""
    ending = _ENGLISH_ENDING if word.isascii() else _CYRILLIC_ENDING
    found = ending.search(word, min(LEAST, len(word)))
    return word[: found.start()] if found else word
