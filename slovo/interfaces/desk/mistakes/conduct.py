"""A letter that hurts: flagged from the case, read and decided by a principal."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.mistakes.actions.conduct import flag_conduct, review_conduct
from slovo.domain.mistakes.models import ConductFlag
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.lib import clock
from slovo.web.toasts import say


class FlagForm(forms.Form):
    reason = forms.CharField(
        label=_("What hurts in it"), max_length=500, required=False, widget=writing(2)
    )


class ReviewForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=_("Was it rude?"),
        choices=[("yes", _("Yes: it is a mistake of ours")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What you say to it"),
        max_length=2000,
        widget=writing(),
        help_text=_("Whoever flagged it reads it; a client gets it as a letter."),
    )


@for_desk("flag_conduct")
def flag(request: HttpRequest, number: int, message_id: int) -> HttpResponse:
    case = load_case(request, number)
    message = get_object_or_404(case.messages.select_related("author", "case"), pk=message_id)
    if not message.is_shown_to(reader(request)):
        raise Http404
    form = FlagForm(typed(request))
    user, at = reader(request), clock.now()
    if ask(form, lambda **said: flag_conduct(message, **said, by=user, at=at)) is not None:
        say(request, __("A principal reads it by the close of the next business day."))
        return redirect("case-show", case.ref)
    context = {
        "case": case,
        "letter": message,
        "title": _("This letter is rude"),
        "button": _("Have it read"),
    }
    return show_form(request, "desk/mistakes/conduct.html", form, context)


@for_desk("review_conduct")
def review(request: HttpRequest, flag_id: int) -> HttpResponse:
    visible = ConductFlag.objects.visible_to(reader(request))
    related = ("case__person", "message__author", "flagged_by", "person", "reviewed_by")
    found = get_object_or_404(visible.select_related(*related), pk=flag_id)
    form = ReviewForm(typed(request))
    user, at = reader(request), clock.now()
    done = ask(form, lambda **said: review_conduct(found, **said, by=user, at=at))
    if done is not None:
        say(request, __("Whoever flagged it is told."))
        return (
            redirect("mistake-show", done.mistake_id)
            if done.mistake_id
            else redirect("mistake-list")
        )
    context = {
        "case": found.case,
        "flag": found,
        "letter": found.message,
        "title": _("Was this letter rude?"),
        "button": _("Decide"),
    }
    return show_form(request, "desk/mistakes/conduct.html", form, context)
