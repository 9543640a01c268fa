import pytest

from slovo.lib.sound import kind_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"OggS\x00\x02", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3\x9f", "audio/webm"),
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypheic", ""),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\xff\xd8\xff\xe0", ""),
        (b"\xff\xfe<\x00", ""),
        (b"fLaC\x00", "audio/flac"),
        (b"#!AMR\n", "audio/amr"),
        (b"MZ\x90\x00", ""),
        (b"RIFF\x24\x08\x00\x00WEBPVP8 ", ""),
        (b"", ""),
    ],
)
def test_by_its_first_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
