"""The composer: a letter, a note, a draft, files; nothing typed is ever lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.cases.models import Attachment, Case, Draft, Message
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING

SetClock = Callable[[datetime], None]
WORD = (MORNING + scene.DAY).isoformat()


def outgoing(case: Case) -> Message:
    return case.messages.get(direction="out", nature="human")


def test_a_letter_leaves_after_the_time_to_take_it_back(as_petro: Client, case: Case) -> None:
    typed = {"text": "We file it\non <paper>.", "next_word": WORD}
    response = as_petro.post("/cases/S-1/answer/", typed)
    assert (response.status_code, response["Location"]) == (302, "/cases/S-1/")
    message = outgoing(case)
    assert message.html == "<p>We file it<br>on &lt;paper&gt;.</p>"
    assert message.delivery.next_at == MORNING + timedelta(seconds=30)
    assert message.next_word_at == MORNING + scene.DAY
    page = as_petro.get("/cases/S-1/").content.decode()
    assert "leaves in 30 s" in page
    assert "Take it back" in page


def test_it_can_be_taken_back_and_is_a_draft_again(as_petro: Client, case: Case) -> None:
    as_petro.post("/cases/S-1/answer/", {"html": "<p>Too early.</p>", "next_word": WORD})
    message = outgoing(case)
    response = as_petro.post(f"/cases/S-1/undo/{message.pk}/")
    assert response["Location"] == "/cases/S-1/#write"
    assert Draft.objects.get(case=case).html == "<p>Too early.</p>"
    page = as_petro.get("/cases/S-1/").content.decode()
    assert "Too early." in page
    assert "It is a draft again." in page


def test_a_second_press_sends_no_second_letter(as_petro: Client, case: Case) -> None:
    typed = {"text": "We file it at once.", "next_word": WORD}
    for _press in range(2):
        assert as_petro.post("/cases/S-1/answer/", typed).status_code == 302
    assert outgoing(case).text.startswith("We file it at once.")


def test_still_on_it_pressed_twice_is_one_letter(as_petro: Client, case: Case) -> None:
    for _press in range(2):
        as_petro.post("/cases/S-1/still-on-it/", {"next_word_at": WORD})
    assert outgoing(case).next_word_at == MORNING + scene.DAY


def test_still_on_it_from_a_stale_page_is_no_second_letter(
    as_petro: Client, case: Case, clock_at: SetClock
) -> None:
    """The page lay open: its button names another time. One word is on its way already."""
    as_petro.post("/cases/S-1/still-on-it/", {"next_word_at": WORD})
    clock_at(MORNING + timedelta(seconds=20))
    later = (MORNING + scene.DAY + scene.HOUR).isoformat()
    assert as_petro.post("/cases/S-1/still-on-it/", {"next_word_at": later}).status_code == 302
    assert outgoing(case).next_word_at == MORNING + scene.DAY


def test_taking_it_back_twice_is_taking_it_back(as_petro: Client, case: Case) -> None:
    as_petro.post("/cases/S-1/answer/", {"html": "<p>Too early.</p>", "next_word": WORD})
    undo = f"/cases/S-1/undo/{outgoing(case).pk}/"
    for _press in range(2):
        assert as_petro.post(undo)["Location"] == "/cases/S-1/#write"
    assert Draft.objects.get(case=case).html == "<p>Too early.</p>"


def test_the_address_of_a_refusal_leads_back_to_the_case(as_petro: Client, case: Case) -> None:
    assert as_petro.post("/cases/S-1/answer/", {"text": ""}).status_code == 422
    response = as_petro.get("/cases/S-1/answer/")
    assert (response.status_code, response["Location"]) == (302, "/cases/S-1/")


def test_words_noted_do_not_stay_as_a_letter(as_petro: Client, case: Case) -> None:
    words = {"html": "<p>He is bluffing.</p>"}
    as_petro.post("/cases/S-1/draft/", {**words, "kind": "letter"})
    assert not Draft.objects.get(case=case).is_note
    as_petro.post("/cases/S-1/note/", words)
    assert not Draft.objects.filter(case=case).exists()


def test_a_letter_that_left_stays_sent(as_petro: Client, case: Case, clock_at: SetClock) -> None:
    as_petro.post("/cases/S-1/answer/", {"html": "<p>Done.</p>", "next_word": WORD})
    later = MORNING + timedelta(seconds=31)
    scene.send_all(later)
    clock_at(later)
    response = as_petro.post(f"/cases/S-1/undo/{outgoing(case).pk}/")
    assert response.status_code == 422
    assert "The letter has already left." in response.content.decode()


def test_without_a_next_word_it_is_refused_and_kept(as_petro: Client, case: Case) -> None:
    typed = {"text": "Long thought over.", "next_word": "other", "next_word_other": ""}
    response = as_petro.post("/cases/S-1/answer/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Say when the client hears from you next." in page
    assert "Long thought over.</textarea>" in page
    assert case.messages.filter(direction="out", nature="human").count() == 0


def test_another_time_is_read_in_his_own_zone(as_petro: Client, case: Case) -> None:
    typed = {"text": "x", "next_word": "other", "next_word_other": "2027-03-12T10:30"}
    as_petro.post("/cases/S-1/answer/", typed)
    assert outgoing(case).next_word_at.isoformat() == "2027-03-12T08:30:00+00:00"


def test_a_date_that_is_none_is_said_in_words(as_petro: Client, case: Case) -> None:
    typed = {"text": "Kept words.", "next_word": "other", "next_word_other": "soon"}
    response = as_petro.post("/cases/S-1/answer/", typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "This is not a date with a time. Choose both." in page
    assert "Kept words." in page


def test_something_new_is_asked_about_once(
    as_petro: Client, case: Case, clock_at: SetClock
) -> None:
    scene.write_again(case, "One more thing.", MORNING + scene.HOUR)
    clock_at(MORNING + 2 * scene.HOUR)
    soon = (MORNING + 5 * scene.HOUR).isoformat()
    typed = {"text": "Answer.", "next_word": soon, "seen_through": MORNING.isoformat()}
    response = as_petro.post("/cases/S-1/answer/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Something new came in while you were writing." in page
    assert "One more thing." in page
    typed["seen_through"] = response.context["composer"].seen_through
    assert as_petro.post("/cases/S-1/answer/", typed).status_code == 302


def test_what_acts_is_cleaned_away(as_petro: Client, case: Case) -> None:
    html = '<p onclick="x()">Hello <script>alert(1)</script><a href="javascript:x">a</a></p>'
    as_petro.post("/cases/S-1/answer/", {"html": html, "next_word": WORD})
    kept = outgoing(case).html
    assert "Hello" in kept
    assert "script" not in kept
    assert "onclick" not in kept


def test_a_note_never_leaves(as_petro: Client, case: Case) -> None:
    response = as_petro.post("/cases/S-1/note/", {"text": "Two banks.", "kind": "note"})
    assert response.status_code == 302
    note = case.messages.get(direction="note")
    assert (note.text, note.delivery) == ("Two banks.", None)


def test_an_empty_note_is_refused(as_petro: Client, case: Case) -> None:
    response = as_petro.post("/cases/S-1/note/", {"text": " ", "kind": "note"})
    assert response.status_code == 422
    assert "Write something first." in response.content.decode()


def test_the_server_keeps_what_is_being_written(as_petro: Client, case: Case, petro: User) -> None:
    typed = {"html": "<p>Half a</p>", "next_word": "other", "next_word_other": "2027-03-12T10:30"}
    response = as_petro.post("/cases/S-1/draft/", typed)
    assert response.json() == {"words": "Draft saved."}
    draft = Draft.objects.get(case=case, user=petro)
    assert (draft.html, draft.is_note) == ("<p>Half a</p>", False)
    page = as_petro.get("/cases/S-1/").content.decode()
    assert "Half a</textarea>" in page
    assert "2027-03-12T10:30" in page


def test_a_draft_is_its_writers_alone(client: Client, case: Case, petro: User, iryna: User) -> None:
    client.force_login(petro)
    client.post("/cases/S-1/draft/", {"html": "<p>Between us</p>"})
    client.force_login(iryna)
    assert "Between us" not in client.get("/cases/S-1/").content.decode()


def test_files_go_with_the_letter(as_petro: Client, case: Case) -> None:
    file = SimpleUploadedFile("Power of attorney.txt", b"I, Olena", "text/plain")
    answer = as_petro.post("/cases/S-1/attach/", {"file": file})
    assert "Power of attorney.txt" in answer.content.decode()
    as_petro.post("/cases/S-1/answer/", {"html": "<p>Here.</p>", "next_word": WORD})
    assert [row.name for row in outgoing(case).attachments.all()] == ["Power of attorney.txt"]


def test_a_file_can_be_taken_off_again(as_petro: Client, case: Case) -> None:
    as_petro.post("/cases/S-1/attach/", {"file": SimpleUploadedFile("a.txt", b"a", "text/plain")})
    row = Attachment.objects.get()
    as_petro.post(f"/cases/S-1/detach/{row.pk}/")
    assert Attachment.objects.count() == 0


def test_solved_asks_the_client(as_petro: Client, case: Case) -> None:
    as_petro.post("/cases/S-1/attach/", {"file": SimpleUploadedFile("a.txt", b"a", "text/plain")})
    assert as_petro.post("/cases/S-1/solve/", {"text": "It is filed."}).status_code == 302
    assert outgoing(case).solves
    assert [row.name for row in outgoing(case).attachments.all()] == ["a.txt"]
    assert not Draft.objects.exists()


def test_looking_changes_nothing_and_reading_is_no_writing(as_petro: Client, case: Case) -> None:
    before = Event.objects.count()
    for verb in ("answer", "note", "still-on-it", "solve", "reopen", "draft", "attach", "unlink"):
        assert as_petro.get(f"/cases/S-1/{verb}/")["Location"] == "/cases/S-1/"
    assert Event.objects.count() == before


def test_who_has_no_right_writes_nothing(client: Client, case: Case, taras: User) -> None:
    client.force_login(taras)
    for verb in ("answer", "note", "still-on-it", "solve", "reopen", "draft", "attach", "unlink"):
        response = client.post(f"/cases/S-1/{verb}/", {"text": "x", "next_word": WORD})
        assert response.status_code == 403
    assert case.messages.exclude(direction="in").exclude(nature="house").count() == 0
