"""A review of a unit's citizens, made for tests."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.landkort import project
from tests.people import code, unit
from tovholder.apps.benefits.public import Benefit, BenefitFacts, add_benefit
from tovholder.apps.casereviews.public import (
    CaseRow,
    Review,
    add_citizens,
    assess,
    begin_review,
    measure_after,
    measure_before,
    start_review,
)
from tovholder.apps.citizens.public import CitizenAlias, create_alias
from tovholder.foundation.municipalities.public import Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

BIRDS = ("Alk", "Blishøne", "Dompap", "Edderfugl", "Fasan", "Gøg", "Havørn", "Isfugl", "Jernspurv", "Kernebider")


def alias(name: str = "Solsort", at: Unit | None = None) -> CitizenAlias:
    """A citizen of a unit under a made-up name."""
    return create_alias(
        unit=at or unit("Fyret"),
        alias=name,
        purpose="Gennemgang",
        legal_basis=code("alias_basis", "public_authority"),
        collected_on=date(2026, 11, 1),
        delete_on=date(2027, 11, 1),
        by=SYSTEM,
    )


def review(*citizens: CitizenAlias, running: bool = True, **values: Any) -> Review:
    """A review of those citizens, in Fyret."""
    given: dict[str, Any] = {"question_key": "transfer", "title": "To til forflytning?", "weeks": 6}
    made = begin_review(by=SYSTEM, **({"unit": unit("Fyret")} | given | values))
    if citizens:
        add_citizens(by=SYSTEM, review=made, citizens=citizens)
    return start_review(by=SYSTEM, review=made) if running and citizens else made


def before(row: CaseRow, minutes: int = 15, visits: int = 20, staff: int = 2) -> CaseRow:
    """The help as it was."""
    return measure_before(
        by=SYSTEM, row=row, on=clock.today(), minutes=Decimal(minutes), visits=Decimal(visits), staff=staff
    )


def answered(row: CaseRow, outcome: str = "aid_and_training", **effort: int) -> CaseRow:
    """Measured before, assessed, and measured again when numbers are given."""
    before(row)
    assess(by=SYSTEM, row=row, on=clock.today(), outcome=code("review_outcome", outcome))
    if effort:
        measure_after(
            by=SYSTEM,
            row=row,
            on=clock.today(),
            minutes=Decimal(effort.get("minutes", 15)),
            visits=Decimal(effort.get("visits", 20)),
            staff=effort.get("staff", 1),
        )
    return row


def hours_benefit(**values: Any) -> Benefit:
    """A benefit of Syddjurs that is measured in hours."""
    given: dict[str, Any] = {
        "title": "Frigjorte timer ved forflytning",
        "bottom_line": "economy",
        "kind": code("benefit_economy", "freed_staff"),
        "indicator": "Frigjorte timer om ugen",
        "measured_in": code("measure_unit", "hours"),
    }
    owner = values.pop("project", None) or project("Forflytning")
    first = BenefitFacts(title="Tryggere forflytning", bottom_line="citizen")  # quality is named before economy
    add_benefit(by=SYSTEM, project=owner, facts=first)
    return add_benefit(by=SYSTEM, project=owner, facts=BenefitFacts(**(given | values)))


OF_REVIEW = "review edit add_citizens start close hand_over delete paper"
OF_ROW = "row before assign assess equip after remove"


def review_addresses(citizen: CitizenAlias) -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of the room, for a review with ``citizen`` that is made here."""
    made = review(citizen)
    row = made.rows.get()
    one: dict[str, str | UUID] = {"public_id": made.public_id}
    of_row: dict[str, str | UUID] = {"review": made.public_id, "public_id": row.public_id}
    return {
        **{f"casereviews:{name}": one for name in OF_REVIEW.split()},
        **{f"casereviews:{name}": of_row for name in OF_ROW.split()},
    }
