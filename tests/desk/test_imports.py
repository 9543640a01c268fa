"""People from a file: looked at first, taken in, and taken back; and into a file."""

import csv
import io
from itertools import islice, product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from slovo.domain.clients.models import Import, Person
from slovo.domain.journal.models import Event
from tests.desk.reading import text_of
from tests.domain.clients import files
from tests.make import make_person

pytestmark = pytest.mark.django_db
URL = "/clients/import/"
TABLE = (
    "Name,Email,Phone\nYuri Tkachenko,new@tk.example,\nAnna Bondar,a@b.example,\n"
    "Olena,olena@client.example,\n,,\n,,+380 50 1112233\n"
)


def upload(client, content, name="people.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    answer = client.post(URL, {"file": file})
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


@pytest.fixture
def yuri(olena):
    return make_person("Юрій Ткаченко", emails=["old@tk.example"])


def test_every_row_is_seen_before_anybody_is_added(as_olha, yuri):
    page = upload(as_olha, TABLE)
    seen = text_of(as_olha.get(page))
    assert Person.objects.count() == 2
    assert "Take in 1 row<" in seen
    for words in (
        "is added",
        "nothing new",
        "No name stands here.",
        "Юрій Ткаченко",
        "Not decided",
    ):
        assert words in seen
    only = text_of(as_olha.get(page, {"show": "refused"}))
    assert "No name stands here." in only
    assert "Юрій Ткаченко" not in only


def test_what_is_no_address_and_no_number_is_said_in_its_row(as_olha, firm):
    table = "Name,Email,Phone\nAnna Bondar,anna@,12\nIvan Melnyk,ivan@b.example,\n"
    seen = text_of(as_olha.get(upload(as_olha, table)))
    assert seen.count("“anna@” is no mail address; it goes to the note.") == 1
    assert seen.count("“12” is no telephone number; it goes to the note.") == 1
    assert seen.count("goes to the note") == 2
    as_olha.post(f"{URL}{Import.objects.get().pk}/take-in/")
    assert Person.objects.get(full_name="Anna Bondar").note == "anna@\n12"


def test_a_choice_is_kept_and_done(as_olha, yuri):
    page = upload(as_olha, TABLE)
    as_olha.post(page, {"row-2": "same"})
    assert "Take in 2 rows<" in text_of(as_olha.get(page))
    done = text_of(as_olha.post(f"{page}take-in/", follow=True))
    assert '<dt>Added</dt><dd class="num">1</dd><dt>Completed</dt><dd class="num">1</dd>' in done
    assert "No name stands here." in done
    assert yuri.addresses.filter(email="new@tk.example").exists()
    again = upload(as_olha, TABLE)
    assert "disabled" in text_of(as_olha.get(again))


def test_all_that_are_left_at_once_and_taken_back(as_olha, yuri):
    page = upload(as_olha, TABLE)
    as_olha.post(page, {"otherwise": "new"})
    as_olha.post(f"{page}take-in/")
    assert Person.objects.count() == 4
    said = text_of(as_olha.post(f"{page}undo/", follow=True))
    assert "The import is taken back." in said
    assert Person.objects.count() == 2
    assert "taken back" in text_of(as_olha.get(URL))


def test_who_stays_is_named(as_olha, yuri):
    page = upload(as_olha, "Name,Email\nAnna Bondar,a@b.example\n")
    as_olha.post(f"{page}take-in/")
    anna = Person.objects.get(full_name="Anna Bondar")
    sides = {"full_name": "Anna Bondar", "principal": anna.principal_id, "emails": "a@b.example"}
    assert as_olha.post(f"/clients/{anna.pk}/edit/", {**sides, "note": "New"}).status_code == 302
    said = text_of(as_olha.post(f"{page}undo/", follow=True))
    assert "1 client stays, because something happened since: Anna Bondar." in said


def test_columns_nobody_understands_are_named_by_hand_and_the_file_is_not_lost(as_olha, firm):
    page = upload(as_olha, "Кто,Куда\nAnna Bondar,a@b.example\n")
    seen = text_of(as_olha.get(page))
    assert "What stands in each column?" in seen
    assert "disabled" in seen
    as_olha.post(f"{page}columns/", {"column-0": "nothing"})
    assert Import.objects.get().mapping == {}
    as_olha.post(f"{page}columns/", {"column-0": "full_name", "column-1": "email"})
    assert "Take in 1 row<" in text_of(as_olha.get(page))


def test_a_file_of_nobody_and_none_at_all(as_olha, firm):
    file = SimpleUploadedFile("x.csv", b"\n")
    refused = as_olha.post(URL, {"file": file})
    assert (refused.status_code, "Nobody stands in this file." in text_of(refused)) == (422, True)
    assert as_olha.post(URL).status_code == 422
    assert not Import.objects.exists()


def test_a_file_is_thrown_away(as_olha, firm):
    page = upload(as_olha, files.CARDS, "phone.vcf")
    assert "phone.vcf" in text_of(as_olha.get(URL))
    said = text_of(as_olha.post(f"{page}drop/", follow=True))
    assert "The file is thrown away. Nobody was added." in said
    assert as_olha.get(page).status_code == 404


def test_a_specialist_neither_sees_nor_does_it(as_petro, firm):
    assert "From a file" not in text_of(as_petro.get("/clients/"))
    assert as_petro.get(URL).status_code == 403
    assert as_petro.get("/clients/export.csv").status_code == 403


def test_five_thousand_rows_are_shown_a_hundred_at_a_time(
    as_olha, firm, django_assert_max_num_queries
):
    names = ("".join(three) for three in product("bdfkmz", "aeiou", "bdfkmz"))
    rows = "".join(f"Anna {name}enko,{name}@b.example\n" for name in islice(names, 150))
    page = upload(as_olha, f"Name,Email\n{rows}")
    with django_assert_max_num_queries(30):
        seen = text_of(as_olha.get(page))
    assert seen.count('data-label="Line"') == 100
    assert text_of(as_olha.get(page, {"after": "100"})).count('data-label="Line"') == 50


def test_what_goes_out_comes_back_and_changes_nothing(as_olha, olena, viktor):
    olena.note = "Old client.\nMornings."
    olena.save()
    viktor.full_name = "+1+HYPERLINK(1)"
    viktor.save()
    written = as_olha.get("/clients/export.csv")
    assert written["Content-Disposition"] == 'attachment; filename="clients.csv"'
    rows = list(csv.DictReader(io.StringIO(written.content.decode("utf-8-sig"))))
    assert [(row["name"], row["organisation"]) for row in rows] == [
        ("Olena Sydorenko", "TOV Berehynia"),
        ("Olena Sydorenko", "FOP Olena Sydorenko"),
        ("'+1+HYPERLINK(1)", "TOV Berehynia"),
    ]
    assert rows[0]["note"] == "Old client.\nMornings."
    assert "disabled" in text_of(as_olha.get(upload(as_olha, written.content)))
    cards = as_olha.get("/clients/export.vcf").content
    assert b"Old client" not in cards
    assert "disabled" in text_of(as_olha.get(upload(as_olha, cards)))
    event = Event.objects.filter(kind="firm.exported").first()
    assert event.refs == {"count": 2, "form": "csv"}
    found = as_olha.get("/clients/export.csv", {"q": "Sydorenko"}).content.decode()
    assert "HYPERLINK" not in found
    assert as_olha.get("/clients/export.pdf").status_code == 404


def test_one_client_as_a_visiting_card_for_a_telephone(as_petro, olena):
    card = as_petro.get(f"/clients/{olena.pk}/card.vcf")
    assert card["Content-Type"] == "text/vcard; charset=utf-8"
    assert "FN:Olena Sydorenko" in card.content.decode()
    assert Event.objects.get(kind="person.exported").subject == f"person:{olena.pk}"
