"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.screenings.actions import (
    ScreeningFacts,
    approve_screening,
    begin_easy,
    change_screening,
    create_screening,
    hold_screening,
    reopen_screening,
    word_purpose,
)
from tovholder.apps.screenings.asking import asked, easy_response
from tovholder.apps.screenings.comparing import Told, UnitRow, told_of, unit_rows
from tovholder.apps.screenings.models import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    Participant,
    PurposeStatement,
    Screening,
    ScreeningFinding,
)
from tovholder.apps.screenings.presenting import as_finding
from tovholder.apps.screenings.selectors import findings_of, latest_by_unit, previous_held, screening_for
from tovholder.apps.screenings.stages import digital_stage, digital_stages
from tovholder.apps.screenings.staging import Staged, stage_of
from tovholder.apps.screenings.writing import add_part, answer_section, change_part, dismiss_finding, leave

__all__ = [
    "CompetenceScore",
    "InventoryItem",
    "NeedItem",
    "NetworkCheck",
    "Participant",
    "PurposeStatement",
    "Screening",
    "ScreeningFacts",
    "ScreeningFinding",
    "Staged",
    "Told",
    "UnitRow",
    "add_part",
    "answer_section",
    "approve_screening",
    "as_finding",
    "asked",
    "begin_easy",
    "change_part",
    "change_screening",
    "create_screening",
    "digital_stage",
    "digital_stages",
    "dismiss_finding",
    "easy_response",
    "findings_of",
    "hold_screening",
    "latest_by_unit",
    "leave",
    "previous_held",
    "reopen_screening",
    "screening_for",
    "stage_of",
    "told_of",
    "unit_rows",
    "word_purpose",
]
