"""What must be in place before a project goes on: the contract that rooms fill, and the conditions of this room."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from tovholder.apps.projects.models import Project
from tovholder.apps.projects.status import Status
from tovholder.kernel.registry import Registry


class Weight(StrEnum):
    """How much a condition weighs: the first two refuse a step, the last one warns and is kept with it."""

    LAW = "law"
    SAFETY = "safety"
    ADVICE = "advice"


class AnswerState(TextChoices):
    """What is known of a condition."""

    MET = "met", gettext_lazy("På plads")
    MISSING = "missing", gettext_lazy("Mangler")
    UNKNOWN = "unknown", gettext_lazy("Ikke besvaret")
    NOT_RELEVANT = "not_relevant", gettext_lazy("Ikke relevant")


SETTLED = frozenset({AnswerState.MET, AnswerState.NOT_RELEVANT})


@dataclass(frozen=True, slots=True)
class Answer:
    """How a project stands with a condition: ``note`` in words, ``href`` the page where it is answered."""

    state: AnswerState
    note: str = ""
    href: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that should be in place before a project goes on to one of ``to_status``.

    ``check(project)`` gives the answer in at most two queries. It is asked only on the way forward: a step back, a
    pause, a stop and an end are never bound, and neither is a registration or an import. ``label`` stands in the
    sentence that refuses a step; ``help`` says why it matters.
    """

    key: str
    label: StrOrPromise
    to_status: frozenset[Status]
    weight: Weight
    check: Callable[[Project], Answer]
    order: int = 100
    help: StrOrPromise = field(default="")

    @property
    def binds(self) -> bool:
        """Whether a step is refused while it is open."""
        return self.weight != Weight.ADVICE


CONDITIONS: Registry[Condition] = Registry("condition")


def conditions_for(status: str) -> list[Condition]:
    """The conditions of a state, the binding ones first."""
    return sorted((one for one in CONDITIONS if status in one.to_status), key=lambda one: not one.binds)


def answers_for(project: Project, status: str) -> list[tuple[Condition, Answer]]:
    """How a project stands with the conditions of a state."""
    return [(one, one.check(project)) for one in conditions_for(status)]


def _edit(project: Project, part: str) -> str:
    return f"{reverse('projects:edit_project', args=[project.public_id])}#{part}"


def need_is_named(project: Project) -> Answer:
    """Whether the project says what it is for."""
    state = AnswerState.MET if project.need.strip() else AnswerState.MISSING
    return Answer(state, href=_edit(project, "behovet"))


def running_is_paid(project: Project) -> Answer:
    """Whether somebody said who pays when the money of the project ends."""
    href = _edit(project, "penge")
    if project.running_budget_note.strip():
        return Answer(AnswerState.MET, href=href)
    if project.funding_ends_on is None and not project.funder:
        return Answer(AnswerState.UNKNOWN, _("Skriv, hvem der betaler, og hvornår pengene slutter."), href)
    return Answer(AnswerState.MISSING, _("Skriv, hvem der betaler driften bagefter."), href)


OWN_CONDITIONS = (
    Condition(
        key="projects.need",
        label=gettext_lazy("Behovet er beskrevet"),
        to_status=frozenset({Status.PILOT}),
        weight=Weight.ADVICE,
        check=need_is_named,
        order=10,
        help=gettext_lazy("Begynd med borgeren eller medarbejderen, ikke med teknologien."),
    ),
    Condition(
        key="projects.running",
        label=gettext_lazy("Driften er betalt, når projektets penge slutter"),
        to_status=frozenset({Status.IN_OPERATION}),
        weight=Weight.ADVICE,
        check=running_is_paid,
        order=290,
        help=gettext_lazy("Mange løsninger dør, når puljen er brugt. Skriv, hvilket budget der tager over."),
    ),
)
