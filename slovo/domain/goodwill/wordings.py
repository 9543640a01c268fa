"""The words of goodwill: notices to colleagues, and what the client is told of a decision."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.models import BoundaryTalk, Parting, Ruling, Why
from slovo.domain.notices.models import Notice
from slovo.lib import moments
from slovo.lib.sums import money

SENTENCES = {
    "ruling_asked": _("A question of goodwill with %(name)s is for you to decide."),
    "ruling_made": _("The question of goodwill with %(name)s is decided. Tell the client."),
    "ruling_untold": _("%(name)s has not been told what was decided: a business day is over."),
    "put_back": _("The case of %(name)s was put behind the others."),
    "put_back_again": _("The case of %(name)s was put behind the others a second time."),
    "export_late": _("%(name)s should have had all records by now."),
}


def talk_notice(notice: Notice, _zone: str, language: str) -> str:
    key = int(notice.subject.partition(":")[2])
    talk = BoundaryTalk.objects.select_related("person").filter(pk=key).first()
    return talk_subject(talk, language) if talk else ""


def talk_subject(talk: BoundaryTalk, language: str) -> str:
    """Why a principal should talk with the client."""
    with translation.override(language):
        words = {
            Why.CONCESSIONS: __(
                "We have given in to %(name)s three times within twelve months: time to talk."
            ),
            Why.BURDEN: __(
                "%(name)s has cost us more than three times what others do, two months running."
            ),
        }[Why(talk.why)]
        return (words % {"name": talk.person.full_name})[:300]


def ruling_html(ruling: Ruling) -> str:
    """What the client is told, as it is proposed: the decision, and no word about who was right."""
    language = language_of(ruling.case)
    with translation.override(language):
        price = money(ruling.price, ruling.currency, language)
        context = {"ruling": ruling, "price": price, "day": ""}
        if ruling.refund:
            context["day"] = moments.day(ruling.refund.due_at, ruling.case.zone, language)
        return render_to_string("goodwill/ruling.html", context).strip()


def records_url(token: str) -> str:
    return f"{settings.PUBLIC_URL}/records/{token}/"


def records_name(parting: Parting) -> str:
    """Of the archive, as the client finds it among his files."""
    return f"{slugify(parting.person.full_name) or 'records'}.zip"


def records_words(parting: Parting, token: str) -> str:
    """The letter with the way to everything that is his."""
    language = language_of(parting.case)
    with translation.override(language):
        return render_to_string("goodwill/records.txt", {"url": records_url(token)}).strip()


def parting_html(person: Person, ways: Sequence[str], export_by: str) -> str:
    """A polite letter as it is proposed; a principal makes it his own."""
    with translation.override(person.language or None):
        context = {"ways": ways, "export_by": export_by}
        return render_to_string("goodwill/parting.html", context).strip()
