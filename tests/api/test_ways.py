"""One's own table of notices, and a client's link for Telegram, by the API."""

from slovo.domain.access.models import ClientLink
from slovo.domain.chats.actions.bots import connect_bot
from slovo.domain.chats.actions.chats import bind_chat
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Choice, Manner
from tests.make import MORNING

HOUSES = {
    "ways": {kind: ["mail"] for kind in ("duty", "dark", "due", "heard", "rota")},
    "chosen": [],
    "digest": [],
    "has": ["mail"],
    "quiet_from": None,
    "quiet_to": None,
    "digest_at": "08:30",
}


def put(caller, **body):
    return caller.call("PUT", "notices", body)


def test_until_he_chooses_it_is_the_houses(as_petro):
    assert as_petro.get("notices").json() == HOUSES


def test_he_chooses_and_what_he_leaves_out_stays(as_petro, petro):
    said = put(as_petro, ways={"heard": ["mail"], "rota": []}, digest=["heard"]).json()
    expected = {**HOUSES, "ways": {**HOUSES["ways"], "rota": []}}
    expected |= {"chosen": ["heard", "rota"], "digest": ["heard"]}
    assert said == expected
    quiet = put(as_petro, quiet_from="22:00", quiet_to="07:30").json()
    assert quiet == {**expected, "quiet_from": "22:00", "quiet_to": "07:30"}
    assert put(as_petro, digest_at="17:00").json()["quiet_to"] == "07:30"
    loud = put(as_petro, quiet_from=None, quiet_to=None, digest_at=None).json()
    assert (loud["quiet_from"], loud["digest_at"]) == (None, "17:00")
    assert Choice.objects.filter(user=petro).count() == 2


def test_a_way_he_does_not_have_yet_is_kept_and_does_not_come(as_petro, petro):
    said = put(as_petro, ways={"due": ["push", "mail"]}).json()
    assert said["ways"]["due"] == ["mail"]
    assert Choice.objects.get(user=petro).ways == ["push", "mail"]


def test_refusals_keep_everything_as_it_was(as_petro):
    assert put(as_petro, ways={"duty": []}).status_code == 422
    assert put(as_petro, ways={"dark": ["mail"]}, digest=["dark"]).status_code == 422
    assert put(as_petro, ways={"due": []}, quiet_from="22:00").status_code == 422
    assert put(as_petro, ways={"news": ["mail"]}).status_code == 422
    assert (Choice.objects.count(), Manner.objects.count()) == (0, 0)


def test_without_a_bot_there_is_no_link(as_petro, olena):
    assert as_petro.get(f"persons/{olena.pk}/telegram").status_code == 404
    assert as_petro.post(f"persons/{olena.pk}/telegram").status_code == 404


def test_the_link_of_a_client_is_made_once_and_taken_back(as_petro, olena):
    bot = connect_bot(
        token="7:abcdefghijk", number=7, username="firm_bot", name="Firm", by=HOUSE, at=MORNING
    )
    path = f"persons/{olena.pk}/telegram"
    assert as_petro.get(path).json() == {"bot": "firm_bot", "link": None, "chats": []}
    made = as_petro.post(path)
    link = made.json()["link"]
    assert (made.status_code, link.partition("=")[0]) == (201, "https://t.me/firm_bot?start")
    assert (as_petro.post(path).json()["link"], ClientLink.objects.count()) == (link, 1)
    bind_chat(bot, number=77, person=olena, username="olena", by=HOUSE, at=MORNING)
    [chat] = as_petro.get(path).json()["chats"]
    assert (chat["username"], chat["blocked_at"]) == ("olena", None)
    assert as_petro.call("DELETE", path).status_code == 204
    assert as_petro.get(path).json()["link"] is None
    assert ClientLink.objects.filter(revoked_at=None).count() == 0
