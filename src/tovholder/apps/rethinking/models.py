"""Work tasks and user journeys, the fields they belong to, and what became of them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import Round
from tovholder.apps.rethinking.scales import (
    TIMES_A_YEAR,
    Basis,
    Contact,
    FieldState,
    Harm,
    Likeness,
    Meeting,
    Per,
    TaskKind,
    TaskState,
    TrialOutcome,
)
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.kernel.danish import fold, sort_key

MOST_MINUTES = 10_000
MOST_VOLUME = 10_000_000
LONGEST = 2000


def _words(name: Any, **options: Any) -> "models.TextField[str, str]":
    """Free text in which no secret and no civil number may stand."""
    return models.TextField(name, max_length=LONGEST, validators=[refuse_sensitive], **options)


def _minutes(name: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    limits = [MinValueValidator(0), MaxValueValidator(MOST_MINUTES)]
    return models.DecimalField(name, max_digits=6, decimal_places=1, validators=limits, **options)


def _code(code_list: str, name: Any, **options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": code_list},
        verbose_name=name,
        **options,
    )


class Titled(models.Model):
    """What has a title by which it is sorted and found."""

    title = models.CharField(_("titel"), max_length=160, validators=[refuse_sensitive])
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(" ".join(self.searched()))

    def searched(self) -> Iterable[str]:
        """The texts by which the record is found."""
        return (self.title,)


class FieldProgramme(Owned, VersionedRecord):
    """How far a municipality has come with a field of work. A field without one is not begun."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"field", "state", "since"})

    field = _code("field", _("fagområde"))
    state = models.CharField(_("stade"), max_length=12, choices=FieldState.choices, default=FieldState.NOT_BEGUN)
    since = models.DateField(_("siden"))
    note = _words(_("aftale"), blank=True, help_text=_("Hvem er med, hvad er aftalt, og hvornår ses I igen?"))

    objects = OwnedQuerySet["FieldProgramme"].as_manager()

    class Meta:
        verbose_name = _("gennemgang af et fagområde")
        verbose_name_plural = _("gennemgange af fagområder")
        constraints = [models.UniqueConstraint(fields=["municipality", "field"], name="rethinking_field_once")]

    def __str__(self) -> str:
        return str(self.field.label)


class UserJourney(Titled, Owned, VersionedRecord):
    """A *brugerrejse*: the steps that somebody goes through, with the waiting between them."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"field", "tier", "unit", "round"})

    field = _code("field", _("fagområde"))
    whose = models.CharField(
        _("hvem rejser"), max_length=160, validators=[refuse_sensitive], help_text=_("Fx en borger, der er faldet.")
    )
    note = _words(_("om rejsen"), blank=True)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("runde")
    )

    objects = OwnedQuerySet["UserJourney"].as_manager()

    class Meta:
        verbose_name = _("brugerrejse")
        verbose_name_plural = _("brugerrejser")
        ordering = ["sort_key", "id"]

    def searched(self) -> Iterable[str]:
        """Title, traveller and note."""
        return (self.title, self.whose, self.note)

    def get_absolute_url(self) -> str:
        """The journey's page."""
        return reverse("rethinking:journey", args=[self.public_id])


class WorkTask(Titled, Owned, VersionedRecord):
    """A work task, or a step of a journey: how often, how long, and what would be lost by doing it otherwise."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"kind", "field", "role_group", "volume", "per", "minutes", "minutes_low", "minutes_high", "contact"}
        | {"standard", "harm", "manual", "basis", "basis_on", "state", "way", "tier", "unit", "measure_due", "round"}
        | {"after_volume", "after_minutes", "after_on", "after_basis"}
    )

    kind = models.CharField(_("slags"), max_length=8, choices=TaskKind.choices, default=TaskKind.TASK)
    journey = models.ForeignKey(
        UserJourney,
        on_delete=models.PROTECT,
        related_name="steps",
        null=True,
        blank=True,
        verbose_name=_("brugerrejse"),
    )
    position = models.PositiveSmallIntegerField(_("rækkefølge"), default=0, editable=False)
    waiting_minutes = models.PositiveIntegerField(_("ventetid før skridtet"), default=0)
    field = _code("field", _("fagområde"))
    what = _words(_("hvad bliver der gjort"), blank=True)
    role_group = _code("task_role", _("hvem gør det"), null=True, blank=True)
    affected = models.CharField(_("hvem mærker det"), max_length=200, blank=True, validators=[refuse_sensitive])
    volume = models.PositiveIntegerField(_("hvor tit"), validators=[MaxValueValidator(MOST_VOLUME)])
    per = models.CharField(_("pr."), max_length=8, choices=Per.choices, default=Per.YEAR)
    minutes = _minutes(_("minutter hver gang"))
    minutes_low = _minutes(_("mindst"), null=True, blank=True)
    minutes_high = _minutes(_("højst"), null=True, blank=True)
    contact = models.PositiveSmallIntegerField(_("behov for et menneske"), choices=Contact.choices)
    contact_why = _words(_("hvad gør mødet værdifuldt"), blank=True)
    standard = models.PositiveSmallIntegerField(_("hvor ens er gangene"), choices=Likeness.choices)
    harm = models.PositiveSmallIntegerField(_("hvad gør en fejl"), choices=Harm.choices)
    harm_what = _words(_("hvad sker der, når det går galt"), blank=True)
    systems = _words(_("systemer i dag"), blank=True, help_text=_("Ét på hver linje."))
    manual = models.BooleanField(_("gøres i hånden"), default=True)
    basis = models.CharField(_("minutterne er"), max_length=10, choices=Basis.choices, default=Basis.ESTIMATED)
    basis_by = models.CharField(
        _("af hvem"),
        max_length=160,
        blank=True,
        validators=[refuse_sensitive],
        help_text=_("En gruppe eller en rolle."),
    )
    basis_on = models.DateField(_("hvornår"), null=True, blank=True)
    measurer = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("hvem måler")
    )
    measure_due = models.DateField(_("målt senest"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.MAPPED, editable=False)
    listed_on = models.DateField(_("på listen siden"), null=True, blank=True, editable=False)
    proposed_by_name = models.CharField(_("foreslået af"), max_length=160, blank=True, editable=False)
    put_away_reason = _words(_("hvorfor lagt væk"), blank=True, editable=False)
    way = _code("task_way", _("vej frem"), null=True, blank=True, editable=False)
    after_volume = models.PositiveIntegerField(
        _("hvor tit nu"), null=True, blank=True, validators=[MaxValueValidator(MOST_VOLUME)]
    )
    after_minutes = _minutes(_("minutter nu"), null=True, blank=True)
    after_on = models.DateField(_("lavet om"), null=True, blank=True)
    after_basis = models.CharField(_("de nye minutter er"), max_length=10, choices=Basis.choices, blank=True)
    after_note = _words(_("hvad er anderledes nu"), blank=True)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("runde")
    )
    import_batch = models.UUIDField(null=True, blank=True, editable=False, db_index=True)

    objects = OwnedQuerySet["WorkTask"].as_manager()

    class Meta:
        verbose_name = _("opgave")
        verbose_name_plural = _("opgaver")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__range=(1, 5), standard__range=(1, 5), harm__range=(0, 5)),
                name="rethinking_within_scales",
            ),
            models.CheckConstraint(
                condition=Q(minutes_low__isnull=True) | Q(minutes_low__lte=F("minutes")), name="rethinking_low_is_low"
            ),
            models.CheckConstraint(
                condition=Q(minutes_high__isnull=True) | Q(minutes_high__gte=F("minutes")),
                name="rethinking_high_is_high",
            ),
            models.CheckConstraint(
                condition=Q(after_on__isnull=True, after_minutes__isnull=True, after_volume__isnull=True)
                | Q(after_on__isnull=False, after_minutes__isnull=False, after_volume__isnull=False),
                name="rethinking_after_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TaskState.PROPOSED, TaskState.PUT_AWAY]) | Q(listed_on__isnull=False),
                name="rethinking_listed_since",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.PUT_AWAY) | ~Q(put_away_reason=""), name="rethinking_put_away_why"
            ),
            models.CheckConstraint(
                condition=Q(measurer__isnull=True) | Q(measure_due__isnull=False), name="rethinking_measured_by_a_day"
            ),
        ]

    def searched(self) -> Iterable[str]:
        """Title, what is done, who it touches, and the systems."""
        return (self.title, self.what, self.affected, self.systems)

    def get_absolute_url(self) -> str:
        """The task's page."""
        return reverse("rethinking:task", args=[self.public_id])

    @property
    def times_a_year(self) -> int:
        """How often a year."""
        return self.volume * TIMES_A_YEAR[self.per]

    @property
    def hours(self) -> float:
        """Hours a year, as it was mapped."""
        return float(self.times_a_year * self.minutes / 60)

    @property
    def hours_after(self) -> float | None:
        """Hours a year since it was changed; None while it is not."""
        if self.after_volume is None or self.after_minutes is None:
            return None
        return float(self.after_volume * TIMES_A_YEAR[self.per] * self.after_minutes / 60)

    @property
    def system_list(self) -> list[str]:
        """The systems in use, one after another."""
        return [line.strip() for line in self.systems.splitlines() if line.strip()]


class Decision(Record):
    """What was decided about a task. A newer one stands in its place; the older ones stay to be read."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"way", "decided_on", "minutes_saved"})

    task = models.ForeignKey(WorkTask, on_delete=models.CASCADE, related_name="decisions")
    way = _code("task_way", _("vej frem"))
    reason = _words(_("begrundelse"))
    decided_on = models.DateField(_("besluttet"))
    by_name = models.CharField(_("af"), max_length=160)
    minutes_saved = _minutes(_("forventet sparede minutter hver gang"), null=True, blank=True)

    class Meta:
        verbose_name = _("beslutning")
        verbose_name_plural = _("beslutninger")
        ordering = ["-decided_on", "-id"]

    def __str__(self) -> str:
        return str(self.way.label)


class Trial(VersionedRecord):
    """Something tried on a task. A failed one is as welcome as any other: it tells what was learnt."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"started_on", "ended_on", "outcome", "partner"})

    task = models.ForeignKey(WorkTask, on_delete=models.CASCADE, related_name="trials")
    what = _words(_("hvad prøvede I"))
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("sammen med")
    )
    started_on = models.DateField(_("begyndt"))
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    outcome = models.CharField(
        _("hvordan gik det"), max_length=8, choices=TrialOutcome.choices, default=TrialOutcome.RUNNING
    )
    learning = _words(_("hvad lærte I"), blank=True)

    class Meta:
        verbose_name = _("forsøg")
        verbose_name_plural = _("forsøg")
        ordering = ["-started_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="trial_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(outcome=TrialOutcome.RUNNING) | (Q(ended_on__isnull=False) & ~Q(learning="")),
                name="trial_ended_tells_what_was_learnt",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:80]


class CompanyMeeting(VersionedRecord):
    """A company that was asked about a task, and what it offered."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"partner", "how", "on"})

    task = models.ForeignKey(WorkTask, on_delete=models.CASCADE, related_name="meetings")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("virksomhed"))
    how = models.CharField(_("hvordan"), max_length=8, choices=Meeting.choices, default=Meeting.ASKED)
    on = models.DateField(_("hvornår"))
    offered = _words(_("hvad tilbød de"), blank=True)

    class Meta:
        verbose_name = _("møde med en virksomhed")
        verbose_name_plural = _("møder med virksomheder")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.partner.name


class WeightEdition(Owned, Record):
    """How a municipality weighs its list from a day on. Each change is a new edition with its reason."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"number", "hours", "standard", "contact", "harm", "manual"})

    number = models.PositiveSmallIntegerField(_("udgave"), editable=False)
    hours = models.PositiveSmallIntegerField(_("timer om året"), validators=[MaxValueValidator(100)])
    standard = models.PositiveSmallIntegerField(_("hvor ens gangene er"), validators=[MaxValueValidator(100)])
    contact = models.PositiveSmallIntegerField(_("lidt behov for et menneske"), validators=[MaxValueValidator(100)])
    harm = models.PositiveSmallIntegerField(_("lidt skade ved en fejl"), validators=[MaxValueValidator(100)])
    manual = models.PositiveSmallIntegerField(_("gøres i hånden"), validators=[MaxValueValidator(100)])
    reason = _words(_("begrundelse"))
    set_on = models.DateField(_("fra"))
    by_name = models.CharField(_("af"), max_length=160)

    objects = OwnedQuerySet["WeightEdition"].as_manager()

    class Meta:
        verbose_name = _("vægte")
        verbose_name_plural = _("vægte")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["municipality", "number"], name="rethinking_weights_once")]

    def __str__(self) -> str:
        return f"{self.number}"
