from django.db import models


class Macro(models.Model):
    """A text colleagues use again, with variables, in each language the clients read."""

    name = models.CharField(max_length=120, unique=True)
    texts = models.JSONField(default=dict, help_text="language → text with {{ person.called }}…")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def text_in(self, language: str, fallback: str) -> str:
        texts: dict[str, str] = self.texts
        return texts.get(language) or texts.get(fallback) or next(iter(texts.values()), "")
