"""Reading screenings and their parts."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from tovholder.apps.process.public import Round
from tovholder.apps.projects.public import Project
from tovholder.apps.screenings.choices import ADVISED, State, Who
from tovholder.apps.screenings.models import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    Participant,
    PurposeStatement,
    Screening,
    ScreeningFinding,
)
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

EXPERIENCES_SHOWN: Final = 6
LINK_DAYS: Final = 60
"""A link to a screening that was never held stops working so many days after the day for which it was planned."""
FACTS: Final = ("municipality", "unit", "round", "previous")


def screening_for(actor: Actor, public_id: UUID) -> Screening:
    """The screening with that id, if ``actor`` may see it. Raises ``Http404`` otherwise: it does not exist for them."""
    found = Screening.objects.visible_to(actor).select_related(*FACTS).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def screening_by_secret(secret: str) -> Screening | None:
    """The screening whose open link holds ``secret``; None when the link is closed, is too old or never was."""
    wanted = secret_hash(secret)
    found = Screening.objects.filter(link_hash=wanted, state=State.PLANNED).select_related(*FACTS).first()
    if found is None or not takes_link(found):
        return None
    return found if hmac.compare_digest(found.link_hash or "", wanted) else None


def takes_link(screening: Screening) -> bool:
    """Whether citizens may answer by a link now: not once it was held, nor long after it was to be held."""
    return screening.state == State.PLANNED and (clock.today() - screening.planned_on).days <= LINK_DAYS


def choosable_units(actor: Actor) -> QuerySet[Unit]:
    """The open units whose screenings ``actor`` may write: all of the municipality, or the own one."""
    if actor.municipality_id is None:
        return Unit.objects.none()
    units = open_units(actor.municipality_id)
    return units if actor.role in roles.COORDINATORS else units.filter(pk=actor.unit_id or -1)


def choosable_rounds(actor: Actor, kept: int | None = None) -> QuerySet[Round]:
    """The open rounds that ``actor`` sees in the own municipality, and the one already chosen."""
    seen = Round.objects.visible_to(actor).at_home(actor)
    return (seen.filter(closed_on__isnull=True) | seen.filter(pk=kept or -1)).order_by("-starts_on", "-number")


def choosable_people(screening: Screening) -> QuerySet[User]:
    """Those who hold a role in the screening's municipality today."""
    held = RoleHolding.objects.filter(municipality_id=screening.municipality_id).current_on(clock.today())
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many took part of how many who were to; and which of the advised kinds are missing."""

    came: int
    expected: int
    missing: tuple[str, ...]


def attendance_of(participants: Iterable[Participant]) -> Attendance:
    """Counted by heads: a group counts for as many as it is."""
    people = list(participants)
    there = {person.kind for person in people}
    return Attendance(
        came=sum(person.count for person in people if person.attended),
        expected=sum(person.count for person in people),
        missing=tuple(str(Who(kind).label) for kind in ADVISED if kind not in there),
    )


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a screening holds beside its answers."""

    screening: Screening
    participants: tuple[Participant, ...]
    statements: tuple[PurposeStatement, ...]
    needs: tuple[NeedItem, ...]
    items: tuple[InventoryItem, ...]
    checks: tuple[NetworkCheck, ...]
    scores: tuple[CompetenceScore, ...]


def contents_of(screenings: Sequence[Screening]) -> dict[int, Contents]:
    """The contents of screenings by their keys, in six queries however many there are."""
    keys = [screening.pk for screening in screenings]

    def by_screening(found: Iterable[object]) -> dict[int, list[object]]:
        sorted_out: dict[int, list[object]] = {}
        for part in found:
            sorted_out.setdefault(part.screening_id, []).append(part)  # type: ignore[attr-defined]  # every part has one
        return sorted_out

    of = {"screening_id__in": keys}
    people = by_screening(Participant.objects.filter(**of).select_related("user").order_by("pk"))
    words = by_screening(PurposeStatement.objects.filter(**of).order_by("pk"))
    needs = by_screening(NeedItem.objects.filter(**of).select_related("theme").order_by("-strength", "pk"))
    items = by_screening(InventoryItem.objects.filter(**of).select_related("technology", "need").order_by("pk"))
    checks = by_screening(NetworkCheck.objects.filter(**of).order_by("pk"))
    scores = by_screening(
        CompetenceScore.objects.filter(**of).select_related("group").order_by("group__position", "pk")
    )
    return {
        one.pk: Contents(
            one,
            tuple(people.get(one.pk, ())),  # type: ignore[arg-type]  # each list holds the model it was read from
            tuple(words.get(one.pk, ())),  # type: ignore[arg-type]  # as above
            tuple(needs.get(one.pk, ())),  # type: ignore[arg-type]  # as above
            tuple(items.get(one.pk, ())),  # type: ignore[arg-type]  # as above
            tuple(checks.get(one.pk, ())),  # type: ignore[arg-type]  # as above
            tuple(scores.get(one.pk, ())),  # type: ignore[arg-type]  # as above
        )
        for one in screenings
    }


def contents(screening: Screening) -> Contents:
    """The contents of one screening."""
    return contents_of([screening])[screening.pk]


def findings_of(screening: Screening) -> list[ScreeningFinding]:
    """The findings, those that still ask for an answer first."""
    found = ScreeningFinding.objects.filter(screening=screening).order_by("pk")
    return sorted(found, key=lambda finding: (not finding.stands, finding.pk))


def previous_held(unit_id: int, before: Screening | None = None) -> Screening | None:
    """The unit's latest held screening, other than ``before``."""
    held = Screening.objects.done().filter(unit_id=unit_id)
    if before is not None:
        held = held.exclude(pk=before.pk)
        if before.held_on is not None:
            held = held.filter(held_on__lte=before.held_on)
    return held.order_by("-held_on", "-pk").first()


def latest_by_unit(actor: Actor, municipality_id: int, unit_ids: Sequence[int] | None = None) -> dict[int, Screening]:
    """The latest held screening of each unit that ``actor`` sees, by the unit's key; one query."""
    held = Screening.objects.visible_to(actor).done().filter(municipality_id=municipality_id)
    if unit_ids is not None:
        held = held.filter(unit_id__in=unit_ids)
    latest: dict[int, Screening] = {}
    for screening in held.select_related("unit").order_by("held_on", "pk"):
        latest[screening.unit_id] = screening
    return latest


def experiences(actor: Actor, screening: Screening) -> list[Project]:
    """The municipality's own projects that ``actor`` sees: those of the unit first, then the newest; a few."""
    own = Project.objects.visible_to(actor).filter(municipality_id=screening.municipality_id)
    here = Exists(Project.units.through.objects.filter(project_id=OuterRef("pk"), unit_id=screening.unit_id))
    found = own.annotate(here=here).select_related("technology").order_by("-here", "-status_since", "-pk")
    return list(found[:EXPERIENCES_SHOWN])


def citizens_among(participants: Iterable[Participant]) -> int:
    """How many citizens took part."""
    return sum(person.count for person in participants if person.kind == Who.CITIZEN and person.attended)
