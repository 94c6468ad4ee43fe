"""Reading the audit."""

from django.db.models import QuerySet

from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.audit.records import Record


def history_of(record: Record) -> QuerySet[AuditEntry]:
    """All entries about ``record``, the newest first."""
    return AuditEntry.objects.filter(object_type=record._meta.label_lower, object_id=record.public_id)
