"""What is asked about a sign of loyalty: a price, a share of wallet, a referral."""

from typing import Any

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.loyalty.actions.signs import Seen
from slovo.domain.loyalty.models import Occasion, Reaction, Sign, SignKind
from slovo.domain.staff.levels import CHOSEN
from slovo.domain.staff.models import User
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.seeking import people_named

MOST_NAMED = 5
Named = Person | Organisation


class SignForm(forms.Form):
    """The day and who may read it; what stands between is of the kind."""

    happened_on = DateField(label=_("When"))
    words = forms.CharField(
        label=_("In the client’s own words"), max_length=300, required=False, empty_value=""
    )
    level = forms.ChoiceField(label=_("Who may read it"), choices=CHOSEN, required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        self.user = user
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """One `seen`, as the verb takes it."""
        typed = super().clean() or {}
        return {} if self.errors else {"seen": Seen(**typed)}


class PriceForm(SignForm):
    field_order = ("happened_on", "occasion", "reaction", "words", "level")
    occasion = forms.ChoiceField(label=_("What happened"), choices=Occasion.choices)
    reaction = forms.ChoiceField(label=_("The client"), choices=Reaction.choices)


class ShareForm(SignForm):
    field_order = ("happened_on", "words", "percent", "source", "level")
    words = forms.CharField(
        label=_("In the client’s own words"),
        max_length=300,
        help_text=_("Such as “about half of our legal work comes to you”."),
    )
    percent = forms.IntegerField(
        label=_("Of a hundred"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Only if the client named a figure."),
    )
    source = forms.CharField(
        label=_("Where it was said"),
        max_length=200,
        help_text=_("Such as a call, a meeting, a letter."),
    )


class ReferralForm(SignForm):
    field_order = ("happened_on", "whom", "words", "level")
    whom = forms.CharField(
        label=_("Who came to us by it"),
        max_length=200,
        help_text=_("The name or mail address of a person, or the name of an organisation."),
    )

    def clean(self) -> dict[str, Any]:
        named = self.cleaned_data.pop("whom", None)
        if named is not None:
            side = "referred" if isinstance(named, Person) else "organisation"
            self.cleaned_data[side] = named
        return super().clean()

    def clean_whom(self) -> Named:
        words = self.cleaned_data["whom"].strip()
        found = named_so(words, self.user)
        if not found:
            raise forms.ValidationError(
                __("Nobody here is called “%(words)s”. Add the person first.") % {"words": words}
            )
        if len(found) > 1:
            names = "; ".join(_told_apart(one) for one in found[:MOST_NAMED])
            said = {"words": words, "names": names}
            raise forms.ValidationError(
                __("Several are called “%(words)s”: %(names)s. Say which one.") % said
            )
        return found[0]


FORMS: dict[str, type[SignForm]] = {
    SignKind.PRICE: PriceForm,
    SignKind.SHARE: ShareForm,
    SignKind.REFERRAL: ReferralForm,
}


def named_so(words: str, user: User) -> list[Named]:
    """Who is called exactly so goes before those of whom it is a part."""
    people = Person.objects.visible_to(user).filter(pk__in=people_named(words).values("pk"))
    firms = Organisation.objects.visible_to(user).filter(name__iexact=words).order_by("pk")
    found: list[Named] = [*firms[:1]]
    found += people.prefetch_related("addresses").order_by("full_name", "pk")[: MOST_NAMED + 1]
    exact = [one for one in found if words.casefold() in _names(one)]
    return exact or found


def initial_of(sign: Sign) -> dict[str, Any]:
    sides = ("happened_on", "occasion", "reaction", "percent", "words", "source", "level")
    whom = sign.organisation.name if sign.organisation else ""
    if sign.referred:
        address = sign.referred.address
        whom = address.email if address else sign.referred.full_name
    return {side: getattr(sign, side) for side in sides} | {"whom": whom}


def _names(one: Named) -> set[str]:
    if isinstance(one, Organisation):
        return {one.name.casefold()}
    return {one.full_name.casefold(), *(each.email for each in one.addresses.all())}


def _told_apart(one: Named) -> str:
    if isinstance(one, Organisation):
        return one.name
    address = one.address
    return f"{one.full_name}, {address.email}" if address else one.full_name
