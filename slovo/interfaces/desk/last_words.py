from collections.abc import Iterable

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature

LENGTH = 240


def last_words_of(cases: Iterable[CaseLine]) -> dict[int, str]:
    """case id → the beginning of what the client last said. One query, one row a case."""
    ids = [case.pk for case in cases]
    if not ids:
        return {}
    said = Message.objects.filter(
        case=OuterRef("pk"), direction=Direction.IN, nature=Nature.HUMAN
    ).order_by("-at", "-pk")
    words = Subquery(said.annotate(start=Substr("text", 1, LENGTH)).values("start")[:1])
    rows = Case.objects.filter(pk__in=ids).annotate(words=words).values_list("pk", "words")
    return {pk: " ".join((text or "").split()) for pk, text in rows}
