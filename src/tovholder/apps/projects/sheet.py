"""Projects and figures as columns: what is downloaded, and what an import may bring."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.figures import CategoryCount, MunicipalityCount
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.status import ORDER
from tovholder.foundation.tables.public import Column, Table

LIST_HELP = _("Flere skilles med semikolon.")


def _names(items: Sequence[object]) -> list[str]:
    return [str(item) for item in items]


PROJECTS: Table[Project] = Table(
    "projekter",
    _("Projekter"),
    (
        Column("id", _("Id"), lambda item: str(item.public_id), export_only=True),
        Column(
            "title",
            _("Titel"),
            lambda item: item.title,
            required=True,
            aliases=("projekt", "projektnavn", "navn", "overskrift"),
            example=_("Skærmbesøg i bostøtten"),
        ),
        Column(
            "need",
            _("Behov"),
            lambda item: item.need,
            required=True,
            aliases=("formål", "baggrund", "udfordring"),
            help=_("Hvad har borgerne eller medarbejderne brug for?"),
            example=_("Borgerne aflyser besøg, fordi vejen er lang."),
        ),
        Column(
            "technology",
            _("Teknologi"),
            lambda item: item.technology.name,
            required=True,
            aliases=("velfærdsteknologi", "løsning", "teknologitype"),
            help=_("Et navn fra kataloget, eller et af teknologiens andre navne."),
            example=_("Skærmbesøg"),
        ),
        Column(
            "product",
            _("Produkt"),
            lambda item: item.product.name if item.product else None,
            aliases=("produktnavn", "model"),
            help=_("Navnet på et produkt i kataloget, som hører til teknologien."),
        ),
        Column("category", _("Kategori"), lambda item: item.technology.category.label, export_only=True),
        Column(
            "status",
            _("Status"),
            lambda item: item.get_status_display(),
            aliases=("implementeringsstatus", "fase", "stade"),
            help=_("Idé, Pilot, Til beslutning, Under implementering, I drift, På pause, Stoppet eller Afsluttet."),
            example=_("I drift"),
        ),
        Column("status_since", _("Status siden"), lambda item: item.status_since, kind="date", aliases=("statusdato",)),
        Column("municipality", _("Kommune"), lambda item: item.municipality.full_name, export_only=True),
        Column(
            "participants",
            _("Sammen med"),
            lambda item: _names(list(item.participants.all())),
            kind="list",
            aliases=("samarbejdskommuner", "andre kommuner"),
            help=LIST_HELP,
            example=_("Norddjurs; Favrskov"),
        ),
        Column(
            "unit",
            _("Enhed"),
            lambda item: item.unit.name if item.unit else None,
            aliases=("tilbud", "sted", "afdeling"),
            help=_("Navnet på en enhed, som I har oprettet."),
        ),
        Column(
            "target_groups",
            _("Målgrupper"),
            lambda item: [group.label for group in item.target_groups.all()],
            kind="list",
            aliases=("målgruppe", "borgergruppe"),
            help=LIST_HELP,
            example=_("Ældre"),
        ),
        Column(
            "paragraphs",
            _("Paragraffer"),
            lambda item: [code.code for code in item.paragraphs.all()],
            kind="list",
            aliases=("paragraf", "lovgrundlag"),
            help=_("Fx SEL-85 eller SUL-140. Flere skilles med semikolon."),
            example="SEL-85",
        ),
        Column(
            "programmes",
            _("Programmer"),
            lambda item: _names(list(item.programmes.all())),
            kind="list",
            aliases=("program", "initiativ", "strategi"),
            help=_("Navne på programmer eller initiativer, med eller uden nummer. Flere skilles med semikolon."),
        ),
        Column("scale", _("Størrelse"), lambda item: item.scale.label, aliases=("skala", "omfang")),
        Column("started_on", _("Begyndt"), lambda item: item.started_on, kind="date", aliases=("start", "startdato")),
        Column("ended_on", _("Slut"), lambda item: item.ended_on, kind="date", aliases=("slutdato", "afsluttet")),
        Column(
            "summary",
            _("Hvad gør I"),
            lambda item: item.summary,
            aliases=("beskrivelse", "resumé", "indhold"),
        ),
        Column("results", _("Resultater"), lambda item: item.results, aliases=("resultat", "gevinster", "effekt")),
        Column("learning", _("Læring"), lambda item: item.learning, aliases=("erfaringer", "erfaring")),
        Column(
            "would_change",
            _("Det ville vi gøre anderledes"),
            lambda item: item.would_change,
            aliases=("anderledes", "forbedringer"),
        ),
        Column(
            "stop_causes",
            _("Det stoppede projektet"),
            lambda item: [cause.label for cause in item.stop_causes.all()],
            kind="list",
            aliases=("barrierer", "årsag til stop"),
            help=LIST_HELP,
        ),
        Column("funder", _("Hvem betaler"), lambda item: item.funder, aliases=("finansiering", "pulje", "fond")),
        Column(
            "funding_ends_on",
            _("Pengene slutter"),
            lambda item: item.funding_ends_on,
            kind="date",
            aliases=("finansiering slutter", "bevilling til"),
        ),
        Column(
            "contact_mailbox",
            _("Fælles postkasse"),
            lambda item: item.contact_mailbox,
            aliases=("kontakt", "mail", "e-mail", "email", "postkasse"),
            help=_("Aldrig en persons egen adresse."),
            example="velfaerdsteknologi@kommune.dk",
        ),
        Column("tier", _("Synlighed"), lambda item: item.get_tier_display(), export_only=True),
        Column(
            "registered_on", _("På Landkortet siden"), lambda item: item.registered_on, kind="date", export_only=True
        ),
        Column("confirmed_on", _("Sidst bekræftet"), lambda item: item.confirmed_on, kind="date", export_only=True),
    ),
)

MUNICIPALITIES: Table[MunicipalityCount] = Table(
    "kommuner",
    _("Projekter pr. kommune"),
    (
        Column("code", _("Kommunekode"), lambda row: row.municipality.code),
        Column("municipality", _("Kommune"), lambda row: row.municipality.full_name),
        Column("projects", _("Projekter"), lambda row: row.projects, kind="whole"),
        Column("in_operation", _("I drift"), lambda row: row.in_operation, kind="whole"),
        Column(
            "percent",
            _("I drift, pct. af kommunens projekter"),
            lambda row: row.share_in_operation.percent,
            kind="whole",
        ),
    ),
)

CATEGORIES: Table[CategoryCount] = Table(
    "kategorier",
    _("Kategorier og status"),
    (
        Column("category", _("Kategori"), lambda row: row.category.label),
        *(
            Column(status.value, status.label, lambda row, at=at: row.by_status[at], kind="whole")  # type: ignore[misc]  # bound now
            for at, status in enumerate(ORDER)
        ),
        Column("total", _("I alt"), lambda row: row.total, kind="whole"),
    ),
)

YEARS: Table[tuple[int, int, int]] = Table(
    "aar",
    _("Projekter pr. år"),
    (
        Column("year", _("År"), lambda row: row[0], kind="whole"),
        Column("registered", _("Registreret i året"), lambda row: row[1], kind="whole"),
        Column("on_map", _("På kortet ved årets slutning"), lambda row: row[2], kind="whole"),
    ),
)
