"""Reading focus areas, the groups of a year, and the questions that are proposed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tovholder.apps.focusareas.models import (
    AreaState,
    FocusArea,
    FocusAreaQuerySet,
    Group,
    GroupMember,
    QuestionApproval,
    QuestionProposal,
    Voice,
    follows_proposals,
)
from tovholder.apps.projects.public import Scope, counts_within
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def seen_areas(actor: Actor) -> FocusAreaQuerySet:
    """The areas that ``actor`` sees, the newest year first, with what is told of them. Three queries."""
    return FocusArea.objects.visible_to(actor).with_facts()


def area_for(actor: Actor, public_id: UUID) -> FocusArea:
    """The area with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = seen_areas(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def approved_areas(year: int | None = None) -> list[FocusArea]:
    """The approved areas, of one year or of all, the newest year first. Three queries."""
    found = FocusArea.objects.filter(state=AreaState.APPROVED).with_facts()
    return list(found if year is None else found.filter(year=year))


def areas_of_technology(technology: Technology) -> list[FocusArea]:
    """The approved areas that a technology belongs to, by itself or by its category. Three queries."""
    its = Q(technologies=technology) | Q(categories=technology.category_id)
    return list(FocusArea.objects.filter(its, state=AreaState.APPROVED).with_facts().distinct())


def projects_by_status(areas: Sequence[FocusArea]) -> list[dict[str, int]]:
    """For each area how many projects on the national map its technologies have, by status; each is counted once.

    One query, when the areas were read with their technologies and categories.
    """
    scopes = [
        Scope(
            technologies=frozenset(technology.pk for technology in area.technologies.all()),
            categories=frozenset(code.pk for code in area.categories.all()),
        )
        for area in areas
    ]
    return counts_within(scopes)


def voices_of(area: FocusArea) -> list[Voice]:
    """What the municipality group said of an area, the first first. One query."""
    return list(area.voices.select_related("municipality"))


def voice_of(area: FocusArea, municipality_id: int | None) -> Voice | None:
    """What one municipality said of an area."""
    return area.voices.filter(municipality_id=municipality_id).first() if municipality_id is not None else None


def members(group: str = "", year: int | None = None) -> QuerySet[GroupMember]:
    """The seats of the groups, in their order; of one group or one year where it is told. One query."""
    found = GroupMember.objects.select_related("municipality", "publication", "user")
    if group:
        found = found.filter(group=group)
    return found if year is None else found.filter(year=year)


def member_for(actor: Actor, public_id: UUID) -> GroupMember:
    """The seat with that id. Raises ``Http404``."""
    found = members().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def took_part(year: int) -> list[str]:
    """The municipalities that sat in the municipality group of a year, also those that left it, in Danish order."""
    seats = members(Group.MUNICIPALITIES, year)
    found = {seat.municipality.name: seat.municipality.sort_key for seat in seats if seat.municipality is not None}
    return sorted(found, key=lambda name: found[name])


def group_of(year: int, day: date | None = None) -> list[GroupMember]:
    """The seats of the municipality group of a year that somebody holds on ``day``, today unless told."""
    on = day or clock.today()
    held = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    return list(members(Group.MUNICIPALITIES, year).filter(held, Q(ends_on__isnull=True) | Q(ends_on__gte=on)))


def possible_people() -> QuerySet[User]:
    """Those who work in a municipality or a region today: who may hold a seat."""
    held = RoleHolding.objects.current_on(clock.today()).filter(role__code__in=sorted(roles.EMPLOYEES))
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("sort_key", "pk")


def seen_questions(actor: Actor) -> QuerySet[QuestionProposal]:
    """The proposed questions, the newest year first: for those who work in a municipality and the national editors."""
    found = QuestionProposal.objects.select_related("municipality")
    return found if follows_proposals(actor) else found.none()


def question_for(actor: Actor, public_id: UUID) -> QuestionProposal:
    """The proposed question with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = seen_questions(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def approvals(year: int | None = None) -> list[QuestionApproval]:
    """The steering group's approvals of questions, the newest first. One query."""
    found = QuestionApproval.objects.all()
    return list(found if year is None else found.filter(year=year))


def waiting_areas(actor: Actor) -> list[FocusArea]:
    """The proposed areas of which the actor's municipality, sitting in the group, said nothing yet. One query."""
    if actor.municipality_id is None:
        return []
    today = clock.today()
    seats = GroupMember.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=today),
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        group=Group.MUNICIPALITIES,
        municipality_id=actor.municipality_id,
    )
    said = Voice.objects.filter(municipality_id=actor.municipality_id)
    proposed = FocusArea.objects.filter(state=AreaState.PROPOSED, year__in=seats.values("year"))
    return list(proposed.exclude(pk__in=said.values("area")).order_by("proposed_on", "pk"))


def unqualified_areas() -> list[FocusArea]:
    """The proposed areas that wait for the national editors, the oldest first. One query."""
    return list(FocusArea.objects.filter(state=AreaState.PROPOSED).order_by("proposed_on", "pk"))


def support_of(areas: Sequence[FocusArea]) -> Mapping[int, tuple[int, int]]:
    """For each area by its key: how many municipalities support it, and how many spoke of it. One query."""
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Voice.objects.filter(area__in=[area.pk for area in areas]).values("area")
    for row in rows.annotate(all=Count("pk"), with_it=Count("pk", filter=Q(supports=True))):
        found[row["area"]] = (row["with_it"], row["all"])
    return found
