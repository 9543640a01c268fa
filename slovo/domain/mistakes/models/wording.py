from django.db import models


class Wording(models.Model):
    """The firm's own words for one place of its letters about mistakes, by country and language.

    Apology and facts stand apart from liability: what may be said differs from country to country.
    """

    place = models.CharField(max_length=20)
    country = models.CharField(max_length=2, blank=True, help_text="empty: everywhere else")
    language = models.CharField(max_length=2)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["place", "language", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "country", "language"], name="one_wording_for_a_place"
            )
        ]
