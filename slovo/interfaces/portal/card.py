"""How the client reaches us: on his page, on a public page, and in his telephone book."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import page_url, working_on
from slovo.domain.engagements.card import Card, Working, card_of
from slovo.domain.engagements.models import Audience
from slovo.domain.staff.models import Firm
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.portal.doors import Visit, for_client, lost, unseen
from slovo.lib import clock
from slovo.lib.phones import dialled
from slovo.lib.vcards import VCard
from slovo.web.languages import others, reading, remember

ON_PAGE = ("phone", "mail", "messenger", "emergency", "address")


class Press(NamedTuple):
    """One number or address; `href` where a press helps."""

    value: str
    href: str = ""


class Line(NamedTuple):
    """One field as the page shows it: of a way there may be several."""

    label: str
    presses: list[Press]


def lines(card: Card) -> list[Line]:
    """What stands nowhere else on his page."""
    known = [
        Line(field.label, _presses(field.key, field.value))
        for field in card.known
        if field.key in ON_PAGE
    ]
    return known + [Line(topic, [Press(where, _guessed(where))]) for topic, where in card.topics]


def phone_of(case: Case, language: str) -> str:
    """The number of his kind of client, for a press."""
    card = card_of(working_on(case), clock.now(), language)
    return card.value("phone").partition(",")[0]


def card_of_visit(visit: Visit, at: datetime) -> Card:
    return card_of(working_on(visit.case), at, visit.language)


@require_safe
@for_client
def save(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001 - the door gives it
    """The card as a file that a telephone keeps."""
    return as_file(card_of_visit(visit, clock.now()), page_url(visit.token))


@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """Without any link: how anybody reaches the firm, each kind of client by its own way."""
    firm, service = Firm.current(), ServiceClass.objects.filter(is_default=True).first()
    if firm is None or service is None:
        return lost(request)
    now = clock.now()
    with reading(request) as language:
        cards = [
            card_of(Working(None, None, service.calendar, audience), now, language)
            for audience in (Audience.ORGANISATIONS, Audience.CONSUMERS)
        ]
        shown = [[*lines(card), Line(_("Hours"), [Press(card.value("hours"))])] for card in cards]
        titles = (_("For organisations"), _("For private persons"))
        groups = list(zip(titles, shown, strict=True))
        if shown[0] == shown[1]:
            groups = [("", shown[0])]
        response = render(
            request, "portal/reach.html", {"groups": groups, "languages": others(language)}
        )
    response["Content-Language"] = language
    remember(request, response, "/reach/")
    return unseen(response)


def as_file(card: Card, url: str) -> HttpResponse:
    firm = Firm.current()
    numbers = (("work", card.value("phone")), ("voice", card.value("emergency")))
    said = VCard(
        name=card.value("name") or (firm.name if firm else ""),
        organisation=firm.name if firm else "",
        role=card.value("role"),
        phones=[
            (kind, one) for kind, value in numbers for one in value.split(", ") if dialled(one)
        ],
        mails=[one for one in card.value("mail").split(", ") if one],
        address=card.value("address"),
        url=url,
        note="\n".join(
            f"{field.label}: {field.value}"
            for field in card.known
            if field.key in ("hours", "messenger", "deputies", "emergency")
        ),
    )
    response = HttpResponse(said.written(), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{said.name}.vcf")
    return response


def _presses(key: str, value: str) -> list[Press]:
    if key == "address":
        return [Press(value)]
    return [Press(one, href(key, one)) for one in value.split(", ")]


def href(key: str, value: str) -> str:
    if key in ("phone", "emergency"):
        return f"tel:{dialled(value)}" if dialled(value) else ""
    if key == "mail":
        return f"mailto:{value}"
    return value if value.startswith("https://") else ""


def _guessed(where: str) -> str:
    """A topic's way may be any: an address, a number or a page."""
    return href("mail" if "@" in where else "phone" if where.startswith("+") else "", where)
