"""Queue fairness: put a case back with a reason; who waits longer than others; who costs more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.cases.models import Case
from slovo.domain.goodwill.actions.putting_back import put_back
from slovo.domain.goodwill.fairness import moved, outliers, week_before
from slovo.domain.goodwill.models import Burden, BurdenMonth, PutBack
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.forms import Reason
from slovo.interfaces.desk.goodwill.rows import burden_row
from slovo.interfaces.desk.recovery.period import Period
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.verb_forms import Asked, Did, asking
from slovo.lib import clock, moments
from slovo.web.toasts import say


class LongerReason(Reason):
    """Why this client waits longer than the others."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["reason"]
        field.label = gettext_lazy("Why this client waits longer")
        field.help_text = gettext_lazy(
            "The owner of the case reads it. The second time the principals do, the third is "
            "theirs alone. What was promised to the client stays as it was."
        )


@asking(
    Asked(
        "put_back",
        gettext_lazy("Put it behind the others"),
        gettext_lazy("Put it back"),
        LongerReason,
    )
)
def back(request: HttpRequest, case: Case, words: dict[str, Any]) -> Did:
    put_back(case, **words, by=reader(request), at=clock.now())
    say(request, _("It stands behind the others until our next word."))
    return None


@for_desk()
def fairness(request: HttpRequest) -> HttpResponse:
    user, at = reader(request), clock.now()
    until = week_before(at)
    voice = Voice.here(at)
    period = Period.read(request.GET.get("period", ""), at, voice.language)
    backs = PutBack.objects.visible_to(user).filter(put_at__lt=period.until)
    cases = Case.objects.visible_to(user)
    context = {
        "waits": [
            {
                "wait": wait,
                "median": moments.span(wait.median, voice.language),
                "of_class": moments.span(wait.of_class, voice.language),
                "ratio": f"{floatformat(wait.ratio, 1)} ×",
            }
            for wait in outliers(cases, until)
        ],
        "until": until,
        "period": period.name,
        "moved": [
            {"case": each.case, "rows": [(row, voice.full(row.put_at)) for row in each.rows]}
            for each in moved(backs, period.since)
        ],
    }
    return render(request, "desk/goodwill/fairness.html", context)


@for_desk("see_burden")
def burdens(request: HttpRequest) -> HttpResponse:
    """The month chosen, else the last that was looked at; who costs most stands first."""
    months = list(BurdenMonth.objects.order_by("-month")[:12])
    asked = request.GET.get("month", "")
    chosen = next((row for row in months if str(row) == asked), next(iter(months), None))
    voice = Voice.here(clock.now())
    rows = Burden.objects.visible_to(reader(request)).filter(month=chosen)
    rows = rows.select_related("person", "month").prefetch_related("borne__user")
    ordered = sorted(rows, key=lambda row: (row.hours_per_1000 is not None, row.pk))
    ordered.sort(key=lambda row: -(row.hours_per_1000 or 0))
    context = {
        "months": months,
        "chosen": chosen,
        "rows": [burden_row(row, voice) for row in ordered],
    }
    return render(request, "desk/goodwill/burdens.html", context)
