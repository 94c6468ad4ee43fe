"""The business case on paper: the same numbers as the page, from the same data."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.businesscases.documents import Document, Figures, computed
from tovholder.apps.businesscases.models import BusinessCase, Frozen
from tovholder.apps.businesscases.presenting import Main, Shown, shown
from tovholder.apps.businesscases.selectors import reference_figure
from tovholder.foundation.charts.model import LineChart
from tovholder.foundation.reports.public import Paper, PaperFact, PaperTable, Report
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class CaseOnPaper:
    """A case, or a version of it, to be printed by itself or as a part of a decision paper."""

    paper: Paper
    why: str
    numbers: tuple[Main, ...]
    facts: tuple[PaperFact, ...]
    chart: LineChart | None
    tables: tuple[PaperTable, ...]
    small: tuple[PaperTable, ...]
    remarks: tuple[str, ...]
    note: str
    headings: tuple[str, ...]


def case_on_paper(case: BusinessCase, version: Frozen | None = None) -> CaseOnPaper:
    """The case as it stands, or as it was frozen."""
    if version is not None:
        return _paper(case, version.document, version.figures, version)
    found = computed(case)
    return _paper(case, found.document, found.figures, None)


def _paper(case: BusinessCase, document: Document, figures: Figures | None, version: Frozen | None) -> CaseOnPaper:
    told = shown(document, figures) if figures is not None else None
    as_of: date = version.frozen_at.date() if version is not None else clock.today()
    facts = [PaperFact(label, value) for label, value in (told.frame if told else ())]
    if version is not None:
        facts.append(PaperFact(_("Version"), f"{version.number}: {version.occasion}"))
        facts.append(PaperFact(_("Fastfrosset"), f"{date_text(version.frozen_at)}, {version.by_name}"))
        facts.append(PaperFact(_("Kontrolsum"), version.digest[:16]))
    return CaseOnPaper(
        paper=Paper(
            title=document["title"],
            lead=_("Business case: hvad det koster, hvad det giver, hvem der betaler, og hvem der høster."),
            place=case.municipality.full_name,
            as_of=as_of,
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        why=case.why,
        numbers=told.numbers if told else (),
        facts=tuple(facts),
        chart=told.chart if told else None,
        tables=_tables(told) if told else (),
        small=(told.lines.paper(), told.assumptions.paper()) if told else (),
        remarks=told.left_out if told else (_("Sagen kan ikke regnes ud endnu: der mangler svar."),),
        note=_note(),
        headings=(_("Hvad det handler om"), _("Tallene"), _("Hvad tallene hviler på")),
    )


def _note() -> str:
    said = _(
        "Kun gevinster, der sænker et budget og er underskrevet af en økonom, er bogført som besparelse. "
        "Frigjort tid og forebyggede udgifter vises for sig. Alle udgifter er regnet med."
    )
    return f"{said} {reference_text()}".strip()


def _tables(told: Shown) -> tuple[PaperTable, ...]:
    grids = (told.ways, told.cash, told.buckets, told.payers, told.harvesters, told.room)
    return tuple(grid.paper() for grid in grids if grid is not None)


def reference_text() -> str:
    """What was published of merged systems: told apart, and in no sum (ECO-09)."""
    figure = reference_figure()
    if figure is None:
        return ""
    english = (get_language() or "da").startswith("en")
    return _("Til sammenligning, og ikke regnet med: %(said)s %(value)s kr. om året. Kilde: %(source)s.") % {
        "said": figure.statement_en if english else figure.statement_da,
        "value": number_text(int(figure.value)),
        "source": figure.publication,
    }


CASE_REPORT = Report(
    key="businesscases.case",
    title=gettext_lazy("Business case"),
    load=case_on_paper,
    template=Path(__file__).with_name("case.typ"),
)
