"""What the actions share: the facts they take, and how a paper's text is kept."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.packages.looking import check_text
from tovholder.apps.packages.models import Package, Paper, PaperEdition
from tovholder.apps.packages.revisions import next_revision
from tovholder.apps.packages.selectors import coordinators_of, copies_to_tell
from tovholder.apps.packages.states import State
from tovholder.apps.products.public import Product
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.files.public import StoredFile, Upload, store_document
from tovholder.foundation.notices.public import notify
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

NEWER_TEXT: Final = "packages.newer_text"
THANKED: Final = "packages.thanked"
COPIED: Final = "packages.copied"


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What a package says about itself."""

    title: str
    technology: Technology
    product: Product | None = None
    project: Project | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperText:
    """What a paper is to say. Without ``upload`` its file stays, unless ``without_file`` takes it away."""

    title: str
    body: str = ""
    upload: Upload | None = None
    without_file: bool = False
    finished: bool = False
    why: str = ""


def check_facts(facts: PackageFacts, municipality_id: int) -> None:
    """Raises ``ValidationError`` by field for facts that do not fit each other."""
    check_text(title=facts.title, note=facts.note)
    if facts.product is not None and not facts.product.technologies.filter(pk=facts.technology.pk).exists():
        raise ValidationError({"product": _("Produktet hører ikke til den teknologi. Vælg et andet produkt.")})
    project = facts.project
    if project is not None and project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})


def check_paper(text: PaperText, *, has_file: bool) -> None:
    """Raises ``ValidationError`` by field for a text that must not be stored, or that is empty and called finished."""
    check_text(title=text.title, body=text.body, why=text.why)
    if text.finished and not text.body.strip() and not has_file:
        raise ValidationError({"body": _("Skriv teksten, eller læg en fil op, før I melder dokumentet færdigt.")})


def file_of(text: PaperText, before: StoredFile | None, by: Actor) -> StoredFile | None:
    """The file that the paper has from now on."""
    if text.upload is not None:
        try:
            return store_document(text.upload, by=by)
        except ValidationError as error:
            raise ValidationError({"upload": error.messages}) from error
    return None if text.without_file else before


def keep_edition(paper: Paper, *, by: Actor, why: str, taken: PaperEdition | None = None) -> PaperEdition:
    """Keep what the paper says now, as its next edition."""
    last = paper.editions.order_by("-number").values_list("number", flat=True).first() or 0
    return PaperEdition.objects.create(
        paper=paper,
        number=last + 1,
        title=paper.title,
        body=paper.body,
        file=paper.file,
        taken=taken,
        at=clock.now(),
        by_name=by.name,
        why=why,
    )


def touch(package: Package) -> None:
    """Count a write to a package or its papers, so that the search learns of it. Its version does not change."""
    package.revision, package.changed_on = next_revision(), clock.today()
    Package.objects.filter(pk=package.pk).update(revision=package.revision, changed_on=package.changed_on)


def tell_copiers(paper: Paper) -> None:
    """Tell those who copied a shared paper that it says something new; each municipality's copy once."""
    if paper.package.state != State.SHARED:
        return
    lender = paper.package.municipality.name
    for copy in copies_to_tell(paper):
        about = _("%(name)s har skrevet en nyere tekst: %(title)s. Se, hvad der er ændret.") % {
            "name": lender,
            "title": paper.title,
        }
        for person in coordinators_of(copy.package.municipality_id):
            notify(NEWER_TEXT, to=person, about=about, url=f"{copy.get_absolute_url()}sammenlign/")
