"""Goals with what is measured, and the action plan that reaches them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import STEPS, Round
from tovholder.apps.projects.public import Project
from tovholder.apps.visions.public import Vision
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.danish import fold, sort_key


class Level(models.TextChoices):
    """Whose goal it is: the municipality's, or one unit's own."""

    MUNICIPAL = "municipal", _("Kommunens mål")
    LOCAL = "local", _("Enhedens eget mål")


class Motive(models.TextChoices):
    """What moves those who set the goal (VIS-06)."""

    QUALITY = "quality", _("Livskvalitet og indflydelse på eget liv")
    EFFICIENCY = "efficiency", _("Bedre brug af tid og penge")
    BOTH = "both", _("Begge dele")


class GoalState(models.TextChoices):
    """How far a goal is; all but the first are ends."""

    OPEN = "open", _("I gang")
    REACHED = "reached", _("Nået")
    PARTLY = "partly", _("Delvist nået")
    NOT_REACHED = "not_reached", _("Ikke nået")
    DROPPED = "dropped", _("Droppet")


class Part(models.TextChoices):
    """In what somebody took part (VIS-17)."""

    FORMULATING = "formulating", _("Var med til at formulere")
    CARRYING_OUT = "carrying_out", _("Er med til at føre ud i livet")


class ActionState(models.TextChoices):
    """How far an action is."""

    PLANNED = "planned", _("Planlagt")
    IN_PROGRESS = "in_progress", _("I gang")
    DONE = "done", _("Færdig")
    DROPPED = "dropped", _("Droppet")


OPEN_ACTIONS = (ActionState.PLANNED, ActionState.IN_PROGRESS)


class Searched(models.Model):
    """A title that sorts and is found in Danish without the database's help."""

    title = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def searched(self) -> Iterable[str]:
        """The texts by which the record is found."""
        return (self.title,)

    def derive(self) -> None:
        """Set what follows from the other fields."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(" ".join(self.searched()))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)


class Goal(Owned, Searched, VersionedRecord):
    """Something that the municipality or a unit wants to reach, and how they will know that they are there."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "level", "motive", "baseline", "target", "deadline", "state", "tier", "vision", "parent", "round"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    level = models.CharField(_("niveau"), max_length=10, choices=Level.choices, editable=False)
    why = models.TextField(_("hvorfor"), max_length=2000, blank=True, validators=[refuse_sensitive])
    motive = models.CharField(_("bevæggrund"), max_length=10, choices=Motive.choices)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    indicator = models.CharField(_("hvad I måler"), max_length=300, blank=True, validators=[refuse_sensitive])
    measured_in = models.CharField(_("enhed for målet"), max_length=40, blank=True)
    baseline = models.DecimalField(_("udgangspunkt"), max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("målt den"), null=True, blank=True)
    target = models.DecimalField(_("mål"), max_digits=12, decimal_places=2, null=True, blank=True)
    deadline = models.DateField(_("frist"), null=True, blank=True)
    next_reading_on = models.DateField(_("næste måling"), null=True, blank=True)
    vision = models.ForeignKey(  # a draft may be thrown away: the goal stays, and supports no vision
        Vision, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("vision")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="supporting", null=True, blank=True, verbose_name=_("støtter")
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("runde")
    )
    paragraph = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"list": "paragraph"},
        verbose_name=_("paragraf"),
    )
    template = models.CharField(_("skabelon"), max_length=60, blank=True, editable=False)
    state = models.CharField(_("tilstand"), max_length=12, choices=GoalState.choices, default=GoalState.OPEN)
    state_since = models.DateField(_("tilstand siden"), editable=False)

    objects = OwnedQuerySet["Goal"].as_manager()

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ["deadline", "sort_key", "id"]
        indexes = [models.Index(fields=["municipality", "state"], name="goal_of_a_municipality")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=Level.MUNICIPAL, unit__isnull=True) | Q(level=Level.LOCAL, unit__isnull=False),
                name="goal_local_has_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="goal_unit_tier_has_unit"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(level=Level.LOCAL), name="goal_only_local_has_a_parent"
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="goal_baseline_has_a_day",
                violation_error_message=_("Skriv både udgangspunktet og den dag, det blev målt."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """The goal's page."""
        return reverse("goals:goal", args=[self.public_id])

    def searched(self) -> Iterable[str]:
        """Title, reason and indicator."""
        return (self.title, self.why, self.indicator)

    @property
    def is_open(self) -> bool:
        """Whether somebody still works towards it."""
        return self.state == GoalState.OPEN

    @property
    def is_linked(self) -> bool:
        """Whether it supports anything above it."""
        return self.vision_id is not None or self.parent_id is not None

    def is_overdue_on(self, day: date) -> bool:
        """Whether the deadline passed while the goal is still open."""
        return self.is_open and self.deadline is not None and self.deadline < day


class PartOfGoal(Record):
    """What belongs to a goal and is never changed once it is written: by whom, and when."""

    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        abstract = True


class GoalStep(PartOfGoal):
    """A dated step from one state to another, with what was learnt."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=12, choices=GoalState.choices)
    to_state = models.CharField(_("til"), max_length=12, choices=GoalState.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse og læring"), max_length=2000, validators=[refuse_sensitive])
    by_role = models.CharField(_("rolle"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("trin for et mål")
        verbose_name_plural = _("trin for mål")
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="goal_step_tells_why")]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"


class GoalReading(PartOfGoal):
    """What was measured on a day."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField(_("dato"))
    value = models.DecimalField(_("værdi"), max_digits=12, decimal_places=2)
    note = models.TextField(_("note"), max_length=1000, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "on"],
                name="goal_reading_once_a_day",
                violation_error_message=_("Der står allerede en måling fra den dag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.value.normalize():f}"


class Participant(Owned, Record):
    """Somebody who took part in a goal, or in the plan as a whole when ``goal`` is empty (VIS-17).

    The name stays when the person has left: who took part is part of what was done.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"part"})

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="participants", null=True, blank=True)
    part = models.CharField(_("hvordan"), max_length=14, choices=Part.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(_("hvem"), max_length=160, validators=[refuse_sensitive])
    on = models.DateField(_("siden"))

    objects = OwnedQuerySet["Participant"].as_manager()

    class Meta:
        verbose_name = _("deltager")
        verbose_name_plural = _("deltagere")
        ordering = ["part", "on", "id"]

    def __str__(self) -> str:
        return self.name


class Action(Owned, Searched, VersionedRecord):
    """Something that somebody does by a day: a line of the action plan (VIS-19)."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "starts_on", "due_on", "state", "tier", "goal", "round", "step", "project"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    description = models.TextField(_("hvad skal ske"), max_length=2000, blank=True, validators=[refuse_sensitive])
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    starts_on = models.DateField(_("begynder"), null=True, blank=True)
    due_on = models.DateField(_("frist"), null=True, blank=True)
    state = models.CharField(_("tilstand"), max_length=12, choices=ActionState.choices, default=ActionState.PLANNED)
    state_since = models.DateField(_("tilstand siden"), editable=False)
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="actions", null=True, blank=True, verbose_name=_("mål")
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("runde")
    )
    step = models.CharField(
        _("trin i processen"), max_length=40, blank=True, choices=[(key, step.title) for key, step in STEPS.items()]
    )
    project = models.ForeignKey(  # an import of projects may be undone: the action stays
        Project, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("projekt")
    )
    origin_id = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    origin_url = models.CharField(max_length=300, blank=True, editable=False)
    origin_name = models.CharField(max_length=200, blank=True, editable=False)
    done_note = models.TextField(
        _("hvad kom der ud af det"), max_length=2000, blank=True, validators=[refuse_sensitive]
    )
    position = models.PositiveIntegerField(_("plads"), default=0, editable=False)

    objects = OwnedQuerySet["Action"].as_manager()

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlinger")
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["municipality", "state"], name="action_of_a_municipality"),
            models.Index(fields=["owner", "state"], name="action_of_an_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="action_in_order",
                violation_error_message=_("Fristen kan ikke ligge, før handlingen begynder."),
            ),
            models.CheckConstraint(
                condition=Q(tier=Tier.MUNICIPALITY) | Q(tier=Tier.UNIT, unit__isnull=False), name="action_stays_inside"
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.DROPPED) | ~Q(done_note=""), name="action_dropped_tells_why"
            ),
            models.CheckConstraint(
                condition=Q(origin_id__isnull=True, origin_url="") | (Q(origin_id__isnull=False) & ~Q(origin_url="")),
                name="action_origin_has_a_page",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The action's page."""
        return reverse("goals:action", args=[self.public_id])

    def searched(self) -> Iterable[str]:
        """Title, description and what came of it."""
        return (self.title, self.description, self.done_note)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_ACTIONS

    def is_overdue_on(self, day: date) -> bool:
        """Whether its day passed while it is still open."""
        return self.is_open and self.due_on is not None and self.due_on < day


class PlanCalendar(Owned, Record):
    """The secret link under which a calendar fetches the plan of a municipality, or of one unit.

    Only the hash of its secret is kept.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset()

    tier = models.CharField(max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("lavet"))
    made_by_name = models.CharField(_("lavet af"), max_length=160)

    objects = OwnedQuerySet["PlanCalendar"].as_manager()

    class Meta:
        verbose_name = _("planens kalenderlink")
        verbose_name_plural = _("planernes kalenderlinks")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(unit__isnull=True), name="plan_calendar_once_municipality"
            ),
            models.UniqueConstraint(fields=["unit"], name="plan_calendar_once_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.municipality}: {self.made_at:%Y-%m-%d}"


class ReminderKind(models.TextChoices):
    """Why somebody was reminded of an action."""

    SOON = "soon", _("Fristen er om en uge")
    OVERDUE = "overdue", _("Fristen er overskredet")
    LONG_OVERDUE = "long_overdue", _("Fristen er overskredet med to uger")


class Reminder(models.Model):
    """That somebody was told once about an action and its day. A new day is told of anew."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ReminderKind.choices)
    due_on = models.DateField()

    class Meta:
        verbose_name = _("påmindelse")
        verbose_name_plural = _("påmindelser")
        constraints = [models.UniqueConstraint(fields=["action", "kind", "due_on"], name="reminder_once_for_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
