"""What the room contributes: reference data, navigation, search, panels on technologies and publications."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.figures.models import PublishedFigure, Topic
from tovholder.apps.figures.presenting import base_status, n_text
from tovholder.apps.figures.reference import load_figures
from tovholder.apps.figures.selectors import (
    economy_caution,
    every_figure,
    figures_in_publication,
    figures_of_technology,
    figures_revision,
    shown_figures,
)
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.codes.reference import REFERENCE, ReferenceSource
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import KNOWLEDGE, NAVIGATION, NavItem
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.kernel.actor import Actor

REFERENCE.register(ReferenceSource(key="figures", order=50, load=load_figures))
NAVIGATION.register(
    NavItem(
        key="figures.list",
        label=_("Tal"),
        url_name="figures:list",
        order=26,
        invites=_("Find et tal med kilde"),
        group=KNOWLEDGE,
    )
)

_ACTS = {
    "add_figure": _("Oprettede et offentliggjort tal"),
    "change_figure": _("Rettede et offentliggjort tal"),
    "withdraw_figure": _("Trak et offentliggjort tal tilbage"),
    "restore_figure": _("Viste et offentliggjort tal igen"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"figures.{act}", said))


def _documents(since: int | None) -> Iterable[Document]:
    """All figures; they are few, so any change gives them all again, withdrawn ones as gone."""
    for figure in every_figure():
        yield Document(
            key=figure.pk,
            title=figure.statement_da,
            aliases=(figure.statement_en, figure.value, figure.technology.name if figure.technology else ""),
            body=f"{figure.base_da}\n{figure.check_da}\n{figure.publication}",
            gone=figure.is_withdrawn,
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """Every figure that is shown is open to everybody."""
    return {
        figure.pk: Hit(
            title=figure.shown_value,
            url=figure.get_absolute_url(),
            summary=figure.statement,
            note=" · ".join(part for part in (figure.publication.told, n_text(figure)) if part),
        )
        for figure in shown_figures().filter(pk__in=keys)
    }


def _list_url(text: str) -> str:
    return f"{reverse('figures:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="figures",
        label=_("Offentliggjorte tal"),
        documents=_documents,
        revision=figures_revision,
        visible=_visible,
        list_url=_list_url,
        order=50,
    )
)


def _rows(figures: Sequence[PublishedFigure]) -> list[tuple[PublishedFigure, str, object]]:
    return [(figure, n_text(figure), base_status(figure)) for figure in figures]


def _technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object]:
    """What has been published of a technology; and, beside all claims on economy, that gains are not documented."""
    figures = sorted(figures_of_technology(technology), key=lambda figure: figure.topic not in FIRST_TOLD)
    return {
        "technology": technology,
        "rows": _rows(figures[:PANEL_SHOWN]),
        "has_economy": any(figure.topic == Topic.ECONOMY for figure in figures),
        "caution": economy_caution(),
        "list_href": f"{reverse('figures:list')}?{urlencode({'teknologi': technology.slug})}" if figures else "",
    }


def _publication_panel(publication: Publication, actor: Actor) -> Mapping[str, object] | None:
    """The figures of a publication."""
    figures = figures_in_publication(publication)
    if not figures:
        return None
    return {
        "rows": _rows(figures[:PANEL_SHOWN]),
        "count": len(figures),
        "list_href": f"{reverse('figures:list')}?{urlencode({'kilde': publication.key})}",
    }


PANEL_SHOWN = 3
FIRST_TOLD = frozenset({Topic.ECONOMY, Topic.BENEFITS, Topic.RADAR})

PANELS.register(
    Panel(
        key="figures.technology",
        slot="technology",
        rule=everyone,
        load=_technology_panel,
        template="figures/technology_panel.html",
        order=40,
    )
)
PANELS.register(
    Panel(
        key="figures.publication",
        slot="publication",
        rule=everyone,
        load=_publication_panel,
        template="figures/publication_panel.html",
        order=20,
    )
)
