"""What the room shows on the Landkort and on the pages of technologies."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.focusareas.presenting import projects_text
from tovholder.apps.focusareas.selectors import approved_areas, areas_of_technology, projects_by_status
from tovholder.apps.technologies.public import Technology
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SHOWN = 4


def landkort_panel(_subject: object, actor: Actor) -> Mapping[str, Any] | None:
    """The newest approved areas, those of coming years left out, with how far their projects are."""
    areas = [area for area in approved_areas() if area.year <= clock.today().year][:SHOWN]
    if not areas:
        return None
    return {
        "heading": _("Fælleskommunale fokusområder"),
        "href": reverse("focusareas:list"),
        "link": _("Se alle fokusområder"),
        "rows": [(area, projects_text(counts)) for area, counts in zip(areas, projects_by_status(areas), strict=True)],
    }


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, Any] | None:
    """The approved areas that a technology belongs to."""
    areas = areas_of_technology(technology)
    if not areas:
        return None
    return {
        "heading": _("Fælleskommunalt fokusområde"),
        "href": reverse("focusareas:list"),
        "link": _("Se alle fokusområder"),
        "rows": [(area, area.description) for area in areas],
    }
