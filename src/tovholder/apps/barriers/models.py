"""Where barriers stand in the way of projects, and what was tried against them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.barriers.register import SLOTS, Barrier, BarrierEdition, Nature
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key

__all__ = [
    "AT_WORK",
    "SLOTS",
    "Barrier",
    "BarrierEdition",
    "BarrierStep",
    "Helped",
    "Measure",
    "Nature",
    "ProjectBarrier",
    "Severity",
    "State",
]


class Severity(models.TextChoices):
    """How much a barrier stands in the way of a project."""

    NUISANCE = "nuisance", _("Til besvær")
    DELAY = "delay", _("Forsinker")
    STOP = "stop", _("Truer projektet")


class State(models.TextChoices):
    """How far the work with a barrier is."""

    OPEN = "open", _("Åben")
    MITIGATED = "mitigated", _("Mindsket")
    ACCEPTED = "accepted", _("Accepteret")
    GONE = "gone", _("Væk")


AT_WORK = (State.OPEN, State.MITIGATED)
"""Somebody still does something about it."""


class Helped(models.TextChoices):
    """What came of a measure."""

    YES = "yes", _("Ja, det hjalp")
    PARTLY = "partly", _("Det hjalp noget")
    NO = "no", _("Nej, det hjalp ikke")
    EARLY = "early", _("For tidligt at sige")


class ProjectBarrierQuerySet(OwnedQuerySet["ProjectBarrier"]):
    """Barriers of projects, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "ProjectBarrierQuerySet":
        """Those whose own tier the actor is within, of projects that the actor sees today."""
        return super().visible_to(actor).filter(project__in=Project.objects.visible_to(actor).order_by().values("pk"))

    def with_facts(self) -> "ProjectBarrierQuerySet":
        """With all that a list or a page tells of a barrier, in one query."""
        return self.select_related(
            "municipality", "unit", "owner", "theme", "barrier__theme", "project__technology", "project__municipality"
        )


class ProjectBarrier(Owned, VersionedRecord):
    """What stands in the way of one project: an entry of the register, or the municipality's own words."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"project", "barrier", "theme", "severity", "state", "state_since", "look_on", "tier"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    project = models.ForeignKey(  # an import of projects may be undone, with what was written about them
        Project, on_delete=models.CASCADE, related_name="+", verbose_name=_("projekt")
    )
    barrier = models.ForeignKey(
        Barrier, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("barriere")
    )
    own_words = models.CharField(_("med jeres egne ord"), max_length=160, blank=True, validators=[refuse_sensitive])
    theme = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"list": "barrier_theme"},
        verbose_name=_("tema"),
    )
    description = models.TextField(
        _("hvordan mærker I det"), max_length=2000, blank=True, validators=[refuse_sensitive]
    )
    severity = models.CharField(_("hvor meget"), max_length=10, choices=Severity.choices)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.OPEN)
    state_since = models.DateField(_("tilstand siden"), editable=False)
    found_on = models.DateField(_("opdaget"))
    look_on = models.DateField(_("se på den igen"), null=True, blank=True)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    objects = ProjectBarrierQuerySet.as_manager()

    class Meta:
        verbose_name = _("barriere ved et projekt")
        verbose_name_plural = _("barrierer ved projekter")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["municipality", "state"], name="barrier_of_a_municipality"),
            models.Index(fields=["owner", "state"], name="barrier_of_an_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(barrier__isnull=False, theme__isnull=True)
                | (Q(barrier__isnull=True, theme__isnull=False) & ~Q(own_words="")),
                name="project_barrier_is_named_once",
            ),
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="project_barrier_unit_tier"
            ),
            models.UniqueConstraint(
                fields=["project", "barrier"],
                condition=Q(barrier__isnull=False),
                name="project_barrier_once",
                violation_error_message=_("Barrieren står allerede ved projektet. Åbn den i stedet."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the barrier with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields."""
        named = self.barrier.name_da if self.barrier is not None else self.own_words
        self.sort_key = sort_key(named)
        self.search_text = fold(" ".join(self.searched()))

    def searched(self) -> Iterable[str]:
        """The texts by which the barrier is found."""
        named = (self.barrier.name_da, self.barrier.name_en) if self.barrier is not None else ()
        return (*named, self.own_words, self.description)

    def get_absolute_url(self) -> str:
        """The barrier's page."""
        return reverse("barriers:project_barrier", args=[self.public_id])

    @property
    def title(self) -> str:
        """What stands in the way."""
        return self.barrier.name if self.barrier is not None else self.own_words

    @property
    def shown_theme(self) -> Code:
        """The theme: the register's, or the one that was chosen for the own words."""
        theme = self.theme if self.barrier is None else self.barrier.theme
        assert theme is not None  # noqa: S101  # two constraints of the database hold it
        return theme

    @property
    def is_at_work(self) -> bool:
        """Whether somebody still does something about it."""
        return self.state in AT_WORK

    def is_overdue_on(self, day: date) -> bool:
        """Whether the day to look at it again has passed."""
        return self.is_at_work and self.look_on is not None and self.look_on < day


class BarrierStep(Record):
    """A dated step from one state to another, with its reason."""

    project_barrier = models.ForeignKey(ProjectBarrier, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=10, choices=State.choices)
    to_state = models.CharField(_("til"), max_length=10, choices=State.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin for en barriere")
        verbose_name_plural = _("trin for barrierer")
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="barrier_step_tells_why")]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"


class Measure(VersionedRecord):
    """Something that was tried against a barrier, and whether it helped."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "started_on", "ended_on", "helped"})

    project_barrier = models.ForeignKey(ProjectBarrier, on_delete=models.CASCADE, related_name="measures")
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "barrier_measure"},
        verbose_name=_("slags"),
    )
    what = models.CharField(_("hvad prøvede I"), max_length=300, validators=[refuse_sensitive])
    started_on = models.DateField(_("begyndt"))
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    cost = models.CharField(_("hvad det kostede, i ord"), max_length=300, blank=True, validators=[refuse_sensitive])
    helped = models.CharField(_("hjalp det"), max_length=8, choices=Helped.choices, default=Helped.EARLY)
    why = models.TextField(_("hvorfor"), max_length=1000, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("registreret"), editable=False)

    class Meta:
        verbose_name = _("forsøg mod en barriere")
        verbose_name_plural = _("forsøg mod barrierer")
        ordering = ["started_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(helped=Helped.EARLY) | ~Q(why=""),
                name="measure_tells_why",
                violation_error_message=_("Skriv, hvorfor det hjalp eller ikke hjalp."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="measure_in_order",
                violation_error_message=_("Det kan ikke slutte, før det begynder."),
            ),
        ]

    def __str__(self) -> str:
        return self.what
