"""Whom a client trusts here and what is worth remembering, as his page shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Detail, Person, holders_of
from slovo.domain.clients.models.relationship import readable_by
from slovo.domain.handovers.models import Introduction
from slovo.domain.staff.levels import sees_all
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import drawn
from slovo.interfaces.desk.fields import ColleagueField, here
from slovo.lib import clock
from slovo.lib.prepared import Prepared, PreparedModels

SHOWN = 3


class HolderForm(forms.Form):
    user = ColleagueField(
        label=_("Whom the client trusts here"), empty_label=_("Choose a colleague")
    )


def details_of(person: Person, user: User) -> dict[str, Any]:
    """What is worth remembering, as far as this colleague may read it."""
    now = clock.now()
    shown = _DETAILS(person=person.pk) if sees_all(user) else _SHOWN(person=person.pk, user=user.pk)
    return {"details": [(row, row.is_old(now)) for row in shown]}


def bonds_of(person: Person) -> dict[str, Any]:
    known = Introduction.objects.filter(person=person).select_related("of", "to")
    return {
        "holders": holders_of(person),
        "introductions": known.order_by("-introduced_at", "-pk")[:SHOWN],
        "holder_form": drawn(HolderForm, *_COLLEAGUES()),
    }


def _details(rows: Any, person: int) -> Any:
    return rows.filter(person=person).select_related("author").order_by("use", "pk")


_DETAILS = PreparedModels(Detail, lambda person: _details(Detail.objects.all(), person))
_SHOWN = PreparedModels(
    Detail, lambda person, user: _details(readable_by(Detail.objects.all(), user, "author"), person)
)
_COLLEAGUES = Prepared(lambda: here().values_list("pk", "full_name"))
