"""Opening, changing, closing and reopening rounds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tovholder.apps.process.models import Beginning, ChecklistPoint, Learning, MarkKind, Round, RoundMark
from tovholder.apps.process.selectors import current_round
from tovholder.engines.beginnings.evaluate import evaluate
from tovholder.engines.beginnings.model import Situation
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SETS = ("fields", "technology_kinds", "target_groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """What a round says about itself. Empty sets mean: all technology, all fields, everybody."""

    title: str
    starts_on: date
    purpose: str = ""
    tier: str = "municipality"
    fields: Sequence[Code] = field(default=())
    technology_kinds: Sequence[Code] = field(default=())
    target_groups: Sequence[Code] = field(default=())


@action("process.open_round")
def open_round(*, by: Actor, municipality: Municipality, facts: RoundFacts, unit: Unit | None = None) -> Round:
    """Open the next round of a municipality, or of one of its units.

    What earlier rounds learnt and nobody has taken up is carried to it. Raises ``ValidationError`` by field.
    """
    if unit is not None and unit.municipality_id != municipality.pk:
        raise ValidationError(_("Enheden hører til en anden kommune."))
    own = Round.objects.filter(municipality=municipality, unit=unit)
    last = own.aggregate(last=Max("number"))["last"] or 0
    made = created(
        Round(
            municipality=municipality,
            unit=unit,
            tier=facts.tier if unit is not None else "municipality",
            number=last + 1,
            title=facts.title,
            purpose=facts.purpose,
            starts_on=facts.starts_on,
            previous=own.filter(number=last).first(),
        )
    )
    _set_many(made, facts)
    mark(made, MarkKind.OPENED, by, on=facts.starts_on)
    carry_to(made)
    if unit is None:
        ChecklistPoint.objects.filter(municipality=municipality, round__isnull=True).update(round=made)
    return made


def carry_to(found: Round) -> int:
    """Pin to a round what its owner learnt elsewhere and nobody has carried or taken up yet; gives how many."""
    own = Learning.objects.filter(municipality_id=found.municipality_id, unit=found.unit)
    waiting = own.filter(carried_to__isnull=True, answered_on__isnull=True)
    return waiting.exclude(round=found).update(carried_to=found)


@action("process.change_round")
def change_round(*, by: Actor, found: Round, facts: RoundFacts, expected_version: int | None = None) -> Round:
    """Change what a round says about itself. Raises ``ValidationError`` by field, and ``ConflictError``."""
    change(
        found,
        expected_version=expected_version,
        title=facts.title,
        purpose=facts.purpose,
        starts_on=facts.starts_on,
        tier=facts.tier if found.unit_id is not None else "municipality",
    )
    _set_many(found, facts)
    if found.tier == Tier.UNIT:
        # What the unit keeps takes its learnings along; what was shared with all on purpose stays shared. The other
        # way nothing follows: whoever wrote something for the unit alone did not write it for everybody.
        kept = Learning.objects.filter(round=found, tier=Tier.MUNICIPALITY)
        kept.update(tier=Tier.UNIT, version=F("version") + 1)
    return found


@action("process.close_round")
def close_round(*, by: Actor, found: Round, no_learning: str = "", expected_version: int | None = None) -> Round:
    """Close a round that has learnings, or a reason for having none.

    Learnings that nobody has taken up wait for the next round. Raises ``ValidationError`` and ``ConflictError``.
    """
    if not found.is_open:
        raise ValidationError(_("Runden er allerede afsluttet."))
    reason = no_learning.strip()
    if not reason and not Learning.objects.filter(round=found).exists():
        raise ValidationError(
            {"no_learning": _("Skriv mindst én ting, I har lært, eller skriv her, hvorfor der ikke er noget at lære.")}
        )
    change(found, expected_version=expected_version, closed_on=closing_day(found), no_learning=reason)
    mark(found, MarkKind.CLOSED, by, reason=reason)
    hand_on(found)
    return found


def closing_day(found: Round) -> date:
    """Today; a round that was to begin later is closed on the day on which it would have begun."""
    return max(clock.today(), found.starts_on)


def hand_on(found: Round) -> None:
    """Hand what a round learnt, and what it was handed and did not take up, to its owner's open round, if any."""
    heir = current_round(found.municipality_id, found.unit_id)
    Learning.objects.filter(carried_to=found, answered_on__isnull=True).update(carried_to=None)
    if heir is not None and heir.pk != found.pk:
        carry_to(heir)


@action("process.reopen_round")
def reopen_round(*, by: Actor, found: Round, reason: str, expected_version: int | None = None) -> Round:
    """Open a closed round again. Raises ``ValidationError`` without a reason, and for one that a merger ended."""
    if found.is_open:
        raise ValidationError(_("Runden er åben."))
    if found.continued_in_id is not None:
        raise ValidationError(
            _("Runden sluttede, da enheden blev lagt sammen med en anden. Arbejd videre i dens runde.")
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor runden åbnes igen.")})
    change(found, expected_version=expected_version, closed_on=None, no_learning="")
    mark(found, MarkKind.REOPENED, by, reason=reason.strip())
    return found


def mark(found: Round, kind: MarkKind, by: Actor, *, reason: str = "", on: date | None = None) -> RoundMark:
    """Write what happened into a round's history."""
    return created(RoundMark(round=found, kind=kind, on=on or clock.today(), reason=reason, by_name=by.name))


@action("process.keep_beginning")
def keep_beginning(*, by: Actor, found: Round, situation: Situation, chosen: str = "") -> Beginning:
    """Keep what the start adviser was told and advised, and what was chosen. Raises ``ValidationError``."""
    advice = evaluate(situation)
    told: dict[str, object] = {asked.value: answer for asked, answer in situation.answers.items()}
    if situation.stage is not None:
        told["stage"] = situation.stage.value
    values: dict[str, Any] = {
        "answers": told,
        "advice": advice.start.value,
        "chosen": chosen,
        "answered_on": clock.today(),
    }
    kept = Beginning.objects.filter(round=found).first()
    if kept is not None:
        return change(kept, **values)
    return created(Beginning(round=found, **values))


def _set_many(found: Round, facts: RoundFacts) -> None:
    for name in SETS:
        changed_set(found, name, getattr(facts, name))
