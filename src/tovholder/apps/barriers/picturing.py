"""The room's charts, each with its base and its words."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from tovholder.apps.barriers.evidence import RegisterCounts, places_text, projects_text, severity_counts
from tovholder.apps.barriers.models import ProjectBarrier
from tovholder.foundation.charts.model import BarChart, Point
from tovholder.foundation.codes.models import Code


def theme_chart(themes: Sequence[Code], counts: RegisterCounts) -> BarChart:
    """In how many projects each theme was met."""
    points = [
        Point(theme.label, counts.themes[theme.pk].projects if theme.pk in counts.themes else 0) for theme in themes
    ]
    top = max(points, key=lambda point: point.value)
    told = _("%(projects)s i %(places)s har skrevet barrierer på.") % {
        "projects": projects_text(counts.whole.projects),
        "places": places_text(counts.whole.municipalities),
    }
    if top.value:
        told += " " + _("Flest under %(theme)s. Et projekt kan stå under flere temaer.") % {"theme": top.label}
    return BarChart(
        title=_("Projekter med barrierer, efter tema"),
        description=told,
        unit=_("Projekter"),
        label_title=_("Tema"),
        points=points,
        n=counts.whole.projects,
        base=_("projekter med barrierer, som du kan se"),
        keep_order=True,
    )


def stop_chart(themes: Sequence[Code], counts: Mapping[int, int]) -> BarChart | None:
    """What stopped projects, as they said it themselves when they stopped; None when nobody did."""
    if not counts:
        return None
    return BarChart(
        title=_("Det stoppede projekter"),
        description=_(
            "Temaer, som stoppede og afsluttede projekter selv har nævnt på Landkortet. Et projekt kan nævne flere. "
            "Tallene er for sig: de tæller ikke med i barriererne ovenfor."
        ),
        unit=_("Projekter"),
        label_title=_("Tema"),
        points=[Point(theme.label, counts.get(theme.pk, 0)) for theme in themes],
        base=_("projekter, der har sagt, hvad der stoppede dem"),
        keep_order=True,
    )


def severity_chart(barriers: Iterable[ProjectBarrier]) -> BarChart:
    """How much a barrier stands in the way where it was met."""
    held = list(barriers)
    return BarChart(
        title=_("Hvor meget den står i vejen"),
        description=_("Hver kommune har selv vurderet det for sit projekt."),
        unit=_("Projekter"),
        label_title=_("Hvor meget"),
        points=[Point(severity.label, count) for severity, count in severity_counts(held)],
        n=len(held),
        base=_("projekter, som du kan se"),
        keep_order=True,
    )
