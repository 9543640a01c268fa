"""Strings are found where they are said, and a translation is judged as a reader would."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from slovo.web.messages import fault_of, strings_of_the_code

PAGE = """{% load i18n %}
  <p title="{% translate "Write to us" %}">
      {% blocktranslate trimmed count n=letters with who=person.name %}
        One letter of {{ who }}
  {% plural %}
        {{ n }} letters of {{ who }}
      {% endblocktranslate %}
   it's {{ name|default:_("nobody") }} {% translate "Close" context "verb" %}</p>
"""
CODE = """
from django.utils.translation import gettext as __, gettext_lazy as _, ngettext
said = __("said at once")
hello = _("Hello, %(name)s")
days = ngettext("%(n)d day", "%(n)d days", 3)
"""


def test_strings_of_python_and_of_templates_are_found(tmp_path: Path) -> None:
    root = tmp_path / "house"
    (root / "templates").mkdir(parents=True)
    (root / "code.py").write_text(CODE)
    (root / "templates" / "page.html").write_text(PAGE)
    found = {(message.id, message.context) for message in strings_of_the_code(root) if message.id}
    assert found == {
        ("Hello, %(name)s", None),
        ("said at once", None),
        (("%(n)d day", "%(n)d days"), None),
        ("Write to us", None),
        (("One letter of %(who)s", "%(n)s letters of %(who)s"), None),
        ("nobody", None),
        ("Close", "verb"),
    }


@pytest.mark.parametrize(
    ("wanted", "said", "fault"),
    [
        ("Close", None, "not in the catalogue"),
        ("Close", Message("Close", ""), "not translated"),
        ("Close", Message("Close", "Закрыть", flags=["fuzzy"]), "not sure (fuzzy)"),
        ("Close", Message("Close", "Закрыть"), None),
        ("By %(day)s", Message("By %(day)s", "До %(date)s"), "placeholders differ"),
        (
            ("%(n)d day", "%(n)d days"),
            Message("", ("%(n)d день", "%(n)d дня", "")),
            "not translated",
        ),
        (
            ("one day", "%(n)d days"),
            Message("", ("один день", "%(n)d дня", "%(n)d дней")),
            "placeholders differ",
        ),
        (("one day", "%(n)d days"), Message("", ("%(n)d день", "%(n)d дня", "%(n)d дней")), None),
    ],
)
def test_a_translation_is_judged(
    wanted: str | tuple[str, str], said: Message | None, fault: str | None
) -> None:
    assert fault_of(Message(wanted), said) == fault
