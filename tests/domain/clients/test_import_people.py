"""People of a file come in once: known ones are completed, doubtful ones asked about."""

import pytest

from slovo.domain.clients.actions.importing import (
    TakenInAlready,
    UnknownColumn,
    choose_in_draft_import,
    draft_import,
    drop_draft_import,
    map_draft_import,
)
from slovo.domain.clients.actions.taking_in import import_people
from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.importing.planning import Plan
from slovo.domain.clients.importing.reading import FileNotUnderstood
from slovo.domain.clients.models import Address, Import, Organisation, Person, Standing
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.models import Event
from tests.domain.clients import files
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db
ASK = {"by": HOUSE, "at": MORNING}


@pytest.fixture(autouse=True)
def _ukraine(firm):
    firm.country = "UA"
    firm.save()


def read(content, name="people.csv"):
    draft = draft_import(name=name, content=content, **ASK)
    index_everybody(**ASK)
    return draft


def take_in(content):
    draft = read(content)
    while draft.ended_at is None:
        draft = import_people(draft, **ASK)
    return draft


def fates(content):
    return [(row.entry.line, row.fate.value) for row in Plan(read(content)).rows]


def test_cards_of_an_old_and_a_new_telephone_and_a_broken_one_between_them(berehynia):
    done = take_in(files.CARDS)
    yuri, anna = Person.objects.order_by("pk")
    assert (yuri.full_name, yuri.phone) == ("Юрій Ткаченко", "+380445550127")
    assert yuri.note == "Another number: +380 44 555 0128"
    assert [str(address) for address in yuri.addresses.all()] == ["yuri@tk.example"]
    assert (anna.language, anna.called, anna.note) == ("uk", "Anna", "Likes\nmornings")
    standing = anna.standings.get()
    assert (standing.organisation.name, standing.job) == ("TOV Berehynia", "Lawyer")
    assert Organisation.objects.get() == berehynia
    assert done.refused == [[13, "This card cannot be read."]]
    assert done.as_counts() == {"added": 2, "completed": 0, "refused": 1}
    assert (done.source, done.choices) == ({}, {})


@pytest.mark.parametrize("content", [files.GOOGLE, files.RUSSIAN])
def test_exports_of_google_and_of_a_russian_outlook_need_no_mapping(firm, content):
    take_in(content)
    yuri = Person.objects.get()
    assert yuri.full_name in {"Юрій Петрович Ткаченко", "Юрий Петрович Ткаченко"}
    assert yuri.phone.replace(" ", "") == "+380445550127"
    assert yuri.addresses.filter(email="yuri@tk.example").exists()


def test_an_outlook_table_and_a_line_without_a_person(berehynia):
    done = take_in(files.OUTLOOK)
    anna = Person.objects.get()
    assert (anna.full_name, anna.note) == ("Anna Bondar", "Likes\nmornings")
    assert anna.standings.get().organisation == berehynia
    assert sorted(map(str, anna.addresses.all())) == ["ab@home.example", "anna@b.example"]
    assert done.refused == [[4, "No name stands here."]]


def test_a_second_time_changes_nothing(berehynia):
    for content in (files.CARDS, files.OUTLOOK, files.GOOGLE):
        take_in(content)
    people = list(Person.objects.order_by("pk").values())
    events = Event.objects.exclude(kind="import.ended").count()
    for content in (files.CARDS, files.OUTLOOK, files.GOOGLE):
        done = take_in(content)
        assert done.as_counts() | {"refused": 0} == {"added": 0, "completed": 0, "refused": 0}
    assert list(Person.objects.order_by("pk").values()) == people
    assert Event.objects.exclude(kind="import.ended").count() == events


def test_who_is_known_is_completed_and_nothing_he_says_is_overwritten(berehynia, sole_business):
    anna = make_person(
        "Ганна Бондар", berehynia, emails=["anna@b.example"], phone="+380 44 1111111", language=""
    )
    take_in(files.NEW_PHONE.encode())
    anna.refresh_from_db()
    assert (anna.full_name, anna.phone, anna.language) == ("Ганна Бондар", "+380 44 1111111", "uk")
    assert anna.note == "Another number: +380-50-111-22-33\nLikes\nmornings"
    assert anna.standings.get().job == "Lawyer"
    event = Event.objects.get(kind="person.changed")
    assert event.subject == f"person:{anna.pk}"
    assert event.refs["changed"] == ["called", "language", "note", "standings"]
    assert event.refs["import"] == Import.objects.get().pk


def test_known_by_the_number_and_the_name_in_another_alphabet(firm):
    make_person("Юрій Ткаченко", emails=["old@tk.example"], phone="+380 44 555 01 27")
    (row,) = Plan(read(b"Name,Phone,Email\nTkachenko Yuri,0445550127,new@tk.example\n")).rows
    assert (row.fate, row.reasons) == ("known", ("phone", "name"))
    assert row.adds == (("email", "new@tk.example"),)


def test_what_a_row_would_add_is_not_shown_as_if_it_stood_here(firm):
    make_person("Юрій Ткаченко", emails=["tk@tk.example"])
    content = "Name,Email,Phone\nЮрій Ткаченко,tk@tk.example,0445550127\n".encode()
    (row,) = Plan(read(content)).rows
    assert (row.face.sides["phone"], row.adds) == ("", (("phone", "+380 44 555 0127"),))


def test_a_name_alone_or_another_name_at_the_address_is_asked_about(firm, berehynia):
    make_person("Юрій Ткаченко", berehynia, emails=["tk@tk.example"])
    make_person("Office", emails=["office@tk.example"])
    table = (
        "Name,Email,Company\nYuri Tkachenko,new@tk.example,\nАнна Бондар,tk@tk.example,\n"
        "Petro Koval,office@tk.example,\nЮ. Ткаченко,,TOV Berehynia\nЮ. Ткаченко,,\n"
    )
    assert fates(table.encode()) == [
        (2, "perhaps"), (3, "perhaps"), (4, "known"), (5, "perhaps"), (6, "new")
    ]  # fmt: skip


def test_what_is_not_decided_is_left_out_and_what_is_decided_is_done(firm):
    yuri = make_person("Юрій Ткаченко", emails=["tk@tk.example"])
    table = (
        "Name,Email,Phone\nYuri Tkachenko,one@tk.example,\nАнна Бондар,tk@tk.example,\n"
        "Yuriy Tkachenko,,+380 44 555 01 29\n"
    )
    draft = read(table.encode())
    assert Plan(draft).undecided == 3
    choose_in_draft_import(draft, choices={"2": "same", "3": "new", "9": "x"}, **ASK)
    draft.refresh_from_db()
    assert (Plan(draft).undecided, Plan(draft).taken) == (1, 2)
    import_people(draft, **ASK)
    assert sorted(map(str, yuri.addresses.all())) == ["one@tk.example", "tk@tk.example"]
    anna = Person.objects.get(full_name="Анна Бондар")
    assert list(anna.addresses.all()) == []
    assert Person.objects.count() == 2


def test_one_word_decides_about_all_that_are_left(firm):
    make_person("Юрій Ткаченко", emails=["tk@tk.example"])
    draft = read(b"Name,Email\nYuri Tkachenko,a@tk.example\nTkachenko Yuri,b@tk.example\n")
    choose_in_draft_import(draft, choices={"2": "skip"}, otherwise="new", **ASK)
    import_people(draft, **ASK)
    assert list(Address.objects.order_by("pk").values_list("email", flat=True)) == [
        "tk@tk.example",
        "b@tk.example",
    ]


def test_two_rows_of_one_person_make_one(firm):
    table = "Name,Email,Phone\nAnna Bondar,a@b.example,\nБондар Ганна,a@b.example,0501112233\n"
    done = take_in(table.encode())
    assert Person.objects.get().phone == "+380 50 111 2233"
    assert done.as_counts() == {"added": 1, "completed": 0, "refused": 0}


def test_addresses_of_two_people_are_refused(firm):
    make_person("Anna Bondar", emails=["a@b.example"])
    make_person("Petro Koval", emails=["p@k.example"])
    done = take_in(b"Name,Email\nAnna,a@b.example p@k.example\n")
    assert done.refused == [
        [2, "Its addresses belong to two people, Anna Bondar and Petro Koval: merge them first."]
    ]


def test_what_is_no_address_and_no_number_stays_in_the_note(firm):
    take_in(b"Name,Email,Phone\nAnna Bondar,anna at home,ask Petro\n")
    assert Person.objects.get().note == "anna at home\nask Petro"


def test_columns_are_named_by_hand(firm):
    draft = read("Кто это,Куда писать,Что помнить\nAnna Bondar,a@b.example,Mornings\n".encode())
    assert draft.mapping == {}
    assert [row.why for row in Plan(draft).rows] == ["No name stands here."]
    map_draft_import(draft, mapping={"0": "full_name", "1": "email", "2": "note"}, **ASK)
    with pytest.raises(UnknownColumn, match="no such column"):
        map_draft_import(draft, mapping={"7": "full_name"}, **ASK)
    draft.refresh_from_db()
    import_people(draft, **ASK)
    anna = Person.objects.get()
    assert (anna.full_name, anna.note) == ("Anna Bondar", "Mornings")


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "Nobody stands in this file."), (b"Name\n" + b"Anna\n" * 5001, "more than 5000 people")],
)
def test_an_empty_and_a_too_long_file(firm, content, why):
    with pytest.raises(FileNotUnderstood, match=why):
        read(content)


def test_in_steps_and_each_row_once(firm, monkeypatch):
    monkeypatch.setattr("slovo.domain.clients.actions.taking_in.STEP", 2)
    draft = read(b"Name,Phone\n" + b"".join(
        f"Anna {name},+3805000000{len(name)}\n".encode()
        for name in ("Bo", "Kit", "Lahm", "Rudin", "Zuyevo")
    ))  # fmt: skip
    counts = []
    while draft.ended_at is None:
        draft = import_people(draft, **ASK)
        counts.append((draft.done, Person.objects.count()))
    assert counts == [(2, 2), (4, 4), (5, 5)]
    assert import_people(draft, **ASK).done == 5
    with pytest.raises(TakenInAlready):
        drop_draft_import(draft, **ASK)


def test_a_draft_is_thrown_away_and_strangers_do_nothing(firm, petro):
    draft = read(files.CARDS)
    for verb in (drop_draft_import, import_people):
        with pytest.raises(NotAllowed):
            verb(draft, by=petro, at=MORNING)
    drop_draft_import(draft, **ASK)
    assert not Import.objects.exists()
    assert not Person.objects.exists()
    assert not Standing.objects.exists()
