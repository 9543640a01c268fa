"""People carried out of the house: one as a visiting card, or those of a list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from slovo.domain.clients.actions.exporting import FORMS, export_card, export_people
from slovo.domain.clients.models import Person
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.people import searched
from slovo.lib import clock

TYPES = {"vcf": "text/vcard; charset=utf-8", "csv": "text/csv; charset=utf-8"}
MARKS = {"vcf": "utf-8", "csv": "utf-8-sig"}  # spreadsheets ask for the mark


@require_safe
@for_desk("export_people")
def everybody(request: HttpRequest, form: str) -> HttpResponse:
    """Those whom the list shows for these words."""
    if form not in FORMS:
        raise Http404
    words = request.GET.get("q", "").strip()[:200]
    people = searched(Person.objects.visible_to(reader(request)), words)
    written = export_people(people, form=form, by=reader(request), at=clock.now())
    return _file(f"clients.{form}", form, written)


@require_safe
@for_desk()
def one(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    written = export_card(person, by=reader(request), at=clock.now())
    return _file(f"{person.full_name}.vcf", "vcf", written)


def _file(name: str, form: str, text: str) -> HttpResponse:
    response = HttpResponse(text.encode(MARKS[form]), content_type=TYPES[form])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
