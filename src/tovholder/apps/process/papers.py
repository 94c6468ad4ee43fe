"""A round on paper: its steps, what was answered, figures, and what was learnt."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.process.comparing import step_text
from tovholder.apps.process.contracts import ROUND_FIGURES
from tovholder.apps.process.models import Learning, LearningKind, Round, StepStatus
from tovholder.apps.process.phases import PHASES
from tovholder.apps.process.reflection import answers_of
from tovholder.apps.process.selectors import learnings_of, steps_of
from tovholder.apps.process.states import SETTLED, StepState
from tovholder.foundation.reports.public import KeyNumber, Paper, PaperFact, PaperTable, Report
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share


@dataclass(frozen=True, slots=True)
class AnswerOnPaper:
    """A question with what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class LearningOnPaper:
    """Something learnt, and what was done about it."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class LearningsOnPaper:
    """What was learnt of one kind: what went well, what did not, what is done otherwise."""

    kind: str
    items: tuple[LearningOnPaper, ...]


@dataclass(frozen=True, slots=True)
class RoundOnPaper:
    """A round as a reader may see it."""

    paper: Paper
    numbers: tuple[KeyNumber, ...]
    facts: tuple[PaperFact, ...]
    tables: tuple[PaperTable, ...]
    steps_heading: str
    figures_heading: str
    figures: tuple[PaperFact, ...]
    learning_heading: str
    learning: tuple[LearningsOnPaper, ...]
    answers_heading: str
    answers: tuple[AnswerOnPaper, ...]
    note: str


def round_on_paper(found: Round, actor: Actor) -> RoundOnPaper:
    """A round as of today, as ``actor`` may see it."""
    rows = {step: row for (_round, step), row in steps_of([found]).items()}
    learnt = list(learnings_of(actor, [found]))
    said = list(answers_of([found])[found.public_id].values())
    settled = sum(row.state in SETTLED for row in rows.values())
    total = sum(len(phase.steps) for phase in PHASES)
    return RoundOnPaper(
        paper=Paper(
            title=str(found),
            lead=found.purpose or _("En runde i processen: trin, svar og læring."),
            place=found.place_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        numbers=(
            KeyNumber(Share(settled, total, _("trin")), _("er gjort eller valgt fra")),
            KeyNumber(len(said), _("spørgsmål er besvaret")),
            KeyNumber(len(learnt), _("ting er lært")),
        ),
        facts=_facts(found),
        tables=tuple(
            _table(str(phase.title), [(step.key, str(step.title)) for step in phase.steps], rows) for phase in PHASES
        ),
        steps_heading=_("Faser og trin"),
        figures_heading=_("Tal"),
        figures=_figures(found, actor),
        learning_heading=_("Det lærte vi"),
        learning=_by_kind(learnt),
        answers_heading=_("Svar på refleksionsspørgsmål"),
        answers=tuple(AnswerOnPaper(question, answer) for question, answer in said),
        note=_("Rapporten viser det, læseren havde adgang til den dag, den blev lavet."),
    )


def _facts(found: Round) -> tuple[PaperFact, ...]:
    def named(codes: Sequence[str], nothing: str) -> str:
        return ", ".join(codes) or nothing

    return (
        PaperFact(_("Sted"), found.place_name),
        PaperFact(_("Begynder"), date_text(found.starts_on)),
        PaperFact(_("Afsluttet"), date_text(found.closed_on) if found.closed_on else _("Runden er åben")),
        PaperFact(_("Fagområder"), named([code.label for code in found.fields.all()], _("Alle"))),
        PaperFact(
            _("Slags teknologi"), named([code.label for code in found.technology_kinds.all()], _("Al teknologi"))
        ),
        PaperFact(_("Målgrupper"), named([code.label for code in found.target_groups.all()], _("Alle"))),
    )


def _table(title: str, steps: Sequence[tuple[str, str]], rows: dict[str, StepStatus]) -> PaperTable:
    return PaperTable(
        title,
        (_("Trin"), _("Status"), _("Ansvarlig"), _("Frist")),
        [_line(name, rows.get(key)) for key, name in steps],
    )


def _line(name: str, row: StepStatus | None) -> tuple[str, str, str, str]:
    if row is None:
        return name, str(StepState.NOT_BEGUN.label), "–", "–"
    responsible = row.responsible.name if row.responsible else "–"
    return name, step_text(row), responsible, date_text(row.due_on) if row.due_on else "–"


def _figures(found: Round, actor: Actor) -> tuple[PaperFact, ...]:
    told = []
    for figure in ROUND_FIGURES:
        value = figure.values([found], actor).get(found.pk)
        if value is not None:
            told.append(PaperFact(str(figure.label), value))
    return tuple(told)


def _by_kind(learnt: Sequence[Learning]) -> tuple[LearningsOnPaper, ...]:
    groups = []
    for kind in LearningKind:
        items = tuple(LearningOnPaper(item.text, item.answer) for item in learnt if item.kind == kind.value)
        if items:
            groups.append(LearningsOnPaper(str(kind.label), items))
    return tuple(groups)


ROUND_REPORT = Report(
    key="process.round",
    title=gettext_lazy("En runde i processen"),
    load=round_on_paper,
    template=Path(__file__).with_name("round.typ"),
)
