"""Three hundred letters of many clients and shapes are read as their writers meant them."""

import pytest

from slovo.lib.mail import read
from tests.letters.corpus import SIZE, letters


def test_the_corpus_is_whole() -> None:
    assert len(letters()) == SIZE
    assert len({name for name, _, _ in letters()}) == SIZE
    ids = [read(raw).message_id for _, raw, _ in letters()]
    assert len(set(ids)) == SIZE
    assert all(ids)


@pytest.mark.parametrize(("name", "raw", "expected"), letters(), ids=[n for n, _, _ in letters()])
def test_letter(name: str, raw: bytes, expected: dict[str, object]) -> None:
    letter = read(raw)
    seen = {
        "kind": letter.kind,
        "subject": letter.subject,
        "sender": letter.sender.address,
        "language": letter.language,
        "attachments": [file.name for file in letter.attachments],
        "to": [address.address for address in letter.to],
        "bounced_address": letter.bounced_address,
        "bounced_message_id": letter.bounced_message_id,
    }
    assert {key: seen[key] for key in seen if key in expected} == {
        key: expected[key] for key in seen if key in expected
    }
    assert str(expected["new_text_contains"]) in letter.new_text
    assert str(expected.get("new_text_also", "")) in letter.new_text
    assert str(expected.get("quoted_contains", "")) in letter.quoted_text
    lacks = expected.get("new_text_lacks")
    assert lacks is None or str(lacks) not in letter.new_text
    assert "unreadable" not in letter.defects
