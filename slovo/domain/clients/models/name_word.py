import re
from typing import ClassVar

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

from slovo.domain.clients.models.person import Person
from slovo.lib.lemmas.folding import fold

LONGEST, MOST_ASKED, LAST_LETTER = 60, 6, "\U0010ffff"
_split = re.compile(r"[^\w’'ʼ‘`´-]+").split


class NameWordQuery(models.QuerySet["NameWord"]):
    def of_names(self, words: str, most: int) -> "NameWordQuery":
        """The first of those whose names have words that begin so, each of them somewhere.

        The longest decides, for it is the rarest; the others are looked for with each it finds.
        """
        asked = sorted(folded(words), key=lambda word: (-len(word), word))[:MOST_ASKED]
        if not asked:
            return self.none()
        found = self.filter(begins("word", asked[0]), person__merged_into=None)
        for other in asked[1:]:
            same = NameWord.objects.filter(begins("word", other), person=OuterRef("person"))
            found = found.filter(Exists(same))
        return found.order_by("word", "pk")[:most]


class NameWord(models.Model):
    """A word of somebody's name: by its first letters he is found, however many people there are.

    The name in full stands with the person; here are its words as they are compared.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_words")
    word = models.CharField(max_length=LONGEST, db_index=True)

    objects: ClassVar[NameWordQuery] = NameWordQuery.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.word


def folded(name: str) -> list[str]:
    """Its words, each once: “Zaporizhzhia-Kyiv” is found by Kyiv as well."""
    words = (fold(part) for word in _split(name) for part in (word, *word.split("-")[1:]))
    return list(dict.fromkeys(word[:LONGEST] for word in words if word))


def begins(column: str, letters: str) -> Q:
    """By the index of the column, which SQLite does not take for a LIKE."""
    if connection.vendor != "sqlite":
        return Q(**{f"{column}__startswith": letters})
    return Q(**{f"{column}__gte": letters, f"{column}__lt": letters + LAST_LETTER})
