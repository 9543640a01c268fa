"""Short letters that ask for nothing: thanks, and a plain yes (R131)."""

import re

_THANKS = {
    *"thanks thank you thx ty very much so many a lot great perfect super ok okay".split(),
    *"спасибо благодарю большое огромное вам вас тебе очень отлично супер понятно принято".split(),
    *"дякую дуже вам вас щиро велике красно дякуємо спасибі чудово зрозуміло прийнято".split(),
    *"хорошо добре ок всё все за помощь допомогу помощи ответ відповідь".split(),
    *"for your help the answer".split(),
    *"kind best regards с уважением з повагою".split(),
}
_HEART = {
    *"thanks thank thx спасибо благодарю дякую дякуємо спасибі".split(),
}
_YES = {
    *"yes solved resolved confirmed да решено решён решен подтверждаю".split(),
    *"так вирішено підтверджую".split(),
}
_NOT = {*"no not нет не ні but however но однако але проте".split()}
_WORD = re.compile(r"[\w']+")
_LONGEST = 12


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def is_thanks(text: str) -> bool:
    """Nothing but thanks: at most a dozen words, all of gratitude or greeting, no question."""
    words = _words(text)
    if not words or len(words) > _LONGEST or "?" in text:
        return False
    return any(word in _HEART for word in words) and all(word in _THANKS for word in words)


def is_yes(text: str) -> bool:
    """A plain yes to «is it solved?»: short, with a yes and no «but»."""
    words = _words(text)
    if not words or len(words) > _LONGEST or "?" in text:
        return False
    return any(word in _YES for word in words) and not any(word in _NOT for word in words)
