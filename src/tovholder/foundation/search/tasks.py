"""The jobs that keep the index."""

from typing import Any

from django.utils.translation import gettext as _

from tovholder.foundation.jobs.public import JobError, JobProgress
from tovholder.foundation.search import build
from tovholder.foundation.search.store import IndexBusyError


def rebuild(progress: JobProgress) -> dict[str, Any]:
    """Build the whole index anew."""
    try:
        return {"documents": build.rebuild(progress.report)}
    except IndexBusyError as error:
        raise JobError(_("Søgningen bliver allerede opdateret. Prøv igen om lidt.")) from error


def update(progress: JobProgress) -> dict[str, Any]:
    """Bring into the index what has changed. While another process writes there is nothing to do."""
    try:
        return {"documents": build.update(progress.report)}
    except IndexBusyError:
        return {"documents": 0}
