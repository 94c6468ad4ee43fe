"""Reading the catalogue."""

from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import Http404

from tovholder.apps.technologies.models import BundlePart, Edition, LocalDefinition, Point, Publication, Technology
from tovholder.apps.technologies.reference import MANY, ONE
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LARGEST_NUMBER = 2_147_483_647  # what a database integer holds


def technologies() -> QuerySet[Technology]:
    """The whole catalogue in Danish order, with categories."""
    return Technology.objects.select_related("category")


def current_technologies() -> QuerySet[Technology]:
    """The entries that new projects may choose: those that are not retired."""
    return technologies().filter(retired_on__isnull=True)


def technologies_with_codes() -> QuerySet[Technology]:
    """The whole catalogue with all its codes, in a fixed number of queries."""
    return Technology.objects.select_related(*ONE).prefetch_related(*MANY)


def technologies_with_all() -> QuerySet[Technology]:
    """The whole catalogue with codes, points, their sources, and parts, in a fixed number of queries."""
    return technologies_with_codes().prefetch_related(
        Prefetch("points", Point.objects.select_related("code", "publication")),
        Prefetch("parts", BundlePart.objects.select_related("part", "part__category")),
    )


def technology_for(actor: Actor, slug: str) -> Technology:
    """The technology called ``slug``, with all that is said of it. Raises ``Http404`` when there is none."""
    found = technologies_with_all().select_related("merged_into").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def technologies_by_name() -> dict[str, Technology]:
    """All technologies by every name under which a file may call them: slug, both names, aliases; folded."""
    by_name: dict[str, Technology] = {}
    every = list(technologies())
    for technology in every:
        for alias in technology.alias_list:
            by_name.setdefault(fold(alias), technology)
    for technology in every:
        for name in (technology.slug, technology.name_en, technology.name):
            if name:
                by_name[fold(name)] = technology
    return by_name


def catalogue_revision() -> int:
    """A number that grows when a technology is added or changed: the sum of all versions."""
    return Technology.objects.aggregate(total=Sum("version"))["total"] or 0


def publications() -> QuerySet[Publication]:
    """All publications in Danish order."""
    return Publication.objects.all()


def citations() -> dict[int, int]:
    """How many points lean on each publication, by its key in the database; those with none are left out."""
    counted = Point.objects.filter(publication__isnull=False).order_by().values("publication_id")
    return dict(counted.annotate(n=Count("pk")).values_list("publication_id", "n"))


def publications_by_key() -> dict[str, Publication]:
    """All publications by key, for the loaders of other rooms' data files."""
    return Publication.objects.in_bulk(field_name="key")


def publication_for(actor: Actor, key: str) -> Publication:
    """The publication with that key. Raises ``Http404`` when there is none."""
    found = publications().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def points_citing(publication: Publication) -> QuerySet[Point]:
    """The points that lean on a publication, by technology."""
    points = Point.objects.select_related("technology", "code").filter(publication=publication)
    return points.order_by("technology__sort_key", "position")


def definitions_of(actor: Actor, technology: Technology) -> QuerySet[LocalDefinition]:
    """The local definitions of a technology that the actor may see, by municipality and unit."""
    seen = LocalDefinition.objects.visible_to(actor).select_related("municipality", "unit", "former_municipality")
    return seen.filter(technology=technology).order_by("municipality__sort_key", "unit__sort_key")


def editions_of(technology: Technology) -> QuerySet[Edition]:
    """The editions of an entry, the newest first."""
    return Edition.objects.filter(technology=technology)


def newest_edition(technology: Technology) -> Edition | None:
    """The latest edition of an entry; None when no editor has touched it."""
    return editions_of(technology).defer("snapshot").first()


def visible_definitions(actor: Actor) -> QuerySet[LocalDefinition]:
    """All local definitions that the actor may see, by technology and municipality."""
    seen = LocalDefinition.objects.visible_to(actor).select_related(
        "technology", "municipality", "unit", "former_municipality"
    )
    return seen.order_by("technology__sort_key", "municipality__sort_key", "unit__sort_key")


def definition_for(actor: Actor, public_id: UUID) -> LocalDefinition:
    """The local definition of that id. Raises ``Http404`` when there is none that the actor may see."""
    found = visible_definitions(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def part_for(slug: str, public_id: UUID) -> BundlePart:
    """The part of that id in the bundle called ``slug``. Raises ``Http404`` when there is none."""
    found = BundlePart.objects.select_related("bundle", "part").filter(bundle__slug=slug, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def edition_for(slug: str, number: int) -> Edition:
    """One edition of an entry. Raises ``Http404`` when there is none."""
    editions = Edition.objects.select_related("technology").filter(technology__slug=slug)
    found = editions.filter(number=number).first() if number <= LARGEST_NUMBER else None
    if found is None:
        raise Http404
    return found
