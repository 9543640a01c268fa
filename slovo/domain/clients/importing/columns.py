"""Which column of a table says what: heads in en, ru and uk, as Outlook and Google write them."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS: dict[str, Promise] = {
    "full_name": _("Name"),
    "given": _("Given name"),
    "middle": _("Middle name or patronymic"),
    "family": _("Family name"),
    "called": _("Form of address"),
    "email": _("Mail address"),
    "phone": _("Telephone"),
    "organisation": _("Organisation"),
    "job": _("What he is there"),
    "topics": _("What he decides about"),
    "language": _("Language"),
    "zone": _("Time zone"),
    "note": _("Note"),
}
# Of these a table may have several; of the others the first column with anything in it counts.
SEVERAL = frozenset({"email", "phone", "note"})
HEADS = {
    "full_name": "name|full name|display name|file as|contact|client|person|фио|ф и о|имя и фамилия"
    "|полное имя|піб|п і б|повне ім’я|ім’я та прізвище|клієнт|клиент|контакт|особа|контактное лицо",
    "given": "first name|given name|имя|ім’я",
    "middle": "middle name|additional name|patronymic|отчество|по батькові",
    "family": "last name|family name|surname|фамилия|прізвище",
    "called": "nickname|form of address|called|salutation|обращение|звертання|псевдоним|прізвисько",
    "email": "e-mail|email|mail|e-mail address|email address|mail address|почта|пошта|эл почта"
    "|эл адрес|ел пошта|электронная почта|електронна пошта|адрес эл почты|адрес электронной почты"
    "|адреса електронної пошти|адреса ел пошти",
    "phone": "phone|telephone|tel|mobile|mobile phone|cell|business phone|home phone|other phone"
    "|primary phone|company main phone|work phone|телефон|тел|мобильный|мобильный телефон"
    "|рабочий телефон|домашний телефон|основной телефон|другой телефон|телефон переносной"
    "|телефон раб|телефон дом|моб телефон|мобільний|мобільний телефон|робочий телефон"
    "|домашній телефон|основний телефон|інший телефон",
    "organisation": "organisation|organization|company|firm|organization name|company name"
    "|организация|компания|фирма|організація|компанія|фірма|установа",
    "job": "job|job title|title|position|organization title|должность|посада|роль|role",
    "topics": "topics|decides about|темы|теми|за что отвечает|за що відповідає",
    "language": "language|язык|мова",
    "zone": "time zone|timezone|zone|часовой пояс|часовий пояс",
    "note": "note|notes|comment|comments|заметка|заметки|примечание|примечания|комментарий|нотатка"
    "|нотатки|примітка|примітки|коментар",
}
WORDS = {word: field for field, words in HEADS.items() for word in words.split("|")}
NUMBERED = re.compile(r"\b\d+\b")


def guessed(head: list[str]) -> dict[str, str]:
    """Place of a column → what it says; columns nobody knows are left out."""
    found: dict[str, str] = {}
    for place, cell in enumerate(head):
        field = _field(cell)
        if field and (field in SEVERAL or field not in found.values()):
            found[str(place)] = field
    return _told_apart(found)


def _field(cell: str) -> str:
    """«E-mail 2 Address», «Адрес 2 эл. почты», «Phone 1 - Value», «Organization 1 - Name»."""
    word = cell.lower().replace("'", "’").replace("ʼ", "’").replace("_", " ").replace("№", " ")
    word = word.replace(" - value", "")
    whole = _squeezed(word)
    return (
        WORDS.get(whole) or WORDS.get(_squeezed(NUMBERED.sub(" ", word).replace(" - ", " "))) or ""
    )


def _squeezed(word: str) -> str:
    return " ".join(word.replace(".", " ").strip(" :*").split())


def _told_apart(found: dict[str, str]) -> dict[str, str]:
    """«Name» beside «Given name» is the same once more: Google writes both."""
    fields = set(found.values())
    if {"given", "family"} <= fields:
        return {place: field for place, field in found.items() if field != "full_name"}
    if "given" in fields and not fields & {"family", "full_name"}:
        return {place: "full_name" if field == "given" else field for place, field in found.items()}
    return found
