"""By which cases are found; an index of a list holds only what the list shows."""

from django.db import models
from django.db.models import Q

HAS_NEXT_WORD = Q(next_word_at__isnull=False)
OF_CASES = [
    models.Index(
        fields=["dark_at", "id", "state", "first_answered_at", "pace"],
        name="case_dark",
        condition=Q(dark_at__isnull=False),
    ),
    models.Index(fields=["dark_at", "id", "state"], name="case_open_dark", condition=HAS_NEXT_WORD),
    models.Index(fields=["number", "state"], name="case_open_number", condition=HAS_NEXT_WORD),
    models.Index(
        fields=["handler", "dark_at", "state"],
        name="case_of_handler",
        condition=HAS_NEXT_WORD,
    ),
    models.Index(
        fields=["answerer", "dark_at", "state"],
        name="case_of_answerer",
        condition=HAS_NEXT_WORD,
    ),
    models.Index(
        fields=["confided_at"],
        name="case_confided",
        condition=Q(confided_at__isnull=False),
    ),
    models.Index(fields=["next_at"], name="case_due", condition=Q(next_at__isnull=False)),
    models.Index(fields=["state", "-closed_at", "id"], name="case_state_closed"),
    models.Index(
        fields=["dark_at", "id", "state", "first_answered_at"],
        name="case_first_answer",
        condition=Q(dark_at__isnull=False, first_answered_at__isnull=True),
    ),
    models.Index(
        fields=["waiting_since", "id", "state"],
        name="case_waiting",
        condition=Q(waiting_since__isnull=False),
    ),
    models.Index(
        fields=["chased_at", "id", "state"],
        name="case_chased",
        condition=Q(chased_at__isnull=False),
    ),
    models.Index(
        fields=["opened_at", "id", "state", "next_word_at", "handler"],
        name="case_unassigned",
        condition=Q(HAS_NEXT_WORD, handler=None),
    ),
    models.Index(fields=["-opened_at", "-id"], name="case_newest"),
    models.Index(
        fields=["service_class", "opened_at", "person", "first_answered_at"],
        name="case_of_class",
        condition=Q(heard_at__isnull=False),
    ),
    models.Index(
        fields=["organisation", "-opened_at", "-id"],
        name="case_of_organisation",
        condition=Q(organisation__isnull=False),
    ),
    models.Index(
        fields=["undelivered_at"],
        name="case_undelivered",
        condition=Q(undelivered_at__isnull=False),
    ),
]
