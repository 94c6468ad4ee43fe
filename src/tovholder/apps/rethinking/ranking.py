"""The municipality's list in its order: the room's tasks given to the engine, and its codes put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.rethinking.models import WorkTask
from tovholder.apps.rethinking.selectors import listed_tasks, open_tasks, weight_editions, weights_of
from tovholder.engines.workload import Factor, Lane, Placed, Reason, Task, Weights, prioritise
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share

LANES: dict[Lane, StrPromise] = {
    Lane.AUTOMATE: gettext_lazy("Automatisér"),
    Lane.SUPPORT: gettext_lazy("Støt med teknologi"),
    Lane.STANDARDISE: gettext_lazy("Standardisér først"),
    Lane.TRY_CAREFULLY: gettext_lazy("Afprøv forsigtigt"),
    Lane.KEEP: gettext_lazy("Behold i menneskehænder"),
}
LANE_MEANING: dict[Lane, StrPromise] = {
    Lane.AUTOMATE: gettext_lazy("Opgaven er ens hver gang, kræver ikke et menneske, og en fejl gør lidt."),
    Lane.SUPPORT: gettext_lazy("Et menneske skal med, og teknologi kan tage noget af arbejdet."),
    Lane.STANDARDISE: gettext_lazy("Det sker tit, men hver gang på sin måde. Aftal én måde, før I køber noget."),
    Lane.TRY_CAREFULLY: gettext_lazy("En fejl rammer mennesker. Prøv først teknologien et sted, hvor den ikke gør."),
    Lane.KEEP: gettext_lazy("Mødet mellem mennesker er opgaven. Det er her, de frigjorte hænder skal bruges."),
}
REASONS: dict[Reason, StrPromise] = {
    Reason.MUCH_CONTACT: gettext_lazy("Mødet med et menneske er det værdifulde."),
    Reason.SOME_CONTACT: gettext_lazy("Et menneske gør nogle gange en forskel."),
    Reason.LITTLE_CONTACT: gettext_lazy("Opgaven kræver ikke et menneske."),
    Reason.GRAVE_HARM: gettext_lazy("En fejl kan skade mennesker, så den kommer aldrig først."),
    Reason.SOME_HARM: gettext_lazy("En fejl kan mærkes af borgeren."),
    Reason.NO_HUMAN_HARM: gettext_lazy("En fejl rammer ikke mennesker direkte: et godt sted at prøve først."),
    Reason.MANY_UNLIKE: gettext_lazy("Den sker tit og på mange måder."),
    Reason.UNLIKE: gettext_lazy("Hver gang er forskellig."),
    Reason.ALIKE: gettext_lazy("Den er næsten ens hver gang."),
    Reason.MANUAL: gettext_lazy("Den gøres i hånden i dag."),
}
FACTORS: dict[Factor, StrPromise] = {
    Factor.HOURS: gettext_lazy("Timer om året"),
    Factor.STANDARD: gettext_lazy("Hvor ens gangene er"),
    Factor.CONTACT: gettext_lazy("Lidt behov for et menneske"),
    Factor.HARM: gettext_lazy("Lidt skade ved en fejl"),
    Factor.MANUAL: gettext_lazy("Gøres i hånden"),
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A task with its place in the list; ``placed`` is None for one that waits for nothing."""

    task: WorkTask
    placed: Placed | None
    variants: int
    top: int

    @property
    def lane(self) -> Lane | None:
        """The lane, for a task that has a place."""
        return self.placed.lane if self.placed is not None else None

    @property
    def lane_label(self) -> str:
        """The lane in words."""
        return str(LANES[self.placed.lane]) if self.placed is not None else ""

    @property
    def place(self) -> int | None:
        """The place, counted from 1."""
        return self.placed.place if self.placed is not None else None

    @property
    def score(self) -> int | None:
        """The points, whole."""
        return round(self.placed.score) if self.placed is not None else None

    @property
    def reasons(self) -> list[str]:
        """Why it has its lane."""
        return [str(REASONS[reason]) for reason in self.placed.reasons] if self.placed is not None else []

    @property
    def parts(self) -> list[tuple[str, int, int]]:
        """What the points are made of: the factor, its points, and how many it can give."""
        if self.placed is None:
            return []
        return [(str(FACTORS[part.factor]), round(part.points), round(100 * part.weight)) for part in self.placed.parts]

    @property
    def steadiness(self) -> Share | None:
        """In how many of the varied weights the task is among the first."""
        if self.placed is None:
            return None
        return Share(self.placed.in_top, self.variants, _("måder at vægte på"))


@dataclass(frozen=True, slots=True)
class TheList:
    """All that is on a municipality's list: first those that have a place, in order, then the others by title."""

    rows: Sequence[Ranked]
    weights: Weights
    top: int

    def hours_by_lane(self) -> Mapping[Lane, float]:
        """Hours a year of those that have a place, by lane, in the order of the lanes."""
        found = dict.fromkeys(LANES, 0.0)
        for row in self.rows:
            if row.placed is not None:
                found[row.placed.lane] += row.task.hours
        return found

    def count_by_lane(self) -> Mapping[Lane, int]:
        """How many have a place, by lane."""
        found = dict.fromkeys(LANES, 0)
        for row in self.rows:
            if row.placed is not None:
                found[row.placed.lane] += 1
        return found

    def first(self) -> list[Ranked]:
        """Those to take first."""
        return [row for row in self.rows if row.placed is not None and row.placed.place <= self.top]

    def changed(self) -> list[WorkTask]:
        """The tasks that are done otherwise now, the latest first."""
        found = [row.task for row in self.rows if row.task.after_on is not None]
        return sorted(found, key=lambda task: (task.after_on is None, task.after_on, task.pk), reverse=True)

    def of(self, task: WorkTask) -> Ranked | None:
        """The row of one task."""
        return next((row for row in self.rows if row.task.pk == task.pk), None)


def the_list(actor: Actor) -> TheList:
    """The list of the actor's municipality, of what they may see of it. Two queries."""
    tasks = listed_tasks(actor)
    return in_order(tasks, weights_of(weight_editions(actor.municipality_id or -1)))


def in_order(tasks: Sequence[WorkTask], weights: Weights) -> TheList:
    """``tasks`` in order."""
    waiting = open_tasks(tasks)
    by_key = {str(task.pk): task for task in waiting}
    ranking = prioritise([_as_asked(task) for task in waiting], weights)
    rows = [Ranked(by_key[one.task.key], one, ranking.variants, ranking.top) for one in ranking.placed]
    others = [task for task in tasks if str(task.pk) not in by_key]
    rows += [Ranked(task, None, ranking.variants, ranking.top) for task in others]
    return TheList(rows, weights, ranking.top)


def _as_asked(task: WorkTask) -> Task:
    return Task(
        key=str(task.pk),
        name=task.sort_key,
        volume=task.times_a_year,
        minutes=float(task.minutes),
        contact=task.contact,
        standard=task.standard,
        harm=task.harm,
        manual=task.manual,
        low=float(task.minutes_low) if task.minutes_low is not None else None,
        high=float(task.minutes_high) if task.minutes_high is not None else None,
    )
