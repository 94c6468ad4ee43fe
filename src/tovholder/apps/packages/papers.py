"""A package, or one of its papers, on paper."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.presenting import paper_markdown
from tovholder.apps.packages.text import Block, blocks
from tovholder.foundation.reports.public import Paper as OnPaper
from tovholder.foundation.reports.public import PaperFact, Report
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class PackageOnPaper:
    """What is printed: facts, and the texts one after the other."""

    paper: OnPaper
    facts: tuple[PaperFact, ...]
    texts: tuple[tuple[Block, ...], ...]
    note: str


def package_on_paper(package: Package, papers: list[Paper], title: str) -> PackageOnPaper:
    """The papers of a package as they stand today."""
    facts = [PaperFact(_("Teknologi"), package.technology.label)]
    if package.product is not None:
        facts.append(PaperFact(_("Produkt"), package.product.name))
    files = [paper.file.name for paper in papers if paper.file is not None]
    if files:
        facts.append(PaperFact(_("Vedlagte filer"), ", ".join(files)))
    return PackageOnPaper(
        paper=OnPaper(
            title=title,
            lead=package.note if title == package.title else package.title,
            place=package.municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        facts=tuple(facts),
        texts=tuple(blocks(paper_markdown(paper)) for paper in papers),
        note=_("En anden kommunes papirer er et forlæg. Vurderingen og beslutningen er jeres egen."),
    )


PACKAGE_REPORT = Report(
    key="packages.package",
    title=gettext_lazy("Genbrugspakke"),
    load=package_on_paper,
    template=Path(__file__).with_name("package.typ"),
)
