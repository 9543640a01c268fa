"""Files and letters as they came: downloads, pictures, a sandbox; nothing acts, nothing leaks."""

import pytest
from django.test import Client

from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.models import Attachment, Case
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING

FILES = (
    ("page.html", "text/html", b"<script>alert(1)</script>", ""),
    ("photo.png", "image/png", b"\x89PNG", "ab@c"),
)
HTML = (
    '<p>Look: <img src="cid:ab@c"><img src="https://spy.example/x.png"></p>'
    "<script>alert(1)</script>"
)


@pytest.fixture
def letter(olena: Person, engagement: object) -> Case:
    return scene.write(olena, files=FILES, html=HTML)


def test_a_file_is_a_download_that_cannot_act(as_petro: Client, letter: Case) -> None:
    row = Attachment.objects.get(name="page.html")
    response = as_petro.get(f"/files/{row.pk}/")
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_picture_may_be_looked_at(as_petro: Client, letter: Case) -> None:
    row = Attachment.objects.get(name="photo.png")
    response = as_petro.get(f"/files/{row.pk}/")
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == 'inline; filename="photo.png"'


def test_a_letter_is_shown_without_calling_out(as_petro: Client, letter: Case) -> None:
    message = letter.messages.get(direction="in")
    response = as_petro.get(f"/messages/{message.pk}/html/")
    page = response.content.decode()
    assert 'src="data:image/png;base64,iVBORw=="' in page
    assert ' src="https://spy.example' not in page
    assert "<script" not in page
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "img-src *" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_remote_pictures_come_when_asked_for(as_petro: Client, letter: Case) -> None:
    message = letter.messages.get(direction="in")
    response = as_petro.get(f"/messages/{message.pk}/html/?images=1")
    assert ' src="https://spy.example/x.png"' in response.content.decode()
    assert "img-src * data:" in response["Content-Security-Policy"]


def test_who_sees_no_cases_sees_no_files(client: Client, letter: Case, taras: User) -> None:
    client.force_login(taras)
    message = letter.messages.get(direction="in")
    row = Attachment.objects.get(name="page.html")
    assert client.get(f"/files/{row.pk}/").status_code == 403
    assert client.get(f"/messages/{message.pk}/html/").status_code == 403


def test_a_drafts_file_is_its_writers_alone(
    client: Client, letter: Case, petro: User, iryna: User
) -> None:
    from slovo.domain.cases.actions.attaching import attach_file

    draft = save_draft(letter, user=petro, html="", at=MORNING)
    row = attach_file(draft, name="a.txt", type="text/plain", content=b"a", at=MORNING)
    client.force_login(petro)
    assert client.get(f"/files/{row.pk}/").status_code == 200
    client.force_login(iryna)
    assert client.get(f"/files/{row.pk}/").status_code == 404


def test_a_file_that_is_not_there_is_a_404(as_petro: Client, firm: object) -> None:
    assert as_petro.get("/files/77/").status_code == 404
