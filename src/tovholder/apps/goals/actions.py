"""What is done with goals: set, changed, measured, ended with what was learnt, and who took part."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.goals.models import Goal, GoalReading, GoalState, GoalStep, Level, Part, Participant
from tovholder.apps.goals.rules import goal_tiers, whole_municipality
from tovholder.apps.goals.selectors import possible_owners, sees_unit
from tovholder.apps.goals.telling import OWNER_NOTICE, tell
from tovholder.apps.process.public import Round
from tovholder.apps.visions.public import Vision
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SET_ONCE = {"template"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """What a goal says, as forms and files give it."""

    title: str
    motive: str
    why: str = ""
    unit: Unit | None = None
    owner: User | None = None
    indicator: str = ""
    measured_in: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    deadline: date | None = None
    next_reading_on: date | None = None
    vision: Vision | None = None
    parent: Goal | None = None
    round: Round | None = None
    paragraph: Code | None = None
    tier: str = Tier.MUNICIPALITY
    template: str = ""

    @property
    def level(self) -> Level:
        """The level follows from the unit."""
        return Level.LOCAL if self.unit is not None else Level.MUNICIPAL

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in SET_ONCE}


def check_owner(owner: User | None, before: User | None, municipality_id: int, unit: Unit | None, tier: str) -> None:
    """Raise ``ValidationError`` for an owner who does not work here, or who could not see what they answer for."""
    if owner is None or owner == before:
        return
    if not possible_owners(municipality_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Vælg en, der har en rolle i kommunen i dag.")})
    if tier == Tier.UNIT and unit is not None and not sees_unit(owner, municipality_id, unit.pk):
        raise ValidationError(
            {"owner": _("%(name)s kan ikke se det, som kun enheden ser. Vælg en fra enheden.") % {"name": owner.name}}
        )


def check_place(
    by: Actor, municipality_id: int, unit: Unit | None, of_round: Round | None, before: Unit | None = None
) -> None:
    """Raise ``ValidationError`` when the unit or the round is another's, or ``by`` may not write for the whole."""
    if unit is None and not whole_municipality(by):
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder skriver for hele kommunen.")})
    if unit is not None and unit.municipality_id != municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    if unit is not None and unit != before and not unit.is_open_on(clock.today()):
        raise ValidationError({"unit": _("Enheden er nedlagt. Vælg en, der findes i dag.")})
    if unit is not None and not whole_municipality(by) and unit.pk != by.unit_id:
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder skriver for de andre.")})
    if of_round is not None and of_round.municipality_id != municipality_id:
        raise ValidationError({"round": _("Vælg en af jeres egne runder.")})
    if of_round is not None and of_round.unit_id is not None and unit is not None and of_round.unit_id != unit.pk:
        raise ValidationError({"round": _("Runden er en anden enheds. Vælg enhedens egen eller kommunens.")})


def _check_links(facts: GoalFacts, municipality_id: int) -> None:
    if facts.vision is not None and facts.vision.municipality_id != municipality_id:
        raise ValidationError({"vision": _("Vælg en af jeres egne visioner.")})
    if facts.parent is None:
        return
    if facts.unit is None:
        raise ValidationError({"parent": _("Kommunens mål støtter en vision. Kun en enheds mål støtter et andet mål.")})
    if facts.parent.municipality_id != municipality_id or facts.parent.level != Level.MUNICIPAL:
        raise ValidationError({"parent": _("En enheds mål støtter et af kommunens mål. Vælg et af dem.")})


def _check_measure(facts: GoalFacts) -> None:
    if facts.target is not None and not facts.indicator.strip():
        raise ValidationError({"indicator": _("Skriv, hvad I måler, når I sætter et tal på målet.")})
    if facts.baseline is None and facts.baseline_on is not None:
        raise ValidationError({"baseline": _("Skriv udgangspunktet, eller fjern datoen for det.")})
    if facts.baseline is not None and facts.baseline_on is None:
        raise ValidationError({"baseline_on": _("Skriv, hvilken dag udgangspunktet blev målt.")})
    if facts.baseline_on is not None and facts.baseline_on > clock.today():
        raise ValidationError({"baseline_on": _("Datoen ligger i fremtiden. Skriv den dag, I målte.")})


def _check_tier(by: Actor, facts: GoalFacts, before: str = "") -> None:
    if facts.tier != before and facts.tier not in goal_tiers(by, local=facts.unit is not None):
        raise ValidationError({"tier": _("Så bredt kan du ikke dele målet. Kommunens tovholder gør det offentligt.")})


@action("goals.add_goal")
def add_goal(*, by: Actor, municipality: Municipality, facts: GoalFacts) -> Goal:
    """Set a goal. Raises ``ValidationError`` by field."""
    check_place(by, municipality.pk, facts.unit, facts.round)
    _check_links(facts, municipality.pk)
    _check_measure(facts)
    _check_tier(by, facts)
    check_owner(facts.owner, None, municipality.pk, facts.unit, facts.tier)
    goal = Goal(
        municipality=municipality,
        level=facts.level,
        template=facts.template,
        state_since=clock.today(),
        **facts.fields(),
    )
    created(goal)
    tell_owner_of_goal(goal, None, by)
    return goal


@action("goals.change_goal")
def change_goal(*, by: Actor, goal: Goal, facts: GoalFacts, expected_version: int | None = None) -> Goal:
    """Change what a goal says. Raises ``ValidationError`` by field, and ``ConflictError``."""
    check_place(by, goal.municipality_id, facts.unit, facts.round, goal.unit)
    _check_links(facts, goal.municipality_id)
    _check_measure(facts)
    _check_tier(by, facts, goal.tier)
    if facts.unit is not None and goal.unit is None and goal.supporting.exists():
        raise ValidationError({"unit": _("Enheders mål støtter dette mål, så det må blive kommunens.")})
    _check_hiding(goal, facts)
    before = goal.owner
    check_owner(facts.owner, before, goal.municipality_id, facts.unit, facts.tier)
    change(goal, expected_version=expected_version, level=facts.level, **facts.fields())
    for participant in goal.participants.all():  # who took part is seen by those who see the goal
        change(participant, unit=goal.unit, tier=participant_tier(goal))
    tell_owner_of_goal(goal, before, by)
    return goal


def _check_hiding(goal: Goal, facts: GoalFacts) -> None:
    """Raise ``ValidationError`` when actions that others see would go on telling of a goal that they no longer see."""
    if facts.tier != Tier.UNIT or facts.unit is None:
        return
    if goal.actions.exclude(tier=Tier.UNIT, unit=facts.unit).exists():
        said = _("Kommunen kan se handlinger, der hører til målet. Gør dem til enhedens egne først.")
        raise ValidationError({"tier": said})


def participant_tier(goal: Goal | None) -> Tier:
    """Who sees who took part: the unit alone when the goal is its own, else the municipality; never the public."""
    return Tier.UNIT if goal is not None and goal.tier == Tier.UNIT else Tier.MUNICIPALITY


def tell_owner_of_goal(goal: Goal, before: User | None, by: Actor) -> None:
    """Tell a new owner of a goal, unless they took it themselves."""
    owner = goal.owner
    if owner is None or owner == before or owner.public_id == by.user_id:
        return
    tell(
        OWNER_NOTICE,
        owner,
        lambda: _("Du er ansvarlig for målet %(title)s.") % {"title": goal.title},
        goal.get_absolute_url(),
        goal.deadline,
    )


@action("goals.step_goal")
def step_goal(
    *,
    by: Actor,
    goal: Goal,
    to_state: str,
    reason: str,
    on: date | None = None,
    expected_version: int | None = None,
) -> Goal:
    """End a goal, or open it again, with what was learnt. Raises ``ValidationError`` by field and ``ConflictError``."""
    day = on or clock.today()
    _check_step(goal, to_state, reason, day)
    before = goal.state
    change(goal, expected_version=expected_version, state=to_state, state_since=day)
    step = GoalStep(
        goal=goal,
        from_state=before,
        to_state=to_state,
        on=day,
        reason=reason.strip(),
        by_name=by.name,
        by_role=by.role or "",
        recorded_at=clock.now(),
    )
    step.full_clean()
    step.save(force_insert=True)
    return goal


def _check_step(goal: Goal, to_state: str, reason: str, day: date) -> None:
    if to_state not in GoalState.values or to_state == goal.state:
        raise ValidationError({"to_state": _("Vælg, hvor langt målet er nået.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor, og hvad I lærte. Det begynder den næste runde med.")})
    if day > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    last = goal.steps.order_by("-on").first()
    if last is not None and day < last.on:
        raise ValidationError({"on": _("Målet skiftede tilstand senere end den dag. Skriv en senere dato.")})


@action("goals.add_reading")
def add_reading(
    *, by: Actor, goal: Goal, on: date, value: Decimal, note: str = "", next_on: date | None = None
) -> GoalReading:
    """Write down what was measured, and when to measure next. Raises ``ValidationError`` by field."""
    if not goal.indicator:
        raise ValidationError(_("Målet siger ikke, hvad I måler. Ret målet, og skriv det først."))
    if on > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, I målte.")})
    if next_on is not None and next_on <= on:
        raise ValidationError({"next_on": _("Den næste måling skal ligge efter denne.")})
    reading = GoalReading(goal=goal, on=on, value=value, note=note.strip(), by_name=by.name, recorded_at=clock.now())
    created(reading)
    change(goal, next_reading_on=next_on)
    return reading


@action("goals.add_participant")
def add_participant(
    *,
    by: Actor,
    municipality: Municipality,
    part: str,
    goal: Goal | None = None,
    unit: Unit | None = None,
    user: User | None = None,
    name: str = "",
) -> Participant:
    """Write down who took part in a goal, or in the whole plan; a person of the municipality is told.

    Raises ``ValidationError`` by field.
    """
    if user is None and not name.strip():
        raise ValidationError({"name": _("Vælg en person, eller skriv, hvem det er.")})
    if user is not None and not possible_owners(municipality.pk).filter(pk=user.pk).exists():
        raise ValidationError({"user": _("Vælg en, der har en rolle i kommunen i dag.")})
    shown = user.name if user is not None else name.strip()
    standing = Participant.objects.filter(municipality=municipality, goal=goal, part=part, name=shown)
    if standing.exists():
        raise ValidationError({"name": _("%(name)s står der allerede.") % {"name": shown}})
    made = created(
        Participant(
            municipality=municipality,
            unit=goal.unit if goal is not None else unit,
            tier=participant_tier(goal),
            goal=goal,
            part=part,
            user=user,
            name=shown,
            on=clock.today(),
        )
    )
    if user is not None and user.public_id != by.user_id:
        _tell_participant(made, user)
    return made


def _tell_participant(made: Participant, user: User) -> None:
    goal, part = made.goal, Part(made.part)
    if goal is None:
        plan = reverse("goals:plan")
        tell(OWNER_NOTICE, user, lambda: _("Du er skrevet på handlingsplanen: %(part)s.") % {"part": part.label}, plan)
        return
    tell(
        OWNER_NOTICE,
        user,
        lambda: _("Du er skrevet på målet %(title)s: %(part)s.") % {"title": goal.title, "part": part.label},
        goal.get_absolute_url(),
    )


@action("goals.remove_participant")
def remove_participant(*, by: Actor, participant: Participant) -> None:
    """Take somebody off who was written down by mistake."""
    removed(participant)
