"""Rules of the house: their versions, and what was decided by each (R090)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.standards.actions.rules import retire_rule, save_rule
from slovo.domain.standards.citing import counted
from slovo.domain.standards.models import Act, Citation, Rule, RuleVersion
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ColleagueField, with_chosen
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say

SHOWN = 100


class RuleForm(KnownForm):
    number = forms.CharField(
        label=_("Number"), max_length=20, help_text=_("Short, such as 7 or G-3.")
    )
    title = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    text = forms.CharField(
        label=_("What it says"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Other words make a new version. The old one stays as it is."),
    )
    since = DateField(label=_("In force from"))
    owner = ColleagueField(label=_("Owner"), help_text=_("Who answers questions about it."))


@for_desk("see_rules")
def rule_list(request: HttpRequest) -> HttpResponse:
    """Those that stand first; beside each how often it was cited, and for what."""
    rules = Rule.objects.select_related("owner").prefetch_related("versions")
    counts = counted(_citations(request))
    day = today_of_firm(clock.now())
    rows = [
        {"rule": rule, "current": _now(rule, day), "cited": _cited(counts.get(rule.pk, {}))}
        for rule in sorted(rules, key=lambda rule: (rule.retired_at is not None, rule.number))
    ]
    return part(request, "rules", rows=rows, may_save=reader(request).may("save_rule"))


@for_desk("see_rules")
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Rule.objects.select_related("owner"), pk=pk)
    day = today_of_firm(clock.now())
    cited = _citations(request).filter(version__rule=known).select_related("version", "cited_by")
    cited = list(cited[:SHOWN])
    cases = Case.objects.visible_to(reader(request)).in_bulk(
        {row.case_id for row in cited if row.case_id}
    )
    return part(
        request,
        "rule",
        rule=known,
        current=_now(known, day),
        versions=known.versions.select_related("written_by"),
        cited=[{"row": row, "case": cases.get(row.case_id)} for row in cited],
        may_save=reader(request).may("save_rule") and known.retired_at is None,
    )


@for_desk("save_rule")
def rule_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Rule.objects.select_related("owner"), pk=pk) if pk else None
    last = known.versions.first() if known else None
    initial: dict[str, Any] = {"since": today_of_firm(clock.now()), "owner": reader(request)}
    if known and last:
        initial = {"number": known.number, "owner": known.owner, "since": last.since}
        initial |= {"title": last.title, "text": last.text}
    form = RuleForm(typed(request), initial=initial, is_known=known is not None)
    with_chosen(form.fields["owner"], known.owner if known else None)
    saved = ask(form, lambda **sides: save_rule(known, **sides, by=reader(request), at=clock.now()))
    if saved:
        said = {"number": saved.rule.number, "version": saved.version}
        say(request, __("Rule %(number)s stands in version %(version)s.") % said)
        return redirect("settings-rule", saved.rule_id)
    return form_part(request, "rule_edit", form, known=known)


@require_POST
@for_desk("save_rule")
def rule_retire(request: HttpRequest, pk: int) -> HttpResponse:
    known = retire_rule(get_object_or_404(Rule, pk=pk), by=reader(request), at=clock.now())
    say(request, __("Rule %(number)s is cited no more.") % {"number": known.number})
    return redirect("settings-rules")


def _citations(request: HttpRequest) -> Any:
    """Of cases this colleague may see; who keeps the house and sees no case sees counts of none."""
    user = reader(request)
    rows = Citation.objects.all() if user.may("see_cases") else Citation.objects.none()
    return shown_in(rows, user, "case_id")


def _now(rule: Rule, day: Any) -> RuleVersion | None:
    """Its versions must be loaded, the newest first."""
    return next((one for one in rule.versions.all() if one.since <= day), None)


def _cited(counts: Any) -> list[tuple[str, int]]:
    named = [(str(act.label), counts.get(act, 0)) for act in Act]
    named.append((__("of them by an old version"), counts.get("outdated", 0)))
    return [(name, count) for name, count in named if count]
