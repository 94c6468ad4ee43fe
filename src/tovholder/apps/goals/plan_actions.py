"""What is done with the plan's actions: put into it, changed, moved on, put in order, and its calendar links."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.goals.actions import check_owner, check_place
from tovholder.apps.goals.models import Action, ActionState, Goal, PlanCalendar
from tovholder.apps.goals.telling import OWNER_NOTICE, tell
from tovholder.apps.process.public import Round
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.foundation.work.public import Origin
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """What an action says, as forms and other systems give it."""

    title: str
    description: str = ""
    unit: Unit | None = None
    owner: User | None = None
    starts_on: date | None = None
    due_on: date | None = None
    goal: Goal | None = None
    round: Round | None = None
    step: str = ""
    project: Project | None = None
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check(facts: ActionFacts, municipality_id: int) -> None:
    if facts.goal is not None and facts.goal.municipality_id != municipality_id:
        raise ValidationError({"goal": _("Vælg et af jeres egne mål.")})
    if facts.project is not None and facts.project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})
    if facts.goal is not None and facts.goal.tier == Tier.UNIT and facts.tier != Tier.UNIT:
        raise ValidationError({"tier": _("Målet kan kun ses af enheden. Vælg det samme for handlingen.")})
    if facts.tier == Tier.UNIT and facts.unit is None:
        raise ValidationError({"unit": _("Vælg den enhed, der alene skal kunne se handlingen.")})
    if facts.starts_on and facts.due_on and facts.due_on < facts.starts_on:
        raise ValidationError({"due_on": _("Fristen kan ikke ligge, før handlingen begynder.")})


@action("goals.add_action")
def add_action(*, by: Actor, municipality: Municipality, facts: ActionFacts, origin: Origin | None = None) -> Action:
    """Put an action into the plan, last in the row. ``origin`` is the finding that it answers.

    Raises ``ValidationError`` by field.
    """
    check_place(by, municipality.pk, facts.unit, facts.round)
    _check(facts, municipality.pk)
    check_owner(facts.owner, None, municipality.pk, facts.unit, facts.tier)
    last = Action.objects.filter(municipality=municipality).aggregate(last=Max("position"))["last"] or 0
    made = Action(municipality=municipality, state_since=clock.today(), position=last + 1, **facts.fields())
    if origin is not None:
        made.origin_id, made.origin_url, made.origin_name = origin.id, origin.url, origin.source
    created(made)
    _tell_owner(made, None, by)
    return made


@action("goals.change_action")
def change_action(*, by: Actor, plan_action: Action, facts: ActionFacts, expected_version: int | None = None) -> Action:
    """Change what an action says. Raises ``ValidationError`` by field, and ``ConflictError``."""
    check_place(by, plan_action.municipality_id, facts.unit, facts.round, plan_action.unit)
    _check(facts, plan_action.municipality_id)
    before = plan_action.owner
    check_owner(facts.owner, before, plan_action.municipality_id, facts.unit, facts.tier)
    change(plan_action, expected_version=expected_version, **facts.fields())
    _tell_owner(plan_action, before, by)
    return plan_action


def _tell_owner(made: Action, before: User | None, by: Actor) -> None:
    owner = made.owner
    if owner is None or owner == before or owner.public_id == by.user_id:
        return

    def said() -> str:
        return _("Du er ansvarlig for handlingen %(title)s.") % {"title": made.title}

    tell(OWNER_NOTICE, owner, said, made.get_absolute_url(), made.due_on)


@action("goals.move_action")
def move_action(
    *,
    by: Actor,
    plan_action: Action,
    to_state: str,
    note: str | None = None,
    expected_version: int | None = None,
) -> Action:
    """Say how far an action is, and at its end what came of it. A dropped one tells why.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    if to_state not in ActionState.values:
        raise ValidationError({"to_state": _("Vælg, hvor langt handlingen er.")})
    said = plan_action.done_note if note is None else note.strip()
    if to_state == ActionState.DROPPED and not said:
        raise ValidationError({"note": _("Skriv, hvorfor I dropper den. Så spørger ingen igen.")})
    values: dict[str, object] = {"state": to_state, "done_note": said}
    if to_state != plan_action.state:
        values["state_since"] = clock.today()
    return change(plan_action, expected_version=expected_version, **values)


@action("goals.place_action")
def place_action(*, by: Actor, plan_action: Action, earlier: bool) -> Action:
    """Put an action one place up or down among those of the same state in its municipality."""
    beside = Action.objects.filter(municipality_id=plan_action.municipality_id, state=plan_action.state)
    if earlier:
        other = beside.filter(position__lt=plan_action.position).order_by("-position", "-pk").first()
    else:
        other = beside.filter(position__gt=plan_action.position).order_by("position", "pk").first()
    if other is None:
        return plan_action
    here, there = plan_action.position, other.position
    change(plan_action, position=there)
    change(other, position=here)
    return plan_action


@action("goals.make_calendar")
def make_calendar(*, by: Actor, municipality: Municipality, unit: Unit | None) -> str:
    """Make or renew the calendar link of a plan, and give its secret: it is never shown again."""
    secret = secrets.token_urlsafe(32)
    kept, now = secret_hash(secret), clock.now()
    standing = PlanCalendar.objects.filter(municipality=municipality, unit=unit).first()
    if standing is not None:
        change(standing, secret_hash=kept, made_at=now, made_by_name=by.name)
    else:
        tier = Tier.UNIT if unit is not None else Tier.MUNICIPALITY
        link = PlanCalendar(municipality=municipality, unit=unit, tier=tier)
        link.secret_hash, link.made_at, link.made_by_name = kept, now, by.name
        created(link)
    return secret


@action("goals.close_calendar")
def close_calendar(*, by: Actor, link: PlanCalendar) -> None:
    """Close a link: calendars that know it find nothing from now on."""
    removed(link)
