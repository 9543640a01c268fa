"""What an update says, whatever it is: never raises on any JSON object."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

LANGUAGES = ("uk", "ru", "en")
GONE = ("kicked", "left")
# What Telegram calls a file, and what we call one that has no name.
FILES = {
    "document": ("file", "application/octet-stream"),
    "voice": ("voice.ogg", "audio/ogg"),
    "audio": ("audio.mp3", "audio/mpeg"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("video.mp4", "video/mp4"),
    "animation": ("animation.mp4", "video/mp4"),
}


class Sent(NamedTuple):
    """A file as it is named in a message; its bytes are fetched by `file_id`."""

    file_id: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Word:
    """`kind`: word, edit, start, blocked, unblocked, or other, which means nothing to us."""

    kind: str
    chat: int = 0
    number: int = 0
    name: str = ""
    username: str = ""
    language: str = ""
    sent_at: datetime | None = None
    text: str = ""
    token: str = ""
    answers: int = 0
    files: list[Sent] = field(default_factory=list)

    @property
    def has_voice(self) -> bool:
        return any(one.type.startswith("audio/") for one in self.files)


NOTHING = Word("other")


def read_update(update: dict[str, Any]) -> Word:
    """A chat of a person with the bot alone; groups, channels and other bots mean nothing."""
    try:
        return _read(update)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError):
        return NOTHING


def _read(update: dict[str, Any]) -> Word:
    if "my_chat_member" in update:
        return _standing(update["my_chat_member"])
    said = update.get("message") or update.get("edited_message")
    if not said or said["chat"]["type"] != "private" or said["from"].get("is_bot"):
        return NOTHING
    kind, token = ("edit" if "edited_message" in update else "word"), ""
    text, files = _text(said), _files(said)
    command, _space, rest = text.partition(" ")
    if kind == "word" and command == "/start":
        kind, token = "start", rest.strip()
    elif not text and not files:
        return NOTHING
    writer = said["from"]
    names = (str(writer.get(name) or "") for name in ("first_name", "last_name"))
    return Word(
        kind,
        chat=int(said["chat"]["id"]),
        number=int(said["message_id"]),
        name=" ".join(name for name in names if name).replace("\0", "")[:200],
        username=str(writer.get("username") or "")[:64],
        language=_language(writer),
        sent_at=datetime.fromtimestamp(int(said.get("edit_date") or said["date"]), UTC),
        text=text,
        token=token,
        answers=int((said.get("reply_to_message") or {}).get("message_id", 0)),
        files=files,
    )


def _standing(said: dict[str, Any]) -> Word:
    if said["chat"]["type"] != "private":
        return NOTHING
    is_gone = said["new_chat_member"]["status"] in GONE
    sent_at = datetime.fromtimestamp(int(said["date"]), UTC)
    kind = "blocked" if is_gone else "unblocked"
    return Word(kind, chat=int(said["chat"]["id"]), sent_at=sent_at)


def _language(writer: dict[str, Any]) -> str:
    code = str(writer.get("language_code") or "").partition("-")[0].lower()
    return code if code in LANGUAGES else ""


def _text(said: dict[str, Any]) -> str:
    text = str(said.get("text") or said.get("caption") or "")
    if sticker := said.get("sticker"):
        text = text or str(sticker.get("emoji") or "")
    if place := said.get("location"):
        where = f"{place['latitude']}, {place['longitude']}"
        text = f"{text}\n{where}".strip()
    if card := said.get("contact"):
        sides = (card.get("first_name"), card.get("last_name"), card.get("phone_number"))
        text = f"{text}\n{' '.join(str(side) for side in sides if side)}".strip()
    return text.replace("\0", "").strip()


def _files(said: dict[str, Any]) -> list[Sent]:
    found = []
    if photos := said.get("photo"):
        best = max(photos, key=lambda one: int(one.get("width", 0)) * int(one.get("height", 0)))
        found.append(Sent(str(best["file_id"]), "photo.jpg", "image/jpeg", _size(best)))
    for kind, (name, usual) in FILES.items():
        one = said.get(kind)
        if one and not (kind == "document" and "animation" in said):
            named = str(one.get("file_name") or name).replace("\0", "")[:255]
            type_ = str(one.get("mime_type") or usual)[:120]
            found.append(Sent(str(one["file_id"]), named, type_, _size(one)))
    return found


def _size(one: dict[str, Any]) -> int:
    return int(one.get("file_size") or 0)
