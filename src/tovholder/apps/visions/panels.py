"""What other pages show of visions: the round's, the municipality's dashboard, the municipality's public page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.process.public import Round
from tovholder.apps.visions.models import HearingRound, Vision
from tovholder.apps.visions.presenting import groups_text, shown_state
from tovholder.apps.visions.rules import may_write
from tovholder.apps.visions.selectors import own_visions, public_visions, receipt_counts
from tovholder.apps.visions.states import WAITING, State
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SHOWN = 5


def _rows(visions: Sequence[Vision], *, public: bool, counted: bool) -> list[tuple[Any, ...]]:
    counts = receipt_counts(visions) if counted and visions else {}
    return [
        (
            vision,
            shown_state(vision.state),
            groups_text(vision),
            vision.get_public_url() if public else vision.get_absolute_url(),
            counts.get(vision.pk),
        )
        for vision in visions
    ]


def round_panel(subject: Round, actor: Actor) -> Mapping[str, Any] | None:
    """The visions that were made in a round."""
    visions = list(own_visions(actor).with_facts().filter(round=subject).order_by("-made_on", "-pk")[:SHOWN])
    new = _new_href(subject, actor)
    if not visions and not new:
        return None
    return {
        "heading": _("Visioner i runden"),
        "rows": _rows(visions, public=False, counted=actor.role in roles.EMPLOYEES),
        "list_href": reverse("visions:list"),
        "link": _("Alle visioner"),
        "nothing": _("Runden har ingen vision endnu."),
        "new_href": new,
    }


def _new_href(subject: Round, actor: Actor) -> str:
    """Where a vision of the round is begun: a round of the whole municipality that is not closed."""
    if subject.unit_id is not None or subject.closed_on is not None or not may_write.allows(actor, subject):
        return ""
    return f"{reverse('visions:new')}?runde={subject.public_id}"


def process_panel(subject: Municipality, actor: Actor) -> Mapping[str, Any] | None:
    """The visions in force with their receipts, those on their way, and the deadlines of hearings."""
    if actor.municipality_id != subject.pk:
        return None
    seen = own_visions(actor).with_facts().filter(state__in=[State.ADOPTED, State.HEARING, State.DRAFT])
    visions = list(seen.order_by("state", "-adopted_on", "-pk")[:SHOWN])
    writes = actor.role in roles.COORDINATORS
    return {
        "heading": _("Vision"),
        "rows": _rows(visions, public=False, counted=actor.role in roles.EMPLOYEES),
        "deadlines": _deadlines(subject, actor),
        "list_href": reverse("visions:list"),
        "link": _("Alle visioner"),
        "nothing": _("Kommunen har ingen vision endnu."),
        "new_href": reverse("visions:new") if writes and not visions else "",
    }


def _deadlines(subject: Municipality, actor: Actor) -> list[tuple[str, str, Any, int]]:
    """Title, address, deadline and how many have not answered, of the hearings that run. One query."""
    if actor.role not in roles.EMPLOYEES:
        return []
    running = HearingRound.objects.filter(
        vision__municipality=subject, vision__state=State.HEARING, deadline__gte=clock.today()
    )
    counted = running.annotate(waiting=Count("hearings", filter=Q(hearings__state__in=sorted(WAITING))))
    return [
        (opened.vision.title, f"{opened.vision.get_absolute_url()}#hoering", opened.deadline, opened.waiting)
        for opened in counted.select_related("vision").order_by("deadline", "pk")
    ]


def municipality_panel(subject: Municipality, actor: Actor) -> Mapping[str, Any] | None:
    """The published visions that hold, on the municipality's public page."""
    found = public_visions().with_facts().filter(municipality=subject, state=State.ADOPTED)
    visions = list(found.order_by("-adopted_on", "-pk")[:SHOWN])
    if not visions:
        return None
    return {
        "heading": _("Vision for velfærdsteknologi"),
        "rows": _rows(visions, public=True, counted=False),
        "list_href": reverse("visions:public_list"),
        "link": _("Alle kommuners visioner"),
    }
