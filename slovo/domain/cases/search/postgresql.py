"""The index on PostgreSQL: two tables of lexemes under GIN, without positions."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from slovo.lib.lemmas.asking import Need, Wanted

MAKE = """
CREATE TABLE cases_words (id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE TABLE cases_heads (id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX cases_words_gin ON cases_words USING gin (words);
CREATE INDEX cases_heads_gin ON cases_heads USING gin (words);
"""
DROP = "DROP TABLE cases_words; DROP TABLE cases_heads;"


def many(keys: Iterable[int]) -> str:
    """Keys as one argument."""
    return f"{{{','.join(map(str, keys))}}}"


def rows_of(keys: str) -> RawSQL:
    """Those of `many`."""
    return RawSQL("SELECT unnest(%s::bigint[])", [keys])


def put_words(message_id: int, words: Sequence[str]) -> None:
    _put("cases_words", message_id, words)


def drop_words(message_id: int, words: Sequence[str]) -> None:  # noqa: ARG001 - SQLite needs them
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_words WHERE id = %s", [message_id])


def put_head(case_id: int, words: Sequence[str]) -> None:
    _put("cases_heads", case_id, words)


def beginning_with(letters: str) -> None:
    """GIN knows beginnings."""


def known_among(message_ids: Iterable[int]) -> set[int]:
    return _ids("SELECT id FROM cases_words WHERE id = ANY(%s)", list(message_ids))


def messages_with(wanted: Iterable[Wanted], most: int) -> list[tuple[int, int]]:
    """(message, case), the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id, m.case_id FROM cases_words w JOIN cases_message m ON m.id = w.id"
            " WHERE w.words @@ %s::tsquery AND m.cancelled_at IS NULL"
            " ORDER BY w.id DESC LIMIT %s",
            [_match(wanted), most],
        )
        return list(cursor.fetchall())


def heads_with(wanted: Iterable[Wanted], most: int) -> list[int]:
    """Cases, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM cases_heads WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT %s",
            [_match(wanted), most],
        )
        return [case_id for (case_id,) in cursor.fetchall()]


def opened_days(case_ids: Iterable[int]) -> dict[int, float]:
    """case → when it was opened, in days."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, EXTRACT(EPOCH FROM opened_at)::float / 86400 FROM cases_case"
            " WHERE id = ANY(%s)",
            [list(case_ids)],
        )
        return dict(cursor.fetchall())


def words_among(wanted: Wanted, message_ids: Iterable[int]) -> set[int]:
    """Which of these messages have it."""
    sql = "SELECT id FROM cases_words WHERE words @@ %s::tsquery AND id = ANY(%s)"
    return _ids(sql, _match([wanted]), list(message_ids))


def heads_among(wanted: Wanted, case_ids: Iterable[int]) -> set[int]:
    sql = "SELECT id FROM cases_heads WHERE words @@ %s::tsquery AND id = ANY(%s)"
    return _ids(sql, _match([wanted]), list(case_ids))


def _put(table: str, key: int, words: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, words) VALUES (%s, array_to_tsvector(%s::text[]))"  # noqa: S608
            " ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words",
            [key, list(words)],
        )


def _ids(sql: str, *arguments: str | list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(arguments))
        return {row[0] for row in cursor.fetchall()}


def _match(wanted: Iterable[Wanted]) -> str:
    return " & ".join(f"({' | '.join(_way(way) for way in each.ways)})" for each in wanted)


def _way(way: tuple[Need, ...]) -> str:
    return f"({' & '.join(_need(need) for need in way)})"


def _need(need: Need) -> str:
    """Words are letters and figures only, so that quotes are enough."""
    ways = [f"'{lemma}'" for lemma in sorted(need.lemmas)]
    begun = [f"'{need.beginning}':*"] if need.beginning else []
    return f"({' | '.join(ways + begun)})"
