"""The index on SQLite: two FTS5 tables that hold lemmas, and of letters nothing else."""

import json
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from slovo.lib.lemmas.asking import Need, Wanted

MOST_IDS = 500
MAKE = """
CREATE VIRTUAL TABLE cases_words USING fts5(words, content='', detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE cases_heads USING fts5(words, detail=none, tokenize='ascii');
"""
DROP = "DROP TABLE cases_words; DROP TABLE cases_heads;"
MAKE_TERMS = """
CREATE TABLE cases_terms (term text PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.cases_said USING fts5vocab('main', 'cases_words', 'row');
CREATE VIRTUAL TABLE temp.cases_named USING fts5vocab('main', 'cases_heads', 'row');
INSERT INTO cases_terms SELECT term FROM temp.cases_said UNION SELECT term FROM temp.cases_named;
DROP TABLE temp.cases_said;
DROP TABLE temp.cases_named;
"""
DROP_TERMS = "DROP TABLE cases_terms;"
MOST_GROWN = 64
LAST_LETTER = "\U0010ffff"


def many(keys: Iterable[int]) -> str:
    """Keys as one argument: hundreds of them take Django longer than the whole search."""
    return json.dumps(list(keys))


def rows_of(keys: str) -> RawSQL:
    """Those of `many`."""
    return RawSQL("SELECT value FROM json_each(%s)", [keys])


def put_words(message_id: int, words: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_words(rowid, words) VALUES (%s, %s)", [message_id, " ".join(words)]
        )
    _put_terms(words)


def drop_words(message_id: int, words: Sequence[str]) -> None:
    """The very words that were put: the table itself does not keep them."""
    if not known_among([message_id]):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_words(cases_words, rowid, words) VALUES ('delete', %s, %s)",
            [message_id, " ".join(words)],
        )


def put_head(case_id: int, words: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO cases_heads(rowid, words) VALUES (%s, %s)",
            [case_id, " ".join(words)],
        )
    _put_terms(words)


def beginning_with(letters: str) -> tuple[str, ...]:
    """The shortest words entered that begin so.

    FTS5 itself answers a beginning by reading every place of every such word in the whole house.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term FROM cases_terms WHERE term >= %s AND term < %s"
            " ORDER BY LENGTH(term), term LIMIT %s",
            [letters, letters + LAST_LETTER, MOST_GROWN],
        )
        return tuple(term for (term,) in cursor.fetchall())


def known_among(message_ids: Iterable[int]) -> set[int]:
    waiting, found = sorted(message_ids), set[int]()
    with connection.cursor() as cursor:
        for first in range(0, len(waiting), MOST_IDS):
            some = waiting[first : first + MOST_IDS]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"SELECT id FROM cases_words_docsize WHERE id IN ({marks})", some)  # noqa: S608
            found.update(key for (key,) in cursor.fetchall())
    return found


def messages_with(wanted: Iterable[Wanted], most: int) -> list[tuple[int, int]]:
    """(message, case), the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id, m.case_id FROM cases_words CROSS JOIN cases_message m"
            " INDEXED BY message_case_by_id ON m.id = cases_words.rowid"
            " WHERE cases_words MATCH %s AND m.cancelled_at IS NULL"
            " ORDER BY cases_words.rowid DESC LIMIT %s",
            [_match(wanted), most],
        )
        return list(cursor.fetchall())


def heads_with(wanted: Iterable[Wanted], most: int) -> list[int]:
    """Cases, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM cases_heads WHERE cases_heads MATCH %s ORDER BY rowid DESC LIMIT %s",
            [_match(wanted), most],
        )
        return [case_id for (case_id,) in cursor.fetchall()]


def opened_days(case_ids: Iterable[int]) -> dict[int, float]:
    """case → when it was opened, in days."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, JULIANDAY(c.opened_at) FROM json_each(%s) k"
            " CROSS JOIN cases_case c ON c.id = k.value",
            [many(case_ids)],
        )
        return dict(cursor.fetchall())


def words_among(wanted: Wanted, message_ids: Iterable[int]) -> set[int]:
    """Which of these messages have it."""
    return _among("cases_words", wanted, set(message_ids))


def heads_among(wanted: Wanted, case_ids: Iterable[int]) -> set[int]:
    return _among("cases_heads", wanted, set(case_ids))


def _among(table: str, wanted: Wanted, ids: set[int]) -> set[int]:
    """One run through what lies between costs less than a look at each."""
    if not ids:
        return set()
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid BETWEEN %s AND %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [_match([wanted]), min(ids), max(ids)])
        return ids.intersection(key for (key,) in cursor.fetchall())


def _put_terms(words: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR IGNORE INTO cases_terms SELECT value FROM json_each(%s)",
            [json.dumps(list(words))],
        )


def _match(wanted: Iterable[Wanted]) -> str:
    return " AND ".join(f"({' OR '.join(_way(way) for way in each.ways)})" for each in wanted)


def _way(way: tuple[Need, ...]) -> str:
    return f"({' AND '.join(_need(need) for need in way)})"


def _need(need: Need) -> str:
    """Words are letters and figures only, so that quotes are enough."""
    ways = [f'"{lemma}"' for lemma in sorted(need.lemmas.union(need.grown or ()))]
    begun = [f'"{need.beginning}" *'] if need.beginning and need.grown is None else []
    return f"({' OR '.join(ways + begun)})"
