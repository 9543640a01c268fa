"""Thread-Index as Outlook writes it, byte for byte."""

import base64
from datetime import UTC, datetime, timedelta

from slovo.lib.mail.threadindex import first_index, next_index, topic_of

AT = datetime(2027, 3, 10, 9, 5, tzinfo=UTC)


def raw(index):
    return base64.b64decode(index)


def test_a_root_is_one_then_time_then_guid():
    index = raw(first_index(AT, "S-1"))
    # Tenths of a microsecond since 1601, the first five bytes below the leading one.
    ticks = 134491431000000000
    began = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    assert began == AT
    assert len(index) == 22
    assert index[:6] == ticks.to_bytes(8, "big")[:6]
    assert index[0] == 1
    assert raw(first_index(AT, "S-1")) == index
    assert raw(first_index(AT, "S-2"))[6:] != index[6:]


def test_an_answer_adds_five_bytes_that_say_how_much_later():
    root = first_index(AT, "S-1")
    index = raw(next_index(root, AT + timedelta(days=2), "one"))
    assert len(index) == 27
    assert index[:22] == raw(root)
    block = int.from_bytes(index[22:26], "big")
    assert block >> 31 == 0
    # The root's time is cut to 6.5 ms, a block counts 26 ms.
    assert abs((block << 18) / 10_000_000 - 2 * 86_400) < 0.04
    assert index[26] & 0x0F == 0
    again = raw(next_index(base64.b64encode(index).decode(), AT + timedelta(days=3), "two"))
    assert (len(again), again[:27]) == (32, index)


def test_beyond_a_year_and_eight_months_the_other_precision_is_used():
    root = first_index(AT, "S-1")
    passed = timedelta(days=3 * 365)
    block = int.from_bytes(raw(next_index(root, AT + passed, "one"))[22:26], "big")
    assert block >> 31 == 1
    seconds = ((block & 0x7FFFFFFF) << 23) / 10_000_000
    assert abs(seconds - passed.total_seconds()) < 1
    near = timedelta(days=650)
    block = int.from_bytes(raw(next_index(root, AT + near, "one"))[22:26], "big")
    assert block >> 31 == 0


def test_what_is_no_index_is_not_continued():
    for words in ("", "nonsense", "AQ==", base64.b64encode(b"x" * 22).decode(), "A" * 2000):
        assert next_index(words, AT, "one") == ""
    odd = base64.b64encode(b"\1" + b"x" * 23).decode()
    assert next_index(odd, AT, "one") == ""


def test_an_index_folded_over_lines_is_read():
    root = first_index(AT, "S-1")
    assert raw(next_index(f"{root[:10]}\r\n {root[10:]}", AT, "one"))[:22] == raw(root)


def test_a_clock_before_the_root_counts_nothing():
    root = first_index(AT, "S-1")
    assert raw(next_index(root, AT - timedelta(days=1), "one"))[22:26] == b"\0\0\0\0"


def test_the_topic_is_the_bare_subject():
    assert topic_of("Re: RE: Fwd: Lease") == "Lease"
    assert topic_of("Отв: На: Re[2]: Договор") == "Договор"
    assert topic_of("Reading list") == "Reading list"
