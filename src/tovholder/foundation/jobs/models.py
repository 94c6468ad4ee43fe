"""Jobs, the times at which schedules are due, and the last sign of life of each worker."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tovholder.foundation.audit.records import Record
from tovholder.foundation.jobs.kinds import JOB_KINDS
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor


class JobState(models.TextChoices):
    """Where a job is on its way."""

    QUEUED = "queued", _("Venter")
    RUNNING = "running", _("I gang")
    DONE = "done", _("Færdig")
    FAILED = "failed", _("Mislykket")
    CANCELLED = "cancelled", _("Afbrudt")


OPEN_STATES: tuple[str, ...] = (JobState.QUEUED, JobState.RUNNING)
ENDED_STATES: tuple[str, ...] = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "JobQuerySet":
        """The actor's own jobs; those who act for a municipality as a whole also see its other jobs."""
        if actor.is_system:
            return self
        if actor.user_id is None:
            return self.none()
        seen = Q(owner_id=actor.user_id)
        if actor.role in roles.COORDINATORS and actor.municipality_id is not None:
            seen |= Q(municipality_id=actor.municipality_id)
        return self.filter(seen)

    def open(self) -> "JobQuerySet":
        """Jobs that wait or run."""
        return self.filter(state__in=OPEN_STATES)


class Job(Record):
    """A piece of long work. ``total`` is 0 while nobody knows how much there is.

    ``owner_id`` and ``seat_id`` are public ids, empty for the product's own jobs. ``heartbeat_at`` is the time of the
    database, not of the product's clock: it is compared between processes whose demo days may differ.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind"})

    kind = models.CharField(_("slags"), max_length=60)
    arguments = models.JSONField(_("oplysninger"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    state = models.CharField(_("tilstand"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(_("nået"), default=0)
    total = models.PositiveIntegerField(_("i alt"), default=0)
    message = models.CharField(_("besked"), max_length=300, blank=True)
    result = models.JSONField(_("resultat"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField(_("fejl"), max_length=2000, blank=True)
    actor_kind = models.CharField(_("slags aktør"), max_length=12)
    owner_id = models.UUIDField(_("startet af"), null=True, blank=True, db_index=True)
    seat_id = models.UUIDField(_("startet fra rollen"), null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kommune")
    )
    task_id = models.CharField(max_length=64, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("forsøg"), default=0)
    enqueued_at = models.DateTimeField(_("bestilt"))
    started_at = models.DateTimeField(_("begyndt"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("seneste livstegn"), null=True, blank=True)
    finished_at = models.DateTimeField(_("afsluttet"), null=True, blank=True)
    cancel_requested_at = models.DateTimeField(_("bedt om at stoppe"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("opgave")
        verbose_name_plural = _("opgaver")
        ordering = ["-enqueued_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, finished_at__isnull=True)
                | Q(state__in=ENDED_STATES, finished_at__isnull=False),
                name="job_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(started_at__isnull=False, heartbeat_at__isnull=False),
                name="job_running_has_heartbeat",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "heartbeat_at"]),
            models.Index(fields=["municipality", "-enqueued_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def title(self) -> StrOrPromise:
        """What the job is called on a page."""
        kind = JOB_KINDS.get(self.kind)
        return kind.label if kind is not None else self.kind

    @property
    def is_open(self) -> bool:
        """Whether the job waits or runs."""
        return self.state in OPEN_STATES

    @property
    def result_url(self) -> str | None:
        """Where the outcome of a finished job is shown, if its kind has such a place."""
        kind = JOB_KINDS.get(self.kind)
        if kind is None or kind.result_url is None or self.state != JobState.DONE:
            return None
        return kind.result_url(self)


class ScheduledRun(models.Model):
    """When a schedule is due next, in the time of the database. One row for each schedule of the registry."""

    key = models.CharField(max_length=60, unique=True)
    next_run_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fast opgave")
        verbose_name_plural = _("faste opgaver")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class WorkerSign(models.Model):
    """The last sign of life of a worker process, in the time of the database."""

    worker = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("arbejdsproces")
        verbose_name_plural = _("arbejdsprocesser")

    def __str__(self) -> str:
        return self.worker
