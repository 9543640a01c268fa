"""What looks like spam, and why we think so. It is set aside for a colleague, never thrown away.

First the verdict of the mail server that took the letter, when it left one: `X-Spam-Flag`,
`X-Spam-Status`, `X-Spam-Score`, `X-Spam-Level`, `X-Spam` (Rspamd), `X-Yandex-Spam`,
`X-MS-Exchange-Organization-SCL`, or a subject it marked. Then, for strangers only, signs of our
own; two of them are needed, so that one unlucky word never keeps a client waiting:

- two or more phrases of mass mailings (English, Russian, Ukrainian);
- a shown name that is another mail address than the letter's own;
- answers that go to another domain, at a free mail host;
- nothing but a link;
- a program attached (counts twice).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slovo.lib.mail.letter import Letter

HIGH_SCORE = 5.0
HIGH_SCL = 5
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,6})?")
_MARKED = re.compile(r"^\s*(?:\[|\*{2,5}|\{)\s*spam\b", re.IGNORECASE)
_LINK = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,253}")
_PROGRAM = re.compile(
    r"\.(?:exe|scr|pif|com|bat|cmd|js|jse|vbs|vbe|wsf|hta|jar|lnk|iso|img|ps1|msi)$", re.IGNORECASE
)
FREE_HOSTS = frozenset(
    "gmail.com outlook.com hotmail.com yahoo.com proton.me protonmail.com aol.com mail.com "
    "yandex.ru yandex.com mail.ru bk.ru list.ru inbox.ru rambler.ru ukr.net i.ua meta.ua".split()
)
_PHRASES = re.compile(
    r"viagra|cialis|casino|jackpot|lottery|you have won|bitcoin|crypto investment|"
    r"guaranteed (?:income|profit|traffic)|seo (?:services|promotion|audit)|first page of google|"
    r"click here|unclaimed funds|next of kin|inheritance fund|million (?:dollars|usd)|"
    r"казино|виагра|джекпот|лотере|вы выиграли|заработ\w{0,6} без вложений|л[её]гкие деньги|"
    r"раскрутк\w{0,4} сайт|продвижени\w{0,3} сайт|баз\w{0,2} (?:e-?mail|адресов)|"
    r"рассылк\w{0,3} по баз|кредит без справок|"
    r"віагра|ви виграли|лотере|легкі гроші|просування сайт|розкрутк\w{0,4} сайт|"
    r"розсилк\w{0,3} по баз|кредит без довідок",
    re.IGNORECASE,
)


def server_says(letter: Letter) -> str:
    """The field by which the mail server called it spam, or ""."""
    flags = {"x-spam-flag": "yes", "x-spam-status": "yes", "x-spam": "yes", "x-yandex-spam": "4"}
    for name, mark in flags.items():
        if _first(letter, name).lower().startswith(mark):
            return name
    if _first(letter, "x-spam-status"):
        return ""
    if _number(letter, "x-spam-score") >= HIGH_SCORE:
        return "x-spam-score"
    if _first(letter, "x-spam-level").count("*") >= HIGH_SCORE:
        return "x-spam-level"
    if _number(letter, "x-ms-exchange-organization-scl") >= HIGH_SCL:
        return "x-ms-exchange-organization-scl"
    return "subject" if _MARKED.match(letter.subject) else ""


def looks_like_spam(letter: Letter) -> str:
    """Our own signs, in code words joined by a space; "" when there are fewer than two."""
    text = f"{letter.subject}\n{letter.text}"[:50_000]
    signs = {
        "phrases": len({found.lower() for found in _PHRASES.findall(text)}) >= 2,
        "name": _pretends(letter),
        "answers": _answers_elsewhere(letter),
        "link": bool(_LINK.search(letter.text)) and len(_LINK.sub("", letter.text).split()) < 3,
        "program": any(_PROGRAM.search(file.name) for file in letter.attachments),
    }
    weight = sum(signs.values()) + signs["program"]
    return " ".join(name for name, seen in signs.items() if seen) if weight >= 2 else ""


def _pretends(letter: Letter) -> bool:
    shown = _ADDRESS.search(letter.sender.name)
    return shown is not None and _domain(shown[0]) != _domain(letter.sender.address)


def _answers_elsewhere(letter: Letter) -> bool:
    own = _domain(letter.sender.address)
    others = {_domain(one.address) for one in letter.reply_to} - {own, ""}
    return own not in FREE_HOSTS and bool(others & FREE_HOSTS)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip(">").lower()


def _first(letter: Letter, name: str) -> str:
    return next(iter(letter.headers.get(name, [])), "").strip()


def _number(letter: Letter, name: str) -> float:
    found = _NUMBER.match(_first(letter, name))
    return float(found[0]) if found else 0.0
