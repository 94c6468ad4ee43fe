"""The digital stage of units, for the rooms that give advice by it."""

from collections.abc import Mapping, Sequence

from tovholder.apps.process.public import DigitalStage
from tovholder.apps.screenings.comparing import told_of
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.selectors import latest_by_unit
from tovholder.apps.screenings.staging import Staged
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import Actor


def digital_stage(screening: Screening) -> Staged | None:
    """How far the screened unit is, with the facts that it rests on; None when too little is known."""
    (told,) = told_of([screening])
    return told.staged


def digital_stages(actor: Actor, municipality_id: int, unit_ids: Sequence[int] | None = None) -> dict[int, Staged]:
    """The stage of each unit by its latest held screening that ``actor`` sees."""
    latest = latest_by_unit(actor, municipality_id, unit_ids)
    return {one.screening.unit_id: one.staged for one in told_of(list(latest.values())) if one.staged is not None}


def stages(municipality: Municipality, unit_ids: Sequence[int], actor: Actor) -> Mapping[int | None, DigitalStage]:
    """The stages of units; the municipality's is what most of its units have, the earlier of two alike."""
    known = digital_stages(actor, municipality.pk)
    found: dict[int | None, DigitalStage] = {key: known[key].stage for key in unit_ids if key in known}
    if known:
        every = [staged.stage for staged in known.values()]
        found[None] = max(DigitalStage, key=every.count)
    return found
