"""Three hundred letters of many clients and shapes, always the same, with what is expected of each.

`letters()` gives (name, bytes, expected); `expected` has kind, language, subject, sender and
new_text_contains, and where it matters new_text_lacks, quoted_contains, attachments, to,
bounced_address, bounced_message_id.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, islice

from tests.letters import clients, machines, odd, webmail
from tests.letters.bytes import Writing
from tests.letters.words import PEOPLE, WORDS

Letter = tuple[str, bytes, dict[str, object]]
DOMAINS = {"ru": "posta.example", "uk": "poshta.example", "en": "mail.example"}
SIZE = 300
ANSWERS = [
    clients.gmail,
    clients.gmail_wrapped,
    clients.gmail_html_only,
    clients.outlook,
    clients.outlook_phone,
    clients.outlook_express,
    clients.iphone,
    clients.apple_mail,
    clients.thunderbird_below,
    clients.thunderbird_html,
    webmail.yandex,
    webmail.yandex_phone,
    webmail.mailru,
    webmail.mailru_phone,
    webmail.ukrnet,
    webmail.proton,
    webmail.samsung,
    webmail.roundcube,
    webmail.the_bat,
    webmail.yahoo,
]
ODD = [
    odd.plain,
    odd.plain_8bit,
    odd.html_only,
    odd.raw_subject,
    odd.split_subject,
    odd.with_pdf,
    odd.with_word_name,
    odd.with_raw_name,
    odd.with_picture,
    odd.with_letter,
    odd.with_uuencode,
    odd.with_winmail,
    odd.forward,
    odd.forward_with_word,
    odd.empty,
    odd.broken_head,
    odd.nul_bytes,
    odd.bare_lf,
    odd.mbox_line,
    odd.signed_off,
    odd.suppressing,
    odd.about_autoreply,
    odd.to_group,
]
WRONG_CHARSETS = [
    ("cp1251", None),
    ("koi8-u", None),
    ("cp1251", "iso-8859-1"),
    ("utf-8", "iso-8859-1"),
    ("cp1251", "utf-8"),
    ("utf-8", "windows-1251"),
    ("utf-8", "x-unknown"),
    ("koi8-u", "koi8-r"),
]
MACHINES = [
    machines.exchange,
    machines.vacation,
    machines.autoreply_field,
    machines.autorespond_field,
    machines.precedence,
    machines.undeclared,
    machines.receipt,
    machines.dsn,
    machines.dsn_delayed,
    machines.exim,
    machines.qmail,
    machines.mailing_list,
    machines.newsletter,
]


@cache
def letters() -> list[Letter]:
    """All of them, in their order."""
    numbers = count(1)
    return list(islice(_letters(numbers), SIZE))


def _letters(numbers: Iterator[int]) -> Iterator[Letter]:
    for language in ("ru", "uk", "en"):
        for make in MACHINES + ODD:
            yield _odd(make, _writing(language, next(numbers)))
        for answer in ANSWERS:
            yield _answer(answer, _writing(language, next(numbers)))
        yield _between(_writing(language, next(numbers)))
    for language in ("ru", "uk"):
        for charset, declared in WRONG_CHARSETS:
            name = f"{charset}_as_{declared}"
            yield _odd(odd.cyrillic(charset, declared), _writing(language, next(numbers)), name)
    while True:
        for answer in ANSWERS:
            number = next(numbers)
            yield _answer(answer, _writing(("ru", "uk", "ru", "uk", "en")[number % 5], number))


def _writing(language: str, number: int) -> Writing:
    words = WORDS[language][number % len(WORDS[language])]
    name, local = PEOPLE[language][number // 3 % len(PEOPLE[language])]
    return Writing(words, name, f"{local}@{DOMAINS[language]}", number)


def _expected(w: Writing) -> dict[str, object]:
    return {
        "kind": "human",
        "language": w.words.language,
        "subject": w.subject,
        "sender": w.address,
        "new_text_contains": w.words.scrap,
    }


def _answer(make: Callable[[Writing], bytes], w: Writing) -> Letter:
    subject = w.subject if w.subject.startswith("Re:") else f"Re: {w.subject}"
    expected = _expected(w) | {
        "subject": subject,
        "new_text_lacks": w.words.quoted_scrap,
        "quoted_contains": w.words.quoted_scrap,
    }
    return f"{w.number:03d}-{w.words.language}-{make.__name__}", make(w), expected


def _between(w: Writing) -> Letter:
    name, raw, expected = _answer(clients.thunderbird_between, w)
    kept = {"new_text_lacks": None, "quoted_contains": "", "new_text_also": w.words.quoted_scrap}
    return name, raw, expected | kept


def _odd(make: Callable[[Writing], odd.Odd], w: Writing, name: str = "") -> Letter:
    raw, differs = make(w)
    return f"{w.number:03d}-{w.words.language}-{name or make.__name__}", raw, _expected(w) | differs
