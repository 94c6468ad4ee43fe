"""The frame of a survey: the municipalities of a day, as they were called, where they lay, how many lived there."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from tovholder.apps.surveys.models import Participant, Survey
from tovholder.foundation.municipalities.models import Municipality, Population, TenantKind
from tovholder.foundation.municipalities.selectors import regions_by_municipality


def municipalities_on(day: date) -> Sequence[Municipality]:
    """The municipalities that had not been closed on ``day``, in Danish order."""
    stood = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return list(Municipality.objects.filter(stood, kind=TenantKind.MUNICIPALITY).select_related("merged_into"))


def populations_on(day: date) -> dict[int, tuple[int, date]]:
    """Inhabitants of every municipality and the day on which they were counted: the last count before ``day``.

    Where there was none yet, the first count after it, with its own day.
    """
    found: dict[int, tuple[int, date]] = {}
    for place, year, persons in Population.objects.order_by("year").values_list("municipality_id", "year", "persons"):
        counted = date(year, 1, 1)
        if place not in found or counted <= day:
            found[place] = (persons, counted)
    return found


def frame_of(survey: Survey) -> list[Participant]:
    """The participants of a survey as they would be written down now, not stored yet. Three queries.

    A municipality that was closed since then is answered for by the one that it became part of.
    """
    regions = regions_by_municipality(survey.frame_on)
    populations = populations_on(survey.frame_on)
    mailboxes = _mailboxes(survey)
    frame = []
    for place in municipalities_on(survey.frame_on):
        region = regions.get(place.pk)
        persons, counted = populations.get(place.pk, (None, None))
        frame.append(
            Participant(
                survey=survey,
                municipality=place.merged_into or place,
                code=place.code,
                name=place.name,
                region=region,
                region_name=region.name if region is not None else "",
                population=persons,
                population_on=counted,
                mailbox=mailboxes.get(place.code, ""),
            )
        )
    return frame


def _mailboxes(survey: Survey) -> dict[str, str]:
    """The newest mailbox that each municipality gave for an earlier survey of the same audience."""
    earlier = Participant.objects.filter(survey__audience=survey.audience).exclude(survey=survey).exclude(mailbox="")
    return dict(earlier.order_by("survey__opens_on", "pk").values_list("code", "mailbox"))
