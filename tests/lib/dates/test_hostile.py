"""Texts made to be slow, or to break a reader; and a page as people write it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slovo.lib.dates import find
from tests.lib.dates.labelled import WRITTEN, sentences

NOW = WRITTEN["mon"]
PIECES = (
    "до к в через за в течение завтра пятницы 15 . , : - 15.03 18:00 « » ( ) ' час 2–3 не".split()
)
BAD = [
    "a",
    "1.",
    "1-",
    "до ",
    "завтра ",
    "(",
    "1:1",
    "«",
    "x@",
    "http://",
    "\n",
    "два ",
    "п'",
    "1 ",
]


@pytest.mark.parametrize("piece", [*BAD, "не позднее ", "до пятницы, ", "15.03.2027 ", "в час "])
def test_no_text_is_slow(piece: str):
    began = time.process_time()
    find(piece * (200_000 // len(piece)), NOW, "Europe/Kyiv")
    assert time.process_time() - began < 2


def test_a_page_is_read_at_once():
    page = " ".join(one.text for one in sentences())[:3000]
    find(page, NOW, "Europe/Kyiv")
    took = []
    for _ in range(5):
        began = time.process_time()
        find(page, NOW, "Europe/Kyiv")
        took.append(time.process_time() - began)
    assert min(took) <= 0.030


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_order_of_such_words_is_read(text: str):
    for found in find(text, NOW, "Europe/Kyiv", "ru"):
        assert found.due > NOW
        assert text[found.start : found.end] == found.words


@given(st.text(max_size=300))
def test_any_text_is_read(text: str):
    find(text, NOW, "Europe/Kyiv")
