"""What the room shows on pages of technologies and projects: who does it, how it spread, who of those is alike."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.projects.figures import national_figures
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.peers import doing, municipalities_like
from tovholder.apps.projects.picturing import spread_chart, state_map
from tovholder.apps.projects.presenting import shown_status, status_chart
from tovholder.apps.projects.spread import spread
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.ui.formats import share_text
from tovholder.foundation.ui.panels import Panel
from tovholder.foundation.ui.values import Column, TableView
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import Actor

SHOWN = 4
NEAR_SHOWN = 5


def _listed(technology: Technology) -> str:
    return f"{reverse('projects:list')}?{urlencode({'teknologi': technology.slug})}"


def _home(actor: Actor) -> Municipality | None:
    """The reader's own municipality; none for those of a region, a partner or nobody known."""
    if actor.municipality_id is None:
        return None
    return municipalities().filter(pk=actor.municipality_id).first()


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object]:
    """How far the country is with a technology, where, and the projects of it that the reader may see."""
    figures = national_figures(technology)
    visible = Project.objects.visible_to(actor).select_related("municipality").filter(technology=technology)
    home = _home(actor)
    return {
        "technology": technology,
        "figures": figures,
        "chart": status_chart(figures) if figures.projects else None,
        "map": state_map(figures, technology, home) if figures.projects else None,
        "projects": [
            (project, shown_status(project.status)) for project in visible.order_by("-confirmed_on", "-pk")[:SHOWN]
        ],
        "list_href": _listed(technology),
        "map_href": f"{reverse('projects:landkort')}?vis=teknologi&teknologi={technology.slug}#kort",
    }


def spread_panel(technology: Technology, actor: Actor) -> Mapping[str, object] | None:
    """How the technology spread over the years; nothing while nobody has registered a project."""
    figures = national_figures(technology)
    if not figures.projects:
        return None
    years = spread(technology)
    return {
        "chart": spread_chart(years, figures.projects),
        "table": TableView(
            caption=_("Udbredelse år for år"),
            columns=[
                Column(_("År")),
                Column(_("Registreret i året"), numeric=True),
                Column(_("På kortet ved årets slutning"), numeric=True),
                Column(_("Heraf i drift"), numeric=True),
                Column(_("Andel i drift"), numeric=True),
            ],
            rows=[
                (
                    str(one.year),
                    one.registered,
                    one.on_map,
                    one.in_operation,
                    share_text(one.share) if one.on_map else "–",
                )
                for one in years
            ],
        ),
        "downloads": {
            kind: reverse("projects:spread_file", args=[technology.slug, kind]) for kind in ("csv", "xlsx", "json")
        },
    }


def peers_panel(technology: Technology, actor: Actor) -> Mapping[str, object] | None:
    """Municipalities like the reader's that do it, the most alike first; nothing where nobody does."""
    done = doing(actor, technology)
    if not done:
        return None
    home = _home(actor)
    narrowed = urlencode({"teknologi": technology.slug})
    if home is None:
        return {"technology": technology, "home": "", "places": list(municipalities())}
    near = [one for one in municipalities_like(home, done) if one.projects][:NEAR_SHOWN]
    return {
        "technology": technology,
        "home": home.name,
        "near": [(one, f"{_listed(technology)}&{urlencode({'kommune': one.municipality.slug})}") for one in near],
        "all_href": f"{reverse('projects:alike', args=[home.slug])}?{narrowed}",
    }


def peers_of_project(project: Project, actor: Actor) -> Mapping[str, object] | None:
    """The same on the page of a project: who like the reader's municipality does what this project does."""
    return peers_panel(project.technology, actor)


ROOM_PANELS = (
    Panel("projects.technology", "technology", everyone, technology_panel, "projects/technology_panel.html", order=10),
    Panel("projects.peers", "technology", everyone, peers_panel, "projects/peers_panel.html", order=12),
    Panel("projects.spread", "technology", everyone, spread_panel, "projects/spread_panel.html", order=14),
    Panel("projects.peers_of_project", "project", everyone, peers_of_project, "projects/peers_panel.html", order=20),
)
