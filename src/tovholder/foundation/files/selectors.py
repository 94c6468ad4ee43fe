"""Which files are in use."""

from datetime import datetime

from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet

from tovholder.foundation.files.models import StoredFile


def unused_files(before: datetime) -> QuerySet[StoredFile]:
    """The files, brought before that moment, that no record of any room points at."""
    found = StoredFile.objects.filter(stored_at__lt=before)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            users = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.exclude(Exists(users))
    return found.order_by("pk")
