"""A technology on paper: a fact sheet of a page or two for the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.technologies import presenting
from tovholder.apps.technologies.kinds import PointKind
from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.presenting import PointGroup, PointLine
from tovholder.foundation.reports.public import Paper, PaperFact, Report
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class LineOnPaper:
    """A point, and in small letters where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class GroupOnPaper:
    """Points under a small heading."""

    heading: str
    lines: tuple[LineOnPaper, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SectionOnPaper:
    """A part of the sheet."""

    heading: str
    groups: tuple[GroupOnPaper, ...]


@dataclass(frozen=True, slots=True)
class TechnologyOnPaper:
    """The fact sheet."""

    paper: Paper
    about_heading: str
    about: tuple[PaperFact, ...]
    sections: tuple[SectionOnPaper, ...]
    note: str


def technology_on_paper(technology: Technology) -> TechnologyOnPaper:
    """What the catalogue says of a technology, as of today; it is of no municipality, so nothing in it is invented."""
    law = [
        *(PaperFact(_("Paragraf"), presenting.told_code(code)) for code in technology.paragraphs.all()),
        *(PaperFact(fact.label, fact.value) for fact in presenting.law_classes(technology)),
    ]
    parts = [PaperFact(_("Del af pakken"), part.part.label) for part in technology.parts.all()]
    market = technology.market_status.label if technology.market_status else ""
    facts = [
        *(PaperFact(fact.label, fact.value) for fact in presenting.for_whom(technology)),
        PaperFact(_("Markedets modenhed"), market),
        *parts,
        *law,
    ]
    procedures = presenting.lines_of(technology, PointKind.WORK_PROCEDURE)
    notes = presenting.lines_of(technology, PointKind.LEGAL_NOTE)
    return TechnologyOnPaper(
        paper=Paper(
            title=technology.label,
            lead=technology.description,
            as_of=clock.today(),
            invented=False,
            language=get_language() or "da",
        ),
        about_heading=_("Kort om teknologien"),
        about=tuple(fact for fact in facts if fact.value),
        sections=tuple(
            section
            for section in (
                _section(_("Hvad giver det?"), presenting.benefits(technology)),
                _section(_("Hvad kræver det?"), presenting.demands(technology)),
                _section(_("Arbejdsgange, der ændres"), [PointGroup("", procedures)]),
                _section(_("Kendte barrierer"), presenting.barriers(technology)),
                _section(_("Noter om lovgivning"), [PointGroup("", notes)]),
            )
            if section.groups
        ),
        note=_(
            "Fra det fælles katalog over velfærdsteknologi. Et punkt uden udgiver og år er redaktionens egen vurdering."
        ),
    )


def _section(heading: str, groups: Sequence[PointGroup]) -> SectionOnPaper:
    return SectionOnPaper(heading, tuple(_group(group) for group in groups if group.lines or group.note))


def _group(group: PointGroup) -> GroupOnPaper:
    return GroupOnPaper(group.heading, tuple(_line(line) for line in group.lines), group.note)


def _line(line: PointLine) -> LineOnPaper:
    topic = f"{line.topic}: " if line.topic else ""
    return LineOnPaper(f"{topic}{line.text}", line.told_source)


TECHNOLOGY_REPORT = Report(
    key="technologies.technology",
    title=gettext_lazy("Faktaark om en teknologi"),
    load=technology_on_paper,
    template=Path(__file__).with_name("technology.typ"),
)
