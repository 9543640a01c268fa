"""Rows read and written with statements that are built once, on SQLite and on PostgreSQL.

Django builds the SQL of every query anew, which costs it more than the database takes to answer.
Here the few shapes that the busiest verbs need are kept: equal columns, one order, whole rows.
Nothing of a model's own runs: no `save`, no signals. The database's constraints hold as ever.
"""

from slovo.lib.rows.reading import count, every, first, first_unlocked, join, most, tuples
from slovo.lib.rows.writing import (
    forget,
    insert_all,
    insert_new,
    insert_rows,
    unwritten,
    update_changed,
    update_rows,
)

__all__ = [
    "count",
    "every",
    "first",
    "first_unlocked",
    "forget",
    "insert_all",
    "insert_new",
    "insert_rows",
    "join",
    "most",
    "tuples",
    "unwritten",
    "update_changed",
    "update_rows",
]
