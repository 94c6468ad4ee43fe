"""Decisions that a municipality shares: how others ended with the same technology, and what they learnt.

What is shared is the outcome, the day and the learning. Reason, criteria and participants stay inside.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.decisions.choices import Outcome
from tovholder.apps.decisions.models import Review
from tovholder.apps.decisions.presenting import review_status
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.action import action, change
from tovholder.foundation.ui.values import Status
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel.actor import Actor

SHOWN = 5


@action("decisions.share_review")
def share_review(*, by: Actor, review: Review, tier: str, expected_version: int | None = None) -> Review:
    """Say who may see how a review ended. Raises ``ValidationError`` by field and ``ConflictError``."""
    if not review.is_held and tier != Tier.MUNICIPALITY:
        raise ValidationError({"tier": _("I har ikke besluttet noget endnu. Beslut først, og del bagefter.")})
    if tier == Tier.UNIT or tier not in Tier.values:
        raise ValidationError({"tier": _("Vælg, hvem der må se beslutningen.")})
    return change(review, expected_version=expected_version, tier=tier)


def told_reviews(actor: Actor) -> QuerySet[Review]:
    """The held reviews that ``actor`` is told of: those at home, and what others share of projects that they see."""
    audience = audience_of(actor)
    told = Q(tier__in=sorted(audience.everywhere))
    if audience.municipality_id is not None and audience.at_home:
        told |= Q(tier__in=sorted(audience.at_home), project__municipality_id=audience.municipality_id)
    seen = Project.objects.visible_to(actor)
    return Review.objects.exclude(outcome="").filter(told, project__in=seen)


@dataclass(frozen=True, slots=True)
class Told:
    """A shared decision as it is read elsewhere."""

    project: Project
    status: Status
    review: Review


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object] | None:
    """How municipalities decided about a technology: counts with their base, and the latest with what was learnt."""
    found = told_reviews(actor).filter(project__technology=technology)
    rows = list(found.select_related("project__municipality").order_by("-held_on", "-pk"))
    if not rows:
        return None
    return {
        "sentence": counted(rows),
        "told": [Told(one.project, review_status(one), one) for one in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN),
    }


def counted(rows: list[Review]) -> str:
    """The outcomes in words: never a share, since they are few and chosen by those who share them."""
    counts = Counter(one.outcome for one in rows)
    places = len({one.project.municipality_id for one in rows})
    said = _("%(decisions)s i %(places)s: %(go_on)s, %(adjust)s, %(stop)s.")
    return said % {
        "decisions": ngettext("%(count)s delt beslutning", "%(count)s delte beslutninger", len(rows))
        % {"count": len(rows)},
        "places": ngettext("%(count)s kommune", "%(count)s kommuner", places) % {"count": places},
        "go_on": _("%(count)s fortsatte") % {"count": counts[Outcome.CONTINUE]},
        "adjust": _("%(count)s justerede") % {"count": counts[Outcome.ADJUST]},
        "stop": _("%(count)s stoppede") % {"count": counts[Outcome.STOP]},
    }


def shared_panel(project: Project, actor: Actor) -> Mapping[str, object] | None:
    """The shared decisions of a project, for those who do not read the others."""
    if project.municipality_id == actor.municipality_id:
        return None
    rows = list(told_reviews(actor).filter(project=project).select_related("project").order_by("-held_on", "-pk"))
    return {"told": [Told(one.project, review_status(one), one) for one in rows]} if rows else None
