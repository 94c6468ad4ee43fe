"""Reading the catalogue."""

from django.db.models import QuerySet, Sum
from django.http import Http404

from tovholder.apps.technologies.models import Technology
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold


def technologies() -> QuerySet[Technology]:
    """The catalogue in Danish order, with categories."""
    return Technology.objects.select_related("category")


def technology_for(actor: Actor, slug: str) -> Technology:
    """The technology called ``slug``, with all its facets. Raises ``Http404`` when there is none."""
    found = (
        technologies()
        .prefetch_related("functional_categories", "purposes", "fields", "delivery_forms")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise Http404
    return found


def technologies_by_name() -> dict[str, Technology]:
    """All technologies by every name under which a file may call them: slug, both names, aliases; folded."""
    by_name: dict[str, Technology] = {}
    for technology in technologies():
        for alias in technology.alias_list:
            by_name.setdefault(fold(alias), technology)
    for technology in technologies():
        for name in (technology.slug, technology.name_en, technology.name):
            if name:
                by_name[fold(name)] = technology
    return by_name


def catalogue_revision() -> int:
    """A number that grows when a technology is added or changed: the sum of all versions."""
    return Technology.objects.aggregate(total=Sum("version"))["total"] or 0
