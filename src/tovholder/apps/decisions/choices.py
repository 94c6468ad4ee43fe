"""The words of decisions: classes of risk, results, outcomes, causes of problems, complexity."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskClass(models.TextChoices):
    """How badly an error of a trial can hurt a human being (ETH-13)."""

    LOW = "low", _("Lav: en fejl mærkes ikke af borgeren")
    MEDIUM = "medium", _("Mellem: en fejl er til gene, men opdages i tide")
    HIGH = "high", _("Høj: en fejl kan skade et menneske")


class Direction(models.TextChoices):
    """On which side of the threshold a criterion is met."""

    AT_LEAST = "at_least", _("Mindst")
    AT_MOST = "at_most", _("Højst")


class Result(models.TextChoices):
    """How a criterion came out."""

    MET = "met", _("Opfyldt")
    PARTLY = "partly", _("Delvist opfyldt")
    NOT_MET = "not_met", _("Ikke opfyldt")
    UNKNOWN = "unknown", _("Kan ikke siges")


class Outcome(models.TextChoices):
    """What was decided (PIL-02)."""

    CONTINUE = "continue", _("Fortsæt")
    ADJUST = "adjust", _("Justér")
    STOP = "stop", _("Stop")


class Cause(models.TextChoices):
    """Where a technical problem comes from."""

    NETWORK = "network", _("Netværk")
    ACCOUNT = "account", _("Login og adgang")
    DEVICE = "device", _("Udstyr")
    SUPPLIER = "supplier", _("Leverandørens løsning")
    USE = "use", _("Vaner og arbejdsgang")


class Severity(models.TextChoices):
    """How much a problem stands in the way."""

    LOW = "low", _("Irriterer")
    MEDIUM = "medium", _("Sinker arbejdet")
    HIGH = "high", _("Stopper brugen")


class ProblemState(models.TextChoices):
    """How far a problem is."""

    OPEN = "open", _("Åbent")
    WORKED_ON = "worked_on", _("Der arbejdes på det")
    SOLVED = "solved", _("Løst")
    LIVED_WITH = "lived_with", _("Vi lever med det")


CLOSED_PROBLEMS: Final = (ProblemState.SOLVED, ProblemState.LIVED_WITH)


class Domain(models.TextChoices):
    """The seven domains in which a project can be hard to spread (Greenhalgh et al. 2017), in our own words."""

    CONDITION = "condition", _("Borgerens situation")
    TECHNOLOGY = "technology", _("Teknologien")
    VALUE = "value", _("Værdien for dem, der er med")
    ADOPTERS = "adopters", _("De mennesker, der skal bruge den")
    ORGANISATION = "organisation", _("Organisationen")
    SYSTEM = "system", _("Omverdenen: lov, penge, andre sektorer")
    TIME = "time", _("Tilpasning over tid")


class Complexity(models.TextChoices):
    """How hard a domain is."""

    SIMPLE = "simple", _("Enkel")
    COMPLICATED = "complicated", _("Kompliceret")
    COMPLEX = "complex", _("Kompleks")


class HelpState(models.TextChoices):
    """How far a request for an economist's help is."""

    ASKED = "asked", _("Ønsket")
    ASSIGNED = "assigned", _("I gang")
    DONE = "done", _("Færdig")
