"""The lane of Today: what is promised for today, and what is late."""

from datetime import datetime
from typing import Any

from slovo.domain.promises.due import due_until
from slovo.domain.staff.models import User
from slovo.interfaces.desk.promises.rows import Columns, Lines
from slovo.interfaces.desk.promises.sifting import hidden_for
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import Prepared
from slovo.lib.worktime import end_of_day
from slovo.web.patterns import Pattern

MOST = 12


def promises_due(user: User, whose: str, voice: Voice) -> dict[str, Any]:
    """`whose`: mine or the firm's."""
    sides = hidden_for(user) | ({"owner": user.pk} if whose == "mine" else {})
    rows = [Columns._make(row) for row in _DUE(until=end_of_day(voice.now, 0, voice.zone), **sides)]
    lines, pattern = Lines(voice), Pattern("desk/promises/today_row.html", voice.language)
    shown = [
        pattern.fill(lines.line(row)._asdict(), is_early=row.due_at > voice.now)
        for row in rows[:MOST]
    ]
    return {"promised": shown, "has_more_promised": len(rows) > MOST}


def _due(until: datetime, **whose: int) -> Any:
    return due_until(until, **whose).values_list(*Columns._fields)[: MOST + 1]


_DUE = Prepared(_due)
