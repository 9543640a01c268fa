"""Whom a client trusts here and what is worth remembering, as his page shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Detail, Person, holders_of
from slovo.domain.handovers.models import Introduction
from slovo.domain.staff.models import User
from slovo.interfaces.desk.fields import ColleagueField
from slovo.lib import clock

SHOWN = 3


class HolderForm(forms.Form):
    user = ColleagueField(
        label=_("Whom the client trusts here"), empty_label=_("Choose a colleague")
    )


def details_of(person: Person, user: User) -> dict[str, Any]:
    """What is worth remembering, as far as this colleague may read it."""
    visible = Detail.objects.visible_to(user).filter(person=person).select_related("author")
    now = clock.now()
    return {"details": [(row, row.is_old(now)) for row in visible.order_by("use", "pk")]}


def bonds_of(person: Person) -> dict[str, Any]:
    known = Introduction.objects.filter(person=person).select_related("of", "to")
    return {
        "holders": holders_of(person),
        "introductions": known.order_by("-introduced_at", "-pk")[:SHOWN],
        "holder_form": HolderForm(),
    }
