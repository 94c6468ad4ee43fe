"""What the room contributes: its tidying, and the names of its actions."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.files.tasks import tidy_files
from tovholder.foundation.jobs.public import JOB_KINDS, SCHEDULES, JobKind, Schedule

JOB_KINDS.register(JobKind(key="files.tidy", label=_("Ryd op i filer"), run=tidy_files, idempotent=True))
SCHEDULES.register(Schedule(key="files.tidy", kind="files.tidy", every=timedelta(days=1), at_hour=4))

ACTION_LABELS.register(ActionLabel("files.store_document", _("Lagde et dokument op")))
ACTION_LABELS.register(ActionLabel("files.store_picture", _("Lagde et billede op")))
ACTION_LABELS.register(ActionLabel("files.remove_unused", _("Ryddede filer op, som intet brugte")))
