"""The decision paper for the political committee: two to four pages, the same frozen data as the page.

Benefits stand on three bottom lines that are never summed. Other rooms add blocks by ``PAPER_BLOCKS``: the business
case its frozen figures, barriers their list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import BottomLine, benefits_of
from tovholder.apps.decisions.amounts import exact_text, with_unit
from tovholder.apps.decisions.choices import Outcome
from tovholder.apps.decisions.models import Deviation, Review, ReviewResult
from tovholder.apps.decisions.reviewing import wording
from tovholder.apps.decisions.selectors import (
    criteria_of,
    deviations_of,
    open_problems,
    reviews_of,
    statement_of,
    with_effects_elsewhere,
)
from tovholder.apps.projects.public import Project, checklists
from tovholder.foundation.reports.public import Paper, PaperFact, PaperTable, Report
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the paper: what stands under its heading. Empty parts are left out."""

    heading: str
    text: str = ""
    facts: tuple[PaperFact, ...] = ()
    rows: tuple[str, ...] = ()
    table: PaperTable | None = None


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """What another room adds to the decision paper of a project.

    ``load(project, actor)`` gives the block from frozen data in a constant number of queries, or None. ``order`` places
    it: the room's own blocks stand at 10 (need), 20 (tried), 30 (criteria), 40 (benefits), 60 (conditions), 70
    (problems and risk), 80 (others), 90 (learning); the economy belongs at 50, barriers at 65.
    """

    key: str
    load: Callable[[Project, Actor], Block | None]
    order: int = 100


PAPER_BLOCKS: Registry[PaperBlock] = Registry("block of the decision paper")


@dataclass(frozen=True, slots=True)
class DecisionOnPaper:
    """The whole paper."""

    paper: Paper
    question: Block
    recommendation: Block
    blocks: tuple[Block, ...]
    note: str


def decision_paper(project: Project, actor: Actor) -> DecisionOnPaper:
    """What ``actor`` may see of what a project's decision stands on, as of today."""
    last = reviews_of(project).exclude(outcome="").order_by("-held_on", "-pk").first()
    own = [(place, load(project, actor)) for place, load in OWN_BLOCKS]
    added = [(one.order, one.load(project, actor)) for one in PAPER_BLOCKS]
    blocks = [block for _place, block in sorted([*own, *added], key=lambda pair: pair[0]) if block is not None]
    return DecisionOnPaper(
        paper=Paper(
            title=_("Beslutningsoplæg: %(title)s") % {"title": project.title},
            lead=_("Hvad der skal besluttes, hvad vi anbefaler, og hvad det bygger på."),
            place=project.municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        question=Block(_("Det skal besluttes"), _question(project)),
        recommendation=Block(_("Anbefaling"), _recommendation(last)),
        blocks=tuple(blocks),
        note=_("Gevinster for borgere, medarbejdere og økonomi lægges aldrig sammen til ét tal."),
    )


def _question(project: Project) -> str:
    told = {"title": project.title, "status": project.get_status_display().lower()}
    return _("Skal %(title)s fortsætte, justeres eller stoppe? Projektet er nu: %(status)s.") % told


def _recommendation(last: Review | None) -> str:
    if last is None:
        return _("Projektet er ikke vurderet endnu. Vi anbefaler at holde beslutningen, når kriterierne er målt.")
    said = {
        Outcome.CONTINUE.value: _("Fortsæt."),
        Outcome.ADJUST.value: _("Justér, før projektet går videre."),
        Outcome.STOP.value: _("Stop, og del det, vi lærte."),
    }[last.outcome]
    return f"{said} {last.reason}"


def _need(project: Project, actor: Actor) -> Block | None:
    return Block(_("Behovet"), project.need)


def _tried(project: Project, actor: Actor) -> Block | None:
    facts = [PaperFact(_("Teknologi"), project.technology.label)]
    if project.started_on is not None:
        facts.append(PaperFact(_("Begyndt"), date_text(project.started_on)))
    groups = ", ".join(group.label for group in project.target_groups.all())
    if groups:
        facts.append(PaperFact(_("Målgrupper"), groups))
    return Block(_("Det har vi prøvet"), project.summary, tuple(facts))


def _criteria(project: Project, actor: Actor) -> Block | None:
    last = reviews_of(project).exclude(outcome="").order_by("-held_on", "-pk").first()
    results = {one.criterion_id: one for one in last.results.all()} if last is not None else {}
    rows = []
    for criterion in criteria_of(project):
        result = results.get(criterion.pk)
        measured = "" if result is None or result.measured is None else exact_text(result.measured)
        shown = _result(result) if result is not None else _("Ikke vurderet")
        rows.append((result.wording if result is not None else wording(criterion), measured, shown))
    if not rows:
        return Block(_("Kriterier og resultater"), _("Der blev ikke aftalt kriterier, før prøven begyndte."))
    header = (_("Kriterium"), _("Målt"), _("Resultat"))
    changed = tuple(f"{_changed(one)} {one.reason}" for one in deviations_of(project))
    return Block(
        _("Kriterier og resultater"),
        rows=changed,
        table=PaperTable(_("Kriterierne, og hvordan det gik"), header, tuple(rows)),
    )


def _result(result: ReviewResult) -> str:
    return f"{result.get_result_display()}: {result.note}" if result.note else result.get_result_display()


def _changed(one: Deviation) -> str:
    """What was changed of the criteria after the pilot began."""
    if one.before and one.after:
        return _("Fra: %(before)s. Til: %(after)s.") % {"before": one.before, "after": one.after}
    if one.after:
        return _("Tilføjet: %(after)s.") % {"after": one.after}
    return _("Taget ud: %(before)s.") % {"before": one.before}


def _benefits(project: Project, actor: Actor) -> Block | None:
    found = list(benefits_of(project, actor))
    if not found:
        return Block(_("Gevinster"), _("Der er ikke skrevet gevinster på projektet."))
    order = {line.value: at for at, line in enumerate(BottomLine)}
    rows = [
        (
            one.get_bottom_line_display(),
            _("%(title)s (ulempe)") % {"title": one.title} if one.is_negative else one.title,
            with_unit(one.baseline, one),
            with_unit(one.target, one),
            with_unit(one.realised, one),
        )
        for one in sorted(found, key=lambda one: (order[one.bottom_line], one.sort_key, one.pk))
    ]
    header = (_("Bundlinje"), _("Gevinst"), _("Før"), _("Mål"), _("Målt"))
    return Block(_("Gevinster"), table=PaperTable(_("Tre bundlinjer, som ikke lægges sammen"), header, tuple(rows)))


def _conditions(project: Project, actor: Actor) -> Block | None:
    rows = []
    for found in checklists(project):
        for condition, answer in found.rows:
            if not answer.is_settled:
                weight = _("skal") if condition.binds else _("bør")
                rows.append(f"{condition.label} ({found.status.label.lower()}, {weight})")
    if not rows:
        return Block(_("På plads før næste skridt"), _("Alt, hvad næste skridt kræver, er på plads."))
    return Block(_("Mangler før næste skridt"), rows=tuple(rows))


def _risks(project: Project, actor: Actor) -> Block | None:
    risk = statement_of(project, "decisions.risk")
    facts = []
    if risk is not None and risk.risk_class:
        facts.append(PaperFact(_("Risiko for mennesker"), f"{risk.get_risk_class_display()}. {risk.note}"))
    problems = tuple(f"{one.title} ({one.get_severity_display().lower()})" for one in open_problems([project]))
    return Block(_("Risici og problemer"), "", tuple(facts), problems) if facts or problems else None


def _elsewhere(project: Project, actor: Actor) -> Block | None:
    rows = tuple(
        f"{one.municipality.name}, {one.title} ({one.get_status_display().lower()}): {_short(one.results)}"
        for one in with_effects_elsewhere(project, actor, 3)
    )
    nothing = _("Ingen andre kommuner har fortalt om resultater med den samme teknologi.")
    return Block(_("Det har andre fundet"), "" if rows else nothing, rows=rows)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _learning(project: Project, actor: Actor) -> Block | None:
    return Block(_("Det lærte vi"), project.learning) if project.learning else None


OWN_BLOCKS: Sequence[tuple[int, Callable[[Project, Actor], Block | None]]] = (
    (10, _need),
    (20, _tried),
    (30, _criteria),
    (40, _benefits),
    (60, _conditions),
    (70, _risks),
    (80, _elsewhere),
    (90, _learning),
)

DECISION_REPORT = Report(
    key="decisions.paper",
    title=gettext_lazy("Beslutningsoplæg"),
    load=decision_paper,
    template=Path(__file__).with_name("decision.typ"),
)
