"""Figures of recovery for a period: what was kept, missed, repeated; each leads to its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import LegalLimit
from slovo.domain.complaints.numbers import Span, numbers
from slovo.domain.complaints.punctual import oldest_open
from slovo.domain.goodwill.fairness import outliers, week_before
from slovo.domain.goodwill.models import Burden, BurdenMonth
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.recovery.period import Period, choices
from slovo.interfaces.desk.recovery.said import TIMES, Figure, figure_of, share_words
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    figures: list[Figure]
    words: str = ""


@require_safe
@for_desk()
def show(request: HttpRequest) -> HttpResponse:
    voice = Voice.here(clock.now())
    period = Period.read(request.GET.get("period", ""), voice.now, voice.language)
    context = {
        "period": period,
        "choices": choices(voice.now, voice.language),
        "groups": list(groups_of(reader(request), period, voice)),
    }
    return render(request, "desk/recovery/figures.html", context)


def groups_of(user: User, period: Period, voice: Voice) -> Iterator[Group]:
    found = numbers(Span(user, period.since, period.until, voice.now))
    laws = LegalLimit.objects.in_bulk([number.law for number in found if number.law])
    figures: dict[str, list[Figure]] = {}
    for number in found:
        said = figure_of(number, voice, laws, period.key)
        figures.setdefault(_group(number.name), []).append(said)
    yield Group(_("Mistakes of ours"), figures["mistakes"])
    yield Group(_("Complaints in time"), figures["times"], _oldest(user, voice))
    yield Group(_("What our answers were worth"), figures["answers"])
    yield Group(_("So that it does not happen again"), figures["again"])
    yield Group(_("Fairness"), [*figures["fair"], *_fair(user, period, voice)])


def _group(name: str) -> str:
    if name in TIMES:
        return "times"
    known = {"satisfied": "answers", "differing": "answers", "put_back": "fair"}
    known |= {"recurrence": "again", "second": "again"}
    return known.get(name, "mistakes")


def _oldest(user: User, voice: Voice) -> str:
    oldest = oldest_open(user)
    if oldest is None:
        return _("No complaint is open.")
    age = voice.span(voice.now - oldest.received_at)
    said = {"ref": oldest.ref, "person": oldest.person.full_name, "age": age}
    return _("The oldest open one is %(ref)s of %(person)s: %(age)s.") % said


def _fair(user: User, period: Period, voice: Voice) -> Iterator[Figure]:
    """M27 as it is this week, and M24 of the last month that was looked at."""
    slow = len(outliers(Case.objects.visible_to(user), week_before(voice.now)))
    name, url = _("Clients who wait above twice as long as their class"), reverse("goodwill-queue")
    yield Figure(name, str(slow), _("as of this week; five cases and more"), url)
    if not user.may("see_burden"):
        return
    span = {"month__gte": period.since.date(), "month__lt": period.until.date()}
    last = BurdenMonth.objects.filter(**span).order_by("-month").first()
    known = Burden.objects.visible_to(user).filter(month=last, hours_per_1000__isnull=False)
    over = known.filter(is_over=True).count()
    url = f"{reverse('goodwill-burdens')}?month={last}" if last else reverse("goodwill-burdens")
    name = _("Cost us above three times the middle")
    yield Figure(name, *share_words(over, known.count()), url)
