"""The words of benefits: bottom lines, parts of a tree, ways of harvesting, states, ways of measuring."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class BottomLine(models.TextChoices):
    """Where a benefit is felt. The three are never summed into one (KL, status report 2017)."""

    CITIZEN = "citizen", _("Borgeren")
    STAFF = "staff", _("Medarbejderne")
    ECONOMY = "economy", _("Økonomien")


QUALITY_LINES: Final = (BottomLine.CITIZEN, BottomLine.STAFF)
TYPE_LISTS: Final[dict[str, tuple[str, ...]]] = {
    BottomLine.CITIZEN: ("benefit_citizen",),
    BottomLine.STAFF: ("benefit_staff", "benefit_organisation"),
    BottomLine.ECONOMY: ("benefit_economy", "benefit_organisation"),
}
"""The code lists from which the type of a benefit is chosen, by its bottom line."""
KIND_LISTS: Final = tuple(dict.fromkeys(name for lists in TYPE_LISTS.values() for name in lists))


class TreePart(models.TextChoices):
    """The five fixed parts of a benefit tree (KL og Socialstyrelsen 2016)."""

    PURPOSE = "purpose", _("Mål og formål")
    WORK = "work", _("Ændrede arbejdsgange")
    QUALITY = "quality", _("Kvalitet og arbejdsmiljø")
    ECONOMY = "economy", _("Økonomi")
    BARRIER = "barrier", _("Barrierer og udfordringer")


HARVESTED: Final = (TreePart.QUALITY, TreePart.ECONOMY)
"""The parts whose points can become benefits."""


class Realisation(models.TextChoices):
    """How an economic benefit comes into the municipality's books; only the last is booked as a saving (BEN-07)."""

    PREVENTS = "prevents", _("Forebygger nye udgifter")
    FREES = "frees", _("Frigør rum inden for budgettet")
    REDUCES = "reduces", _("Sænker budgettet")


class State(models.TextChoices):
    """How far a benefit is."""

    IDENTIFIED = "identified", _("Nævnt")
    PROFILED = "profiled", _("Har ansvarlig og mål")
    BASELINED = "baselined", _("Udgangspunkt målt")
    IN_REALISATION = "in_realisation", _("Følges")
    REALISED = "realised", _("Opnået")
    PARTLY = "partly", _("Delvist opnået")
    NOT_REALISED = "not_realised", _("Ikke opnået")
    TOO_EARLY = "too_early", _("For tidligt at sige")
    UNDOCUMENTED = "undocumented", _("Kan ikke dokumenteres")


OPEN_STATES: Final = (
    State.IDENTIFIED,
    State.PROFILED,
    State.BASELINED,
    State.IN_REALISATION,
    State.TOO_EARLY,
)
JUDGED_STATES: Final = (State.REALISED, State.PARTLY, State.NOT_REALISED, State.UNDOCUMENTED)
JUDGEMENTS: Final = (*JUDGED_STATES, State.TOO_EARLY, State.IN_REALISATION)
"""What somebody may say of a benefit. How far its profile is, the profile says by itself."""


class Cadence(models.TextChoices):
    """How often something is measured; a period of measuring has that length."""

    MONTH = "month", _("Hver måned")
    QUARTER = "quarter", _("Hvert kvartal")
    HALF_YEAR = "half_year", _("Hvert halve år")
    YEAR = "year", _("Hvert år")


MONTHS_OF: Final[dict[str, int]] = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: 12}


class Method(models.TextChoices):
    """How a number came about."""

    COUNTED = "counted", _("Talt eller trukket fra et system")
    TIME_STUDY = "time_study", _("Tidsmåling")
    POSITION = "position", _("Måling af, hvor medarbejdere er")
    SURVEY = "survey", _("Spørgeskema")
    ESTIMATE = "estimate", _("Skøn")


CONTROL_METHODS: Final = (Method.TIME_STUDY, Method.POSITION)
"""Ways of measuring that watch what staff do: control measures, which are confirmed before they begin."""


class Design(models.TextChoices):
    """What a measurement is compared with."""

    NONE = "none", _("Ingen sammenligning")
    BEFORE_AFTER = "before_after", _("Før og efter")
    COMPARISON = "comparison", _("Før og efter, og med enheder, der begynder senere")


class Outcome(models.TextChoices):
    """What was realised of what was expected: as the line judged it, else as the latest measurement says."""

    REACHED = "reached", _("Nået")
    PARTLY = "partly", _("Delvist nået")
    NOT = "not", _("Ikke nået")
    TOO_EARLY = "too_early", _("For tidligt at sige")
    UNDOCUMENTED = "undocumented", _("Kan ikke dokumenteres")
    WAITING = "waiting", _("Ikke målt endnu")


class Grade(models.TextChoices):
    """How much a number can bear, best first."""

    A = "A", _("A: systematisk målt med sammenligning")
    B = "B", _("B: systematisk målt før og efter")
    C = "C", _("C: målt, men med huller")
    D = "D", _("D: skøn eller enkelte erfaringer")


class Risk(models.TextChoices):
    """How sure it is that the benefit comes."""

    LOW = "low", _("Lille")
    MEDIUM = "medium", _("Mellem")
    HIGH = "high", _("Stor")
