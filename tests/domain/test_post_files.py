"""What lies beneath the post: files by their content, secrets under the key."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from slovo.domain.post import files
from slovo.domain.post.secrets import SecretUnreadable, lock, unlock


def test_files_lie_once_and_come_back_as_they_went():
    for content in (b"", b"\0\xff", b"words " * 1000, bytes(range(256)) * 8):
        path = files.put(content)
        assert files.put(content) == path
        assert files.get(path) == content
    with pytest.raises(FileNotFoundError):
        files.get("00/nothing")


def test_files_pack_what_gets_smaller():
    path = files.put(b"the same words " * 1000)
    assert path.endswith(".gz")
    assert default_storage.size(path) < 500


def test_a_file_torn_by_a_crash_is_written_again():
    content = b"a letter that was half written " * 50
    path = files.put(content)
    torn = Path(default_storage.path(path))
    torn.write_bytes(torn.read_bytes()[:10])
    again = files.put(content)
    assert again != path
    assert files.get(again) == content


def test_secrets_are_not_readable_without_the_key(settings):
    locked = lock("пароль")
    assert "пароль".encode() not in locked
    assert (unlock(locked), lock(""), unlock(b"")) == ("пароль", b"", "")
    settings.SECRET_KEY = "another key altogether"
    with pytest.raises(SecretUnreadable):
        unlock(locked)
