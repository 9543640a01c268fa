from datetime import date
from decimal import Decimal

import pytest

from slovo.lib import tables


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,5", "1234.5"),
        ("1’234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234,567", "1234567"),
        ("-5", "-5"),
        ("1.234.567,80", "1234567.80"),
        ("0,5", "0.5"),
    ],
)
def test_sums_as_people_write_them(text, found):
    assert tables.amount(text) == Decimal(found)


@pytest.mark.parametrize("text", ["", "five", "1,234", "12.500", "NaN", "Infinity", "1-2", "грн"])
def test_what_is_no_sum_or_could_be_two(text):
    assert tables.amount(text) is None


@pytest.mark.parametrize(
    "text",
    ["2027-03-14", "14.03.2027", "14/03/2027", "14-03-2027", "14.03.27", " 14.03.2027 10:15 "],
)
def test_days_as_people_write_them(text):
    assert tables.day(text) == date(2027, 3, 14)


@pytest.mark.parametrize("text", ["", "yesterday", "31.02.2027", "2027"])
def test_what_is_no_day(text):
    assert tables.day(text) is None


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_lines_are_numbered_as_an_editor_does(mark):
    text = f"a{mark}b\n\n1{mark} two \n{mark}\n"
    lines = tables.read(text.encode())
    assert [(line.number, line.cells) for line in lines] == [(1, ["a", "b"]), (3, ["1", "two"])]


def test_nothing_is_no_table():
    assert tables.read(b"") == tables.read(b"\n \n") == []


def test_bytes_of_any_code_page_are_read():
    assert tables.decoded("Сума".encode("utf-16")) == "Сума"
    assert tables.decoded("Сума".encode("cp1251")) == "Сума"
    assert tables.decoded("\ufeffСума".encode()) == "Сума"
    assert tables.decoded(b"\x98\xff") == "\ufffd\ufffd"


@pytest.mark.parametrize("tail", ["", "\n2;200;b", "x" * 200_000])
def test_nothing_is_lost_in_a_quotation_that_never_ends(tail):
    lines = tables.read(f'n;sum;for\n1;100;"a{tail}\n'.encode())
    assert [(line.number, len(line.cells)) for line in lines] == [(1, 3), (2, 1)]


def test_a_quotation_may_hold_lines_and_marks():
    lines = tables.read(b'n;for\n1;"a;\nb"\n2;"say ""yes"""\n')
    assert [line.cells for line in lines[1:]] == [["1", "a;\nb"], ["2", 'say "yes"']]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ('+1+HYPERLINK("https://bad.example","x")', '\'+1+HYPERLINK("https://bad.example","x")'),
        ("-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\r=1+1", "'\r=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("+380 (44) 555-01-27", "+380 (44) 555-01-27"),
        ("Olena = Lena", "Olena = Lena"),
        ("'Abd al-Malik", "'Abd al-Malik"),
        ("", ""),
    ],
)
def test_no_spreadsheet_reckons_with_what_somebody_wrote(cell, expected):
    assert tables.inert(cell) == expected
    assert tables.as_written(expected) == cell
