"""What a word says about a date near it: ours, theirs, past, never, future, or nothing."""

from itertools import product

from slovo.lib.dates.sentence import Sentence
from slovo.lib.dates.shapes import happens, shape

STOPS = frozenset(",;:—–()")

_WE = frozenset({"we", "i", "мы", "я", "ми"})
_TO_US = frozenset({"me", "us", "it", "нам", "мне", "мені"})
_DUTIES = ("should", "may", "need", "have", "can", "must")
_RELIED_ON = ("count", "expect", "rely", "have", "get", "see", "receive", "hear")
_WILL_BE = frozenset("будет будут буду будем быть буде будуть будемо бути".split())
_IS = frozenset({"be", "get", "gets", "is", "are"})
_LEADING = frozenset({"just", "please", "then", "simply"})
_PLAIN = "plain"

_WITH_NEXT = {
    **dict.fromkeys(product(("жду", "ждем", "ждём", "чекаю", "чекаємо"), ("вас",)), "ours"),
    **dict.fromkeys(product(("please",), ("find", "see")), _PLAIN),
    **dict.fromkeys(product(("look", "looking"), ("forward",)), "theirs"),
    **dict.fromkeys(product(_DUTIES, _RELIED_ON), "ours"),
    **dict.fromkeys(product(("give", "дайте"), sorted(_TO_US)), "ours"),
    ("out", "of"): "never",
    ("ask", "you"): "theirs",
}
_AFTER = {
    **dict.fromkeys(product(("you",), _DUTIES), "theirs"),
    **dict.fromkeys(product(sorted(_WE), ("must", "would", "could")), "ours"),
    **dict.fromkeys(product(sorted(_TO_US), ("know", "have")), "theirs"),
    **dict.fromkeys(product(("your", "ваш"), ("deadline", "срок", "строк", "термін")), "theirs"),
}


def cue(said: Sentence, place: int) -> str | None:
    """Return what the word at a place says, if it says anything."""
    word = said.text(place)
    told = _WITH_NEXT.get((word, said.text(place + 1))) or _AFTER.get((said.text(place - 1), word))
    told = told or _negated(said, place) or _asked(said, place) or _tagged(said, place)
    if told is None and not said.token(place).tags:
        told = _shaped(said, place)
    return None if told == _PLAIN else told


def is_event(said: Sentence, place: int) -> bool:
    """Whether the word tells of others, or of what happens by rule."""
    return said.has(place, "event") or happens(said.text(place))


def _negated(said: Sentence, place: int) -> str | None:
    if said.has(place - 1, "not") and not said.has(place, "by", "from"):
        return "never"
    if said.has(place, "never"):
        return _PLAIN if said.text(place + 1) in {"later", "before"} else "never"
    is_we = said.text(place) in _WE
    if is_we and any(said.has(place + step, "not", "never") for step in (1, 2, 3)):
        return "never"
    return None


def _asked(said: Sentence, place: int) -> str | None:
    before = said.text(place - 1)
    if said.has(place, "takes", "theirs") and before in _TO_US:
        return "ours"
    if said.has(place, "order") and _begins(said, place):
        return "theirs"
    word = said.text(place)
    is_duty = word == "need" or (word == "have" and said.text(place + 1) == "to")
    return "theirs" if is_duty and said.text(place - 2) == "you" else None


def _tagged(said: Sentence, place: int) -> str | None:
    if _is_to_be(said, place):
        return _PLAIN
    return next(
        (kind for kind in ("past", "theirs", "ours", "future") if said.has(place, kind)), None
    )


def _shaped(said: Sentence, place: int) -> str | None:
    told = shape(said.text(place).replace("ё", "е"))
    led = said.text(place - 3) if said.text(place - 1) == "-" else said.text(place - 1)
    if told == "done":
        return None if led in _WILL_BE else "past"
    if told == "past" and (led in _IS or _is_had_done(said, place)):
        return None
    return told


def _begins(said: Sentence, place: int) -> bool:
    before = said.text(place - 1)
    return place == 0 or before in STOPS or before in _LEADING


def _is_to_be(said: Sentence, place: int) -> bool:
    if not (said.has(place, "past") or said.text(place).endswith("ed")):
        return False
    return _begins(said, place) or any(said.text(place - back) == "be" for back in (1, 2, 3))


def _is_had_done(said: Sentence, place: int) -> bool:
    return any(said.text(place - apart) in {"have", "get"} for apart in (2, 3))
