"""An assessment of a unit's citizen, with all its addresses, for the tests that walk through the product."""

from datetime import date
from uuid import UUID

from tovholder.apps.assessments.public import agree, begin_assessment
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.kernel.actor import SYSTEM

OF_ALIAS = ("list", "new")
OF_ASSESSMENT = (
    "assessment",
    "edit",
    "talk_through",
    "conclude",
    "close",
    "reopen",
    "delete",
    "compare",
    "plan",
    "paper",
    "answers",
    "easy_front",
    "new_agreement",
)
OF_AGREEMENT = ("edit_agreement", "keep_agreement", "remove_agreement")


def assessment_addresses(citizen: CitizenAlias) -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of the room, for an assessment of ``citizen`` that is made here."""
    made = begin_assessment(
        citizen, purpose="Hverdagen", participation="self", participation_note="Med billeder", by=SYSTEM
    )
    agreed = agree(made, text="Prøv en tavle", who="Kontaktperson", due_on=date(2026, 12, 24), by=SYSTEM)
    alias: dict[str, str | UUID] = {"alias": citizen.public_id}
    one = {**alias, "public_id": made.public_id}
    return {
        **{f"assessments:{name}": alias for name in OF_ALIAS},
        **{f"assessments:{name}": one for name in OF_ASSESSMENT},
        **{f"assessments:{name}": {**one, "agreement": agreed.public_id} for name in OF_AGREEMENT},
        "assessments:section": {**one, "section": "support"},
        "assessments:easy": {**one, "number": "1"},
    }
