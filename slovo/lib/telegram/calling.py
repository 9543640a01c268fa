"""Calls to the Bot API. The token stands in every address, so no address is ever said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slovo.lib.webhooks import trouble_of

if TYPE_CHECKING:
    import httpx

LIMIT_SECONDS = 10
LARGEST_FILE = 20 * 1024 * 1024  # what the API lets a bot fetch
AT_ONCE = 100
KINDS = '["message","edited_message","my_chat_member"]'


class TelegramAway(OSError):
    """Nothing came back, or nothing that the API would say: try again later.

    `trouble` is a code word, as of a webhook's answer.
    """

    def __init__(self, words: str, trouble: str = "other") -> None:
        super().__init__(words)
        self.trouble = trouble


class TelegramRefused(OSError):
    """The API said no: `code` as HTTP knows it, `retry_after` seconds when we were too quick."""

    def __init__(self, code: int, words: str, retry_after: int = 0) -> None:
        super().__init__(f"{code} {words}")
        self.code = code
        self.retry_after = retry_after

    @property
    def is_final(self) -> bool:
        """Trying again would change nothing."""
        return self.code in (400, 403)


class Me(NamedTuple):
    """Who a token is: the bot's number, its name in links, and the one people read."""

    number: int
    username: str
    name: str


class Bot:
    """One bot. `server` is where the API is, such as https://api.telegram.org."""

    def __init__(self, server: str, token: str, *, limit: float = LIMIT_SECONDS) -> None:
        self._server, self._token, self._limit = server, token, limit

    def me(self) -> Me:
        said = self._ask("getMe")
        name = str(said.get("first_name", ""))
        return Me(int(said["id"]), str(said.get("username", "")), name)

    def updates(self, after: int, wait: int) -> list[dict[str, Any]]:
        """What came after the number `after`; waits so many seconds when there is nothing."""
        asked = {"offset": after + 1, "limit": AT_ONCE, "timeout": wait, "allowed_updates": KINDS}
        found = self._ask("getUpdates", asked, limit=self._limit + wait)
        return [one for one in found if isinstance(one, dict) and "update_id" in one]

    def send(self, chat: int, text: str) -> int:
        """Telegram's number of the message."""
        asked = {"chat_id": chat, "text": text, "link_preview_options": '{"is_disabled":true}'}
        return int(self._ask("sendMessage", asked)["message_id"])

    def send_file(self, chat: int, name: str, kind: str, content: bytes) -> int:
        said = self._ask("sendDocument", {"chat_id": chat}, {"document": (name, content, kind)})
        return int(said["message_id"])

    def file(self, file_id: str) -> bytes:
        """Its bytes. Raises `TelegramRefused` when it is too large for a bot."""
        import httpx

        path = str(self._ask("getFile", {"file_id": file_id}).get("file_path", ""))
        address = f"{self._server}/file/bot{self._token}/{path}"
        try:
            with self._caller(self._limit) as caller, caller.stream("GET", address) as response:
                if response.status_code != httpx.codes.OK:
                    raise TelegramRefused(response.status_code, "The file is not given out")
                return _whole(response)
        except httpx.HTTPError as problem:
            raise self._away(problem) from None

    def _ask(
        self,
        method: str,
        asked: dict[str, Any] | None = None,
        files: dict[str, tuple[str, bytes, str]] | None = None,
        *,
        limit: float | None = None,
    ) -> Any:
        import httpx

        address = f"{self._server}/bot{self._token}/{method}"
        try:
            with self._caller(limit or self._limit) as caller:
                response = caller.post(address, data=asked, files=files)
                said = response.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
            raise self._away(problem) from None
        if not isinstance(said, dict) or "ok" not in said:
            raise TelegramAway("It answered what the Bot API does not say.")
        if not said["ok"]:
            _raise(said)
        return said.get("result")

    def _caller(self, limit: float) -> httpx.Client:
        import httpx

        return httpx.Client(timeout=limit, trust_env=False, follow_redirects=False)

    def _away(self, problem: Exception) -> TelegramAway:
        """What was meant to be said may name the address, and with it the token."""
        words = str(problem).replace(self._token, "…")
        return TelegramAway(words[:200] or type(problem).__name__, trouble_of(problem))


def _whole(response: httpx.Response) -> bytes:
    content = b""
    for some in response.iter_bytes():
        content += some
        if len(content) > LARGEST_FILE:
            raise TelegramRefused(400, "The file is too big")
    return content


def _raise(said: dict[str, Any]) -> None:
    code = int(said.get("error_code", 0))
    words = str(said.get("description", ""))[:200]
    if code == 0 or code >= 500:
        raise TelegramAway(f"{code} {words}")
    wait = (said.get("parameters") or {}).get("retry_after", 0)
    raise TelegramRefused(code, words, int(wait))
