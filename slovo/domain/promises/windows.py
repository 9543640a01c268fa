"""Questions asked of many days at once, in one statement that seeks each day in an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.db import connection

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
JOINED = {"sqlite": "group_concat(id)", "postgresql": "string_agg(id::text, ',')"}
# An ended promise has its outcome, which stands in the index of all that was given.
OPEN, ENDED, ANY = "AND ended_at IS NULL", "AND outcome <> ''", ""
SIDES = {
    "owner": "owner_id = %d",
    "person": "person_id = %d",
    "organisation": "case_id IN (SELECT id FROM cases_case WHERE organisation_id = %d)",
    # A colleague from whom something is hidden (cases.models.confidence.hidden_from).
    "reader": """case_id NOT IN (SELECT id FROM cases_case JOIN (SELECT %d AS me) AS who ON true
WHERE confided_at IS NOT NULL AND coalesce(confided_by_id, 0) <> me
AND (level NOT IN ('relationship', 'circle') OR me NOT IN
(coalesce(handler_id, 0), coalesce(answerer_id, 0), coalesce(deputy_id, 0),
coalesce(principal_id, 0))))""",
    "leader": """case_id NOT IN (SELECT id FROM cases_case JOIN (SELECT %d AS me) AS who ON true
WHERE confided_at IS NOT NULL AND level = 'circle' AND me NOT IN (coalesce(handler_id, 0),
coalesce(answerer_id, 0), coalesce(deputy_id, 0), coalesce(principal_id, 0)))""",
}
WITHIN = """FROM cases_promise
WHERE source = 'person' AND due_at >= begins AND due_at < ends"""


@dataclass(frozen=True, slots=True)
class Due:
    """How many promises are due on a day, and the keys of the first few."""

    count: int
    first: list[int]


def due_between(
    edges: Sequence[datetime], most: int, *, open_first: bool, **whose: int
) -> list[Due]:
    """For each day from one edge to the next: of all that is `among` these."""
    narrow = "".join(f" AND {SIDES[name] % key}" for name, key in whose.items() if key)
    first = [
        _first(f"{narrow} {state}", most) for state in ([OPEN, ENDED] if open_first else [ANY])
    ]
    sql = f"SELECT (SELECT count(*) {WITHIN}{narrow}), {', '.join(first)} FROM days ORDER BY number"  # noqa: S608 - numbers
    return [Due(count, _keys(keys)[:most]) for count, *keys in of_each(edges, sql)]


def of_each(edges: Sequence[datetime], sql: str) -> list[tuple[Any, ...]]:
    """Ask `sql` of the table `days` (number, begins, ends), whose rows lie between the edges."""
    adapt = connection.ops.adapt_datetimefield_value
    spans = list(pairwise([adapt(edge) for edge in edges]))
    rows = ", ".join(f"({number}, %s, %s)" for number in range(len(spans)))
    values = [edge for span in spans for edge in span]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH days (number, begins, ends) AS (VALUES {rows}) {sql}", values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _first(condition: str, most: int) -> str:
    rows = f"SELECT id {WITHIN} {condition} ORDER BY due_at, id LIMIT {most:d}"
    return f"(SELECT {JOINED[connection.vendor]} FROM ({rows}) AS few)"  # noqa: S608 - numbers


def _keys(written: Sequence[str | None]) -> list[int]:
    return [int(key) for keys in written if keys for key in keys.split(",")]
