"""Screenings of units, made for tests."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from tests.people import code, unit
from tovholder.apps.screenings.actions import ScreeningFacts, begin_easy, create_screening, hold_screening, open_link
from tovholder.apps.screenings.models import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    Participant,
    Screening,
    ScreeningFinding,
)
from tovholder.apps.screenings.writing import add_part
from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor

DAY = date(2026, 10, 1)


def screening(
    at: Unit | None = None, *, title: str = "IT-screening", tier: str = "municipality", by: Actor = SYSTEM
) -> Screening:
    """A planned screening of a unit."""
    return create_screening(
        by=by, unit=at or unit("Fyret"), facts=ScreeningFacts(title=title, planned_on=DAY, tier=tier, citizen_places=10)
    )


def filled(at: Unit | None = None, *, title: str = "IT-screening", tier: str = "municipality") -> Screening:
    """A planned screening with one of each: a need met and one unmet, things, a weak place, two groups, people."""
    made = screening(at, title=title, tier=tier)
    met = add_part(NeedItem(screening=made, words="Overblik over dagen", strength=3), by=SYSTEM)
    add_part(
        NeedItem(screening=made, words="At blive forstået", strength=2, theme=code("need_theme", "communication")),
        by=SYSTEM,
    )
    add_part(InventoryItem(screening=made, name="iPad", count=4, need=met), by=SYSTEM)
    add_part(
        InventoryItem(screening=made, name="iPad", count=1, holder="citizen", payer="citizen", need=met), by=SYSTEM
    )
    add_part(InventoryItem(screening=made, name="Robotkat", count=1, used="no"), by=SYSTEM)
    add_part(InventoryItem(screening=made, name="Højttaler", count=2), by=SYSTEM)
    add_part(NetworkCheck(screening=made, place="Fællesstuen", down=Decimal(40), up=Decimal(10)), by=SYSTEM)
    add_part(
        NetworkCheck(screening=made, place="Værelse 4", down=Decimal(2), up=Decimal(1), one_knows="yes"), by=SYSTEM
    )
    add_part(
        CompetenceScore(
            screening=made, group=code("staff_group", "educator"), level=2, persons=6, interest=5, wants="piktogrammer"
        ),
        by=SYSTEM,
    )
    add_part(
        CompetenceScore(screening=made, group=code("staff_group", "night"), level=4, persons=2, interest=2), by=SYSTEM
    )
    add_part(Participant(screening=made, kind="citizen", count=3, attended=True), by=SYSTEM)
    add_part(Participant(screening=made, kind="staff", count=2), by=SYSTEM)
    return made


def held(
    at: Unit | None = None, *, on: date = DAY, title: str = "IT-screening", tier: str = "municipality"
) -> Screening:
    """A screening that was held."""
    return hold_screening(by=SYSTEM, screening=filled(at, title=title, tier=tier), held_on=on)


def screening_addresses() -> dict[str, dict[str, str | UUID]]:
    """The arguments of the room's addresses: a planned screening of Fyret with an open link and an open response."""
    made = filled()
    secret = open_link(by=SYSTEM, screening=made)
    response = UUID(begin_easy(by=ANONYMOUS, screening=made))
    person = add_part(Participant(screening=made, kind="relative", name="Bo", email="bo@example.org"), by=SYSTEM)
    finding = add_part(ScreeningFinding(screening=made, words="Ladere mangler"), by=SYSTEM)
    key, need = made.public_id, made.needitems.all()[0].public_id
    alone = "screening pdf edit word_purpose hold approve reopen delete compare answers open_link close_link tablet"
    found: dict[str, dict[str, str | UUID]] = {name: {"public_id": key} for name in alone.split()}
    found |= {
        "list_file": {"kind": "csv"},
        "units_file": {"kind": "csv"},
        "section": {"public_id": key, "section": "needs"},
        "easy": {"public_id": key, "response_id": response, "number": "1"},
        "linked": {"secret": secret},
        "linked_easy": {"secret": secret, "response_id": response, "number": "1"},
        "part": {"public_id": key, "slug": "behov"},
        "new_part": {"public_id": key, "slug": "udstyr"},
        "edit_part": {"public_id": key, "slug": "behov", "part_id": need},
        "remove_part": {"public_id": key, "slug": "behov", "part_id": need},
    }
    found |= {name: {"public_id": key, "part_id": person.public_id} for name in ("invite", "leave")}
    of_finding = ("dismiss_finding", "restore_finding")
    found |= {name: {"public_id": key, "part_id": finding.public_id} for name in of_finding}
    return {f"screenings:{name}": arguments for name, arguments in found.items()}
