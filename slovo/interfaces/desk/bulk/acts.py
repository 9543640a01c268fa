"""What may be done to many cases at once. Nothing here writes to a client in our stead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.bulk import Verb, close_each, give, refuse_given
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from slovo.interfaces.desk.forms import Reason, colleagues

Words = dict[str, Any]


class NoWords(forms.Form):
    """Nothing is to be said."""


class Receiver(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Who handles and answers"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        able = [each.pk for each in colleagues() if each.may("answer_case")]
        self.fields["to"].queryset = colleagues().filter(pk__in=able)  # type: ignore[attr-defined]


class OurSeverity(forms.Form):
    severity_ours = forms.TypedChoiceField(
        label=_("How grave it is for us"), choices=Pace.choices, coerce=int, initial=Pace.HIGH
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """`verb` makes what is done to one case of who does it, when, and what he said.

    `receiver`: who has the cases afterwards, where they can be given back; they are only looked at
    beforehand. Everything else is rehearsed.
    """

    name: str
    right: str
    title: Any
    form: type[forms.Form]
    verb: Callable[[User, datetime, Words], Verb]
    icon: str
    about: Any = ""
    receiver: Callable[[User, Words], User] | None = None

    def rehearsal(self, by: User, at: datetime, words: Words) -> Verb:
        if self.receiver is None:
            return self.verb(by, at, words)
        to = self.receiver(by, words)
        return lambda case: refuse_given(case, to)


LETTERS = _(
    "Each client who has heard from us already gets a letter with the new name at once. Giving "
    "the cases back sends another."
)
ACTS = (
    Act(
        "assign",
        "assign_case",
        _("Assign"),
        Receiver,
        lambda by, at, words: lambda case: give(case, words["to"], by=by, at=at),
        "user-plus",
        LETTERS,
        lambda _by, words: words["to"],
    ),
    Act(
        "take",
        "assign_case",
        _("Take over"),
        NoWords,
        lambda by, at, _words: lambda case: give(case, by, by=by, at=at),
        "user-check",
        LETTERS,
        lambda by, _words: by,
    ),
    Act(
        "rate",
        "rate_case",
        _("Set severity"),
        OurSeverity,
        lambda by, at, words: lambda case: rate_case(case, **words, by=by, at=at),
        "alert-triangle",
        _("The clocks follow at once. What a client was told never moves later."),
    ),
    Act(
        "close",
        "close_case",
        _("Close"),
        Reason,
        lambda by, at, words: lambda case: close_each(case, **words, by=by, at=at),
        "archive",
        _("Nobody is written to. A case whose client waits for an answer is not closed this way."),
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def acts_for(user: User) -> tuple[Act, ...]:
    return tuple(act for act in ACTS if user.may(act.right))
