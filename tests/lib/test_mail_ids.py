"""Our signed marks are known again; those of others, and forged ones, are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slovo.lib.mail import (
    make_message_id,
    make_plus_address,
    read_message_id,
    read_plus_address,
    ref_in_subject,
)

KEY, OTHER = b"key of this install", b"key of another install"
OWN = ["desk@pravo.example", "Info@Pravo.example"]


def test_message_ids() -> None:
    made = make_message_id("S-142", KEY, "desk.pravo.example", "01hzx-2")
    assert made.startswith("<S-142.01hzx-2.")
    assert made.endswith("@desk.pravo.example>")
    assert read_message_id(made, KEY) == "S-142"
    assert read_message_id(made.strip("<>"), KEY) == "S-142"
    assert read_message_id(made.lower(), KEY) == "S-142"
    assert read_message_id(made, OTHER) is None
    assert read_message_id(made.replace("S-142", "S-143"), KEY) is None
    assert read_message_id(made.replace("01hzx-2", "01hzx-3"), KEY) is None


@given(st.text(max_size=80))
def test_foreign_ids(text: str) -> None:
    assert read_message_id(text, KEY) is None
    assert read_message_id(f"<S-1.a.{text}@x>", KEY) is None


@pytest.mark.parametrize(
    ("ref", "host", "unique"),
    [("S.1", "h", "u"), ("S-1", "h h", "u"), ("S-1", "h", "u>"), ("", "h", "u"), ("S-1", "h", "")],
)
def test_pieces_that_make_no_id(ref: str, host: str, unique: str) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        make_message_id(ref, KEY, host, unique)


def test_plus_addresses() -> None:
    made = make_plus_address("desk@pravo.example", "S-142", KEY)
    assert made.startswith("desk+S-142.")
    assert read_plus_address(["x@y.example", made], OWN, KEY) == "S-142"
    assert read_plus_address([made.upper()], OWN, KEY) == "S-142"
    assert read_plus_address([f"<{made}>"], OWN, KEY) == "S-142"
    assert read_plus_address([made], OWN, OTHER) is None
    assert read_plus_address([made], ["info@pravo.example"], KEY) is None
    assert read_plus_address([made.replace("S-142", "S-143")], OWN, KEY) is None
    assert read_plus_address(["desk+news@pravo.example", "nonsense", ""], OWN, KEY) is None
    with pytest.raises(ValueError, match="plus-address"):
        make_plus_address("nobody", "S-1", KEY)


@pytest.mark.parametrize(
    ("subject", "ref"),
    [
        ("Re: [S-142] Договор", "S-142"),
        ("Fwd: re: договор [s-142]", "S-142"),
        ("[ #S-142 ] x", "S-142"),
        ("[S-1] [S-2]", "S-1"),
        ("Договор S-142", None),
        ("[142]", None),
        ("[talk] hello", None),
        ("", None),
    ],
)
def test_tags_in_subjects(subject: str, ref: str | None) -> None:
    assert ref_in_subject(subject) == ref
