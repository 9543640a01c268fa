"""What a message and a case are found by, entered in the transaction that makes them."""

from collections.abc import Iterable

from django.db import connection

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Nature
from slovo.domain.cases.search.index import index
from slovo.lib.language import language_of
from slovo.lib.lemmas.words import index_words

ADDRESSES = (
    "SELECT email FROM clients_address WHERE person_id = %s"
    " UNION ALL SELECT full_name FROM clients_person WHERE merged_into_id = %s"
)
STANDINGS = (
    "SELECT o.name FROM clients_standing s JOIN clients_organisation o ON o.id = s.organisation_id"
    " WHERE s.to_date IS NULL AND s.person_id = %s"
)


def enter_message(message: Message, names: Iterable[str] = (), *, is_first: bool = False) -> None:
    """The new words and the names of files; in a first letter also what it quotes.

    What the house writes by itself says nothing that a case could be told by; what was told in
    confidence is found by nobody (R018).
    """
    if message.nature != Nature.HOUSE and not message.level:
        index().put_words(message.pk, _words(message, names, is_first=is_first))


def drop_message(message: Message) -> None:
    names = message.attachments.values_list("name", flat=True)
    index().drop_words(message.pk, _words(message, names, is_first=False))


def enter_head(case: Case) -> None:
    """Its number and subject, the person with his addresses, the organisation."""
    index().put_head(case.pk, _head_words(case))


def _words(message: Message, names: Iterable[str], *, is_first: bool) -> list[str]:
    parts = [message.text, message.question, *names]
    if message.direction == "in":
        parts += [message.subject, message.sender, message.quoted_text if is_first else ""]
    language = message.language or language_of(message.text) or ""
    return index_words("\n".join(part for part in parts if part), language)


def _head_words(case: Case) -> list[str]:
    person = case.person
    subject = index_words(case.subject, language_of(case.subject) or person.language)
    names = [case.ref, person.full_name, person.called, person.phone, *_around(case)]
    return list(dict.fromkeys([*subject, *index_words("\n".join(names))]))


def _around(case: Case) -> list[str]:
    """His addresses and other names, and the case's organisation, else those he stands for."""
    if case.organisation is not None:
        place = [case.organisation.name, case.organisation.code]
        return [*place, *_read(ADDRESSES, case.person_id)]
    return _read(f"{ADDRESSES} UNION ALL {STANDINGS}", case.person_id)


def _read(sql: str, key: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [key] * sql.count("%s"))
        return [str(row[0]) for row in cursor.fetchall()]
