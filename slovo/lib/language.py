"""The language of a text: English, Russian or Ukrainian, by letters first, then by small words."""

from __future__ import annotations

import re

ENOUGH = 4_000
_WORD = re.compile(r"[a-zа-яёіїєґ]+(?:['’ʼ][a-zа-яіїєґ]+)?")
_CYRILLIC = re.compile("[а-яёіїєґ]")
_LATIN = re.compile("[a-z]")
_UKRAINIAN = re.compile("[іїєґ]|[бвмпфрк]['’ʼ][яюєї]")
_RUSSIAN = re.compile("[ыэъё]")
_OTHER = re.compile("[әғқңөұүһўђјљњћџ]")
_NOISE = re.compile(r"https?://\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,200}|^>.*$", re.MULTILINE)

_RUSSIAN_WORDS = """
и или но что чтобы как это этот эта эти его ее ещё еще если уже только когда где кто был была
было были есть нет очень спасибо пожалуйста здравствуйте добрый день вечер утро привет просьба
прошу можно нужно надо мне меня нам вам вас они она оно мы вы после сегодня вчера завтра сейчас
договор письмо жду ответ ответа уважением с со из от для при без под обо об к ко сколько почему
потому также тоже хорошо пока через между кажется подскажите
отправляю позвоните сообщите конечно хотел
"""
_UKRAINIAN_WORDS = """
та й або але що щоб як це цей ця ці його її ще якщо вже тільки коли де хто був була було були є
немає дуже дякую дякуємо будь ласка добрий день вітаю вечір ранок привіт прошу можна треба
потрібно мені мене нам вам вас вони вона воно ми ви після сьогодні вчора завтра зараз договір лист
чекаю відповідь повагою з із зі від для при без під про до скільки чому тому також теж добре поки
через між підкажіть доброго дня надсилаю позвоніть зателефонуйте повідомте сьогодні досі
"""
_ENGLISH_WORDS = """
the and or but that this these those is are was were be been have has had do does did not no yes
you your we our us they he she it i my me to of in on at for from with by as if when where who
what how please thanks thank hello hi dear regards best will would can could
"""
ONLY_RUSSIAN = frozenset(_RUSSIAN_WORDS.split()) - frozenset(_UKRAINIAN_WORDS.split())
ONLY_UKRAINIAN = frozenset(_UKRAINIAN_WORDS.split()) - frozenset(_RUSSIAN_WORDS.split())
ENGLISH = frozenset(_ENGLISH_WORDS.split())


def language_of(text: str) -> str | None:
    """ "en", "ru" or "uk"; None when the text gives no ground (other languages, no words)."""
    text = _NOISE.sub(" ", text[:ENOUGH].lower())
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    if cyrillic >= 2 and cyrillic * 2 >= latin:
        return _cyrillic(text)
    if latin >= 2:
        return _latin(text)
    return None


def _cyrillic(text: str) -> str | None:
    if _OTHER.search(text):
        return None
    words = _WORD.findall(text)
    ukrainian = 3 * len(_UKRAINIAN.findall(text)) + 2 * sum(w in ONLY_UKRAINIAN for w in words)
    russian = 3 * len(_RUSSIAN.findall(text)) + 2 * sum(w in ONLY_RUSSIAN for w in words)
    if ukrainian == russian:
        return None
    return "uk" if ukrainian > russian else "ru"


def _latin(text: str) -> str | None:
    words = _WORD.findall(text)
    known = sum(word in ENGLISH for word in words)
    return "en" if known and known * 8 >= len(words) else None
