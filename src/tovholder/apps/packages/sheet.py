"""Packages as rows: what a list shows and what is downloaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.selectors import counts_of
from tovholder.foundation.codes.models import Code
from tovholder.foundation.tables.public import Column, Table
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Listed:
    """A package with the kinds of papers it holds and how it was received."""

    package: Package
    kinds: tuple[Code, ...]
    copies: int
    thanks: int


def listed(actor: Actor, keys: Sequence[int]) -> list[Listed]:
    """The packages with these keys that ``actor`` may see, in that order; four queries."""
    packages = Package.objects.visible_to(actor).with_facts().in_bulk(list(keys))
    kinds: dict[int, list[Code]] = {}
    papers = Paper.objects.filter(package__in=list(packages)).select_related("kind").order_by("kind__position", "pk")
    for paper in papers:
        kinds.setdefault(paper.package_id, []).append(paper.kind)
    copies, thanks = counts_of(list(packages))
    return [
        Listed(packages[key], tuple(kinds.get(key, ())), copies.get(key, 0), thanks.get(key, 0))
        for key in keys
        if key in packages
    ]


PACKAGES: Table[Listed] = Table(
    "genbrugspakker",
    _("Genbrugspakker"),
    (
        Column("id", _("Id"), lambda row: str(row.package.public_id)),
        Column("title", _("Titel"), lambda row: row.package.title),
        Column("technology", _("Teknologi"), lambda row: row.package.technology.label),
        Column("product", _("Produkt"), lambda row: row.package.product.name if row.package.product else None),
        Column("municipality", _("Kommune"), lambda row: row.package.municipality.full_name),
        Column("state", _("Status"), lambda row: row.package.get_state_display()),
        Column("kinds", _("Dokumenter"), lambda row: [kind.label for kind in row.kinds], kind="list"),
        Column("copies", _("Kopieret af andre"), lambda row: row.copies, kind="whole"),
        Column("thanks", _("Tak"), lambda row: row.thanks, kind="whole"),
        Column("shared_on", _("Delt"), lambda row: row.package.shared_on, kind="date"),
        Column("changed_on", _("Sidst ændret"), lambda row: row.package.changed_on, kind="date"),
        Column("note", _("Om pakken"), lambda row: row.package.note),
    ),
)
