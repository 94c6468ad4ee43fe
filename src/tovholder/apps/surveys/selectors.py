"""Reading surveys and who takes part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import evaluation_of, responses_about
from tovholder.apps.surveys.models import Participant, Survey
from tovholder.engines.questionnaires.model import Evaluation
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.kernel.share import Share


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many municipalities of the frame have answered, and how many of its inhabitants live in them (SUR-05).

    ``without_population`` counts the municipalities whose inhabitants are not known: they are in the first share only.
    """

    municipalities: Share
    population: Share
    without_population: int


def participants_of(survey: Survey) -> OwnedQuerySet[Participant]:
    """The municipalities in the frame of a survey, in Danish order. Not narrowed to an actor: see ``rules``."""
    found: OwnedQuerySet[Participant] = Participant.objects.filter(survey=survey).select_related("survey", "region")
    return found


def response_rate(survey: Survey) -> ResponseRate:
    """The shares of municipalities and of inhabitants that have answered. One query."""
    return rate_of(Participant.objects.filter(survey=survey))


def rate_of(participants: Iterable[Participant]) -> ResponseRate:
    """The same of participants that are read already."""
    rows = list(participants)
    known = [row for row in rows if row.population is not None]
    return ResponseRate(
        municipalities=Share(sum(row.submitted_at is not None for row in rows), len(rows), _("kommuner")),
        population=Share(
            sum(row.population or 0 for row in known if row.submitted_at is not None),
            sum(row.population or 0 for row in known),
            _("indbyggere"),
        ),
        without_population=len(rows) - len(known),
    )


def response_values(survey: Survey) -> Mapping[int, Evaluation]:
    """What stands at each question of every participant that has handed in its answers, by the participant's key.

    Three queries, whatever the number of participants.
    """
    rows = list(Participant.objects.filter(survey=survey, submitted_at__isnull=False).order_by("sort_key", "pk"))
    found = {one.pk: one for one in responses_about(row.public_id for row in rows)}
    return {row.pk: evaluation_of(found[row.response_id]) for row in rows if row.response_id in found}


def survey_of(key: str) -> Survey:
    """The survey of that name in addresses. Raises ``Http404``."""
    found = Survey.objects.select_related("questionnaire").filter(key=key).first()
    if found is None:
        raise Http404
    return found
