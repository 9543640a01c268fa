"""What is typed about goodwill, boundaries, put-backs and partings."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.billing.models.invoice import LineQuery
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.actions.limits import LIMITED
from slovo.domain.goodwill.models import RoleLimit, Way
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import RuleVersion
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.money.forms import CurrencyField
from slovo.lib import clock
from slovo.web.sums import MoneyField
from slovo.web.uploads import EnclosedField


class RuleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Which rule, in which version: those in force stand first, an old one says that it is."""

    newest: frozenset[int] = frozenset()

    def __init__(self, **options: Any) -> None:
        missing = {"required": _("Name the rule it is decided by: words alone are not enough.")}
        given = {"label": _("By which rule"), "empty_label": _("Name the rule")}
        nothing = RuleVersion.objects.none()
        super().__init__(queryset=nothing, error_messages=missing, **{**given, **options})

    def __deepcopy__(self, memo: Any) -> Any:
        field: RuleField = super().__deepcopy__(memo)
        day = today_of_firm(clock.now())
        begun = RuleVersion.objects.begun(day).select_related("rule")
        field.queryset = begun.order_by("rule__number", "-version")
        field.newest = frozenset(RuleVersion.objects.in_force(day).values_list("pk", flat=True))
        return field

    def label_from_instance(self, obj: Any) -> str:
        words = f"{obj.rule.number} v{obj.version} · {obj.title}"
        old = _("%(rule)s (an old version)") % {"rule": words}
        return words if obj.pk in self.newest else str(old)


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("What it is about"),
        max_length=500,
        widget=writing(2),
        help_text=_("In words the client may read: they open the letter with the decision."),
    )
    price = MoneyField(label=_("What giving in would cost us"))
    currency = CurrencyField()
    is_client_wrong = forms.BooleanField(
        label=_("The client is wrong: giving in would be a concession"),
        required=False,
        initial=True,
    )
    line = forms.ModelChoiceField(
        label=_("The line of an invoice it is about"),
        queryset=InvoiceLine.objects.none(),
        required=False,
        empty_label=_("None: the money is not on an invoice"),
    )

    def __init__(self, case: Case, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["line"]
        field.queryset = lines_of(case, user)
        field.label_from_instance = lambda line: f"{line.invoice.number} · {line.text}"


def lines_of(case: Case, user: User) -> LineQuery:
    """Of issued invoices of this client that this colleague may see."""
    seen = Invoice.objects.visible_to(user).issued().filter(person=case.person)
    rows = InvoiceLine.objects.live().filter(invoice__in=seen, zeroed_at=None)
    return rows.select_related("invoice").order_by("-invoice__issued_on", "pk")


class DecisionForm(forms.Form):
    is_in_favour = forms.TypedChoiceField(
        label=_("The decision"),
        choices=[("yes", _("In the client’s favour")), ("no", _("Not in the client’s favour"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    rule = RuleField()
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=writing(2),
        help_text=_("For colleagues only. The client never reads it."),
    )


class TellForm(forms.Form):
    text = forms.CharField(
        label=_("What the client reads or hears"),
        max_length=20_000,
        widget=writing(8),
        help_text=_("The decision and what follows from it. No word of reproach."),
    )
    next_word_at = Moment(label=_("Next word from us"))
    is_spoken = forms.BooleanField(
        label=_("I have just told it by voice; no letter leaves"), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["html"] = linebreaks(said.pop("text", ""), autoescape=True)
        return said


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=300)


class WordsForm(forms.Form):
    words = forms.CharField(label=_("What came of the talk"), max_length=2000, widget=writing())


class BoundaryForm(forms.Form):
    text = forms.CharField(
        label=_("Where we stop"),
        max_length=300,
        help_text=_("Such as “No calls after 21:00” or “Two rounds of changes”."),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=writing(), help_text=_("For colleagues only.")
    )


class BreachForm(forms.Form):
    words = forms.CharField(label=_("What happened"), max_length=500, widget=writing(2))
    case = forms.ModelChoiceField(
        label=_("In which case"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=_("In none"),
    )

    def __init__(self, person: Person, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["case"]
        field.queryset = Case.objects.visible_to(user).filter(person=person).order_by("-number")
        field.label_from_instance = lambda case: f"{case.ref} {case.subject}"


class ConcessionForm(forms.Form):
    price = MoneyField(label=_("What it costs us"))
    currency = CurrencyField()
    reason = forms.CharField(label=_("What we gave in to"), max_length=500, widget=writing(2))
    rule = RuleField()


class PartingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why we part"),
        max_length=5000,
        widget=writing(),
        help_text=_("Only principals read it; it may not stand in the letter."),
    )
    ways_on = forms.CharField(
        label=_("Who may help from now on"),
        max_length=1000,
        widget=writing(3),
        help_text=_("One a line. The letter names each of them."),
    )
    text = forms.CharField(label=_("The letter"), max_length=20_000, widget=writing(12))
    rule = RuleField()
    last_invoice = forms.ModelChoiceField(
        label=_("The last invoice"),
        queryset=Invoice.objects.none(),
        required=False,
        empty_label=_("There is none"),
    )
    last_invoice_words = forms.CharField(
        label=_("How it stands"),
        max_length=300,
        help_text=_("Such as “paid”, “waived” or “due on 15 May”."),
    )
    is_sure = forms.BooleanField(
        label=_("The letter leaves at once and the agreements end: I know that")
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["last_invoice"]
        field.queryset = Invoice.objects.issued().filter(person=person).order_by("-issued_on")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said.pop("is_sure", None)
        said["ways_on"] = said.get("ways_on", "").splitlines()
        said["html"] = linebreaks(said.pop("text", ""), autoescape=True)
        return said


class ToldForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How the client heard it"), choices=Way.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What was said, or how and when the letter was sent"),
        max_length=5000,
        widget=writing(3),
    )
    file = EnclosedField()


class HandedForm(forms.Form):
    note = forms.CharField(
        label=_("To whom the records were given, and how"), max_length=2000, widget=writing(3)
    )


class LimitsForm(forms.Form):
    currency = CurrencyField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for role in LIMITED:
            self.fields[role] = MoneyField(label=Role(role).label)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        amounts = {role: said[role] for role in LIMITED if said.get(role) is not None}
        return {"currency": said.get("currency", ""), "amounts": amounts}


class BudgetForm(forms.Form):
    first_day = DateField(label=_("A day of the quarter"))
    currency = CurrencyField()
    amount = MoneyField(label=_("How much goodwill may cost in it"))


def limits_now() -> dict[str, Any]:
    """What stands there for the currency that was set first, to be written over."""
    first = RoleLimit.objects.order_by("pk").first()
    if first is None:
        return {}
    rows = RoleLimit.objects.filter(currency=first.currency)
    amounts: dict[str, Decimal] = {row.role: row.amount for row in rows}
    return {"currency": first.currency, **amounts}
