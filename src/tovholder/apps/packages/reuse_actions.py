"""What one municipality does with another's package: copy it, and say thanks."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.packages.models import Package, Paper, Thank
from tovholder.apps.packages.revisions import next_revision
from tovholder.apps.packages.selectors import coordinators_of, latest_edition, papers_of
from tovholder.apps.packages.states import State
from tovholder.apps.packages.writing import COPIED, THANKED, keep_edition
from tovholder.foundation.audit.action import action, created
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.notices.public import notify
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("packages.copy_package")
def copy_package(
    *, by: Actor, package: Package, municipality: Municipality, papers: Sequence[Paper] | None = None
) -> Package:
    """Copy a shared package, or chosen papers of it, into a draft of ``municipality``; the lender is told.

    Each copied paper remembers the edition that it was made from. Raises ``ValidationError`` when the package is not
    shared, is one's own, or no paper of it is chosen.
    """
    _check_other(package, municipality)
    chosen = [paper for paper in papers_of(package) if papers is None or paper in papers]
    if not chosen:
        raise ValidationError({"papers": _("Vælg mindst ét dokument.")})
    copy = created(
        Package(
            municipality=municipality,
            tier=Tier.MUNICIPALITY,
            title=package.title,
            technology=package.technology,
            product=package.product,
            copied_from=package,
            made_on=clock.today(),
            changed_on=clock.today(),
            revision=next_revision(),
        )
    )
    why = _("Kopieret fra %(name)s") % {"name": package.municipality.name}
    for paper in chosen:
        origin = latest_edition(paper)
        made = created(
            Paper(package=copy, kind=paper.kind, title=paper.title, body=paper.body, file=paper.file, origin=origin)
        )
        keep_edition(made, by=by, why=why, taken=origin)
    about = _("%(name)s har kopieret jeres genbrugspakke %(title)s.") % {
        "name": municipality.name,
        "title": package.title,
    }
    for person in coordinators_of(package.municipality_id):
        notify(COPIED, to=person, about=about, url=package.get_absolute_url())
    return copy


@action("packages.thank")
def thank(*, by: Actor, package: Package, municipality: Municipality, sentence: str = "") -> Thank:
    """Say thanks for a package, once for each municipality; the lender is told.

    Raises ``ValidationError`` for one's own package, and the second time.
    """
    _check_other(package, municipality)
    thanks = created(
        Thank(package=package, municipality=municipality, sentence=" ".join(sentence.split()), on=clock.today())
    )
    about = _("%(name)s siger tak for %(title)s. %(sentence)s") % {
        "name": municipality.name,
        "title": package.title,
        "sentence": thanks.sentence,
    }
    for person in coordinators_of(package.municipality_id):
        notify(THANKED, to=person, about=about, url=package.get_absolute_url())
    return thanks


def _check_other(package: Package, municipality: Municipality) -> None:
    if package.state != State.SHARED:
        raise ValidationError(_("Pakken er ikke delt."))
    if package.municipality_id == municipality.pk:
        raise ValidationError(_("Det er jeres egen pakke."))
