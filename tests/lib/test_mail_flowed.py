"""Paragraphs broken for the wire come back whole."""

import pytest

from slovo.lib.mail import read
from slovo.lib.mail.flowed import unflow


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("> old \n> words\nnew \nwords", "> old words\nnew words"),
        (">> older \n> old \nnew", ">> older \n> old \nnew"),
        ("bye \n-- \nAnna", "bye \n-- \nAnna"),
        (" >stuffed\n From", ">stuffed\nFrom"),
        (">\n> \n", ">\n>\n"),
        ("", ""),
    ],
)
def test_unflow(text: str, whole: str) -> None:
    assert unflow(text, delete_space=False) == whole


def test_spaces_may_be_no_part_of_the_words() -> None:
    assert unflow("пере \nнос", delete_space=True) == "перенос"


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("; format=flowed", "one two"),
        ("; format=Flowed; delsp=yes", "onetwo"),
        ("", "one \ntwo"),
    ],
)
def test_letters(more: str, text: str) -> None:
    raw = f"Content-Type: text/plain; charset=utf-8{more}\r\n\r\none \r\ntwo"
    assert read(raw.encode()).text == text
