"""The counts that wait in somebody's week."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.spread.periods import period_text
from tovholder.apps.spread.rules import COUNTING_IN_UNIT
from tovholder.apps.spread.selectors import Missing, missing_counts
from tovholder.foundation.work.public import WorkItem
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

KIND = gettext_lazy("Udbredelse")


def count_items(actor: Actor, until: date) -> list[WorkItem]:
    """The counts of the last period that the actor's unit has not written; to the coordinator when they are late."""
    missing = [one for one in missing_counts(actor) if one.due <= until]
    if actor.role not in COUNTING_IN_UNIT:
        missing = [one for one in missing if one.due < clock.today()]
    return [_item(one) for one in missing]


def _item(one: Missing) -> WorkItem:
    return WorkItem(
        title=_("Tæl for %(period)s: %(technology)s")
        % {
            "period": period_text(one.period, one.plan.every),
            "technology": one.plan.technology.label,
        },
        url=reverse("spread:new_count", args=[one.plan.public_id, one.unit.public_id]),
        kind=KIND,
        due=one.due,
        note=one.unit.name,
    )
