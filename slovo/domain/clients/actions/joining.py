"""What one merger writes, remembered so that it can be undone."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import ForeignKey, Model, Q

from slovo.domain.clients.merging import SETTLERS, moving, settles
from slovo.domain.clients.models import Person, Relationship, Responsibility, Standing
from slovo.domain.journal import facts
from slovo.domain.journal.actors import Doer


@dataclass
class Joining:
    """Whoever settles something writes through it: `alter` one row, `leave` one, `end` one."""

    kept: Person
    gone: Person
    by: Doer
    at: datetime
    moved: dict[str, list[int]] = field(default_factory=dict)
    altered: list[list[Any]] = field(default_factory=list)
    ended: list[list[Any]] = field(default_factory=list)
    facts: list[Model] = field(default_factory=list)
    _left: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def alter(self, row: Model, **sides: Any) -> None:
        """Columns by their names in the table, such as person_id."""
        label = row._meta.label_lower
        changed = {name: value for name, value in sides.items() if getattr(row, name) != value}
        for name, value in changed.items():
            self.altered.append([label, row.pk, name, plain(getattr(row, name)), plain(value)])
            setattr(row, name, value)
        if changed:
            row.save(update_fields=[*changed])

    def leave(self, row: Model) -> None:
        """The kept person has the same already: this one stays where it was."""
        self._left[row._meta.label_lower].add(row.pk)

    def end(self, row: Model) -> None:
        """It was ended for good: no undoing brings it back."""
        self.ended.append([row._meta.label_lower, row.pk])

    def move_all(self) -> None:
        for named, key in moving().items():
            if named in SETTLERS:
                SETTLERS[named](self)
            self._move(named, key)

    def _move(self, named: str, key: ForeignKey[Any, Any]) -> None:
        rows = key.model._default_manager.filter(**{key.name: self.gone})
        rows = rows.exclude(pk__in=self._left[key.model._meta.label_lower]).order_by("pk")
        keys = list(rows.values_list("pk", flat=True))
        if not keys:
            return
        self.moved[named] = keys
        is_vouched = is_vouched_for(rows[0], key, self.kept)
        rows.update(**{key.name: self.kept})
        if is_vouched:
            self.facts += key.model._default_manager.filter(pk__in=keys).order_by("pk")


def is_vouched_for(row: Any, key: ForeignKey[Any, Any], person: Person) -> bool:
    """Whether the journal's digest of such a row tells whose it is."""
    if not hasattr(row, "sealed_facts"):
        return False
    before = facts.plain_facts(row)
    setattr(row, key.attname, person.pk)
    return facts.plain_facts(row) != before


def plain(value: Any) -> Any:
    """As JSON keeps it, to the microsecond; an instant as the database gives it back."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


@settles("clients.standing.person")
def _join_standings(joining: Joining) -> None:
    """For one organisation he stands once: the kept one's standing gets what it lacks."""
    running = Standing.objects.filter(to_date=None).order_by("pk")
    for his in running.filter(person=joining.gone):
        same = running.filter(person=joining.kept, organisation=his.organisation_id).first()
        if same is None:
            continue
        begun = [day for day in (same.from_date, his.from_date) if day]
        joining.alter(
            same,
            job=same.job or his.job,
            topics=same.topics or his.topics,
            from_date=min(begun, default=None),
        )
        for days in _tied_to(his):
            joining.alter(days, standing_id=same.pk)
        last = max(filter(None, (joining.at.date(), his.from_date)))
        joining.alter(his, to_date=last)
        joining.leave(his)


def _tied_to(standing: Standing) -> list[Model]:
    """Rows of any app above that belong to this role."""
    return [
        row
        for relation in standing._meta.related_objects
        for row in relation.related_model._default_manager.filter(
            **{relation.field.name: standing}
        ).order_by("pk")
    ]


@settles("clients.relationship.person")
def _join_relationships(joining: Joining) -> None:
    """With one colleague he has one: since the earlier day."""
    running = Relationship.objects.running().order_by("pk")
    for his in running.filter(person=joining.gone):
        same = running.filter(person=joining.kept, user=his.user_id).first()
        if same is not None:
            joining.alter(same, since=min(same.since, his.since))
            joining.alter(his, ended_at=joining.at)
            joining.leave(his)


@settles("clients.responsibility.backup")
def _join_responsibilities(joining: Joining) -> None:
    """Nobody stands in for himself."""
    two = [joining.kept.pk, joining.gone.pk]
    for row in Responsibility.objects.filter(Q(person__in=two) & Q(backup__in=two)).order_by("pk"):
        joining.alter(row, backup_id=None)
