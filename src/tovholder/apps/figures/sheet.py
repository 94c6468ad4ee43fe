"""Published figures as columns: what is downloaded."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tovholder.apps.figures.models import PublishedFigure, Topic
from tovholder.apps.figures.presenting import citation, rounding_text
from tovholder.apps.figures.units import UNITS
from tovholder.foundation.tables.public import Column, Table


def demo_remark(figure: PublishedFigure) -> str:
    """What stands beside the figure in a demo: the package's figures are published ones, others may be anything."""
    return _now("Offentliggjort tal") if figure.packaged else _now("Opfundne data")


FIGURES: Table[PublishedFigure] = Table(
    "figures",
    _("Offentliggjorte tal"),
    (
        Column("key", _("Nøgle"), lambda item: item.key),
        Column("topic", _("Emne"), lambda item: Topic(item.topic).label),
        Column("technology", _("Teknologi"), lambda item: item.technology.label if item.technology else ""),
        Column("statement", _("Hvad tallet siger"), lambda item: item.statement),
        Column("value", _("Værdi"), lambda item: item.value),
        Column("unit", _("Enhed"), lambda item: UNITS[item.unit].label),
        Column("numerator", _("Tæller"), lambda item: item.numerator, "whole"),
        Column("denominator", _("Nævner"), lambda item: item.denominator, "whole"),
        Column("base", _("Grundlag"), lambda item: item.base),
        Column("n", "n", lambda item: item.n, "whole"),
        Column("own", _("Vores eget tal"), lambda item: _now("ja") if item.own else _now("nej")),
        Column("base_state", _("Er grundlaget oplyst"), lambda item: item.base_state.label),
        Column("publisher", _("Udgiver"), lambda item: item.publication.publisher),
        Column("year", _("År"), lambda item: item.publication.year, "whole"),
        Column("publication", _("Kilde"), lambda item: item.publication.title),
        Column("place", _("Sted i kilden"), lambda item: item.place),
        Column("url", _("Adresse"), lambda item: item.publication.url),
        Column("rounding", _("Afrunding"), rounding_text),
        Column("check", _("Note om efterprøvning"), lambda item: item.check_note),
        Column("citation", _("Sådan citeres det"), citation),
    ),
    remark=demo_remark,
)
