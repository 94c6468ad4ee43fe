"""Cases as columns: what is downloaded."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tovholder.apps.cases.models import Case
from tovholder.apps.cases.presenting import link_status
from tovholder.foundation.tables.public import Column, Table


def demo_remark(case: Case) -> str:
    """What stands beside the case in a demo: the package's cases are public sources, others may be anything."""
    return _now("Offentlig kilde") if case.packaged else _now("Opfundne data")


CASES: Table[Case] = Table(
    "cases",
    _("Cases"),
    (
        Column("key", _("Nøgle"), lambda case: case.key),
        Column("title", _("Titel"), lambda case: case.title),
        Column(
            "municipalities", _("Kommuner"), lambda case: [place.name for place in case.municipalities.all()], "list"
        ),
        Column("technologies", _("Teknologier"), lambda case: [item.label for item in case.technologies.all()], "list"),
        Column("summary", _("Hvad de fortæller"), lambda case: case.summary),
        Column("publication", _("Kilde"), lambda case: case.publication.title if case.publication else ""),
        Column("publisher", _("Udgiver"), lambda case: case.publication.publisher if case.publication else ""),
        Column("year", _("Kildens år"), lambda case: case.year, "whole"),
        Column("url", _("Link"), lambda case: case.url),
        Column("source_updated_on", _("Kilden sidst opdateret"), lambda case: case.source_updated_on, "date"),
        Column("verified_on", _("Link efterprøvet"), lambda case: case.verified_on, "date"),
        Column("link", _("Linkets tilstand"), lambda case: link_status(case).text),
    ),
    remark=demo_remark,
)
