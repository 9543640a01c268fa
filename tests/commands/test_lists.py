"""`slovo today` and `slovo letters`: words of the firm's language, in the firm's time."""

import pytest
from django.utils import translation

from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.main import main
from tests.doors import _morning, clock_at

__all__ = ["_morning", "clock_at"]
pytestmark = pytest.mark.django_db
LETTER = b"""\
From: Iryna Bondar <iryna@client.example>
To: desk@firm.example
Subject: Logo
Message-ID: <l1@client.example>
Date: Wed, 10 Mar 2027 11:00:00 +0200

When will the logo be ready?
"""


def said(capsys, *words):
    assert main(list(words)) == 0
    return [line.split("  ") for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def _language_of_others():
    with translation.override("en"):
        yield


def test_rows_are_said_as_on_the_page(firm, tmp_path, capsys):
    path = tmp_path / "letter.eml"
    path.write_bytes(LETTER)
    assert said(capsys, "ingest", str(path))[-1] == ["1 letter taken in."]
    first, second = "First answers due", "Thu 11 March, 11:00"
    assert [(row[0], row[-1].strip()) for row in said(capsys, "today")] == [(first, second)]
    queued = ("Wed 10 March, 11:05", "Re: Logo [S-1]")
    assert [(row[0], row[-1].strip()) for row in said(capsys, "letters")] == [queued]
    Firm.objects.update(language="uk")
    first, second = "Строки перших відповідей", "чт 11 березня, 11:00"
    ours = [(row[0], row[-1].strip()) for row in said(capsys, "today")]
    assert [(title.split(" S-1")[0], when) for title, when in ours] == [(first, second)]
