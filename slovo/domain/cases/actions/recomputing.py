"""A rule changed: every open case that follows it is computed anew, in few steps for many."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from slovo.domain.cases.actions.clocks import RULES, may_move
from slovo.domain.cases.ladder import rung_after
from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import WORDS, Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.facts import micros
from slovo.domain.journal.moves import VOUCHED, Moves, vouch_for
from slovo.domain.journal.record import Line, record_lines
from slovo.domain.standards.models import ServiceClass
from slovo.lib.queued_sqlite import with_room
from slovo.lib.rows import tuples, update_rows

BATCH = 500
OF_CLOCK = ("pk", "case_id", "kind", "source", "owed_by", "made_at", "due_at", "told_at")
OF_FIRST = ("first_answer_due_at", "next_word_at")


class Word(NamedTuple):
    """A word owed in a case that goes at this pace, as much of it as is asked for here."""

    pk: int
    case_id: int
    kind: str
    source: str
    owed_by: str
    made_at: datetime
    due_at: datetime
    told_at: datetime | None
    pace: int


Moved = list[tuple[Word, datetime]]


@transaction.atomic(savepoint=False)
def recompute_open_cases(classes: Iterable[ServiceClass], *, by: Doer, at: datetime) -> None:
    """From the truth as it is now; what a client was told never moves later (law 4)."""
    with with_room():
        for service_class in classes:
            _recompute(service_class, by=by, at=at)


def _recompute(service_class: ServiceClass, *, by: Doer, at: datetime) -> None:
    for words in _batches(service_class):
        moved = list(_follow_rule(service_class, words))
        if moved:
            moves = _write(moved, _first_words(words, moved), at)
            line = _line(service_class, moved, moves)
            record_lines("promises.moved", [line], by=by, at=at)


def _batches(service_class: ServiceClass) -> Iterator[list[Word]]:
    """Of some hundred cases each, in the order of their numbers: that is an index of open ones."""
    cases = Case.objects.open().filter(service_class=service_class).order_by("number")
    running = Promise.objects.open().filter(kind__in=WORDS).order_by("case__number", "pk")
    last = 0
    while rows := tuples(cases.filter(number__gt=last).select_for_update()[:BATCH], "number"):
        some = cases.filter(number__gt=last, number__lte=rows[-1][0]).order_by()
        words = running.filter(case__in=some)
        last = rows[-1][0]
        yield list(map(Word._make, tuples(words, *OF_CLOCK, "case__pace")))


def _follow_rule(service_class: ServiceClass, words: list[Word]) -> Iterator[tuple[Word, datetime]]:
    """Those that go elsewhere, and where to."""
    for word in words:
        rule = RULES.get(word.kind) if word.source == "rule" else None
        due_at = rule(service_class, word.made_at, word.pace) if rule else word.due_at
        if may_move(word, due_at):
            yield word, due_at


def _first_words(words: list[Word], moved: Moved) -> dict[int, datetime | None]:
    """Case → when his waiting becomes a fault, of those where a clock moved."""
    dues = {word.pk: due_at for word, due_at in moved}
    owed: dict[int, list[datetime]] = {word.case_id: [] for word, _due_at in moved}
    for word in words:
        if word.case_id in owed and word.owed_by == "us":
            owed[word.case_id].append(dues.get(word.pk, word.due_at))
    return {case: min(times, default=None) for case, times in owed.items()}


def _write(moved: Moved, dark: dict[int, datetime | None], at: datetime) -> Moves:
    """Into promises and cases; what of it the journal vouches for."""
    rows = [(due, *rung_after(w.kind, w.made_at, due, at), w.pk) for w, due in moved]
    update_rows(Promise, ("due_at", "rung", "next_at"), rows)
    firsts = {w.case_id: due for w, due in moved if w.kind == Kind.FIRST_ANSWER}
    names = ("dark_at", "changed_at")
    update_rows(Case, names, [(dark[case], at, case) for case in dark.keys() - firsts.keys()])
    first_rows = [(due, due, dark[case], at, case) for case, due in firsts.items()]
    told = tuples(Case.objects.filter(pk__in=firsts).order_by("pk"), "pk", *OF_FIRST)
    update_rows(Case, (*OF_FIRST, *names), first_rows)
    return {
        "promise": {"due_at": [[w.pk, micros(w.due_at), micros(due)] for w, due in moved]},
        "case": {
            name: [
                [row[0], row[place] and micros(row[place]), micros(firsts[row[0]])] for row in told
            ]
            for place, name in enumerate(OF_FIRST, 1)
        },
    }


def _line(service_class: ServiceClass, moved: Moved, moves: Moves) -> Line:
    cases = [word.case_id for word, _due_at in moved]
    sides = vouch_for(moves), {VOUCHED: moves}
    return Line(f"serviceclass:{service_class.pk}", min(cases), *sides, max(cases))
