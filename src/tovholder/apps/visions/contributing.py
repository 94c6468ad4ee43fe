"""What the room tells the process: visions of a round, and figures of rounds and of the country."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tovholder.apps.process.public import NationalFigure, Round, RoundFigure, StepSource
from tovholder.apps.visions.models import Receipt, Vision
from tovholder.apps.visions.rules import may_write
from tovholder.apps.visions.selectors import own_visions
from tovholder.apps.visions.states import State
from tovholder.foundation.municipalities.models import TenantKind
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share


def _links(subject: Round, actor: Actor) -> Sequence[Link]:
    """The round's visions with how many answer for each. One query."""
    seen: QuerySet[Vision] = own_visions(actor).filter(round=subject)
    found = seen.annotate(people=Count("responsibles"))
    return [
        Link(
            vision.title,
            vision.get_absolute_url(),
            note=f"{vision.get_state_display()}, {_people(vision.people)}",
        )
        for vision in found.order_by("made_on", "pk")
    ]


def _people(count: int) -> str:
    if count == 0:
        return _("ingen ansvarlig endnu")
    return ngettext("%(n)d ansvarlig", "%(n)d ansvarlige", count) % {"n": count}


def _start(subject: Round, actor: Actor) -> Link | None:
    if subject.unit_id is not None or not may_write.allows(actor, subject):
        return None
    return Link(_("Skriv en vision, og udpeg de ansvarlige"), f"{reverse('visions:new')}?runde={subject.public_id}")


def _receipts(rounds: Sequence[Round], actor: Actor) -> Mapping[int, int | Share | str]:
    """Of the units asked to read a round's adopted visions, how many have. One query."""
    if actor.role not in roles.EMPLOYEES and not actor.is_system:
        return {}
    today = clock.today()
    is_open = Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=today)
    asked = Receipt.objects.filter(is_open, vision__round__in=rounds, vision__state=State.ADOPTED)
    if not actor.is_system:
        asked = asked.filter(vision__municipality_id=actor.municipality_id or -1)
    counted = (
        asked.order_by()
        .values("vision__round")
        .annotate(base=Count("pk"), given=Count("pk", filter=Q(given_on__isnull=False)))
        .values_list("vision__round", "base", "given")
    )
    return {key: Share(given, base, _("kvitteringer")) for key, base, given in counted}


def _with_vision() -> frozenset[int]:
    """The municipalities that have an adopted vision. One query."""
    found = Vision.objects.in_force().filter(municipality__kind=TenantKind.MUNICIPALITY)
    return frozenset(found.order_by().values_list("municipality_id", flat=True))


RESPONSIBLE_STEP = StepSource(key="visions.visions", step="vision.responsible", links=_links, start=_start, order=10)
RECEIPT_FIGURE = RoundFigure(
    key="visions.receipts", label=gettext_lazy("Enheder, der har læst visionen"), values=_receipts, order=10
)
VISION_FIGURE = NationalFigure(
    key="visions.adopted", label=gettext_lazy("Har en vedtaget vision"), municipalities=_with_vision, order=10
)
