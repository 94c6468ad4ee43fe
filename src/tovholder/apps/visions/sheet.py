"""What is downloaded: the lists of visions, and who has read one."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.presenting import adopted_text, groups_text, values_text
from tovholder.apps.visions.selectors import ReceiptLine
from tovholder.foundation.tables.public import Column, Table

VISIONS: Table[Vision] = Table(
    "visioner",
    _("Visioner"),
    (
        Column("id", _("Id"), lambda vision: str(vision.public_id)),
        Column("municipality", _("Kommune"), lambda vision: vision.municipality.full_name),
        Column("title", _("Titel"), lambda vision: vision.title),
        Column("target_groups", _("Gælder for"), groups_text),
        Column("state", _("Status"), lambda vision: vision.get_state_display()),
        Column("values", _("Skal skabe"), values_text),
        Column("text", _("Det vil vi"), lambda vision: vision.text),
        Column("value_text", _("Hvilken værdi, og for hvem"), lambda vision: vision.value_text),
        Column("authority_strategy", _("Myndighedsstrategi"), lambda vision: vision.authority_strategy),
        Column("adopted_on", _("Vedtaget"), lambda vision: vision.adopted_on, kind="date"),
        Column("adopted_by", _("Vedtaget af"), adopted_text),
        Column("published_on", _("Offentlig siden"), lambda vision: vision.published_on, kind="date"),
        Column("withdrawn_on", _("Trukket tilbage"), lambda vision: vision.withdrawn_on, kind="date"),
    ),
)

RECEIPTS: Table[ReceiptLine] = Table(
    "kvitteringer",
    _("Kvitteringer"),
    (
        Column("unit", _("Enhed"), lambda line: line.unit.name),
        Column("type", _("Type"), lambda line: line.unit.type.label),
        Column("given", _("Læst og talt om"), lambda line: line.is_given, kind="yes_no"),
        Column("given_on", _("Dato"), lambda line: line.receipt.given_on if line.receipt else None, kind="date"),
        Column("by", _("Af"), lambda line: line.receipt.by_name if line.receipt else "", personal=True),
        Column("how", _("Sådan talte de om visionen"), lambda line: line.receipt.how if line.receipt else ""),
        Column("asked_on", _("Spurgt"), lambda line: line.receipt.asked_on if line.receipt else None, kind="date"),
        Column(
            "reminded_on", _("Mindet om"), lambda line: line.receipt.reminded_on if line.receipt else None, kind="date"
        ),
    ),
)
