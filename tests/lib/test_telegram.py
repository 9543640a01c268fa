"""Updates as Telegram sends them, and texts as it takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slovo.lib.telegram import cut, read_update


@given(st.text(max_size=600), st.integers(min_value=2, max_value=50))
def test_cut_loses_nothing_but_white_space(text, longest):
    pieces = cut(text, longest)
    assert all(len(piece.encode("utf-16-le", "surrogatepass")) // 2 <= longest for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_cut_parts_where_a_reader_would_pause():
    assert cut("First one.\n\nSecond one.", 15) == ["First one.", "Second one."]
    assert cut("a" * 4096) == ["a" * 4096]
    assert [len(piece) for piece in cut("😀" * 2049)] == [2048, 1]
    assert cut("  ") == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "chat", "from", "id", "text", "photo"]), inner
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["message", "edited_message", "my_chat_member"]), JSON))
def test_any_json_is_read(update):
    assert read_update(update).kind in {"word", "edit", "start", "blocked", "unblocked", "other"}


def said(**sides):
    return {
        "message_id": 5,
        "from": {"id": 7, "first_name": "Olena", "language_code": "pl"},
        "chat": {"id": 7, "type": "private"},
        "date": 1_800_000_000,
        **sides,
    }


@pytest.mark.parametrize(
    ("sides", "text"),
    [
        ({"text": "Hi\0"}, "Hi"),
        ({"sticker": {"emoji": "👍"}}, "👍"),
        ({"location": {"latitude": 50.4, "longitude": 30.5}}, "50.4, 30.5"),
        ({"contact": {"first_name": "Ira", "phone_number": "+380"}}, "Ira +380"),
    ],
)
def test_what_was_said_without_a_file(sides, text):
    word = read_update({"message": said(**sides)})
    assert (word.kind, word.text, word.language, word.files) == ("word", text, "", [])


def test_the_largest_photo_and_an_animation_are_one_file_each():
    photos = [
        {"file_id": "s", "width": 90, "height": 60},
        {"file_id": "l", "width": 900, "height": 600},
    ]
    word = read_update({"message": said(caption="See", photo=photos)})
    assert [(one.file_id, one.name) for one in word.files] == [("l", "photo.jpg")]
    one = {"file_id": "a", "file_name": "x.mp4"}
    word = read_update({"message": said(animation=one, document=one)})
    assert [file.name for file in word.files] == ["x.mp4"]


@pytest.mark.parametrize(("status", "kind"), [("kicked", "blocked"), ("member", "unblocked")])
def test_whether_he_takes_our_words(status, kind):
    change = {
        "chat": {"id": 7, "type": "private"},
        "date": 1_800_000_000,
        "new_chat_member": {"status": status},
    }
    assert read_update({"my_chat_member": change}).kind == kind
