"""What can be done with a package: make it, finish it, share it, take it back."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from tovholder.apps.packages.looking import check_text
from tovholder.apps.packages.models import Package, Removal
from tovholder.apps.packages.revisions import next_revision
from tovholder.apps.packages.rules import may_share
from tovholder.apps.packages.selectors import papers_of
from tovholder.apps.packages.states import MAY_BE_REOPENED, MAY_BE_SHARED, State
from tovholder.apps.packages.writing import PackageFacts, check_facts, touch
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("packages.create_package")
def create_package(*, by: Actor, municipality: Municipality, facts: PackageFacts) -> Package:
    """Begin a package: a draft that its own municipality alone sees. Raises ``ValidationError`` by field."""
    check_facts(facts, municipality.pk)
    return created(
        Package(
            municipality=municipality,
            tier=Tier.MUNICIPALITY,
            title=facts.title,
            technology=facts.technology,
            product=facts.product,
            project=facts.project,
            note=facts.note,
            made_on=clock.today(),
            changed_on=clock.today(),
            revision=next_revision(),
        )
    )


@action("packages.change_package")
def change_package(*, by: Actor, package: Package, facts: PackageFacts, expected_version: int | None = None) -> Package:
    """Change what a package says about itself. Raises ``ValidationError`` by field and ``ConflictError``."""
    check_facts(facts, package.municipality_id)
    change(
        package,
        expected_version=expected_version,
        title=facts.title,
        technology=facts.technology,
        product=facts.product,
        project=facts.project,
        note=facts.note,
    )
    touch(package)
    return package


@action("packages.finish_package")
def finish_package(*, by: Actor, package: Package) -> Package:
    """Say that a draft is finished. Raises ``ValidationError`` when no paper is."""
    if package.state != State.DRAFT:
        raise ValidationError(_("Kun en kladde kan meldes færdig."))
    if not any(paper.finished_on for paper in papers_of(package)):
        raise ValidationError(_("Meld mindst ét dokument færdigt, før I melder pakken færdig."))
    change(package, state=State.FINISHED, finished_on=clock.today())
    touch(package)
    return package


@action("packages.reopen_package")
def reopen_package(*, by: Actor, package: Package) -> Package:
    """Make a finished or withdrawn package a draft again. Raises ``ValidationError`` for a shared one."""
    if package.state not in MAY_BE_REOPENED:
        raise ValidationError(_("Pakken er delt eller allerede en kladde. Træk den tilbage først."))
    change(package, state=State.DRAFT)
    touch(package)
    return package


@action("packages.share_package")
def share_package(
    *,
    by: Actor,
    package: Package,
    confirmed: bool,
    seen_revision: int | None = None,
    expected_version: int | None = None,
) -> Package:
    """Share a finished package with all municipalities: the coordinator's own act.

    ``confirmed``: they have read it, as it was at ``seen_revision``, and found no personal data, no secrets and no
    confidential prices. Raises ``ValidationError`` without that, for another role, when a paper says something else by
    now, and for a text that must not be shared; ``ConflictError``.
    """
    if not may_share.allows(by, package):
        raise ValidationError(_("Det er kommunens tovholder, der deler en pakke."))
    if not confirmed:
        raise ValidationError(_("Bekræft, at I har læst pakken igennem, før I deler den."))
    now = Package.objects.select_for_update().filter(pk=package.pk).values_list("revision", flat=True).get()
    if seen_revision is not None and seen_revision != now:
        raise ValidationError(_("Pakken er ændret, siden I læste den. Læs den igennem igen, og bekræft så."))
    if package.state not in MAY_BE_SHARED:
        raise ValidationError(_("Kun en færdig pakke kan deles."))
    for paper in papers_of(package):
        check_text(title=paper.title, body=paper.body)
    change(
        package,
        expected_version=expected_version,
        state=State.SHARED,
        tier=Tier.MUNICIPALITIES,
        shared_on=clock.today(),
        withdrawn_on=None,
    )
    touch(package)
    return package


@action("packages.withdraw_package")
def withdraw_package(*, by: Actor, package: Package, expected_version: int | None = None) -> Package:
    """Stop sharing a package. Copies that others made stay theirs. Raises ``ValidationError`` and ``ConflictError``."""
    if package.state != State.SHARED:
        raise ValidationError(_("Pakken er ikke delt."))
    change(
        package,
        expected_version=expected_version,
        state=State.WITHDRAWN,
        tier=Tier.MUNICIPALITY,
        withdrawn_on=clock.today(),
    )
    touch(package)
    return package


@action("packages.delete_package")
def delete_package(*, by: Actor, package: Package) -> Package:
    """Delete a draft that was never shared, and give what it was. Raises ``ValidationError`` for any other."""
    if package.state != State.DRAFT or package.was_ever_shared:
        raise ValidationError(_("Kun en kladde, som aldrig har været delt, kan slettes."))
    Removal.objects.create(package_key=package.pk, revision=next_revision())
    removed(package)
    return package


@action("packages.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the packages of a municipality that became part of another; gives how many.

    Copies keep their origin, and thanks keep the name of the municipality that gave them.
    """
    owned = Package.objects.filter(municipality=old)
    first = owned.order_by("pk").first()
    if first is None:
        return 0
    noted(first, ["municipality"])
    return owned.update(municipality=into, version=F("version") + 1, revision=next_revision())
