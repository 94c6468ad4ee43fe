"""What the room shows on the pages of projects, technologies and municipalities."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.barriers import evidence
from tovholder.apps.barriers.models import AT_WORK
from tovholder.apps.barriers.presenting import owner_text, severity_status, state_status
from tovholder.apps.barriers.register import Barrier
from tovholder.apps.barriers.rules import may_add_to
from tovholder.apps.barriers.selectors import barriers_of, home_of, seen_barriers
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.values import Link
from tovholder.kernel.actor import Actor

SHOWN = 6


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """The barriers of a project that the reader sees, what somebody works with first. One query."""
    inside = home_of(actor) == project.municipality_id
    found = barriers_of(project, actor)
    start = None
    if inside and may_add_to.allows(actor, project):
        start = Link(_("Skriv en barriere på"), reverse("barriers:new", args=[project.public_id]))
    if not found and start is None:
        return None
    return {
        "heading": _("Barrierer"),
        "href": reverse("barriers:overview"),
        "link": _("Se registret"),
        "rows": [
            (one, state_status(one), severity_status(one), owner_text(one) if inside else one.shown_theme.label)
            for one in found
        ],
        "nothing": _("Ingen barrierer er skrevet på projektet."),
        "start": start,
    }


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, Any] | None:
    """What most often stands in the way of a technology, and what helped. Three queries."""
    places: dict[Barrier, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for one in seen_barriers(actor).filter(project__technology=technology, barrier__isnull=False):
        if one.barrier is not None:
            places[one.barrier][0].add(one.project_id)
            places[one.barrier][1].add(one.municipality_id)
    if not places:
        return None
    most = sorted(places.items(), key=lambda item: (-len(item[1][0]), item[0].sort_key))[:SHOWN]
    counted = [
        (entry, evidence.found_text(evidence.Found(len(projects), len(municipalities))))
        for entry, (projects, municipalities) in most
    ]
    tried = evidence.what_helped(actor, technology=technology)[:SHOWN]
    return {
        "heading": _("Det står i vejen, og det hjalp"),
        "href": reverse("barriers:overview"),
        "link": _("Se registret"),
        "counted": counted,
        "tried": [(one, evidence.tried_text(one)) for one in tried],
    }


def municipality_panel(municipality: Municipality, actor: Actor) -> Mapping[str, Any] | None:
    """What a municipality works with, as far as the reader sees it. One query."""
    found = seen_barriers(actor).filter(municipality=municipality, state__in=AT_WORK).order_by("-found_on", "pk")
    rows = list(found[:SHOWN])
    if not rows:
        return None
    inside = home_of(actor) == municipality.pk
    return {
        "heading": _("Barrierer, der arbejdes med"),
        "href": reverse("barriers:list") if inside else reverse("barriers:overview"),
        "link": _("Se alle vores barrierer") if inside else _("Se registret"),
        "rows": [(one, state_status(one), severity_status(one), one.project.title) for one in rows],
    }
