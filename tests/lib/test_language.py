"""The language of a text by its letters and small words."""

import pytest

from slovo.lib.language import language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Добрый день, пришлите договор", "ru"),
        ("Спасибо!", "ru"),
        ("нет, не надо", "ru"),
        ("Дякую!", "uk"),
        ("Добре, чекаю", "uk"),
        ("Будь ласка, надішліть рахунок", "uk"),
        ("м'ясо та п'ять об’єктів", "uk"),
        ("Please call me", "en"),
        ("Thanks", "en"),
        ("Здравствуйте, наш клиент Їжакевич Микола хотел бы встретиться, это возможно?", "ru"),
        ("Добрий день, прошу надіслати договір по Выборгу", "uk"),
        ("Hello, это Иван, я писал вчера", "ru"),
        ("Добрый день. See https://example.com/the/and/you for this", "ru"),
        ("Meine Antwort kommt später", None),
        ("Қайырлы күн, рақмет", None),
        ("Хвала, видимо се сутра, поздрав ђак", None),
        ("ок", None),
        ("12345 +7 (912)", None),
        ("", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language_of(text) == expected


def test_quotes_and_links_do_not_count() -> None:
    assert language_of("Дякую\n> please send this to us and we will look\n> and the rest") == "uk"
