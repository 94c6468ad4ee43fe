"""The catalogue as columns: what is downloaded."""

from collections.abc import Sequence

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.technologies.comparing import ComparedRow
from tovholder.apps.technologies.kinds import Kind, PointKind
from tovholder.apps.technologies.models import LocalDefinition, Publication, Technology
from tovholder.apps.technologies.presenting import lines_of
from tovholder.foundation.codes.models import Code
from tovholder.foundation.tables.public import Column, Table


def _remark(row: object) -> str:
    """What stands beside a row in a demo: the catalogue is shared by all, and nothing in it is invented."""
    return _now("Fra det fælles katalog")


def _label(code: Code | None) -> str:
    return code.label if code else ""


def _several(field: str, label: StrPromise) -> Column[Technology]:
    return Column(field, label, lambda item: [code.label for code in getattr(item, field).all()], kind="list")


def _points(kind: PointKind) -> Column[Technology]:
    return Column(
        kind.value,
        kind.label,
        lambda item: [f"{line.text} ({line.told_source})" for line in lines_of(item, kind)],
        kind="list",
    )


def _came_from(item: LocalDefinition) -> str:
    return item.former_municipality.full_name if item.former_municipality else ""


TECHNOLOGIES: Table[Technology] = Table(
    "teknologier",
    _("Teknologier"),
    (
        Column("slug", _("Nøgle"), lambda item: item.slug),
        Column("name", _("Navn"), lambda item: item.name),
        Column("name_en", _("Engelsk navn"), lambda item: item.name_en),
        Column("kind", _("Slags"), lambda item: str(Kind(item.kind).label)),
        Column("category", _("Kategori på Landkortet"), lambda item: item.category.label),
        Column("area", _("Område"), lambda item: _label(item.area)),
        _several("functional_categories", _("Funktionskategorier")),
        _several("purposes", _("Formål")),
        _several("fields", _("Fagområder")),
        _several("target_groups", _("Målgrupper")),
        _several("paragraphs", _("Paragraffer")),
        _several("delivery_forms", _("Leveringsform")),
        Column("market_status", _("Markedets modenhed"), lambda item: _label(item.market_status)),
        Column("mdr_class", _("Medicinsk udstyr (MDR)"), lambda item: _label(item.mdr_class)),
        Column("ai_act_class", _("AI-forordningen"), lambda item: _label(item.ai_act_class)),
        _several("iso9999", _("ISO 9999-klasser")),
        Column("aliases", _("Andre navne"), lambda item: item.alias_list, kind="list"),
        Column("description", _("Beskrivelse"), lambda item: item.description),
        *(_points(kind) for kind in PointKind),
        Column("parts", _("Dele"), lambda item: [part.part.label for part in item.parts.all()], kind="list"),
        Column("origin", _("Nævnt i"), lambda item: item.origin),
        Column("retired_on", _("Udgået"), lambda item: item.retired_on, kind="date"),
    ),
    remark=_remark,
)

PUBLICATIONS: Table[Publication] = Table(
    "kilder",
    _("Kilder"),
    (
        Column("key", _("Nøgle"), lambda item: item.key),
        Column("title", _("Titel"), lambda item: item.title),
        Column("publisher", _("Udgiver"), lambda item: item.publisher),
        Column("year", _("År"), lambda item: str(item.year or "")),
        Column("kind", _("Slags"), lambda item: item.get_kind_display()),
        Column("url", _("Adresse på nettet"), lambda item: item.url),
        Column("note", _("Note"), lambda item: item.note),
    ),
    remark=_remark,
)

DEFINITIONS: Table[LocalDefinition] = Table(
    "lokale-definitioner",
    _("Lokale definitioner"),
    (
        Column("technology", _("Teknologi"), lambda item: item.technology.label),
        Column("municipality", _("Kommune"), lambda item: item.municipality.full_name),
        Column("unit", _("Enhed"), lambda item: item.unit.name if item.unit else ""),
        Column("former_municipality", _("Stammer fra"), _came_from),
        Column("counts", _("Det tæller med"), lambda item: item.counts),
        Column("excludes", _("Det tæller ikke med"), lambda item: item.excludes),
        Column("tier", _("Synlighed"), lambda item: item.get_tier_display()),
        Column("updated_on", _("Sidst ændret"), lambda item: item.updated_on, kind="date"),
    ),
)


def comparison_table(chosen: Sequence[Technology]) -> Table[ComparedRow]:
    """The comparison as a table: a row for each topic, a column for each technology."""

    def column(at: int, technology: Technology) -> Column[ComparedRow]:
        return Column(technology.slug, technology.label, lambda row: list(row.cells[at]), kind="list")

    topic: Column[ComparedRow] = Column("topic", _("Emne"), lambda row: row.label)
    columns = (topic, *(column(at, item) for at, item in enumerate(chosen)))
    return Table("sammenligning", _("Sammenligning"), columns, remark=_remark)
