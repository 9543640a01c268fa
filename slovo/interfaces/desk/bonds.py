"""Whom a client trusts here, as his page shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Person, holders_of
from slovo.domain.handovers.models import Introduction
from slovo.interfaces.desk.fields import ColleagueField

SHOWN = 3


class HolderForm(forms.Form):
    user = ColleagueField(
        label=_("Whom the client trusts here"), empty_label=_("Choose a colleague")
    )


def bonds_of(person: Person) -> dict[str, Any]:
    known = Introduction.objects.filter(person=person).select_related("of", "to")
    return {
        "holders": holders_of(person),
        "introductions": known.order_by("-introduced_at", "-pk")[:SHOWN],
        "holder_form": HolderForm(),
    }
