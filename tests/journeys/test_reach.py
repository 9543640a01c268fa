"""R137 and R138 through the doors: cards, dead numbers, and who wrote to the wrong address."""

import pytest
from django.test import Client

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Topic
from slovo.domain.engagements.models import Touchpoint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.files import get
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import Role
from slovo.lib import clock
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = {"organisation": "desk@firm.example", "consumer": "home@firm.example"}


@pytest.fixture
def olha(world: World) -> User:
    return User.objects.get(email="olha@firm.example")


@pytest.fixture
def ways(olha: User, world: World) -> dict[str, User]:
    """Two mailboxes, each for one kind of client and with a colleague of its own."""
    world.at("2027-03-10T09:00:00Z")
    takers = {
        "organisation": make.make_user("Petro Marchenko", Role.SPECIALIST),
        "consumer": make.make_user("Daryna Kravets", Role.FRONT_OFFICE),
    }
    desk = world.desk(olha)
    for audience, address in ADDRESSES.items():
        save_mailbox(None, address=address, handler=takers[audience], by=HOUSE, at=make.FOUNDED)
        said = {"way": "mail", "value": address, "audience": audience}
        assert desk.post("/settings/reach/new/", said).status_code == 302
    return takers


def test_a_consumer_at_the_corporate_address_is_served_moved_and_told(
    world: World, ways: dict[str, User]
) -> None:
    world.at("2027-03-10T09:05:00Z")
    case = world.mail("Anna <anna@client.example>", "My flat", "The neighbours flooded my flat.")
    assert (case.mailbox_address, case.handler) == ("home@firm.example", ways["consumer"])
    world.keep("2027-03-10T09:05:00Z")
    [receipt] = letters_to(world, "anna@client.example")
    assert receipt.sender.address == "home@firm.example"
    assert "home@firm.example" in receipt.text
    assert "desk@firm.example" not in receipt.text

    world.at("2027-03-10T10:00:00Z")
    said = {"text": "We are on it.", "next_word_at": "2027-03-11T10:00:00Z"}
    assert world.api(ways["consumer"], f"cases/{case.ref}/answer", **said)[0] in (200, 201)
    for moment in ("10:00:31", "10:00:32"):
        world.keep(f"2027-03-10T{moment}Z")
    card = letters_to(world, "anna@client.example")[-1]
    assert "For next time, yours is home@firm.example" in card.text
    world.at("2027-03-10T12:00:00Z")
    said = {"text": "We have called them.", "next_word_at": "2027-03-12T10:00:00Z"}
    world.api(ways["consumer"], f"cases/{case.ref}/answer", **said)
    world.keep("2027-03-10T12:00:31Z")
    world.keep("2027-03-10T12:00:32Z")
    told = [one for one in letters_to(world, "anna@client.example") if "For next time" in one.text]
    assert len(told) == 1


def test_what_we_begin_ourselves_leaves_from_the_address_and_names_the_number_of_his_kind(
    world: World, ways: dict[str, User], olha: User
) -> None:
    Firm.objects.update(phone="+380440000001")
    world.at("2027-03-10T09:05:00Z")
    number = {"way": "phone", "value": "+380 44 000 00 02", "audience": "consumer"}
    assert world.desk(olha).post("/settings/reach/new/", number).status_code == 302
    anna = make.make_person("Anna Bilous", language="en")
    late = world.at("2027-03-10T19:05:00Z")
    assert world.desk(olha).post(f"/clients/{anna.pk}/missed-call/", {}).status_code == 302
    world.keep(late.isoformat())
    [letter] = letters_to(world, "anna@client.example")
    assert letter.sender.address == "home@firm.example"
    assert "+380 44 000 00 02" in letter.text
    assert "+380440000001" not in letter.text
    token = letter.text.partition("/c/")[2].partition("/")[0]
    page = text_of(Client().get(f"/c/{token}/wrong/"))
    assert "+380 44 000 00 02" in page
    assert "+380440000001" not in page


def test_who_wrote_to_the_right_address_hears_nothing_of_it(
    world: World, ways: dict[str, User]
) -> None:
    olena = make.make_person("Olena Sydorenko", make.make_organisation("Berehynia"), language="en")
    assert olena.pk
    world.at("2027-03-10T09:05:00Z")
    case = world.mail("Olena <olena@client.example>", "Grain", "The supplier does not pay.")
    assert (case.mailbox_address, case.handler) == ("desk@firm.example", ways["organisation"])


def test_a_number_is_tried_found_dead_and_named(world: World, olha: User) -> None:
    world.at("2027-03-10T09:05:00Z")
    desk = world.desk(olha)
    person = make.make_person("Olena Sydorenko", language="en")
    agreed = make.make_engagement(person, olha)
    page = "/settings/reach/new/"
    refused = desk.post(page, {"way": "phone", "value": "call us", "audience": ""})
    assert refused.status_code == 422
    assert "“call us” is no telephone number." in text_of(refused)
    assert fields_of(refused)["value"] == "call us"
    desk.post(page, {"way": "phone", "value": "044 555 01 27", "audience": ""})
    assert "+380 44 555 0127" in text_of(desk.get(f"/agreements/{agreed.pk}/"))

    phone = Touchpoint.objects.get()
    world.at("2027-03-17T09:05:00Z")
    assert "have not been tried for a week" in text_of(desk.get("/settings/check/"))
    desk.post(f"/settings/reach/{phone.pk}/try/", {"works": "no"})
    check = text_of(desk.get("/settings/check/"))
    assert "+380 44 555 0127 is dead and stands on no card." in check
    assert f'href="/agreements/{agreed.pk}/"' in text_of(desk.get("/settings/reach/"))
    agreement = text_of(desk.get(f"/agreements/{agreed.pk}/"))
    assert "Missing:" in agreement
    assert "Telephone" in agreement.partition("Missing:")[2]
    token = make_token(olha, name="card", by=olha, at=make.FOUNDED)
    asked = {"headers": {"Authorization": f"Bearer {token}"}}
    card = world.web.get(f"/api/v1/agreements/{agreed.pk}/card", **asked).json()
    assert (card["phone"], card["missing"][0]) == (None, "role")
    desk.post(f"/settings/reach/{phone.pk}/try/", {"works": "yes"})
    assert "+380 44 555 0127" in text_of(desk.get(f"/agreements/{agreed.pk}/"))


def test_his_page_the_public_page_and_his_telephone_book(
    world: World, ways: dict[str, User], olha: User
) -> None:
    world.at("2027-03-10T09:05:00Z")
    numbers = {"phone": "+380 44 000 00 02", "emergency": "+380 67 000 00 03"}
    for way, value in numbers.items():
        said = {"way": way, "value": value, "audience": ""}
        assert world.desk(olha).post("/settings/reach/new/", said).status_code == 302
    world.mail("Anna <anna@client.example>", "My flat", "The neighbours flooded my flat.")
    world.keep("2027-03-10T09:05:00Z")
    [receipt] = letters_to(world, "anna@client.example")
    path = receipt.text.partition("http://127.0.0.1:8000")[2].split()[0]
    page = text_of(world.web.get(path))
    assert 'href="mailto:home@firm.example"' in page
    assert "desk@firm.example" not in page
    file = world.web.get(f"{path}card.vcf")
    assert file["Content-Type"] == "text/vcard; charset=utf-8"
    lines = file.content.decode().splitlines()
    for line in ("BEGIN:VCARD", "FN:Daryna Kravets", "EMAIL;TYPE=work:home@firm.example"):
        assert line in lines
    dialled = [line for line in lines if line.startswith("TEL")]
    assert dialled == ["TEL;TYPE=work:+380 44 000 00 02", "TEL;TYPE=voice:+380 67 000 00 03"]
    public = text_of(world.web.get("/reach/"))
    for words in (
        "For organisations",
        "desk@firm.example",
        "For private persons",
        "home@firm.example",
    ):
        assert words in public
    assert Case.objects.count() == 1


def letters_to(world: World, address: str):
    return [read(get(delivery.file)) for delivery in world.letters(address)]


def test_each_topic_has_its_owner_and_what_has_none_is_not_left_lying(
    world: World, ways: dict[str, User], olha: User
) -> None:
    """R139: 'Contract' goes to legal; unknown for 31 minutes is alerted."""
    world.at("2027-03-10T09:00:00Z")
    legal, office = make.make_user("Iryna Koval", Role.SPECIALIST), ways["consumer"]
    save_mailbox(None, address="legal@firm.example", by=HOUSE, at=make.FOUNDED)
    mail = {"way": "mail", "value": "legal@firm.example", "audience": ""}
    desk = world.desk(olha)
    desk.post("/settings/topics/new/", {"name": "Contract", "words": "договір", "owner": legal.pk})
    desk.post("/settings/reach/new/", {**mail, "topic": Topic.objects.get().pk})
    world.at("2027-03-10T09:05:00Z")
    by_word = world.mail("Anna <anna@client.example>", "Question", "Перевірте договори.")
    by_address = world.mail(
        "Boris <boris@client.example>", "Hello", "Good day.", To="legal@firm.example"
    )
    assert [case.handler for case in (by_word, by_address)] == [legal, legal]
    page = text_of(world.web.get("/write/"))
    form = fields_of(world.web.get("/write/")) | {
        "full_name": "Clara", "email": "clara@client.example", "subject": "Rent", "text": "Help.",
        "topic": Topic.objects.get().pk,
    }  # fmt: skip
    assert "Something else" in page
    assert world.web.post("/write/", form).status_code == 302
    assert Case.objects.latest("pk").handler == legal
    assert "Contract" in text_of(world.web.get("/reach/"))

    Mailbox.objects.update(handler=None)
    Firm.objects.update(front_desk=None)
    unknown = world.mail("Dan <dan@client.example>", "Hello", "Good day.")
    assert unknown.handler is None
    told = Notice.objects.filter(user=office, why="nobody_has_it")
    world.keep("2027-03-10T09:35:59Z")
    assert not told.exists()
    world.keep("2027-03-10T09:36:00Z")
    assert told.get().at == clock.now()


def test_r044_who_has_it_now_is_told_to_the_client_within_the_quarter_of_an_hour(
    world: World, ways: dict[str, User], olha: User
) -> None:
    world.at("2027-03-10T09:05:00Z")
    case = world.mail("Anna <anna@client.example>", "My flat", "The neighbours flooded my flat.")
    world.keep("2027-03-10T09:05:00Z")
    assert "Daryna Kravets is working on it" in letters_to(world, "anna@client.example")[0].text
    world.at("2027-03-10T09:20:00Z")
    named = {"handler": ways["organisation"].pk}
    assert world.desk(olha).post(f"/cases/{case.ref}/assign/", named).status_code == 302
    for moment in ("09:20:31", "09:20:32"):
        world.keep(f"2027-03-10T{moment}Z")
    [_receipt, told] = letters_to(world, "anna@client.example")
    assert "Petro Marchenko" in told.text
    page = Client().get(f"/c/{told.text.partition('/c/')[2].partition('/')[0]}/")
    assert "Petro Marchenko" in text_of(page)
