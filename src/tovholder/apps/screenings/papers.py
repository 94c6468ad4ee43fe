"""A screening on paper: needs first, then what is there, what people can, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import answer_text, schema_of, words
from tovholder.apps.screenings.comparing import Told
from tovholder.apps.screenings.models import ScreeningFinding, ScreeningPart
from tovholder.apps.screenings.partkinds import KINDS, cells_of
from tovholder.apps.screenings.picturing import competence_chart, need_chart, network_chart, payer_chart
from tovholder.apps.screenings.presenting import stage_reasons, title_of
from tovholder.apps.screenings.selectors import attendance_of
from tovholder.apps.screenings.wording import STAGES, finding_details, finding_text
from tovholder.foundation.charts.model import Chart
from tovholder.foundation.reports.public import KeyNumber, Paper, PaperFact, PaperTable, Report
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Cell
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class PartOnPaper:
    """A chapter: texts, pictures and tables."""

    title: str
    texts: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[PaperTable, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreeningOnPaper:
    """A screening as it is printed."""

    paper: Paper
    numbers: tuple[KeyNumber, ...]
    facts: tuple[PaperFact, ...]
    parts: tuple[PartOnPaper, ...]
    note: str


def screening_on_paper(told: Told, findings: Sequence[ScreeningFinding]) -> ScreeningOnPaper:
    """The screening as it stands today."""
    screening, summary = told.screening, told.summary
    came = attendance_of(told.contents.participants)
    return ScreeningOnPaper(
        paper=Paper(
            title=title_of(screening),
            lead=screening.purpose[:300],
            place=screening.municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        numbers=(
            KeyNumber(came.came if screening.is_done else came.expected, _("deltagere")),
            KeyNumber(summary.needs_met if summary.needs_met.base else 0, _("behov får hjælp")),
            KeyNumber(summary.pieces, _("stykker udstyr")),
            KeyNumber(sum(finding.stands for finding in findings), _("fund, der står åbne")),
        ),
        facts=_facts(told),
        parts=tuple(part for part in _chapters(told, findings) if part.texts or part.charts or part.tables),
        note=_(
            "Screeningen viser, hvad deltagerne så den dag, den blev holdt. "
            "Grænserne for net og digitalt stade er vores egne skøn."
        ),
    )


def _facts(told: Told) -> tuple[PaperFact, ...]:
    screening = told.screening
    facts = [PaperFact(_("Enhed"), screening.unit.name), PaperFact(_("Status"), screening.get_state_display())]
    if screening.held_on is not None:
        facts.append(PaperFact(_("Holdt"), date_text(screening.held_on)))
    if screening.approved_on is not None:
        facts.append(PaperFact(_("Godkendt"), f"{date_text(screening.approved_on)}, {screening.approved_by_name}"))
    if told.staged is not None:
        reasons = ". ".join(stage_reasons(told.staged))
        facts.append(PaperFact(_("Digitalt stade"), f"{STAGES[told.staged.stage]}. {reasons}."))
    facts.append(PaperFact(_("Borgere, der har svaret letlæst"), len(told.asked.easy)))
    return tuple(facts)


def _table(slug: str, parts: Sequence[ScreeningPart]) -> tuple[PaperTable, ...]:
    kind = KINDS[slug]
    if not parts:
        return ()
    rows = [[_plain(cell) for cell in cells_of(part)] for part in parts]
    caption = _("%(what)s. n = %(count)d") % {"what": kind.title, "count": len(parts)}
    return (PaperTable(caption, [str(column) for column in kind.columns], rows),)


def _plain(cell: object) -> object:
    if isinstance(cell, Cell):
        return str(cell.status.text) if cell.status is not None else str(cell.value)
    return cell


def _picture(chart: Chart | None) -> tuple[Chart, ...]:
    return (chart,) if chart is not None else ()


def _chapters(told: Told, findings: Sequence[ScreeningFinding]) -> list[PartOnPaper]:
    own = told.contents
    return [
        PartOnPaper(_("Behov"), charts=_picture(need_chart(own)), tables=_table("behov", own.needs)),
        PartOnPaper(
            _("Formål"),
            texts=(told.screening.purpose,) if told.screening.purpose else (),
            tables=_table("formaal", own.statements),
        ),
        PartOnPaper(_("Udstyr"), charts=_picture(payer_chart(own)), tables=_table("udstyr", own.items)),
        PartOnPaper(_("Net"), charts=_picture(network_chart(own)), tables=_table("net", own.checks)),
        PartOnPaper(_("Kompetencer"), charts=_picture(competence_chart(own)), tables=_table("kompetencer", own.scores)),
        PartOnPaper(_("Svar"), texts=_answers(told)),
        PartOnPaper(_("Fund"), texts=_findings(findings)),
    ]


def _answers(told: Told) -> tuple[str, ...]:
    """What the unit answered together: question and answer, those that were answered alone."""
    response, given = told.asked.common, told.asked.answers
    if response is None:
        return ()
    return tuple(
        f"{words(question.text)}\n{answer_text(question, given[question.key])}"
        for question in schema_of(response.edition).questions
        if question.key in given
    )


def _findings(findings: Sequence[ScreeningFinding]) -> tuple[str, ...]:
    """Each finding with what to know about it and whether it still asks."""
    return tuple(
        "\n".join(part for part in (f"{finding_text(one)} ({_standing(one)})", finding_details(one)) if part)
        for one in findings
    )


def _standing(finding: ScreeningFinding) -> str:
    if finding.dismissed_on is not None:
        return _("Lagt væk: %(why)s") % {"why": finding.dismissed_why}
    return _("Åbent") if finding.stands else _("Gælder ikke længere")


SCREENING_REPORT = Report(
    key="screenings.screening",
    title=gettext_lazy("IT-screening"),
    load=screening_on_paper,
    template=Path(__file__).with_name("screening.typ"),
)
