"""What of focus areas waits in somebody's week."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.focusareas.models import FocusArea
from tovholder.apps.focusareas.selectors import unqualified_areas, waiting_areas
from tovholder.foundation.visibility.rules import coordinator, national_editor
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel.actor import Actor

KIND = gettext_lazy("Fokusområde")


def area_items(actor: Actor, until: date) -> list[WorkItem]:
    """What a municipality of the group is to speak of, or the national editors are to qualify. One query at most."""
    if actor.is_system:
        return []
    if national_editor.allows(actor):
        return [_item(_("Kvalificér eller afvis: %(title)s"), area) for area in unqualified_areas()]
    if coordinator.allows(actor):
        return [_item(_("Sig, hvad I mener om fokusområdet: %(title)s"), area) for area in waiting_areas(actor)]
    return []


def _item(said: str, area: FocusArea) -> WorkItem:
    return WorkItem(
        title=said % {"title": area.title}, url=area.get_absolute_url(), kind=KIND, due=None, note=str(area.year)
    )
