from slovo.domain.loyalty.models.rhythm import (
    VOICE,
    Deed,
    Mood,
    Morning,
    RealAction,
    Starter,
    Streak,
    VoiceWish,
)
from slovo.domain.loyalty.models.sign import Occasion, Reaction, Sign, SignKind

__all__ = [
    "VOICE",
    "Deed",
    "Mood",
    "Morning",
    "Occasion",
    "Reaction",
    "RealAction",
    "Sign",
    "SignKind",
    "Starter",
    "Streak",
    "VoiceWish",
]
