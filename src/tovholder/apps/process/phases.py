"""The four phases of the process and their steps (SUS 2016): in any order, none of which ever blocks another."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A step of a phase. ``key`` is ``phase.step``."""

    key: str
    title: StrPromise


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its steps."""

    key: str
    title: StrPromise
    meaning: StrPromise
    steps: tuple[ProcessStep, ...]


PHASES: tuple[Phase, ...] = (
    Phase(
        "vision",
        _("Vision"),
        _("Hvor vil vi hen, hvem har ansvaret, og hvordan ved vi, at vi er nået frem?"),
        (
            ProcessStep("vision.responsible", _("Udpeg de ansvarlige")),
            ProcessStep("vision.goals", _("Sæt konkrete mål")),
            ProcessStep("vision.plan", _("Læg en handlingsplan")),
        ),
    ),
    Phase(
        "screening",
        _("IT-screening"),
        _("Hvad har borgerne brug for, hvad er der i forvejen, og hvad kan vi?"),
        (
            ProcessStep("screening.needs", _("Afdæk behov og interesser hos borgere og medarbejdere")),
            ProcessStep("screening.technology", _("Se på teknologiens muligheder og match")),
            ProcessStep("screening.resources", _("Gør ressourcer og kompetencer op")),
            ProcessStep("screening.ethics", _("Tag et blik på etikken")),
        ),
    ),
    Phase(
        "organisation",
        _("Organisering"),
        _("Hvem gør hvad, hvem bestemmer hvad, og hvem hjælper os?"),
        (
            ProcessStep("organisation.coordinator", _("Udpeg en tovholder i kommunen")),
            ProcessStep("organisation.units", _("Aftal samarbejdet med enhederne")),
            ProcessStep("organisation.others", _("Aftal samarbejdet med andre")),
        ),
    ),
    Phase(
        "practice",
        _("Praksis"),
        _("Hvordan bliver det til hverdag, og hvad lærer vi af den?"),
        (
            ProcessStep("practice.citizens", _("Inddrag borgerne")),
            ProcessStep("practice.knowledge", _("Søg ny viden")),
            ProcessStep("practice.spread", _("Spred interessen")),
            ProcessStep("practice.follow_up", _("Følg op, og juster")),
            ProcessStep("practice.evaluate", _("Dokumentér, og evaluer")),
        ),
    ),
)
STEPS: dict[str, ProcessStep] = {step.key: step for phase in PHASES for step in phase.steps}
PHASE_OF: dict[str, Phase] = {step.key: phase for phase in PHASES for step in phase.steps}
