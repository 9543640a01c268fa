"""One agreement: who works for whom, and everything that stands on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.access.actions.links import revoke_link
from slovo.domain.access.links import standing_tokens
from slovo.domain.access.models import ClientLink
from slovo.domain.delivery.questions import question_of
from slovo.domain.engagements.card import card_of, working_for
from slovo.domain.loyalty.onboarding import path_of
from slovo.interfaces.desk.agreements.appointments import meeting_rows
from slovo.interfaces.desk.agreements.decisions import decision_rows
from slovo.interfaces.desk.agreements.doors import load_engagement, page_of
from slovo.interfaces.desk.agreements.requirements import offer_rows
from slovo.interfaces.desk.agreements.scope import change_rows
from slovo.interfaces.desk.agreements.stages import way_of
from slovo.interfaces.desk.agreements.time import time_of
from slovo.interfaces.desk.agreements.understanding import restatement_rows
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.dossier import around
from slovo.interfaces.desk.money.panel import purse_of
from slovo.interfaces.desk.money.statements import expectation_row
from slovo.interfaces.desk.remembered import before_visit
from slovo.interfaces.desk.rhythm.rows import step_rows
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say


@for_desk()
def show(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    user, voice = reader(request), Voice.here(clock.now())
    tokens = standing_tokens(engagement.person)
    meetings = meeting_rows(engagement, voice)
    is_ahead = bool(meetings) and meetings[0].is_ahead
    context = {
        "engagement": engagement,
        "cases": engagement.cases.visible_to(user).order_by("-opened_at", "-pk")[:10],
        "around": around(engagement),
        "card": card_of(working_for(engagement), clock.now(), get_language() or "en"),
        "way": way_of(engagement),
        "first_steps": step_rows(path, voice) if (path := path_of(engagement, voice.now)) else [],
        "restatements": restatement_rows(engagement, tokens, voice),
        "requirements": engagement.requirements.all(),
        "offers": offer_rows(engagement, tokens, voice),
        "decisions": decision_rows(engagement, tokens, voice),
        "meetings": meetings,
        "remembered": before_visit(engagement.person, user, voice) if is_ahead else [],
        "changes": change_rows(engagement, tokens, voice),
        "expectation": expectation_row(engagement, tokens, voice),
        "purse": purse_of(engagement, user, voice),
        "time": time_of(engagement, user, voice),
        "may_change": user.may("save_engagement"),
    }
    return render(request, "desk/agreements/show.html", context)


@require_POST
@for_desk("revoke_link")
def unlink(request: HttpRequest, engagement_id: int) -> HttpResponse:
    """Take back the link to one question; the question itself stays."""
    engagement = load_engagement(request, engagement_id)
    subject = request.POST.get("subject", "")
    asked = question_of(subject, engagement.person)
    if asked is None or asked.engagement_id != engagement.pk:
        raise Http404
    links = ClientLink.objects.filter(person=engagement.person, subject=subject, revoked_at=None)
    for link in links.order_by("pk"):
        revoke_link(link, by=reader(request), at=clock.now())
    say(request, _("The old link opens nothing now. The next letter carries a new one."))
    return redirect(page_of(engagement))
