"""Many cases at once: choose, say what, look at what would become of each, do it, read the report.

The report stays in the session for a while, so that a second press of the same page only shows it.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from slovo.domain.cases.bulk import Chosen, Outcome, act, give_back
from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.bulk.acts import BY_NAME, Act
from slovo.interfaces.desk.bulk.chosen import chosen_in, shown
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.obstacles import words_of
from slovo.lib import clock

REPORTS, KEPT, TOKEN = "bulk", 5, 12
Report = dict[str, Any]


@for_desk()
def ask(request: HttpRequest) -> HttpResponse:
    """The words first, where any are needed; then what would become of each; then it is done."""
    user, said = reader(request), request.POST if request.method == "POST" else request.GET
    wanted = BY_NAME.get(said.get("do", ""))
    if wanted is None:
        return refused(request, _("Choose what to do with the cases."))
    refuse_unless_allowed(wanted.right, user)
    form = wanted.form(typed(request) if wanted.form.base_fields else {})
    try:
        if not form.is_bound or not form.is_valid():
            return asked(request, wanted, form, said)
        if request.method == "POST" and "press" in said:
            return done(request, wanted, form.cleaned_data, said)
        return looked(request, wanted, form, said)
    except Refusal as refusal:
        return refused(request, str(refusal))


def refused(request: HttpRequest, why: str) -> HttpResponse:
    words = {"title": _("This was not done."), "why": why, "back": reverse("case-list")}
    return render(request, "desk/form.html", words, status=422)


def asked(request: HttpRequest, wanted: Act, form: Any, said: QueryDict) -> HttpResponse:
    rows = shown(said.getlist("case"), reader(request))
    return page(request, "ask", wanted, form, rows, status=422 if form.errors else 200)


def looked(request: HttpRequest, wanted: Act, form: Any, said: QueryDict) -> HttpResponse:
    """Each is looked at, or the verb rehearsed, as it is now."""
    user = reader(request)
    rows = shown(said.getlist("case"), user)
    verb = wanted.rehearsal(user, clock.now(), form.cleaned_data)
    there = [Chosen(row.number) for row in rows if row.line]
    found = {one.number: act(one, verb, by=user, is_rehearsal=True) for one in there}
    rows = shown(said.getlist("case"), user, found)
    able = sum(not row.why for row in rows)
    more = {"able": able, "press": press_words(wanted, able), "said": said_in(form)}
    return page(request, "look", wanted, form, rows, **more)


def said_in(form: forms.Form) -> list[tuple[forms.BoundField, str]]:
    """What was typed, to be read once more."""
    said = []
    for field in form:
        value, known = form.cleaned_data[field.name], field.field
        is_choice = isinstance(known, forms.TypedChoiceField)
        names: dict[Any, Any] = dict(known.choices) if is_choice else {}  # type: ignore[attr-defined]
        said.append((field, str(names.get(value, value))))
    return said


def page(
    request: HttpRequest, step: str, wanted: Act, form: Any, rows: Sequence[Any], **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    context = {
        "act": wanted,
        "form": form,
        "rows": rows,
        "back": reverse("case-list"),
        "token": get_random_string(TOKEN),
        **more,
    }
    return render(request, f"desk/bulk/{step}.html", context, status=status)


def press_words(wanted: Act, count: int) -> str:
    words = ngettext("%(act)s: %(count)s case", "%(act)s: %(count)s cases", count)
    return words % {"act": wanted.title, "count": count}


def done(request: HttpRequest, wanted: Act, words: dict[str, Any], said: QueryDict) -> HttpResponse:
    user, token = reader(request), said.get("token", "")[:TOKEN]
    if not (token.isascii() and token.isalnum()):
        token = get_random_string(TOKEN)
    if token not in reports(request):
        verb = wanted.verb(user, clock.now(), words)
        outcomes = [act(one, verb, by=user) for one in chosen_in(said.getlist("case"))]
        receiver = wanted.receiver(user, words).pk if wanted.receiver else None
        keep(request, token, report_of(wanted.name, outcomes, receiver))
    return redirect("bulk-report", token)


def report_of(name: str, outcomes: Sequence[Outcome], receiver: int | None = None) -> Report:
    rows = [(each.number, words_of(each.why) if each.why else "", each.hands) for each in outcomes]
    return {"do": name, "rows": rows, "receiver": receiver}


def reports(request: HttpRequest) -> dict[str, Report]:
    known: dict[str, Report] = request.session.get(REPORTS, {})
    return known


def keep(request: HttpRequest, token: str, report: Report) -> None:
    """The last few; the session is no archive."""
    known = {**reports(request), token: report}
    request.session[REPORTS] = dict(list(known.items())[-KEPT:])


def load(request: HttpRequest, token: str) -> Report:
    report = reports(request).get(token)
    if report is None:
        raise Http404
    return report


def headline(report: Report) -> str:
    count, whole = len(done_rows(report)), len(report["rows"])
    words = ngettext(
        "%(count)s of %(whole)s case is done.", "%(count)s of %(whole)s cases are done.", whole
    )
    return words % {"count": count, "whole": whole}


def done_rows(report: Report) -> list[Any]:
    return [row for row in report["rows"] if not row[1]]


def may_undo(report: Report) -> bool:
    """What was given can be given back, once, to those who had it."""
    is_given = report["receiver"] is not None and "undone" not in report
    return is_given and any(hands[0] for _number, _why, hands in done_rows(report))


@for_desk()
def show_report(request: HttpRequest, token: str) -> HttpResponse:
    report = load(request, token)
    why = {number: why for number, why, _hands in report["rows"]}
    rows = shown([f"S-{number}" for number in why], reader(request))
    left = [row for row in rows if why[row.number]]
    context = {
        "title": headline(report),
        "act": BY_NAME.get(report["do"]),
        "left": [(row, why[row.number]) for row in left],
        "rows": [row for row in rows if not why[row.number]],
        "undo_url": reverse("bulk-undo", args=[token]) if may_undo(report) else "",
        "is_undone": "undone" in report,
    }
    return render(request, "desk/bulk/report.html", context)


@require_POST
@for_desk()
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Back to those who had them; a second press shows the report of the first."""
    user, report = reader(request), load(request, token)
    if "undone" in report:
        return redirect("bulk-report", report["undone"])
    refuse_unless_allowed("assign_case", user)
    at, was, hands = clock.now(), report["receiver"], {row[0]: row[2] for row in done_rows(report)}

    def verb(case: Case) -> None:
        give_back(case, tuple(hands[case.number]), was_given=was, by=user, at=at)

    outcomes = [act(Chosen(number), verb, by=user) for number in hands]
    anew = get_random_string(TOKEN)
    keep(request, token, {**report, "undone": anew})
    keep(request, anew, report_of("undo", outcomes))
    return redirect("bulk-report", anew)
