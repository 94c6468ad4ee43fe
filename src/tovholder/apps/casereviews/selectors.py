"""Reading reviews: always through the eyes of the citizens' own unit."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from tovholder.apps.benefits.public import Benefit, own_benefits
from tovholder.apps.casereviews.counting import Total, total_of
from tovholder.apps.casereviews.models import CaseRow, Review, ReviewQuerySet, ReviewState
from tovholder.apps.citizens.public import CitizenAlias, aliases
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import CodeQuerySet
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.kernel.actor import Actor


def reviews_of(actor: Actor) -> ReviewQuerySet:
    """The reviews of the actor's own unit, the newest first."""
    return Review.objects.visible_to(actor).select_related("unit", "municipality", "owner", "handed_to")


def counted_reviews(actor: Actor) -> QuerySet[Review]:
    """The same with how many citizens stand in each and how many are assessed, for a list. One query."""
    return reviews_of(actor).annotate(
        citizens=Count("rows"), assessed=Count("rows", filter=Q(rows__outcome__isnull=False))
    )


def review_for(actor: Actor, public_id: UUID) -> Review:
    """A review of the actor's own unit, or 404."""
    return get_object_or_404(reviews_of(actor), public_id=public_id)


def rows_of(review: Review) -> list[CaseRow]:
    """The citizens of a review by alias. One query; only for a review that the reader may see."""
    rows = list(review.rows.select_related("citizen", "assessor", "outcome", "technology", "product"))
    for row in rows:
        row.review = review
    return sorted(rows, key=lambda row: row.citizen.alias.casefold())


def row_for(actor: Actor, review: UUID, public_id: UUID) -> CaseRow:
    """A citizen of a review of the actor's own unit, or 404."""
    found = review_for(actor, review)
    rows = CaseRow.objects.select_related("citizen__unit", "assessor", "outcome", "technology", "product")
    row = get_object_or_404(rows, review=found, public_id=public_id)
    row.review = found
    return row


def total(review: Review, rows: list[CaseRow]) -> Total | None:
    """What a review adds up to: frozen when it is closed, else of its rows. None when the sums had to go."""
    if review.is_open:
        return total_of(row.case() for row in rows)
    if review.sum_citizens is None or review.sum_before is None or review.sum_after is None:
        return None
    return Total(
        citizens=review.sum_citizens,
        assessed=review.sum_assessed or 0,
        measured=review.sum_measured or 0,
        still_two=review.sum_still_two or 0,
        before=review.sum_before,
        after=review.sum_after,
    )


def free_aliases(actor: Actor, review: Review) -> QuerySet[CitizenAlias]:
    """The aliases of the unit that do not stand in the review yet."""
    return aliases(actor).exclude(pk__in=review.rows.values("citizen_id")).order_by("alias")


def outcomes(review: Review, kept: int | None = None) -> CodeQuerySet:
    """The answers that a review's question offers, and the one that is chosen already."""
    offered = offered_codes("review_outcome", [kept])
    asks = review.asks
    return offered.filter(Q(code__in=asks.outcomes) | Q(pk=kept)) if asks is not None else offered


def aids(review: Review, kept: int | None = None) -> QuerySet[Technology]:
    """The technologies that a review's question considers, or all when the question is gone."""
    every = Technology.objects.order_by("sort_key")
    asks = review.asks
    return every.filter(Q(slug__in=asks.technologies) | Q(pk=kept)) if asks is not None else every


def benefits_for(actor: Actor, review: Review) -> QuerySet[Benefit]:
    """The benefits that the sum may be handed to: measured in hours, the unit's own or the whole municipality's."""
    found = own_benefits(actor).filter(measured_in__code="hours").exclude(indicator="")
    return found.filter(Q(unit__isnull=True) | Q(unit_id=review.unit_id)).order_by("sort_key")


def to_assess(actor: Actor, until: date) -> list[CaseRow]:
    """The citizens whom the actor is to assess by ``until``. One query."""
    if actor.user_id is None:
        return []
    mine = CaseRow.objects.filter(
        review__in=Review.objects.visible_to(actor),
        review__state=ReviewState.RUNNING,
        assessor__public_id=actor.user_id,
        outcome__isnull=True,
    )
    due = mine.filter(Q(assess_by__isnull=True) | Q(assess_by__lte=until))
    return list(due.select_related("review").order_by("assess_by", "id"))


def to_measure(actor: Actor, until: date) -> list[CaseRow]:
    """The citizens of the actor's unit who are to be measured again by ``until``. One query."""
    waiting = CaseRow.objects.filter(
        review__in=Review.objects.visible_to(actor),
        review__state=ReviewState.RUNNING,
        outcome__isnull=False,
        remeasured_on__isnull=True,
    )
    rows = waiting.select_related("review", "outcome")
    return sorted(
        (row for row in rows if row.lacks_measure_on(until)), key=lambda row: (row.measure_on or until, row.pk)
    )


def rows_about(actor: Actor, citizen: CitizenAlias) -> list[CaseRow]:
    """The reviews in which an alias stands. One query."""
    rows = CaseRow.objects.filter(citizen=citizen, review__in=Review.objects.visible_to(actor))
    return list(rows.select_related("review", "outcome").order_by("-pk"))
