"""Comparing technologies side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tovholder.apps.technologies import presenting
from tovholder.apps.technologies.kinds import Kind, PointKind
from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.presenting import PointLine
from tovholder.apps.technologies.remembered import remembered_catalogue

MOST = 4


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One thing that all are compared on; a cell has one line or several for each technology."""

    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The chosen technologies with the rows, or what is wrong with the choice."""

    chosen: tuple[Technology, ...]
    rows: tuple[ComparedRow, ...]
    problem: str
    refused: bool


def compare(query: QueryDict) -> Comparison:
    """The comparison of the technologies that the address names, in its order."""
    slugs = list(dict.fromkeys(slug for slug in query.getlist("t") if slug))
    if len(slugs) > MOST:
        said = _("Du har valgt %(count)s teknologier. Der er plads til %(most)s side om side: tag nogle fra.")
        return Comparison((), (), said % {"count": len(slugs), "most": MOST}, refused=True)
    by_slug = remembered_catalogue().by_slug if slugs else {}
    unknown = [slug for slug in slugs if slug not in by_slug]
    chosen = tuple(by_slug[slug] for slug in slugs if slug in by_slug)
    if unknown:
        said = _("Kataloget har ingen teknologi med adressen %(slug)s. Vælg fra listen i stedet.")
        return Comparison(chosen, (), said % {"slug": unknown[0][:60]}, refused=True)
    if len(chosen) == 1:
        return Comparison(chosen, (), _("Vælg mindst én teknologi mere at sammenligne med."), refused=False)
    if not chosen:
        return Comparison((), (), _("Vælg to til fire teknologier at sammenligne."), refused=False)
    return Comparison(chosen, tuple(_rows(chosen)), "", refused=False)


def _rows(chosen: Sequence[Technology]) -> list[ComparedRow]:
    def row(label: str, read: Callable[[Technology], Sequence[str]]) -> ComparedRow:
        return ComparedRow(label, tuple(tuple(line for line in read(item) if line) for item in chosen))

    rows = [
        row(_("Hvad er det?"), lambda item: [item.description]),
        row(_("Slags"), lambda item: [str(Kind(item.kind).label)]),
        *_fact_rows(chosen),
    ]
    rows += [_points_row(kind, chosen) for kind in PointKind if kind != PointKind.LEGAL_NOTE]
    rows += [
        row(_("Paragraffer"), lambda item: [presenting.told_code(code) for code in item.paragraphs.all()]),
        _points_row(PointKind.LEGAL_NOTE, chosen),
        row(_("Medicinsk udstyr (MDR)"), lambda item: [item.mdr_class.label if item.mdr_class else ""]),
        row(_("AI-forordningen"), lambda item: [item.ai_act_class.label if item.ai_act_class else ""]),
        row(_("Markedets modenhed"), lambda item: [item.market_status.label if item.market_status else ""]),
        row(_("Leveringsform"), lambda item: [presenting.told_codes(item.delivery_forms.all())]),
        row(_("Dele"), lambda item: [part.part.label for part in item.parts.all()]),
        row(_("Kategori på Landkortet"), lambda item: [item.category.label]),
    ]
    return rows


def _fact_rows(chosen: Sequence[Technology]) -> list[ComparedRow]:
    """Whom each is for, a row for each fact."""
    told = [presenting.for_whom(item) for item in chosen]
    return [
        ComparedRow(str(same[0].label), tuple((str(fact.value),) if fact.value else () for fact in same))
        for same in zip(*told, strict=True)
    ]


def _points_row(kind: PointKind, chosen: Sequence[Technology]) -> ComparedRow:
    return ComparedRow(
        str(kind.label), tuple(tuple(map(_told, presenting.lines_of(technology, kind))) for technology in chosen)
    )


def _told(line: PointLine) -> str:
    topic = f"{line.topic}: " if line.topic else ""
    undocumented = f" {_('Økonomiske gevinster er ikke dokumenteret.')}" if line.undocumented else ""
    return f"{topic}{line.text} ({line.told_source}){undocumented}"
