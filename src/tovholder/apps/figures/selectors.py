"""Reading the published figures. They are open to everybody."""

from django.db.models import QuerySet, Sum
from django.http import Http404

from tovholder.apps.figures.models import FigureState, PublishedFigure, Topic
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.kernel.actor import Actor

ECONOMY_CAUTION = "ikt-2016-ingen-dokumenteret-oekonomi"
"""The figure that stands beside every claim on economy: no gain of ICT solutions could be documented."""


def every_figure() -> QuerySet[PublishedFigure]:
    """All figures with source and technology, withdrawn ones too."""
    return PublishedFigure.objects.select_related("publication", "technology")


def shown_figures() -> QuerySet[PublishedFigure]:
    """The figures that are shown, in the order of their publications."""
    return every_figure().filter(state=FigureState.SHOWN)


def figure_for(actor: Actor, key: str) -> PublishedFigure:
    """The figure at that address; a withdrawn one says so, since others may have cited it. Raises ``Http404``."""
    found = every_figure().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def figures_of_technology(technology: Technology) -> list[PublishedFigure]:
    """What has been published of a technology."""
    return list(shown_figures().filter(technology=technology))


def figures_in_publication(publication: Publication) -> list[PublishedFigure]:
    """The figures of a publication."""
    return list(shown_figures().filter(publication=publication))


def figures_beside(figure: PublishedFigure) -> list[PublishedFigure]:
    """The shares of the same publication on the same topic, base and n, ``figure`` among them: one printed figure."""
    if figure.percent is None:
        return []
    same = shown_figures().filter(publication_id=figure.publication_id, topic=figure.topic, unit="pct")
    return list(same.filter(base_da=figure.base_da, n=figure.n))


def bases_in_publication(figure: PublishedFigure) -> set[int]:
    """The bases that a figure's publication prints: every n, and every count of municipalities."""
    rows = shown_figures().filter(publication_id=figure.publication_id).values_list("n", "unit", "value")
    counted = {int(value) for _n, unit, value in rows if unit == "municipalities"}
    return counted | {n for n, _unit, _value in rows if n is not None}


def economy_caution(figure: PublishedFigure | None = None) -> PublishedFigure | None:
    """The figure that must be read beside claims on economy; None for itself and for figures on other topics."""
    if figure is not None and (figure.topic != Topic.ECONOMY or figure.key == ECONOMY_CAUTION):
        return None
    return shown_figures().filter(key=ECONOMY_CAUTION).first()


def figures_revision() -> int:
    """A number that grows when a figure is added or changed: the sum of all versions."""
    return PublishedFigure.objects.aggregate(total=Sum("version"))["total"] or 0
