"""What a letter asks the client for: its questions and requests, and their kinds (R045)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from slovo.lib.lemmas.words import WORD, entered_as, lemmas_of

SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\w)[^.!?…\n]*)*[.!?…]*")
NEAR = 5  # words between the asking one and what it asks for
WHICH = "what which какой какая каков какова какое який яка яке"
GIVE = (
    "send provide give tell confirm specify share remind"
    " пришлите вышлите отправьте сообщите укажите напишите подскажите уточните предоставьте"
    " напомните назовите дайте прошу надішліть вишліть повідомте вкажіть напишіть підкажіть"
    " уточніть надайте нагадайте назвіть дайте"
)
NEED = "need нужен нужна нужно нужны понадобится потрібен потрібна потрібно потрібні"
# Kind → (words of which one must stand there, words of which one must stand beside it or none).
FIELDS: dict[str, tuple[str, str]] = {
    "phone": ("phone telephone mobile телефон", ""),
    "email": ("email mail почта емейл имейл пошта", ""),
    "organisation": (
        "company organisation organization firm компания организация фирма компанія організація",
        "name called название называется назва називається",
    ),
    "code": ("ЄДРПОУ ЕГРПОУ ИНН ІПН ОГРН edrpou registration регистрационный реєстраційний", ""),
    "contract": (
        "contract agreement договор договір контракт",
        "number номер",
    ),
}
OTHERS = "new another other signed updated corrected новый другой подписанный исправленный"
OTHERS += " обновлённый новий інший підписаний виправлений оновлений"
NO_NAMES = "scan copy file document page photo picture image pdf jpg jpeg png doc docx скан копия"
NO_NAMES += " файл документ страница фото снимок копія сторінка знімок последний останній"
SMALL = (
    "the a an is are was were do does did can could would will shall you your yours we our us he"
    " she it they this that these those please and or for with from have has been be to of in on"
    " at by about what which when where who why how not me my let know"
    " и или в во на по с со для от до из о об у за при мы вы ваш наш нам вам нас вас это этот как"
    " что где когда кто почему зачем ли не бы же пожалуйста быть есть можете могли"
    " і й або у в на по з із зі для від до про при ми ви ваш наш нам вам нас вас це цей як що де"
    " коли хто чому чи не б же будь ласка бути є можете могли"
)


def requests_in(text: str) -> Iterator[str]:
    """Sentences that ask for something, as they stand there."""
    for found in SENTENCE.finditer(text):
        sentence = " ".join(found[0].split())
        words = WORD.findall(sentence)
        if "?" in sentence or any(is_one_of(word, f"{GIVE} {NEED}") for word in words):
            yield sentence


def kinds_of(sentence: str) -> Iterator[str]:
    """Which facts it asks for: phone, email, organisation, code, contract."""
    words = WORD.findall(sentence)
    places = [at for at, word in enumerate(words) if is_one_of(word, f"{GIVE} {NEED} {WHICH}")]
    for kind, (nouns, beside) in FIELDS.items():
        for at, word in enumerate(words):
            if not is_one_of(word, nouns):
                continue
            is_asked = any(0 < at - place <= NEAR for place in places)
            near = words[max(at - 2, 0) : at + 4]
            if is_asked and (not beside or any(is_one_of(each, beside) for each in near)):
                yield kind
                break


def asks_for_thing(sentence: str) -> bool:
    """That something be sent, and not another or a new one."""
    words = WORD.findall(sentence)
    wants = any(is_one_of(word, f"{GIVE} {NEED}") for word in words)
    return wants and not any(is_one_of(word, OTHERS) for word in words)


@lru_cache(maxsize=4096)
def gist(text: str) -> frozenset[str]:
    """What it speaks of, each word in one form, without those that stand everywhere."""
    words = (word for word in WORD.findall(text) if len(word) > 1 and not word.isdigit())
    return frozenset(
        min(entered_as(word)) for word in words if entered_as(word) and not is_one_of(word, SMALL)
    )


def names(text: str) -> frozenset[str]:
    """What a file or a thing that is asked for is called."""
    asked = f"{NO_NAMES} {GIVE} {NEED}"
    plain = re.sub(r"[_\W\d]+", " ", text)
    return gist(" ".join(word for word in plain.split() if not is_one_of(word, asked)))


@lru_cache(maxsize=8192)
def is_one_of(word: str, listed: str) -> bool:
    return not entered_as(word).isdisjoint(_lemmas(listed))


@lru_cache(maxsize=64)
def _lemmas(listed: str) -> frozenset[str]:
    return frozenset().union(*(lemmas_of(word) for word in listed.split()))
