"""What is done with applications: written, sent, answered, and what was granted written on the project."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.funding.models import (
    NEEDS_REASON,
    Application,
    ApplicationState,
    ApplicationStep,
    CoFinancier,
    FundingPool,
    PoolState,
)
from tovholder.apps.funding.rules import EDITING_IN_UNIT
from tovholder.apps.funding.selectors import possible_owners, sees_unit
from tovholder.apps.funding.telling import APPLICATION_NOTICE, tell
from tovholder.apps.projects.public import Project, change_project, facts_of
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NEXT: dict[str, tuple[ApplicationState, ...]] = {
    ApplicationState.DRAFT: (ApplicationState.SENT, ApplicationState.WITHDRAWN),
    ApplicationState.SENT: (
        ApplicationState.GRANTED,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
        ApplicationState.DRAFT,
    ),
    ApplicationState.GRANTED: (),
    ApplicationState.REFUSED: (ApplicationState.DRAFT,),
    ApplicationState.WITHDRAWN: (ApplicationState.DRAFT,),
}
"""From each state where it may go. A refused or withdrawn one may be written anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """What an application says, as forms give it."""

    title: str
    idea: str
    amount: Decimal
    own_amount: Decimal | None = None
    unit: Unit | None = None
    project: Project | None = None
    owner: User | None = None
    answer_on: date | None = None
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, Any]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check(by: Actor, facts: ApplicationFacts, municipality_id: int, before: Application | None = None) -> None:
    kept_unit = before is not None and before.unit_id == (facts.unit.pk if facts.unit else None)
    if facts.unit is not None and facts.unit.municipality_id != municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    if by.role in EDITING_IN_UNIT and not kept_unit and (facts.unit is None or facts.unit.pk != by.unit_id):
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder søger for de andre.")})
    if facts.tier == Tier.UNIT and facts.unit is None:
        raise ValidationError({"unit": _("Vælg den enhed, der alene skal kunne se ansøgningen.")})
    if facts.project is not None and facts.project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})
    _check_owner(facts, municipality_id, before)


def _check_owner(facts: ApplicationFacts, municipality_id: int, before: Application | None) -> None:
    owner = facts.owner
    if owner is None:
        return
    standing = before is not None and before.owner == owner
    if not standing and not possible_owners(municipality_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Vælg en, der har en rolle i kommunen i dag.")})
    if facts.tier == Tier.UNIT and facts.unit is not None and not sees_unit(owner, municipality_id, facts.unit.pk):
        raise ValidationError(
            {"owner": _("%(name)s kan ikke se det, som kun enheden ser. Vælg en fra enheden.") % {"name": owner.name}}
        )


@action("funding.add_application")
def add_application(
    *, by: Actor, municipality: Municipality, pool: FundingPool, facts: ApplicationFacts
) -> Application:
    """Begin an application as a draft. Raises ``ValidationError`` by field; a closed pool takes none."""
    if pool.state_on(clock.today()) == PoolState.CLOSED:
        raise ValidationError(_("Puljen er lukket, så der kan ikke søges mere."))
    _check(by, facts, municipality.pk)
    made = created(Application(municipality=municipality, pool=pool, state_since=clock.today(), **facts.fields()))
    _tell_owner(made, None, by)
    return made


@action("funding.change_application")
def change_application(
    *, by: Actor, application: Application, facts: ApplicationFacts, expected_version: int | None = None
) -> Application:
    """Change what an application says. Raises ``ValidationError`` by field and ``ConflictError``."""
    _check(by, facts, application.municipality_id, application)
    if not application.is_open and facts.amount != application.amount:
        raise ValidationError({"amount": _("Der er givet svar på ansøgningen, så det søgte beløb står fast.")})
    before = application.owner
    change(application, expected_version=expected_version, **facts.fields())
    _tell_owner(application, before, by)
    return application


def _tell_owner(application: Application, before: User | None, by: Actor) -> None:
    owner = application.owner
    if owner is None or owner == before or owner.public_id == by.user_id:
        return
    tell(
        APPLICATION_NOTICE,
        owner,
        lambda: _("Du er ansvarlig for ansøgningen %(title)s.") % {"title": application.title},
        application.get_absolute_url(),
        application.pool.deadline,
    )


@action("funding.step_application")
def step_application(
    *,
    by: Actor,
    application: Application,
    to_state: str,
    on: date,
    reason: str = "",
    granted_amount: Decimal | None = None,
    granted_from: date | None = None,
    granted_until: date | None = None,
    expected_version: int | None = None,
) -> Application:
    """Send an application, write down the answer, or withdraw it. Raises ``ValidationError`` and ``ConflictError``.

    A granted one needs the amount and the day on which the money ends; the others drop what was granted.
    """
    _check_step(application, to_state, on, reason)
    granted = to_state == ApplicationState.GRANTED
    if granted:
        _check_grant(granted_amount, granted_from, granted_until)
    before = application.state
    decided = to_state in {ApplicationState.GRANTED, ApplicationState.REFUSED}
    change(
        application,
        expected_version=expected_version,
        state=to_state,
        state_since=on,
        decided_on=on if decided else None,
        granted_amount=granted_amount if granted else None,
        granted_from=granted_from if granted else None,
        granted_until=granted_until if granted else None,
    )
    step = ApplicationStep(
        application=application,
        from_state=before,
        to_state=to_state,
        on=on,
        reason=reason.strip(),
        by_name=by.name,
        recorded_at=clock.now(),
    )
    step.full_clean()
    step.save(force_insert=True)
    return application


def _check_step(application: Application, to_state: str, on: date, reason: str) -> None:
    if to_state not in NEXT[application.state]:
        raise ValidationError({"to_state": _("Ansøgningen kan ikke gå dertil nu. Vælg en af mulighederne.")})
    if on > clock.today():
        raise ValidationError({"on": _("Datoen ligger i fremtiden. Skriv den dag, det skete.")})
    if on < application.state_since and application.steps.exists():
        raise ValidationError({"on": _("Ansøgningen skiftede tilstand senere end den dag. Skriv en senere dato.")})
    if to_state in NEEDS_REASON and not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det er det, den næste ansøgning kan lære af.")})
    deadline = application.pool.deadline
    if to_state == ApplicationState.SENT and deadline is not None and on > deadline:
        raise ValidationError({"on": _("Den dag ligger efter puljens frist. Skriv den dag, I sendte.")})


def _check_grant(amount: Decimal | None, begins: date | None, ends: date | None) -> None:
    if amount is None or amount <= 0:
        raise ValidationError({"granted_amount": _("Skriv, hvor meget I fik.")})
    if ends is None:
        raise ValidationError({"granted_until": _("Skriv, hvornår pengene slutter. Så bliver I mindet om driften.")})
    if begins is not None and ends < begins:
        raise ValidationError({"granted_until": _("Pengene kan ikke slutte, før de begynder.")})


@action("funding.write_on_project")
def write_on_project(*, by: Actor, application: Application, expected_version: int | None = None) -> Project:
    """Write funder, granted amount and end day on the application's project, as somebody has confirmed (ECO-14).

    ``expected_version`` is the project's. Raises ``ValidationError`` unless it is granted and for a project.
    """
    project = application.project
    if application.state != ApplicationState.GRANTED or project is None:
        raise ValidationError(_("Kun en bevilget ansøgning til et projekt kan skrives på projektet."))
    facts = replace(
        facts_of(project),
        funder=application.pool.giver,
        funding_amount=application.granted_amount,
        funding_ends_on=application.granted_until,
    )
    change(application, written_on=clock.today())
    return change_project(by=by, project=project, facts=facts, expected_version=expected_version)


@action("funding.add_co_financier")
def add_co_financier(
    *, by: Actor, application: Application, name: str, kind: Code, amount: Decimal, agreed: bool = False
) -> CoFinancier:
    """Write down who bears a part besides the giver. Raises ``ValidationError`` by field."""
    if application.co_financiers.filter(name=name.strip()).exists():
        raise ValidationError({"name": _("%(name)s står der allerede.") % {"name": name.strip()}})
    made = CoFinancier(application=application, name=name.strip(), kind=kind, amount=amount, agreed=agreed)
    noted(application, ["co_financiers"])
    return created(made)


@action("funding.remove_co_financier")
def remove_co_financier(*, by: Actor, co_financier: CoFinancier) -> None:
    """Take a co-financier off who was written down by mistake, or who said no."""
    noted(co_financier.application, ["co_financiers"])
    removed(co_financier)
