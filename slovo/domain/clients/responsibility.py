"""The map of responsibility of an organisation: who answers there for what (R064)."""

from collections.abc import Iterable
from dataclasses import dataclass

from slovo.domain.clients.models import Organisation, Responsibility, Topic
from slovo.lib.lemmas.lists import said


@dataclass(frozen=True, slots=True)
class Zone:
    """A topic, and who answers for it there: nobody yet, or nobody we know."""

    topic: Topic
    known: Responsibility | None

    @property
    def is_known(self) -> bool:
        return self.known is not None and self.known.person_id is not None

    @property
    def is_wanted(self) -> bool:
        return self.known is not None and self.known.person_id is None


def topics() -> list[Topic]:
    return list(Topic.objects.filter(dropped_at=None).select_related("owner").order_by("name"))


def map_of(organisation: Organisation) -> list[Zone]:
    """Every topic of the firm with who answers for it there, in the order of their names."""
    rows = organisation.responsibilities.select_related("person", "backup")
    known = {row.topic_id: row for row in rows}
    return [Zone(topic, known.get(topic.pk)) for topic in topics()]


def answers_for(organisation: Organisation, topic: Topic) -> Responsibility | None:
    """Whom to write to; None when nobody knows."""
    known = organisation.responsibilities.filter(topic=topic, person__isnull=False)
    return known.select_related("person", "backup").first()


def topics_in(text: str, among: Iterable[Topic]) -> list[Topic]:
    """Those whose words, in any form, stand in the text."""
    return [topic for topic in among if said(text, f"{topic.name} {topic.words}")]
