from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Why we speak to a client; only the first answers a need of his own."""

    SERVICE = "service", _("His own matter")
    FOLLOW_UP = "follow_up", _("A question about a solved request")
    QUESTION = "question", _("A question of ours about his matter")
    REMINDER = "reminder", _("A reminder")
    CARE = "care", _("A word of care")
    NEWS = "news", _("News of the firm")
    SURVEY = "survey", _("A question about our work")


class Channel(models.TextChoices):
    """By what means we speak to him."""

    EMAIL = "email", _("Letter")
    PHONE = "phone", _("Telephone")


CAPPED = (Kind.REMINDER, Kind.CARE, Kind.NEWS, Kind.SURVEY)
WRITTEN = (Kind.CARE, Kind.NEWS, Kind.SURVEY)
