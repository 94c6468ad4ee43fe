"""The style guide's samples of this room's components."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.ui.example_form import answered
from tovholder.foundation.ui.samples import SAMPLES, Sample
from tovholder.foundation.ui.values import (
    ActiveFilter,
    Cell,
    Column,
    Facet,
    FacetOption,
    Fact,
    Link,
    SortChoice,
    Status,
    Step,
    TableView,
)
from tovholder.kernel.share import Share

_DAY = date(2026, 5, 3)


def _small() -> Mapping[str, Any]:
    return {
        "statuses": [
            Status(_("Idé"), "neutral"),
            Status(_("Pilot"), "info"),
            Status(_("Under implementering"), "progress"),
            Status(_("I drift"), "success"),
            Status(_("Sat på pause"), "warning"),
            Status(_("Forsinket"), "danger"),
            Status(_("Stoppet, og det lærte vi"), "muted"),
        ],
        "toasts": [
            Message(constants.SUCCESS, str(_("Projektet er gemt."))),
            Message(constants.ERROR, str(_("Filen blev ikke hentet."))),
        ],
        "example_share": Share(32, 84, str(_("kommuner"))),
        "day": _DAY,
        "job": SimpleNamespace(done=640, total=1077),
    }


def _navigation() -> Mapping[str, Any]:
    return {
        "tabs": [
            Link(_("Overblik"), "#overblik", current=True),
            Link(_("Forløb"), "#forloeb", count=4),
            Link(_("Gevinster"), "#gevinster"),
            Link(_("Filer"), "#filer", count=12),
        ],
        "sidenav": [
            Link(_("Projekter"), "#projekter", current=True, count=26),
            Link(_("Enheder"), "#enheder", count=9),
            Link(_("Roller"), "#roller", note=_("En stedfortræder mangler")),
        ],
        "steps": [
            Step(_("Behov"), "#behov", "done"),
            Step(_("Teknologi"), "#teknologi", "error"),
            Step(_("Målgruppe"), "#maalgruppe", "current", note=_("Omkring tre minutter")),
            Step(_("Kontakt"), "", "closed"),
        ],
        "page_obj": Paginator(range(1077), 25).page(7),
    }


def _lists() -> Mapping[str, Any]:
    return {
        "facets": [
            Facet(
                "teknologi",
                _("Teknologi"),
                [
                    FacetOption("skaermbesoeg", "Skærmbesøg", 142, checked=True),
                    FacetOption("traening", "Digital træning", 118),
                    FacetOption("forflytning", "Forflytning og løft", 97),
                ],
            ),
            Facet("status", _("Status"), [FacetOption("drift", _("I drift"), 430)]),
        ],
        "filters": [
            ActiveFilter("Skærmbesøg", "#uden-skaermbesoeg", group=_("Teknologi")),
            ActiveFilter("Ældre", "#uden-aeldre", group=_("Målgruppe")),
        ],
        "sort": SortChoice("nyeste", [("nyeste", _("Nyeste")), ("navn", _("Navn"))]),
        "table": TableView(
            caption=_("Projekter"),
            columns=[
                Column(_("Projekt"), sort_href="#navn", sorted="ascending"),
                Column(_("Kommune"), sort_href="#kommune"),
                Column(_("Status")),
                Column(_("Borgere"), numeric=True),
            ],
            rows=[
                (
                    Cell("Skærmbesøg om aftenen", "#1"),
                    "Syddjurs",
                    Cell("", status=Status(_("I drift"), "success")),
                    1240,
                ),
                (Cell("Vasketoiletter", "#2"), "Favrskov", Cell("", status=Status(_("Stoppet"), "muted")), 12),
                (Cell("Medicin uden besøg", "#3"), "Norddjurs", Cell("", status=Status(_("Pilot"), "info")), None),
            ],
        ),
        "facts": [
            Fact(_("Kommune"), "Syddjurs Kommune", "#syddjurs"),
            Fact(_("I drift siden"), _DAY),
            Fact(_("Borgere"), 1240),
            Fact(_("Kontakt"), ""),
        ],
        "day": _DAY,
    }


def _forms() -> Mapping[str, Any]:
    return {"form": answered()}


SAMPLES.register(Sample("ui.small", _("Knapper, mærker og beskeder"), "ui/samples/small.html", _small, order=10))
SAMPLES.register(Sample("ui.navigation", _("Navigation"), "ui/samples/navigation.html", _navigation, order=20))
SAMPLES.register(Sample("ui.lists", _("Lister"), "ui/samples/lists.html", _lists, order=30))
SAMPLES.register(Sample("ui.forms", _("Formularer"), "ui/samples/forms.html", _forms, order=40))
