"""How packages are shown: states, facts, the checklist, files to take along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.selectors import paper_kinds
from tovholder.apps.packages.states import State
from tovholder.apps.packages.text import plain_text
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel.actor import Actor

TONES: Mapping[str, Tone] = {
    State.DRAFT: "neutral",
    State.FINISHED: "info",
    State.SHARED: "success",
    State.WITHDRAWN: "muted",
}


def shown_state(state: str) -> Status:
    """A state as a tag."""
    return Status(State(state).label, TONES[state])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist: a kind of paper, and the paper where there is one."""

    kind: Code
    paper: Paper | None
    behind: bool = False

    @property
    def status(self) -> Status:
        """Whether it is there, and finished."""
        if self.paper is None:
            return Status(_("Mangler"), "muted")
        if self.paper.finished_on is None:
            return Status(_("Kladde"), "neutral")
        return Status(_("Færdig"), "success")


def checklist(papers: Sequence[Paper], behind: set[int]) -> list[Line]:
    """All kinds of papers in their order, and which of them a package has."""
    by_kind = {paper.kind_id: paper for paper in papers}
    lines = []
    for kind in paper_kinds():
        paper = by_kind.pop(kind.pk, None)
        lines.append(Line(kind, paper, paper is not None and paper.pk in behind))
    return lines + [Line(paper.kind, paper, paper.pk in behind) for paper in by_kind.values()]


def facts_of(package: Package, actor: Actor, *, sees_project: bool) -> list[Fact]:
    """What is known of a package."""
    facts = [
        Fact(_("Kommune"), package.municipality.full_name),
        Fact(_("Teknologi"), package.technology.label, package.technology.get_absolute_url()),
    ]
    if package.product is not None:
        facts.append(Fact(_("Produkt"), package.product.name, package.product.get_absolute_url()))
    if package.project is not None and sees_project:
        facts.append(Fact(_("Projekt"), package.project.title, package.project.get_absolute_url()))
    if package.copied_from is not None:
        lender = package.copied_from
        seen = Package.objects.visible_to(actor).filter(pk=lender.pk).exists()
        facts.append(Fact(_("Kopieret fra"), lender.municipality.full_name, lender.get_absolute_url() if seen else ""))
    facts.append(Fact(_("Sidst ændret"), package.changed_on))
    if package.state == State.SHARED:
        facts.append(Fact(_("Delt"), package.shared_on))
    facts.append(Fact(_("Synlighed"), package.get_tier_display()))
    return facts


def list_href(**chosen: str) -> str:
    """The list, narrowed."""
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return reverse("packages:list") + (f"?{query}" if query else "")


def markdown_of(package: Package, papers: Sequence[Paper], note: str = "") -> str:
    """All texts of a package in one file."""
    parts = [f"# {package.title}", _origin(package), *([note] if note else []), package.note]
    parts += [paper_markdown(paper) for paper in papers]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def paper_markdown(paper: Paper) -> str:
    """A paper's own text; its title where the text does not begin with a heading."""
    body = paper.body.strip()
    return body if body.startswith("# ") else f"# {paper.title}\n\n{body}"


def as_text(markdown: str) -> str:
    """The same without marks."""
    return plain_text(markdown)


def _origin(package: Package) -> str:
    about = package.product.name if package.product is not None else package.technology.label
    return f"{package.municipality.full_name} · {about}"
