"""What was found, in the words of a list page: facets, and the filters that are on."""

from django.utils.translation import gettext as _

from tovholder.apps.projects.browse import Facet, Found
from tovholder.foundation.ui.values import ActiveFilter, FacetOption
from tovholder.foundation.ui.values import Facet as ShownFacet

OPEN_FACETS = {"status", "kategori", "aarsag"}


def shown_facet(facet: Facet) -> ShownFacet:
    """A facet as the page shows it."""
    return ShownFacet(
        facet.name,
        facet.label,
        [FacetOption(value.value, value.label, value.count, value.chosen) for value in facet.values],
        open=facet.name in OPEN_FACETS,
    )


def active_filters(found: Found) -> list[ActiveFilter]:
    """The filters that narrow the list, each with the way to be without it."""
    filters = found.filters
    active = [
        ActiveFilter(value.label, f"?{filters.without(facet.name, value.value)}", facet.label)
        for facet in found.facets
        for value in facet.values
        if value.chosen
    ]
    if filters.text:
        active.insert(0, ActiveFilter(f"”{filters.text}”", f"?{filters.query(text='')}", _("Søgning")))
    if filters.stale_only:
        active.append(ActiveFilter(_("Ikke bekræftet i 12 måneder"), f"?{filters.query(stale_only=False)}"))
    return active
