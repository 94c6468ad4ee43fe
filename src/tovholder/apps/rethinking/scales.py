"""The words of the scales and choices by which a task is described."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Contact(models.IntegerChoices):
    """How much a person is needed."""

    NONE = 1, _("1 · Slet ikke: borgeren mærker ingen forskel")
    LITTLE = 2, _("2 · Lidt: et venligt ord gør godt, men bærer ikke opgaven")
    SOME = 3, _("3 · Noget: nogle gange er det mødet, der gør det")
    MUCH = 4, _("4 · Meget: mødet er en stor del af opgaven")
    ALL = 5, _("5 · Helt: mødet mellem mennesker er opgaven")


class Likeness(models.IntegerChoices):
    """How alike the cases are."""

    NONE = 1, _("1 · Hver gang er sin egen")
    LITTLE = 2, _("2 · Mest forskellige")
    SOME = 3, _("3 · Der er mønstre")
    MUCH = 4, _("4 · Mest ens")
    ALL = 5, _("5 · Ens hver gang")


class Harm(models.IntegerChoices):
    """What happens when it goes wrong."""

    NONE = 0, _("0 · Ingenting: fejlen opdages og rettes med det samme")
    STAFF = 1, _("1 · Besvær for medarbejderne, ikke for borgeren")
    DELAY = 2, _("2 · Borgeren venter længere eller bliver irriteret")
    LOSS = 3, _("3 · Borgeren går glip af noget, der kan rettes op")
    HURT = 4, _("4 · Borgeren kan komme til skade eller miste en ret")
    GRAVE = 5, _("5 · Alvorlig skade eller fare for liv")


class Per(models.TextChoices):
    """In what time a task is done so many times."""

    YEAR = "year", _("om året")
    MONTH = "month", _("om måneden")
    WEEK = "week", _("om ugen")
    WORKDAY = "workday", _("hver hverdag")
    DAY = "day", _("hver dag, også i weekenden")


TIMES_A_YEAR: dict[str, int] = {Per.YEAR: 1, Per.MONTH: 12, Per.WEEK: 52, Per.WORKDAY: 250, Per.DAY: 365}
"""How many such times a year has; 250 weekdays are 52 weeks of five without some ten holidays."""


class TaskKind(models.TextChoices):
    """What a task is part of."""

    TASK = "task", _("Arbejdsopgave")
    STEP = "step", _("Skridt i en brugerrejse")


class Basis(models.TextChoices):
    """How the minutes are known."""

    ESTIMATED = "estimated", _("Skønnet")
    MEASURED = "measured", _("Målt")


class TaskState(models.TextChoices):
    """Where a task stands in the inventory."""

    PROPOSED = "proposed", _("Foreslået")
    MAPPED = "mapped", _("På listen")
    DECIDED = "decided", _("Besluttet")
    CHANGED = "changed", _("Lavet om")
    PUT_AWAY = "put_away", _("Lagt væk")


ON_THE_LIST = (TaskState.MAPPED, TaskState.DECIDED, TaskState.CHANGED)
"""The states of tasks that are put in order and counted."""


class FieldState(models.TextChoices):
    """How far a field of work has come: the columns of the board."""

    NOT_BEGUN = "not_begun", _("Ikke begyndt")
    MAPPING = "mapping", _("Kortlægges nu")
    PRIORITISED = "prioritised", _("Prioriteret")
    CHANGING = "changing", _("Laves om")
    DONE = "done", _("Gennemgået")


class TrialOutcome(models.TextChoices):
    """How a trial went."""

    RUNNING = "running", _("I gang")
    WORKED = "worked", _("Forsøget lykkedes")
    PARTLY = "partly", _("Forsøget lykkedes delvist")
    FAILED = "failed", _("Forsøget lykkedes ikke, og det lærte vi")


class Meeting(models.TextChoices):
    """How a company was drawn in."""

    ASKED = "asked", _("Spurgt")
    VISITED = "visited", _("Besøgt")
    SHOWED = "showed", _("Har vist noget frem hos jer")
    TRIED = "tried", _("Er med i et forsøg")
