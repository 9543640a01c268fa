from datetime import UTC, datetime

from slovo.lib.cdr import NUMBER, TIME, Fault, Row, read

ANSWERED = (
    '"","0440000001","0445550127","from-pstn","""Olena"" <0440000001>","PJSIP/trunk-0000001a",'
    '"PJSIP/101-0000001b","Dial","PJSIP/101,20","2027-03-27 21:40:00","2027-03-27 21:40:07",'
    '"2027-03-27 21:44:07",247,240,"ANSWERED","DOCUMENTATION","1806176400.41",""'
)
START = datetime(2027, 3, 27, 19, 40, tzinfo=UTC)


def one(text: str, zone: str = "Europe/Kyiv") -> Row | Fault:
    [row] = read(text.encode(), zone)
    return row


def with_cells(**cells: str) -> str:
    head = "src,dst,start,answer,end,disposition,lastapp,dstchannel,uniqueid,billsec,duration"
    return head + "\n" + ",".join(cells.get(name, "") for name in head.split(","))


def test_master_csv_without_a_head() -> None:
    row = one(ANSWERED)
    assert isinstance(row, Row)
    assert (row.line, row.uid, row.src, row.dst) == (
        1,
        "1806176400.41",
        "0440000001",
        "0445550127",
    )
    assert (row.dst_line, row.name) == ("101", "Olena")
    assert (row.started_at, row.answered_at, row.ended_at) == (
        START,
        datetime(2027, 3, 27, 19, 40, 7, tzinfo=UTC),
        datetime(2027, 3, 27, 19, 44, 7, tzinfo=UTC),
    )


def test_a_head_may_name_its_columns_in_any_order() -> None:
    text = "UniqueID;CallDate;Source;Destination;Disposition;Duration;BillSec\n"
    row = one(text + "5.1;2027-03-27 21:40:00;101;0440000001;ANSWERED;30;20\n")
    assert isinstance(row, Row)
    assert (row.line, row.uid, row.started_at) == (2, "5.1", START)
    assert row.answered_at == datetime(2027, 3, 27, 19, 40, 10, tzinfo=UTC)


def test_a_voice_box_is_nobody() -> None:
    said = {"src": "0440000001", "dst": "s", "start": "2027-03-27 21:40:00", "billsec": "20"}
    said |= {"disposition": "ANSWERED", "lastapp": "VoiceMail", "duration": "30"}
    row = one(with_cells(**said))
    assert isinstance(row, Row)
    assert row.answered_at is None
    unanswered = one(with_cells(**{**said, "disposition": "NO ANSWER", "lastapp": "Dial"}))
    assert isinstance(unanswered, Row)
    assert unanswered.answered_at is None


def test_local_time_of_the_switching_nights() -> None:
    said = {"src": "1", "dst": "0440000001"}
    spring = one(with_cells(**said, start="2027-03-28 04:30:00"))
    autumn = one(with_cells(**said, start="2026-10-25 03:30:00"))
    aware = one(with_cells(**said, start="2026-10-25T03:30:00+02:00"))
    found = [row.started_at.hour for row in (spring, autumn, aware) if isinstance(row, Row)]
    assert found == [1, 0, 1]


def test_what_is_no_call_is_named_by_its_line() -> None:
    table = f"{ANSWERED}\nrubbish\n" + ANSWERED.replace("2027-03-27 21:40:00", "yesterday")
    table += "\n" + ANSWERED.replace("0440000001", "").replace("0445550127", "")
    faults = [row for row in read(table.encode(), "Europe/Kyiv") if isinstance(row, Fault)]
    assert [(row.line, row.why, row.words) for row in faults] == [
        (2, TIME, ""),
        (3, TIME, "yesterday"),
        (4, NUMBER, ""),
    ]


def test_any_bytes_are_read() -> None:
    assert list(read(b"", "UTC")) == []
    assert [row.why for row in read(b"\x00\xff\xfe\n\x80", "UTC") if isinstance(row, Fault)]
    for start in ("0001-01-01T00:00+14:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59"):
        row = one(with_cells(src="1", dst="0440000001", start=start, duration="999999"))
        assert isinstance(row, Fault)
        assert row.why == TIME


def test_without_a_number_of_its_own_a_call_is_told_apart_by_its_sides() -> None:
    row = one(with_cells(src="101", dst="0440000001", start="2027-03-27 21:40:00"))
    assert isinstance(row, Row)
    assert row.uid == "20270327194000-101-0440000001"
