"""What helped others: counts over the projects that the reader sees, each with its base and never a bare share.

Each reader counts their own municipality's barriers as far as they see them, and of the others' those that are shared.
A project counts once, with the best that came of its measures of one kind.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.barriers.models import Helped, Measure, ProjectBarrier, Severity, State
from tovholder.apps.barriers.register import Barrier
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.actor import Actor

BEST_FIRST = (Helped.YES, Helped.PARTLY, Helped.NO, Helped.EARLY)


@dataclass(frozen=True, slots=True)
class Tried:
    """One kind of measure: in how many projects and municipalities, and what came of it."""

    kind: Code
    projects: int
    municipalities: int
    helped: int
    partly: int
    not_helped: int
    early: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a barrier, or a theme, was met."""

    projects: int = 0
    municipalities: int = 0
    gone: int = 0


@dataclass(slots=True)
class _Seen:
    """What is gathered of one theme or entry while the rows are read."""

    projects: set[int] = field(default_factory=set)
    municipalities: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    def counted(self) -> Found:
        return Found(len(self.projects), len(self.municipalities), len(self.gone))


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """Where the reader sees barriers: by theme, by entry, and in all."""

    themes: Mapping[int, Found]
    entries: Mapping[int, Found]
    whole: Found


def register_counts(actor: Actor) -> RegisterCounts:
    """The counts of the register's overview. One query."""
    rows = ProjectBarrier.objects.visible_to(actor).select_related("barrier").order_by()
    themes: dict[int, _Seen] = defaultdict(_Seen)
    entries: dict[int, _Seen] = defaultdict(_Seen)
    whole = _Seen()
    for one in rows.only("project_id", "municipality_id", "state", "theme_id", "barrier__theme_id", "barrier_id"):
        theme = one.theme_id if one.barrier is None else one.barrier.theme_id
        groups = [whole, themes[theme or 0]] + ([entries[one.barrier.pk]] if one.barrier is not None else [])
        for seen in groups:
            seen.projects.add(one.project_id)
            seen.municipalities.add(one.municipality_id)
            if one.state == State.GONE:
                seen.gone.add(one.project_id)
    return RegisterCounts(
        {key: seen.counted() for key, seen in themes.items()},
        {key: seen.counted() for key, seen in entries.items()},
        whole.counted(),
    )


def stop_counts(actor: Actor) -> dict[int, int]:
    """How many of the projects that the reader sees name each theme as what stopped them. One query."""
    rows = Project.objects.visible_to(actor).order_by().filter(stop_causes__isnull=False)
    counted = rows.values_list("stop_causes").annotate(n=Count("pk", distinct=True))
    return dict(counted)


def what_helped(actor: Actor, *, barrier: Barrier | None = None, technology: Technology | None = None) -> list[Tried]:
    """The kinds of measures tried against a barrier, or with a technology, those that helped most first. Two queries.

    Of all barriers and technologies when neither is given.
    """
    seen = ProjectBarrier.objects.visible_to(actor).order_by()
    if barrier is not None:
        seen = seen.filter(barrier=barrier)
    if technology is not None:
        seen = seen.filter(project__technology=technology)
    rows = Measure.objects.filter(project_barrier__in=seen.values("pk")).order_by()
    pairs = rows.values_list("kind_id", "helped", "project_barrier__project_id", "project_barrier__municipality_id")
    kinds = {code.pk: code for code in Code.objects.of("barrier_measure")}
    return tried_of(pairs, kinds)


def tried_of(rows: Iterable[tuple[int, str, int, int]], kinds: Mapping[int, Code]) -> list[Tried]:
    """Rows of kind, outcome, project and municipality as counts: a project once for a kind, with its best outcome."""
    best: dict[int, dict[int, Helped]] = defaultdict(dict)
    places: dict[int, set[int]] = defaultdict(set)
    for kind, helped, project, municipality in rows:
        known = best[kind].get(project, Helped.EARLY)
        best[kind][project] = min(known, Helped(helped), key=BEST_FIRST.index)
        places[kind].add(municipality)
    found = []
    for kind, projects in best.items():
        outcomes = list(projects.values())
        by = {helped: outcomes.count(helped) for helped in BEST_FIRST}
        found.append(
            Tried(
                kind=kinds[kind],
                projects=len(projects),
                municipalities=len(places[kind]),
                helped=by[Helped.YES],
                partly=by[Helped.PARTLY],
                not_helped=by[Helped.NO],
                early=by[Helped.EARLY],
            )
        )
    return sorted(found, key=lambda one: (-one.helped, -one.partly, -one.projects, one.kind.position))


def tried_text(one: Tried) -> str:
    """The counts with their base, in a sentence."""
    said = _("Prøvet i %(projects)s i %(places)s. Hjalp i %(helped)s af %(n)s") % {
        "projects": projects_text(one.projects),
        "places": places_text(one.municipalities),
        "helped": number_text(one.helped),
        "n": number_text(one.projects),
    }
    more = []
    if one.partly:
        more.append(_("hjalp noget i %(n)s") % {"n": number_text(one.partly)})
    if one.not_helped:
        more.append(_("hjalp ikke i %(n)s") % {"n": number_text(one.not_helped)})
    if one.early:
        more.append(_("for tidligt at sige i %(n)s") % {"n": number_text(one.early)})
    return f"{', '.join([said, *more])}."


def projects_text(count: int) -> str:
    """A number of projects in words."""
    return ngettext("%(n)s projekt", "%(n)s projekter", count) % {"n": number_text(count)}


def places_text(count: int) -> str:
    """A number of municipalities in words."""
    return ngettext("%(n)s kommune", "%(n)s kommuner", count) % {"n": number_text(count)}


def found_text(found: Found | None) -> str:
    """Where it was met, in words."""
    if found is None or not found.projects:
        return _("Ingen projekter, du kan se, har skrevet den på.")
    return _("Står ved %(projects)s i %(places)s") % {
        "projects": projects_text(found.projects),
        "places": places_text(found.municipalities),
    }


def severity_counts(barriers: Iterable[ProjectBarrier]) -> list[tuple[Severity, int]]:
    """How many of the barriers stand how much in the way, the heaviest first."""
    held = [one.severity for one in barriers]
    return [(severity, held.count(severity)) for severity in reversed(Severity)]
