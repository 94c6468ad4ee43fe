"""The values of a project as forms, imports and the API give them, and how they are checked and stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.products.public import Product
from tovholder.apps.projects.models import Programme, Project, Step
from tovholder.apps.projects.parts import OPEN_TAKING
from tovholder.apps.projects.rules import EDITING_IN_UNIT, tiers_for
from tovholder.apps.projects.status import NEEDS_REASON, Status
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.foundation.work.public import Origin
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """What a project says about itself, apart from its state and tier.

    ``participants`` are the other municipalities that take part or are invited to: who is new is invited.
    """

    title: str
    need: str
    technology: Technology
    scale: Code
    product: Product | None = None
    programmes: Sequence[Programme] = ()
    summary: str = ""
    unit: Unit | None = None
    units: Sequence[Unit] = ()
    participants: Sequence[Municipality] = ()
    target_groups: Sequence[Code] = ()
    paragraphs: Sequence[Code] = ()
    started_on: date | None = None
    ended_on: date | None = None
    contact_mailbox: str = ""
    funder: str = ""
    funding_amount: Decimal | None = None
    funding_ends_on: date | None = None
    running_budget_note: str = ""
    results: str = ""
    learning: str = ""
    would_change: str = ""
    stop_causes: Sequence[Code] = ()

    def fields(self) -> dict[str, object]:
        """The plain fields, by name; the many-to-many ones are set after."""
        return {name: getattr(self, name) for name in PLAIN_FIELDS}


PLAIN_FIELDS = (
    "title",
    "need",
    "technology",
    "product",
    "scale",
    "summary",
    "unit",
    "started_on",
    "ended_on",
    "contact_mailbox",
    "funder",
    "funding_amount",
    "funding_ends_on",
    "running_budget_note",
    "results",
    "learning",
    "would_change",
)
MANY_FIELDS = ("units", "target_groups", "paragraphs", "programmes", "stop_causes")


def facts_of(project: Project) -> ProjectFacts:
    """What a project says about itself now: for callers that replace some of it."""
    many: dict[str, Any] = {name: list(getattr(project, name).all()) for name in MANY_FIELDS}
    plain: dict[str, Any] = {name: getattr(project, name) for name in PLAIN_FIELDS}
    return ProjectFacts(**plain, **many, participants=wanted_places(project))


def wanted_places(project: Project) -> list[Municipality]:
    """The other municipalities that take part in a project or are invited to."""
    rows = project.participations.filter(state__in=OPEN_TAKING).select_related("municipality")
    return [row.municipality for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A project as it comes to the map: its facts, the state it is in, and the steps it took before.

    ``joined``: the other municipalities have said yes already, so nobody asks them. ``origin`` is the finding that the
    project began as.
    """

    facts: ProjectFacts
    municipality: Municipality
    status: str = Status.IDEA
    status_since: date | None = None
    reason: str = ""
    tier: str = Tier.MUNICIPALITIES
    registered_on: date | None = None
    confirmed_on: date | None = None
    origin: Origin | None = None
    earlier_steps: Sequence["EarlierStep"] = field(default=())
    joined: bool = False


@dataclass(frozen=True, slots=True)
class EarlierStep:
    """A step that was taken before the project came to Tovholder."""

    to_status: str
    on: date
    reason: str = ""


def check_facts(facts: ProjectFacts, municipality_id: int) -> None:
    """Raise ``ValidationError`` by field: units of another municipality, a product of another technology, a mailbox
    that is a person's own.
    """
    check_places(facts, municipality_id)
    check_product(facts)
    check_mailboxes([facts.contact_mailbox])


def check_product(facts: ProjectFacts) -> None:
    """Raise ``ValidationError`` when the product does something else than the technology that was chosen."""
    check_products([facts])


def check_products(every: Iterable[ProjectFacts]) -> None:
    """Raise ``ValidationError`` for the first product that does not do what its technology names. One query."""
    told = [(facts.product, facts.technology) for facts in every if facts.product is not None]
    if not told:
        return
    links = Product.technologies.through.objects.filter(product__in={product for product, _technology in told})
    known = set(links.values_list("product_id", "technology_id"))
    for product, technology in told:
        if (product.pk, technology.pk) not in known:
            raise ValidationError(
                {
                    "product": _("%(product)s hører ikke til %(technology)s. Vælg et produkt, der gør.")
                    % {"product": product.name, "technology": technology.label}
                }
            )


def check_places(facts: ProjectFacts, municipality_id: int) -> None:
    """Raise ``ValidationError`` when a unit is another municipality's, or the municipality takes part with itself."""
    if any(unit.municipality_id != municipality_id for unit in _units(facts)):
        raise ValidationError({"units": _("Vælg enheder i jeres egen kommune.")})
    if any(item.pk == municipality_id for item in facts.participants):
        raise ValidationError({"participants": _("Jeres egen kommune er allerede med. Vælg kun de andre.")})


def check_own_unit(by: Actor, facts: ProjectFacts) -> None:
    """Raise ``ValidationError`` when somebody who works with their unit's projects leaves the unit out.

    They could neither change the project afterwards nor, if a unit keeps it to itself, see it.
    """
    if by.role in EDITING_IN_UNIT and by.unit_id not in {unit.pk for unit in _units(facts)}:
        raise ValidationError(
            {"unit": _("Din egen enhed skal være med. Kommunens tovholder kan oprette projekter for andre.")}
        )


def _units(facts: ProjectFacts) -> list[Unit]:
    return [*facts.units, *([facts.unit] if facts.unit else [])]


def check_stored(project: Project) -> None:
    """Raise ``ValidationError`` for what the database refuses, in the model's words and without asking the database."""
    if project.started_on and project.ended_on and project.ended_on < project.started_on:
        raise ValidationError({NON_FIELD_ERRORS: _("Projektet kan ikke slutte, før det begynder.")})
    if project.tier == Tier.UNIT and project.unit is None:
        raise ValidationError({NON_FIELD_ERRORS: _("Vælg den enhed, der alene skal kunne se projektet.")})


PERSONAL = gettext_lazy("Adressen er en persons egen. Skriv en postkasse, som flere læser: den kan blive offentlig.")


def personal_mailboxes(mailboxes: Iterable[str]) -> frozenset[str]:
    """Those of the mailboxes that are a person's own login address, in lower case. One query."""
    given = {mailbox.strip().lower() for mailbox in mailboxes if mailbox}
    if not given:
        return frozenset()
    return frozenset(User.objects.filter(email__in=given).values_list("email", flat=True))


def check_mailboxes(mailboxes: Iterable[str]) -> None:
    """Raise ``ValidationError`` when a contact is a person's own address: a named person is never public."""
    if personal_mailboxes(mailboxes):
        raise ValidationError({"contact_mailbox": PERSONAL})


def check_tier(by: Actor, tier: str) -> None:
    """Raise ``ValidationError`` when the actor may not share so far."""
    if tier not in tiers_for(by):
        raise ValidationError({"tier": _("Kun kommunens tovholder kan dele projektet med andre kommuner eller alle.")})


def check_reason(status: str, reason: str) -> None:
    """Raise ``ValidationError`` when the step must tell why and does not."""
    if status in NEEDS_REASON and not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det er det, andre kan lære af.")})


def new_project(registration: Registration, *, revision: int, import_batch: UUID | None = None) -> Project:
    """The unsaved project of a registration, with everything that follows from it."""
    today = clock.today()
    since = registration.status_since or registration.facts.started_on or today
    project = Project(
        municipality=registration.municipality,
        tier=registration.tier,
        status=registration.status,
        status_since=min(since, today),
        before_pause=_before_pause(registration),
        registered_on=registration.registered_on or today,
        confirmed_on=registration.confirmed_on or today,
        revision=revision,
        import_batch=import_batch,
        **registration.facts.fields(),
        **_began_as(registration.origin),
    )
    project.derive()
    return project


def _began_as(origin: Origin | None) -> dict[str, object]:
    if origin is None:
        return {}
    return {"origin_id": origin.id, "origin_url": origin.url, "origin_name": origin.source}


def _before_pause(registration: Registration) -> str:
    if registration.status != Status.PAUSED:
        return ""
    before = [step.to_status for step in registration.earlier_steps if step.to_status != Status.PAUSED]
    return before[-1] if before else Status.IDEA.value


def first_steps(project: Project, registration: Registration, by: Actor) -> list[Step]:
    """The unsaved history with which a project begins: its earlier steps and the state it is in now."""
    wanted = [*registration.earlier_steps]
    if not wanted or wanted[-1].to_status != registration.status:
        wanted.append(EarlierStep(registration.status, project.status_since, registration.reason))
    steps, before = [], ""
    for step in wanted:
        steps.append(new_step(project, before, step.to_status, on=step.on, reason=step.reason, by=by))
        before = step.to_status
    return steps


def new_step(
    project: Project,
    before: str,
    after: str,
    *,
    on: date,
    reason: str,
    by: Actor,
    without: Sequence[Mapping[str, str]] = (),
) -> Step:
    """One unsaved step of a project's history; ``without`` are the conditions that were advised and open."""
    return Step(
        project=project,
        from_status=before,
        to_status=after,
        on=on,
        reason=reason.strip(),
        by_name=by.name,
        by_role=by.role or "",
        open_conditions=[dict(one) for one in without],
        recorded_at=clock.now(),
    )
