"""Topics: what clients have people for, as this firm says it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.topics import drop_topic, save_topic
from slovo.domain.clients.models import Topic
from slovo.domain.clients.responsibility import topics
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ColleagueField
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say


class TopicForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80)
    words = forms.CharField(
        label=_("Words by which it is known"),
        max_length=500,
        required=False,
        widget=writing(2),
        help_text=_("In any language your clients write; each counts in all its forms."),
    )
    owner = ColleagueField(
        required=False,
        label=_("Who of us takes it"),
        empty_label=_("As without a topic"),
        help_text=_("A first letter about it, or one to its own address, goes to this colleague."),
    )


@for_desk("save_topic")
def topic_list(request: HttpRequest) -> HttpResponse:
    return part(request, "topics", rows=topics())


@for_desk("save_topic")
def topic_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Topic, pk=pk) if pk else None
    sides = ("name", "words", "owner")
    initial = {side: getattr(known, side) for side in sides} if known else {}
    form = TopicForm(typed(request), initial=initial)
    saved = ask(form, lambda **said: save_topic(known, **said, by=reader(request), at=clock.now()))
    if saved:
        say(request, __("The topic “%(name)s” is saved.") % {"name": saved.name})
        return redirect("settings-topics")
    return form_part(request, "topic", form, known=known)


@require_POST
@for_desk("save_topic")
def topic_drop(request: HttpRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic, pk=pk)
    drop_topic(topic, by=reader(request), at=clock.now())
    say(request, __("The topic “%(name)s” is off the list.") % {"name": topic.name})
    return redirect("settings-topics")
