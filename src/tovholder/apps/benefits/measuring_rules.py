"""What can have been measured, and what must not be written: the checks that forms, files and the API share."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import CONTROL_METHODS
from tovholder.apps.benefits.models import Benefit, Measurement, MeasurementPlan
from tovholder.apps.benefits.periods import Period, period_text
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel import clock
from tovholder.kernel.danish import fold

if TYPE_CHECKING:
    from tovholder.apps.benefits.measuring import MeasurementFacts

WORDS = ("note", "solution_note", "group_note", "organisation_note")
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Known:
    """What many checks need, read once: the names of the staff by municipality, and the confirmed plans' benefits."""

    names: Mapping[int, frozenset[str]]
    confirmed: frozenset[int]

    @classmethod
    def of(cls, municipalities: Iterable[int]) -> "Known":
        """Read for some municipalities. One query for each, and one for the plans."""
        places = set(municipalities)
        plans = MeasurementPlan.objects.filter(
            confirmed_at__isnull=False, benefit__municipality_id__in=places
        ).values_list("benefit_id", flat=True)
        return cls({place: staff_names(place) for place in places}, frozenset(plans))


def staff_names(municipality_id: int) -> frozenset[str]:
    """The full names, folded, of those who have a role in the municipality today."""
    held = RoleHolding.objects.current_on(clock.today()).filter(municipality_id=municipality_id)
    names = (fold(name).strip() for name in held.values_list("user__name", flat=True).distinct())
    return frozenset(name for name in names if " " in name)


def check_measurement(
    benefit: Benefit, facts: "MeasurementFacts", before: Measurement | None = None, known: Known | None = None
) -> None:
    """Raise ``ValidationError`` by field for what cannot have been measured, or must not be kept."""
    if benefit.measured_in is None or not benefit.indicator:
        raise ValidationError(_("Gevinsten siger ikke, hvad I måler, og i hvad. Ret gevinsten først."))
    if facts.measured_in is not None and facts.measured_in != benefit.measured_in:
        said = _("Gevinsten er målt i %(wanted)s, ikke i %(given)s. Regn om, før du skriver tallet.")
        raise ValidationError({"value": said % {"wanted": benefit.measured_in, "given": facts.measured_in}})
    _check_period(benefit, facts)
    _check_unit(benefit, facts.unit, before.unit if before is not None else None)
    _check_once(benefit, facts, before)
    _check_control(benefit, facts.method, before, known)
    for name in WORDS:
        check_no_names(benefit.municipality_id, name, getattr(facts, name), known)


def _check_period(benefit: Benefit, facts: "MeasurementFacts") -> None:
    if facts.period_to < facts.period_from:
        raise ValidationError({"period_to": _("Perioden slutter, før den begynder.")})
    if facts.period_from > clock.today():
        raise ValidationError({"period_from": _("Perioden ligger i fremtiden. Skriv den periode, I målte i.")})
    if facts.period_to > clock.today():
        raise ValidationError({"period_to": _("Perioden er ikke slut endnu. Vent, eller skriv den forrige.")})
    if facts.period_from < EARLIEST:
        raise ValidationError({"period_from": _("Så langt tilbage kan I ikke måle. Se efter en slåfejl i årstallet.")})
    if benefit.starts_on is not None and facts.period_from < benefit.starts_on <= facts.period_to:
        said = _("Gevinsten begyndte %(day)s. Del målingen i før og efter.") % {"day": f"{benefit.starts_on:%d.%m.%Y}"}
        raise ValidationError({"period_from": said})


def _check_unit(benefit: Benefit, unit: Unit | None, before: Unit | None) -> None:
    if unit is None or unit == before:
        return
    if unit.municipality_id != benefit.municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    if benefit.unit_id is not None and unit.pk != benefit.unit_id:
        said = _("Gevinsten hører til %(unit)s og måles kun der.") % {"unit": benefit.unit}
        raise ValidationError({"unit": said})
    if not unit.is_open_on(clock.today()):
        raise ValidationError({"unit": _("Enheden er nedlagt. Vælg en, der findes i dag.")})


def same_period(benefit: Benefit, unit: Unit | None, first: date, last: date) -> QuerySet[Measurement]:
    """The measurements of the same place that share at least one day with the period."""
    there = Measurement.objects.filter(benefit=benefit, unit=unit) if unit else benefit.measurements.filter(unit=None)
    return there.filter(period_from__lte=last, period_to__gte=first)


def _check_once(benefit: Benefit, facts: "MeasurementFacts", before: Measurement | None) -> None:
    others = same_period(benefit, facts.unit, facts.period_from, facts.period_to)
    other = (others.exclude(pk=before.pk) if before is not None else others).first()
    if other is not None:
        said = _("Der står allerede en måling for %(period)s. Ret den i stedet.")
        told = period_text(Period(other.period_from, other.period_to))
        raise ValidationError({"period_from": said % {"period": told}})


def _check_control(benefit: Benefit, method: str, before: Measurement | None, known: Known | None) -> None:
    """A time study waits until the rules on control measures are confirmed."""
    if method not in CONTROL_METHODS or (before is not None and before.method == method):
        return
    if known is not None:
        confirmed = benefit.pk in known.confirmed
    else:
        confirmed = MeasurementPlan.objects.filter(benefit=benefit, confirmed_at__isnull=False).exists()
    if not confirmed:
        said = _("Det er en kontrolforanstaltning. Bekræft reglerne i måleplanen, før I måler sådan.")
        raise ValidationError({"method": said})


def check_no_names(municipality_id: int, field: str, text: str, known: Known | None = None) -> None:
    """Raise ``ValidationError`` when a text names somebody who works in the municipality. No query for no text."""
    if not text.strip():
        return
    names = known.names.get(municipality_id, frozenset()) if known is not None else staff_names(municipality_id)
    folded = fold(text)
    if any(re.search(rf"\b{re.escape(name)}\b", folded) for name in names):
        said = _("Skriv ikke navnet på en medarbejder. Målinger gælder en enhed, aldrig en enkelt medarbejder.")
        raise ValidationError({field: said})


def check_reason(benefit: Benefit, reason: str) -> None:
    """The same of a reason; neither does it hold what is sensitive, whichever way it came."""
    try:
        refuse_sensitive(reason)
    except ValidationError as error:
        raise ValidationError({"reason": error.messages}) from None
    check_no_names(benefit.municipality_id, "reason", reason)
