"""What waits for whom: replies to write, statements to give, receipts to give."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from tovholder.apps.visions.models import Hearing, HearingRound, Statement
from tovholder.apps.visions.receipts import REMINDED_AFTER, receipt_href
from tovholder.apps.visions.rules import UNIT_VOICES
from tovholder.apps.visions.selectors import council_of, own_receipts
from tovholder.apps.visions.states import WAITING, State
from tovholder.foundation.visibility import roles
from tovholder.foundation.work.public import WorkItem, WorkSource
from tovholder.kernel.actor import Actor

KIND = gettext_lazy("Vision")
SHOWN = 25


def _hearings(actor: Actor, until: date) -> list[WorkItem]:
    """For coordinators: hearings that run, letters that failed, and statements nobody has answered. Two queries."""
    if actor.role not in roles.COORDINATORS or actor.municipality_id is None:
        return []
    running = HearingRound.objects.filter(
        vision__municipality_id=actor.municipality_id, vision__state=State.HEARING, deadline__lte=until
    )
    counted = running.annotate(waiting=Count("hearings", filter=Q(hearings__state__in=sorted(WAITING))))
    items = [
        WorkItem(
            title=gettext("Saml op på høringen om %(title)s") % {"title": opened.vision.title},
            url=f"{opened.vision.get_absolute_url()}#hoering",
            kind=KIND,
            due=opened.deadline,
            note=ngettext("%(n)d har ikke svaret", "%(n)d har ikke svaret", opened.waiting) % {"n": opened.waiting},
        )
        for opened in counted.select_related("vision").order_by("deadline", "pk")[:SHOWN]
    ]
    unanswered = Statement.objects.filter(
        hearing__round__vision__municipality_id=actor.municipality_id,
        hearing__round__vision__state__in=[State.HEARING, State.DRAFT, State.ADOPTED],
        replied_on__isnull=True,
    )
    items += [
        WorkItem(
            title=gettext("Svar %(name)s på deres høringssvar") % {"name": statement.hearing.name},
            url=reverse("visions:reply", args=[statement.public_id]),
            kind=KIND,
            note=statement.hearing.round.vision.title,
        )
        for statement in unanswered.select_related("hearing__round__vision").order_by("given_on", "pk")[:SHOWN]
    ]
    return items


def _receipts(actor: Actor, until: date) -> list[WorkItem]:
    """For those who speak for a unit: visions that it has not read yet."""
    if actor.role not in UNIT_VOICES:
        return []
    return [
        WorkItem(
            title=gettext("Læs %(title)s, og tal om den i enheden") % {"title": receipt.vision.title},
            url=receipt_href(receipt),
            kind=KIND,
            due=receipt.asked_on + REMINDED_AFTER,
        )
        for receipt in own_receipts(actor)
        .filter(given_on__isnull=True, asked_on__lte=until - REMINDED_AFTER)
        .order_by("asked_on", "pk")[:SHOWN]
    ]


def _statements(actor: Actor, until: date) -> list[WorkItem]:
    """For members of a council: visions that they are asked about. Two queries."""
    council = council_of(actor)
    if not council:
        return []
    waiting = Hearing.objects.filter(
        round__vision__municipality_id=actor.municipality_id or -1,
        round__vision__state=State.HEARING,
        round__deadline__lte=until,
        body__code=council,
        state__in=sorted(WAITING),
    )
    return [
        WorkItem(
            title=gettext("Skriv jeres høringssvar om %(title)s") % {"title": hearing.round.vision.title},
            url=reverse("visions:statement", args=[hearing.public_id]),
            kind=KIND,
            due=hearing.round.deadline,
        )
        for hearing in waiting.select_related("round__vision").order_by("round__deadline", "pk")[:SHOWN]
    ]


HEARING_WORK = WorkSource(key="visions.hearings", items=_hearings, order=50)
RECEIPT_WORK = WorkSource(key="visions.receipts", items=_receipts, order=51)
STATEMENT_WORK = WorkSource(key="visions.statements", items=_statements, order=52)
