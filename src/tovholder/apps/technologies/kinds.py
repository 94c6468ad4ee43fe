"""The kinds of entries, points and publications. What belongs under them is dated codes; these shape the pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of entry it is."""

    THING = "thing", _("Ting eller program")
    METHOD = "method", _("Metode")
    BUNDLE = "bundle", _("Pakke")


class PointKind(models.TextChoices):
    """What a point tells about."""

    CITIZEN_BENEFIT = "citizen_benefit", _("Gavn for borgeren")
    STAFF_BENEFIT = "staff_benefit", _("Gavn for medarbejderne")
    ECONOMIC_BENEFIT = "economic_benefit", _("Økonomisk gavn")
    CITIZEN_DEMAND = "citizen_demand", _("Krav til borgeren")
    PLACE_DEMAND = "place_demand", _("Krav til stedet")
    STAFF_DEMAND = "staff_demand", _("Krav til personalet")
    WORK_PROCEDURE = "work_procedure", _("Arbejdsgang, der ændres")
    BARRIER = "barrier", _("Kendt barriere")
    LEGAL_NOTE = "legal_note", _("Note om lovgivning")


BENEFITS = (PointKind.CITIZEN_BENEFIT, PointKind.STAFF_BENEFIT, PointKind.ECONOMIC_BENEFIT)
DEMANDS = (PointKind.CITIZEN_DEMAND, PointKind.PLACE_DEMAND, PointKind.STAFF_DEMAND)

CODE_LISTS: dict[str, str] = {
    PointKind.CITIZEN_DEMAND.value: "citizen_ability",
    PointKind.PLACE_DEMAND.value: "place_demand",
    PointKind.STAFF_DEMAND.value: "staff_demand",
    PointKind.BARRIER.value: "barrier_theme",
}
"""The code list of each kind of point that must name a code."""

OPTIONAL_CODE_LISTS: dict[str, str] = {PointKind.LEGAL_NOTE.value: "paragraph"}
"""The code list of each kind that may name one."""


class PublicationKind(models.TextChoices):
    """What sort of publication it is."""

    REPORT = "report", _("Rapport")
    NEWS = "news", _("Nyhed")
    GUIDE = "guide", _("Vejledning")
    LAW = "law", _("Lov eller forordning")
    STATISTICS = "statistics", _("Statistik")
    WEBSITE = "website", _("Netsted")
