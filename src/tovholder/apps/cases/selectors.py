"""Reading the case library. Cases are public; a withdrawn one keeps its address and tells why."""

from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from tovholder.apps.cases.models import Case, CaseState, a_year_before
from tovholder.apps.cases.rules import keeps_the_case
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.rules import national_editor
from tovholder.kernel.actor import Actor

WAITING_SHOWN = 50


def every_case() -> QuerySet[Case]:
    """All cases with what a list shows, withdrawn ones too, in a fixed number of queries."""
    cases = Case.objects.select_related("publication", "keeper")
    return cases.prefetch_related("municipalities", "technologies", "technologies__target_groups")


def shown_cases() -> QuerySet[Case]:
    """The cases that are shown."""
    return every_case().filter(state=CaseState.SHOWN)


def case_for(actor: Actor, key: str) -> Case:
    """The case at that address. Raises ``Http404``."""
    found = every_case().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def cases_of_technology(technology: Technology) -> list[Case]:
    """What municipalities have told of a technology."""
    return list(shown_cases().filter(technologies=technology))


def cases_of_municipality(municipality: Municipality) -> list[Case]:
    """What a municipality has told."""
    return list(shown_cases().filter(municipalities=municipality))


def cases_in_publication(publication: Publication) -> list[Case]:
    """The cases that a publication tells."""
    return list(shown_cases().filter(publication=publication))


def waiting_for(actor: Actor, until: date) -> list[Case]:
    """The cases whose link the actor keeps and should verify by ``until``: never verified, or a year ago."""
    cases = Case.objects.filter(state=CaseState.SHOWN).exclude(url="")
    if national_editor.allows(actor):
        mine = cases.filter(keeper__isnull=True)
    elif keeps_the_case.allows(actor):
        mine = cases.filter(keeper_id=actor.municipality_id)
    else:
        return []
    due = mine.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=a_year_before(until)))
    return list(due.order_by("verified_on", "sort_key")[:WAITING_SHOWN])


def cases_revision() -> int:
    """A number that grows when a case is added or changed: the sum of all versions."""
    return Case.objects.aggregate(total=Sum("version"))["total"] or 0
