"""A sentence to read from: tokens with their tags, asked by place, never out of bounds."""

from slovo.lib.dates.found import Token

NOTHING = Token(0, 0, "", {})


class Sentence:
    """Tokens of one sentence."""

    def __init__(self, tokens: list[Token]) -> None:
        """Keep them."""
        self.tokens = tokens
        self._lower = [token.text.lower() for token in tokens]

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens)

    def token(self, place: int) -> Token:
        """Return the token at a place, an empty one outside."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def text(self, place: int) -> str:
        """Return what is written there, in lower case."""
        return self._lower[place] if 0 <= place < len(self._lower) else ""

    def has(self, place: int, *kinds: str) -> bool:
        """Whether the word there is of any of these kinds."""
        if not 0 <= place < len(self.tokens):
            return False
        tags = self.tokens[place].tags
        return bool(tags) and any(kind in tags for kind in kinds)

    def word(self, place: int, kind: str) -> str | None:
        """Return what a word of this kind means there, if it is one."""
        value = self.token(place).tags.get(kind)
        return value if isinstance(value, str) else None

    def number(self, place: int, kind: str = "number") -> float | None:
        """Return the number a word of this kind stands for."""
        value = self.token(place).tags.get(kind)
        return value if isinstance(value, int | float) else None

    def integer(self, place: int, kind: str) -> int | None:
        """Return the whole number a word of this kind stands for."""
        value = self.number(place, kind)
        return None if value is None else int(value)

    def digits(self, place: int) -> int | None:
        """Return a plain number of up to four figures."""
        written = self.token(place).text
        return int(written) if written.isdecimal() and len(written) <= 4 else None

    def skip(self, place: int, *words: str) -> int:
        """Return the place after any of these words, in a row."""
        while self.text(place) in words:
            place += 1
        return place

    def before(self, place: int, *kinds: str, reach: int = 4) -> bool:
        """Whether a word of these kinds leads to this place over nothing but small words."""
        for back in range(place - 1, place - 1 - reach, -1):
            if self.has(back, *kinds):
                return True
            if not self.has(back, "filler", "by", "at", "on", "through", "which"):
                return False
        return False
