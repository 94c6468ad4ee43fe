"""The tables of the room."""

from tovholder.apps.screenings.models.parts import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    ScreeningFinding,
)
from tovholder.apps.screenings.models.screening import (
    TIERS,
    Participant,
    PurposeStatement,
    Screening,
    ScreeningPart,
    ScreeningQuerySet,
)

__all__ = [
    "TIERS",
    "CompetenceScore",
    "InventoryItem",
    "NeedItem",
    "NetworkCheck",
    "Participant",
    "PurposeStatement",
    "Screening",
    "ScreeningFinding",
    "ScreeningPart",
    "ScreeningQuerySet",
]
