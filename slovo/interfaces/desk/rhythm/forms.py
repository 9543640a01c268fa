"""What a colleague did for a client that no letter shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.loyalty.models import Deed, Starter
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.forms import Moment


class ActionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it was"), choices=Deed.choices)
    done_at = Moment(label=_("When"))
    started_by = forms.ChoiceField(label=_("Who began it"), choices=Starter.choices)
    words = forms.CharField(label=_("What it was about"), max_length=1000, widget=writing(2))
