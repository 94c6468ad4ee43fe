"""Technologies as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.models import Technology
from tovholder.foundation.tables.public import Column, Table

TECHNOLOGIES: Table[Technology] = Table(
    "teknologier",
    _("Teknologier"),
    (
        Column("slug", _("Nøgle"), lambda item: item.slug),
        Column("name", _("Navn"), lambda item: item.name),
        Column("name_en", _("Engelsk navn"), lambda item: item.name_en),
        Column("category", _("Kategori på Landkortet"), lambda item: item.category.label),
        Column(
            "functional_categories",
            _("Funktionskategorier"),
            lambda item: [code.label for code in item.functional_categories.all()],
            kind="list",
        ),
        Column("purposes", _("Formål"), lambda item: [code.label for code in item.purposes.all()], kind="list"),
        Column("fields", _("Fagområder"), lambda item: [code.label for code in item.fields.all()], kind="list"),
        Column(
            "delivery_forms",
            _("Leveringsform"),
            lambda item: [code.label for code in item.delivery_forms.all()],
            kind="list",
        ),
        Column("aliases", _("Andre navne"), lambda item: item.alias_list, kind="list"),
        Column("description", _("Beskrivelse"), lambda item: item.description),
        Column("iso9999", _("ISO 9999-klasser"), lambda item: [code.label for code in item.iso9999.all()], kind="list"),
        Column("origin", _("Nævnt i"), lambda item: item.origin),
    ),
)
