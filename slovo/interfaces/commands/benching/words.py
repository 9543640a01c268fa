"""What search knows of the house: entered by the table, a thousand cases as the keeper does it."""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from slovo.domain.cases.actions.indexing import index_cases
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.rows import copy, size_of_house
from slovo.lib.lemmas.words import index_words

AS_EVER, BATCH = 1_000, 5_000
SAID = (
    "SELECT id, text, CASE direction WHEN 'in' THEN subject ELSE '' END, language"
    " FROM cases_message WHERE nature = 'human' AND case_id BETWEEN %s AND %s ORDER BY id"
)
HEADS = (
    "SELECT c.id, c.subject, c.number, p.full_name, a.email, p.language FROM cases_case c"
    " JOIN clients_person p ON p.id = c.person_id JOIN clients_address a ON a.person_id = p.id"
    " WHERE c.id BETWEEN %s AND %s ORDER BY c.id"
)
TEXTS = {
    "sqlite": "LENGTH(CAST(text AS BLOB)) + LENGTH(CAST(html AS BLOB))",
    "postgresql": "OCTET_LENGTH(text) + OCTET_LENGTH(html)",
}
Found = Iterable[tuple[int, list[str]]]


def enter_words(cases: int, now: datetime, board: Board) -> None:
    before, last = size_of_house(), cases - min(AS_EVER, cases // 2)
    for first in range(1, last + 1, BATCH):
        span = (first, min(first + BATCH - 1, last))
        with transaction.atomic():
            _put("cases_words", _said(*span))
            _put("cases_heads", _heads(*span))
    began = time.process_time()
    _enter_as_ever(last, now)
    spent = (time.process_time() - began) * 1000
    letters, entered = _letters(last)
    board.add(Figure("entering a message for search", spent / entered, "CPU ms"))
    grown = (size_of_house() - before) / 2**20
    board.add(Figure("disk: the index of search", grown, "MiB", letters / 2**20))


def _said(*span: int) -> Found:
    for key, text, subject, language in _rows(SAID, span):
        found = (*_words_of(text, language), *_words_of(subject, language))
        yield key, list(dict.fromkeys(found))


def _heads(*span: int) -> Found:
    for key, subject, number, name, email, language in _rows(HEADS, span):
        found = (*_words_of(subject, language), *index_words(f"S-{number}\n{name}\n{email}"))
        yield key, list(dict.fromkeys(found))


@lru_cache(maxsize=100_000)
def _words_of(text: str, language: str) -> list[str]:
    """The texts of the house come again and again."""
    return index_words(text, language)


def _rows(sql: str, span: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(span))
        yield from cursor.fetchall()


def _put(table: str, found: Found) -> None:
    known = list(found)  # before the connection is busy with taking it
    if connection.vendor == "postgresql":
        rows = ((key, " ".join(f"'{word}'" for word in words)) for key, words in known)
        copy(f"COPY {table} (id, words) FROM STDIN", rows)
        return
    terms = set[str]().union(*(words for _key, words in known))
    sql = f"INSERT INTO {table} (rowid, words) VALUES (%s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(key, " ".join(words)) for key, words in known])
        cursor.executemany("INSERT OR IGNORE INTO cases_terms VALUES (%s)", [(t,) for t in terms])


def _enter_as_ever(last: int, now: datetime) -> None:
    """Those after the last, as the keeper enters the cases of an older house."""
    left = "SELECT id FROM cases_case WHERE id > %s"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO cases_unindexed (case_id) {left}", [last])
    while index_cases(by=HOUSE, at=now):
        pass


def _letters(last: int) -> tuple[float, int]:
    """The bytes of all texts, and how many messages the cases after the last have."""
    texts = TEXTS[connection.vendor]
    late = "SUM(CASE WHEN case_id > %s THEN 1 ELSE 0 END)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM({texts}), {late} FROM cases_message", [last])  # noqa: S608
        size, entered = cursor.fetchone()
    return float(size), int(entered)
