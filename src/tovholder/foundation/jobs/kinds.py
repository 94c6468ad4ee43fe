"""What a room says about its long work: the kinds of jobs it knows and the schedules on which some of them run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from django_stubs_ext import StrOrPromise

from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

if TYPE_CHECKING:
    from tovholder.foundation.jobs.models import Job


class Cancelled(Exception):  # noqa: N818  # somebody's wish, not an error
    """The job was asked to stop. A kind lets it pass, or tidies up and raises it on."""


class JobError(Exception):
    """The job cannot be done. The text is a Danish sentence for the person who started it."""


class ProgressSink(Protocol):
    """Where the progress of a running job goes."""

    def report(self, done: int, total: int, message: str) -> None:
        """Take the progress. Raises :class:`Cancelled` when the job is to stop."""
        ...


@dataclass(frozen=True, slots=True)
class JobProgress:
    """What a running job knows and says: for whom it works, with what, and how far it is."""

    job: "Job"
    actor: Actor
    sink: ProgressSink

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments with which the job was enqueued."""
        arguments: dict[str, Any] = self.job.arguments
        return arguments

    def report(self, done: int, total: int, message: str = "") -> None:
        """Say that ``done`` of ``total`` is done (0 means nobody knows), with a short Danish text.

        Raises :class:`Cancelled` when the job is to stop. Cheap: call it often. Others see the progress while this
        job holds no transaction open (see ``pulse.py``), so long work is written in several transactions.
        """
        self.job.done, self.job.total, self.job.message = done, total, message[:300]
        self.sink.report(done, total, message[:300])


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of long work, registered in ``plugs.py``.

    ``run`` does it with the actions of its room, as ``progress.actor``, and returns a result that JSON can hold. What
    it has committed before a cancel or a fault stays: a kind that must do all or nothing writes in one transaction.
    ``idempotent`` kinds are started again when their worker was killed; the others are marked as failed.
    ``result_url`` says where the outcome is shown.
    """

    key: str
    label: StrOrPromise
    run: Callable[[JobProgress], dict[str, Any]]
    result_url: "Callable[[Job], str | None] | None" = None
    idempotent: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that the product starts by itself, ``every`` so often.

    ``at_hour`` is the hour in Copenhagen of a daily (or rarer) job. A run is left out while the one before it lasts.
    """

    key: str
    kind: str
    every: timedelta
    arguments: dict[str, Any] = field(default_factory=dict)
    at_hour: int | None = None


JOB_KINDS: Registry[JobKind] = Registry("job kind")
SCHEDULES: Registry[Schedule] = Registry("schedule")
