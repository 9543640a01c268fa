"""Keeping a list of cases under a name: new, changed, arranged, deleted."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from slovo.domain.cases.actions.saving_views import MOST, drop_view, raise_view, save_view
from slovo.domain.cases.models import SavedView
from slovo.domain.cases.sieve import Sieve
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.forms import colleagues
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.saved import gone_from, load_view, views_known_to
from slovo.interfaces.desk.standing import VIEWS
from slovo.lib import clock
from slovo.web.toasts import say

OWN = "own"


class ViewForm(KnownForm):
    """A name, and what passes; for the firm only where he who saves has that right."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    among = forms.ChoiceField(
        label=_("Which cases"),
        choices=[("", _("All cases, with the words below")), *((v.name, v.title) for v in VIEWS)],
        required=False,
    )
    words = forms.CharField(
        label=_("With these words"),
        max_length=100,
        required=False,
        help_text=_("As in the search: any form of each word, “a phrase”, -without."),
    )
    hands = forms.ChoiceField(label=_("In whose hands"), required=False)
    service_class = forms.ModelChoiceField(
        label=_("Of which class"),
        queryset=ServiceClass.objects.all(),
        empty_label=_("Any class"),
        required=False,
    )
    is_shared = forms.BooleanField(
        label=_("For the whole firm"),
        required=False,
        help_text=_("Everybody finds it on the left and sees in it what he may see anyway."),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(each.pk), each.full_name) for each in colleagues()]
        hands: Any = self.fields["hands"]
        hands.choices = [("", _("Anybody’s")), (OWN, _("The reader’s own")), *names]
        if not user.may("share_view"):
            del self.fields["is_shared"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        hands = said.get("hands", "")
        sieve = Sieve(
            said.get("among", ""),
            said.get("words", ""),
            hands == OWN,
            User.objects.filter(pk=hands).first() if hands.isdecimal() else None,
            said.get("service_class"),
        )
        name, is_shared = said.get("name", ""), said.get("is_shared", False)
        return {"name": name, "sieve": sieve, "is_shared": is_shared}


@for_desk("save_view")
def new(request: HttpRequest) -> HttpResponse:
    """Begins with what the list showed."""
    among, words = request.GET.get("view", ""), request.GET.get("q", "")
    if among.isdecimal():
        known = load_view(reader(request), int(among))
        return edited(request, None, initial_of(known) | {"name": "", "is_shared": False})
    hands = OWN if request.GET.get("whose") == "mine" else ""
    among = request.GET.get("among", "") if words else among
    initial = {"name": words[:60], "among": among, "words": words[:100], "hands": hands}
    return edited(request, None, initial)


@for_desk("save_view")
def edit(request: HttpRequest, view_id: int) -> HttpResponse:
    known = load_view(reader(request), view_id)
    refuse_unless_allowed("save_view" if known.user_id else "share_view", reader(request))
    return edited(request, known, initial_of(known))


def edited(request: HttpRequest, known: SavedView | None, initial: dict[str, Any]) -> HttpResponse:
    user = reader(request)
    form = ViewForm(typed(request), initial=initial, is_known=known is not None, user=user)
    saved = ask(form, lambda **sides: save_view(known, **sides, by=user, at=clock.now()))
    if saved:
        say(request, __("The view “%(name)s” is kept.") % {"name": saved.name})
        return redirect(address_of(saved))
    context = {
        "known": known,
        "title": known.name if known else __("A view of your own"),
        "button": __("Keep"),
        "gone": gone_from(known) if known else "",
        "back": address_of(known) if known else reverse("case-list"),
    }
    return show(request, "desk/views/edit.html", form, context)


def initial_of(view: SavedView) -> dict[str, Any]:
    return {
        "name": view.name,
        "among": view.among,
        "words": view.words,
        "hands": OWN if view.is_own else str(view.colleague_id or ""),
        "service_class": view.service_class_id,
        "is_shared": view.user_id is None,
    }


def address_of(view: SavedView) -> str:
    return f"{reverse('case-list')}?view={view.pk}"


@for_desk("save_view")
def show_list(request: HttpRequest) -> HttpResponse:
    """All that stand on the left, to be put in order."""
    user = reader(request)
    views, may_share = views_known_to(user), user.may("share_view")
    rows = [(view, address_of(view), gone_from(view)) for view in views]
    groups = [
        (__("My views"), [row for row in rows if row[0].user_id], True),
        (__("The firm’s views"), [row for row in rows if not row[0].user_id], may_share),
    ]
    context = {"groups": [group for group in groups if group[1]], "most": MOST}
    return render(request, "desk/views/list.html", context)


@require_POST
@for_desk("save_view")
def up(request: HttpRequest, view_id: int) -> HttpResponse:
    user, view = reader(request), load_view(reader(request), view_id)
    raise_view(view, by=user, at=clock.now())
    return redirect("view-list")


@require_POST
@for_desk("save_view")
def drop(request: HttpRequest, view_id: int) -> HttpResponse:
    user, view = reader(request), load_view(reader(request), view_id)
    drop_view(view, by=user, at=clock.now())
    say(request, __("The view “%(name)s” is gone. Its cases are where they were.") % {"name": view})
    return redirect("view-list")
