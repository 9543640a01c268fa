from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.lib.prepared import Prepared

LENGTH = 240


def last_words_of(cases: Iterable[CaseLine]) -> dict[int, str]:
    """case id → the beginning of what the client last said. One query, one row a case."""
    rows = _WORDS(cases=[case.pk for case in cases])
    return {pk: " ".join((text or "").split()) for pk, text in rows}


def _words(cases: list[int]) -> Any:
    said = Message.objects.filter(
        case=OuterRef("pk"), direction=Direction.IN, nature=Nature.HUMAN, level=""
    ).order_by("-at", "-pk")
    words = Subquery(said.annotate(start=Substr("text", 1, LENGTH)).values("start")[:1])
    return Case.objects.filter(pk__in=cases).annotate(words=words).values_list("pk", "words")


_WORDS = Prepared(_words)
