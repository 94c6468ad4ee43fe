"""What is done with rollouts: planned, proposed by the engine, accepted, and begun."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.followups.models import PlannedStart, Rollout
from tovholder.apps.followups.words import fault_text
from tovholder.apps.projects.public import Project
from tovholder.engines.followup import Params, PlanError, Planned, PlanUnit, plan_rollout
from tovholder.engines.followup import Rollout as Asked
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.months import first_of_month, month_number

MOST_UNITS = 40
"""As many as are planned while the reader waits: with 60 months some two seconds on a slow machine."""
RUNS, PERMUTATIONS = 500, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutFacts:
    """What is expected and wished, as forms give it."""

    title: str
    project: Project
    first_month: date
    months: int
    level: float
    effect: float
    within: float
    capacity: int = 1
    measure: str = ""
    between: float = 0.0
    autocorrelation: float = 0.5
    units: tuple[Unit, ...] = field(default=())

    def fields(self) -> dict[str, Any]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "units"}


@action("followups.add_rollout")
def add_rollout(*, by: Actor, municipality: Municipality, facts: RolloutFacts) -> Rollout:
    """Begin a rollout with its units, and propose when each begins. Raises ``ValidationError`` by field."""
    _check(municipality.pk, facts)
    rollout = created(Rollout(municipality=municipality, **_first_of_month(facts)))
    for unit in facts.units:
        created(PlannedStart(rollout=rollout, unit=unit))
    _propose(rollout)
    return rollout


@action("followups.change_rollout")
def change_rollout(*, by: Actor, rollout: Rollout, facts: RolloutFacts, expected_version: int | None = None) -> Rollout:
    """Change what is expected or which units are in it, and propose anew. Raises as when adding, and conflicts."""
    _open(rollout)
    _check(rollout.municipality_id, facts)
    change(rollout, expected_version=expected_version, **_first_of_month(facts))
    kept = {unit.pk for unit in facts.units}
    standing = list(rollout.starts.all())
    for start in standing:
        if start.unit_id not in kept:
            removed(start)
    for unit in facts.units:
        if unit.pk not in {start.unit_id for start in standing}:
            created(PlannedStart(rollout=rollout, unit=unit))
    _propose(rollout)
    return rollout


@action("followups.wish_start")
def wish_start(
    *,
    by: Actor,
    start: PlannedStart,
    earliest: date | None = None,
    latest: date | None = None,
    blocked: Sequence[str] = (),
    not_before: PlannedStart | None = None,
) -> PlannedStart:
    """Say what a unit can, and propose anew. Raises ``ValidationError`` by field when no rollout fits."""
    _open(start.rollout)
    change(start, earliest=earliest, latest=latest, blocked=sorted(set(blocked)), not_before=not_before)
    _propose(start.rollout)
    return start


@action("followups.draw_again")
def draw_again(*, by: Actor, rollout: Rollout, expected_version: int | None = None) -> Rollout:
    """Draw another lot: other units get the same months. Raises ``ConflictError``."""
    _open(rollout)
    change(rollout, expected_version=expected_version, seed=rollout.seed % 1_000_000 + 1)
    _propose(rollout)
    return rollout


@action("followups.accept_rollout")
def accept_rollout(*, by: Actor, rollout: Rollout, expected_version: int | None = None) -> Rollout:
    """Decide that the proposed starts hold. Raises ``ValidationError`` and ``ConflictError``."""
    _open(rollout)
    if not rollout.proposal:
        raise ValidationError(_("Der er ikke noget forslag endnu. Ret ønskerne, så de kan opfyldes."))
    return change(
        rollout, expected_version=expected_version, accepted_at=clock.now(), accepted_by_name=by.name or _("Systemet")
    )


@action("followups.note_start")
def note_start(*, by: Actor, start: PlannedStart, started_on: date | None) -> PlannedStart:
    """Write down when a unit really began. Raises ``ValidationError`` by field."""
    if not start.rollout.is_accepted:
        raise ValidationError(_("Udrulningen er ikke besluttet endnu."))
    if started_on is not None and started_on > clock.today():
        raise ValidationError({"started_on": _("Datoen ligger i fremtiden. Skriv den, når enheden er begyndt.")})
    return change(start, started_on=started_on)


def _open(rollout: Rollout) -> None:
    if rollout.is_accepted:
        raise ValidationError(_("Udrulningen er besluttet. Skriv i stedet, hvornår den enkelte enhed begyndte."))


def _first_of_month(facts: RolloutFacts) -> dict[str, Any]:
    return facts.fields() | {"first_month": facts.first_month.replace(day=1)}


def _check(municipality_id: int, facts: RolloutFacts) -> None:
    if facts.project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})
    if any(unit.municipality_id != municipality_id for unit in facts.units):
        raise ValidationError({"units": _("Vælg enheder i jeres egen kommune.")})
    if not 1 <= len(facts.units) <= MOST_UNITS:
        raise ValidationError({"units": _("Vælg mellem 1 og %(most)s enheder.") % {"most": MOST_UNITS}})
    if facts.within <= 0:
        raise ValidationError({"within": _("Skriv et tal over 0: hvor meget tallet svinger fra måned til måned.")})
    if facts.between < 0:
        raise ValidationError({"between": _("Skriv 0 eller et tal over 0.")})
    if not -1 < facts.autocorrelation < 1:
        raise ValidationError({"autocorrelation": _("Skriv et tal mellem -1 og 1, for eksempel 0,5.")})


def asked_of(rollout: Rollout, starts: Sequence[PlannedStart]) -> Asked:
    """A rollout as the engine takes it: months counted from the first, units by their keys."""
    first = month_number(rollout.first_month)
    keys = {start.pk: str(start.unit_id) for start in starts}

    def number(day: date | None) -> int | None:
        return None if day is None else month_number(day) - first

    return Asked(
        units=tuple(
            PlanUnit(
                key=str(start.unit_id),
                earliest=number(start.earliest) or 0,
                latest=number(start.latest),
                blocked=frozenset(month_number(date.fromisoformat(f"{one}-01")) - first for one in start.blocked),
            )
            for start in starts
        ),
        months=rollout.months,
        level=rollout.level,
        within=rollout.within,
        between=rollout.between,
        autocorrelation=rollout.autocorrelation,
        effect=rollout.effect,
        capacity=rollout.capacity,
        order=tuple((keys[start.not_before_id], str(start.unit_id)) for start in starts if start.not_before_id in keys),
    )


def _propose(rollout: Rollout) -> None:
    """Let the engine propose, and keep what it said. Raises ``ValidationError`` with the reason when nothing fits."""
    starts = list(PlannedStart.objects.filter(rollout=rollout).select_related("unit").order_by("unit__sort_key", "pk"))
    names = {str(start.unit_id): start.unit.name for start in starts}
    params = Params(seed=rollout.seed, runs=RUNS, power_permutations=PERMUTATIONS)
    try:
        planned = plan_rollout(asked_of(rollout, starts), params)
    except PlanError as error:
        raise ValidationError(fault_text(error, names)) from error
    months = dict(planned.starts)
    for start in starts:
        change(start, starts_on=first_of_month(rollout.first_month, months[str(start.unit_id)]))
    Rollout.objects.filter(pk=rollout.pk).update(proposal=kept_of(planned))
    rollout.proposal = kept_of(planned)
    noted(rollout, ("proposal",))


def kept_of(planned: Planned) -> dict[str, Any]:
    """What the engine said of a proposal, as it is kept."""
    return {
        "powers": [
            {"effect": one.effect, "power": one.power, "low": one.low, "high": one.high} for one in planned.powers
        ],
        "power": {
            "effect": planned.power.effect,
            "power": planned.power.power,
            "low": planned.power.low,
            "high": planned.power.high,
        },
        "smallest_p": planned.smallest_p,
        "arrangements": planned.arrangements,
        "exact": planned.exact,
        "can_be_clear": planned.can_be_clear,
        "runs": planned.runs,
    }
