"""Reading packages, papers, and what stands between a copy and its origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet
from django.http import Http404

from tovholder.apps.packages.models import Package, Paper, PaperEdition, Thank
from tovholder.apps.packages.rules import writer
from tovholder.apps.packages.states import State
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

OLD_DRAFT_DAYS: Final = 60
WAITING_SHOWN: Final = 50


def package_for(actor: Actor, public_id: UUID) -> Package:
    """The package with that id, if ``actor`` may see it. Raises ``Http404`` otherwise: it does not exist for them."""
    facts = Package.objects.visible_to(actor).with_facts().select_related("project", "copied_from__municipality")
    found = facts.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def paper_for(actor: Actor, public_id: UUID) -> Paper:
    """The paper with that id, if ``actor`` may see its package. Raises ``Http404``."""
    papers = Paper.objects.select_related(
        "kind",
        "file",
        "package__municipality",
        "package__technology",
        "package__product",
        "origin__paper__package__municipality",
    )
    found = papers.filter(public_id=public_id, package__in=Package.objects.visible_to(actor)).first()
    if found is None:
        raise Http404
    return found


def papers_of(package: Package) -> list[Paper]:
    """The papers of a package in the order of their kinds."""
    found = Paper.objects.filter(package=package)
    found = found.select_related("kind", "file", "origin__paper__package__municipality")
    return list(found.order_by("kind__position", "pk"))


def paper_kinds() -> list[Code]:
    """The kinds of papers that others need anyhow, in their order."""
    return list(Code.objects.of("paper_kind").valid_on(clock.today()))


def missing_kinds(papers: Sequence[Paper]) -> list[Code]:
    """The kinds that a package has no paper of."""
    there = {paper.kind_id for paper in papers}
    return [kind for kind in paper_kinds() if kind.pk not in there]


def editions_of(paper: Paper) -> list[PaperEdition]:
    """Every text that a paper had, the newest first. For its own municipality alone."""
    return list(paper.editions.select_related("file", "taken__paper__package__municipality").order_by("-number"))


def latest_edition(paper: Paper) -> PaperEdition:
    """The edition that holds what the paper says now."""
    return paper.editions.order_by("-number")[:1].get()


def newer_origin(actor: Actor, paper: Paper) -> PaperEdition | None:
    """The lender's text that is newer than the one a copy was made from, as long as the lender shares it."""
    if paper.origin is None:
        return None
    lender = paper.origin.paper
    if not Package.objects.visible_to(actor).filter(pk=lender.package_id).exists():
        return None
    latest = latest_edition(lender)
    return latest if latest.number > paper.origin.number else None


def behind(papers: Sequence[Paper]) -> set[int]:
    """The keys of those papers whose lender has a newer text and still shares it; one query."""
    copies = Paper.objects.filter(pk__in=[paper.pk for paper in papers], origin__isnull=False)
    shared = copies.filter(origin__paper__package__tier=Tier.MUNICIPALITIES)
    counted = shared.annotate(newest=Max("origin__paper__editions__number"))
    return set(counted.filter(newest__gt=F("origin__number")).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Reuse:
    """How a package was received: copies that others made, and their thanks."""

    copies: int
    municipalities: tuple[str, ...]
    thanks: tuple[Thank, ...]


def reuse_of(package: Package) -> Reuse:
    """Who copied a package and who said thanks."""
    copies = list(package.copies.select_related("municipality").order_by("municipality__sort_key", "pk"))
    names = tuple(dict.fromkeys(copy.municipality.name for copy in copies))
    thanks = tuple(package.thanks.select_related("municipality").order_by("on", "pk"))
    return Reuse(len(copies), names, thanks)


def counts_of(keys: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The numbers of copies and of thanks of some packages, by their keys; two queries."""
    copies = Package.objects.filter(copied_from__in=keys).order_by().values("copied_from").annotate(n=Count("pk"))
    thanks = Thank.objects.filter(package__in=keys).order_by().values("package").annotate(n=Count("pk"))
    copied = {key: n for key, n in copies.values_list("copied_from", "n") if key is not None}
    return copied, dict(thanks.values_list("package", "n"))


def coordinators_of(municipality_id: int) -> list[User]:
    """The people who act for a municipality today: who is told."""
    held = RoleHolding.objects.current_on(clock.today()).filter(municipality_id=municipality_id)
    held = held.filter(role__code__in=sorted(roles.COORDINATORS)).select_related("user").order_by("pk")
    return list({holding.user_id: holding.user for holding in held}.values())


def copies_to_tell(paper: Paper) -> QuerySet[Paper]:
    """The papers of others that were made from some text of this one."""
    made = Paper.objects.filter(origin__paper=paper).select_related("package__municipality")
    return made.order_by("package__municipality_id", "pk")


def old_drafts(actor: Actor, until: date) -> list[Package]:
    """The municipality's drafts that nobody has touched for 60 days by ``until``, the oldest first."""
    if actor.municipality_id is None or not writer.allows(actor):
        return []
    drafts = Package.objects.visible_to(actor).filter(municipality_id=actor.municipality_id, state=State.DRAFT)
    old = drafts.filter(changed_on__lte=until - timedelta(days=OLD_DRAFT_DAYS))
    return list(old.order_by("changed_on", "pk")[:WAITING_SHOWN])


def newer_texts(actor: Actor) -> list[Paper]:
    """The municipality's copied papers whose lender has a newer text and still shares it."""
    if actor.municipality_id is None or not writer.allows(actor):
        return []
    own = Paper.objects.filter(package__municipality_id=actor.municipality_id, origin__isnull=False)
    shared = own.filter(origin__paper__package__tier=Tier.MUNICIPALITIES)
    counted = shared.annotate(newest=Max("origin__paper__editions__number"))
    found = counted.filter(newest__gt=F("origin__number")).select_related(
        "package", "origin__paper__package__municipality"
    )
    return list(found.order_by("pk")[:WAITING_SHOWN])


def own_copies(actor: Actor, package: Package) -> list[Package]:
    """The packages that the actor's municipality has made from this one."""
    if actor.municipality_id is None:
        return []
    return list(package.copies.filter(municipality_id=actor.municipality_id).order_by("pk"))
