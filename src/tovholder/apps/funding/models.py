"""Pools of money, who was told of them, and the applications for them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.funding.joint_models import JointPartner, JointPurchase, JointTaking
from tovholder.apps.funding.searched import Searched
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel.actor import Actor

__all__ = [
    "OPEN_APPLICATIONS",
    "Application",
    "ApplicationState",
    "ApplicationStep",
    "CoFinancier",
    "FundingPool",
    "JointPartner",
    "JointPurchase",
    "JointTaking",
    "PoolState",
    "PoolTip",
    "Reminder",
]

MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "validators": [MinValueValidator(Decimal(0))]}


class PoolState(models.TextChoices):
    """Whether one can apply today. It follows from the days."""

    PLANNED = "planned", _("Åbner senere")
    OPEN = "open", _("Åben for ansøgning")
    CLOSED = "closed", _("Lukket")


class ApplicationState(models.TextChoices):
    """How far an application is; the last three are ends."""

    DRAFT = "draft", _("Kladde")
    SENT = "sent", _("Sendt")
    GRANTED = "granted", _("Bevilget")
    REFUSED = "refused", _("Afslag")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


OPEN_APPLICATIONS = (ApplicationState.DRAFT, ApplicationState.SENT)
NEEDS_REASON = (ApplicationState.REFUSED, ApplicationState.WITHDRAWN)


class PoolQuerySet(models.QuerySet["FundingPool"]):
    """Pools, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "PoolQuerySet":
        """The pools of everybody by their tier, and the own municipality's."""
        return self.filter(audience_of(actor).condition())


class FundingPool(Searched, VersionedRecord):
    """Money that can be applied for: a national pool kept by the editors, or a municipality's own (ECO-02)."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "giver", "kind", "amount", "own_share", "opens_on", "deadline", "closed_on", "tier", "municipality"}
    )

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False)
    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    giver = models.CharField(_("hvem giver pengene"), max_length=160, validators=[refuse_sensitive])
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "funder_kind"},
        verbose_name=_("slags giver"),
    )
    amount = models.DecimalField(_("beløb i alt, kr."), null=True, blank=True, **MONEY)
    criteria = models.TextField(_("hvad lægger giveren vægt på"), max_length=3000, validators=[refuse_sensitive])
    who_may_apply = models.CharField(_("hvem kan søge"), max_length=300, blank=True, validators=[refuse_sensitive])
    own_share = models.DecimalField(
        _("egen betaling, pct."),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    opens_on = models.DateField(_("åbner"), null=True, blank=True)
    deadline = models.DateField(_("ansøgningsfrist"), null=True, blank=True)
    closed_on = models.DateField(_("lukket"), null=True, blank=True, editable=False)
    closed_why = models.CharField(
        _("hvorfor"), max_length=300, blank=True, validators=[refuse_sensitive], editable=False
    )
    link = models.URLField(_("link"), max_length=300, blank=True)

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pulje")
        verbose_name_plural = _("puljer")
        ordering = ["deadline", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(deadline__isnull=True) | Q(deadline__gte=F("opens_on")),
                name="pool_in_order",
                violation_error_message=_("Fristen kan ikke ligge, før puljen åbner."),
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, tier__in=[Tier.MUNICIPALITY, Tier.MUNICIPALITIES])
                | Q(municipality__isnull=True, tier__in=[Tier.MUNICIPALITIES, Tier.PUBLIC]),
                name="pool_tier_fits_its_keeper",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_why="") | (Q(closed_on__isnull=False) & ~Q(closed_why="")),
                name="pool_closed_early_tells_why",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The pool's page."""
        return reverse("funding:pool", args=[self.public_id])

    def searched(self) -> Iterable[str]:
        """Title, giver, criteria and who may apply."""
        return (self.title, self.giver, self.criteria, self.who_may_apply)

    @property
    def is_national(self) -> bool:
        """Whether the national editors keep it."""
        return self.municipality_id is None

    def state_on(self, day: date) -> PoolState:
        """Whether one can apply on a day; the last day counts."""
        if self.closed_on is not None and self.closed_on <= day:
            return PoolState.CLOSED
        if self.deadline is not None and self.deadline < day:
            return PoolState.CLOSED
        if self.opens_on is not None and self.opens_on > day:
            return PoolState.PLANNED
        return PoolState.OPEN


class PoolTip(Owned, Record):
    """A pool that the coordinator passed on to a unit, with a few words on why (ECO-02)."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"pool"})

    tier = models.CharField(max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY, editable=False)
    pool = models.ForeignKey(FundingPool, on_delete=models.CASCADE, related_name="tips", editable=False)
    note = models.CharField(_("hvorfor til dem"), max_length=500, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    on = models.DateField(_("dato"))

    objects = OwnedQuerySet["PoolTip"].as_manager()

    class Meta:
        verbose_name = _("videregivet pulje")
        verbose_name_plural = _("videregivne puljer")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "unit"],
                name="pool_passed_on_once",
                violation_error_message=_("Puljen er allerede givet videre til den enhed."),
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False), name="pool_tip_has_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.pool}: {self.unit}"


class Application(Owned, Searched, VersionedRecord):
    """A municipality's application for a pool's money: for a project or an idea, from draft to answer."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "state", "amount", "own_amount", "granted_amount", "decided_on", "granted_from", "granted_until"}
        | {"answer_on", "pool", "project", "tier"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    pool = models.ForeignKey(FundingPool, on_delete=models.PROTECT, related_name="applications", editable=False)
    project = models.ForeignKey(  # an import of projects may be undone: the application stays
        Project, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("projekt")
    )
    idea = models.TextField(_("hvad pengene skal bruges til"), max_length=3000, validators=[refuse_sensitive])
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    amount = models.DecimalField(_("beløb, I søger, kr."), **MONEY)
    own_amount = models.DecimalField(_("beløb, I selv betaler, kr."), null=True, blank=True, **MONEY)
    answer_on = models.DateField(_("svar ventes"), null=True, blank=True)
    state = models.CharField(
        _("tilstand"), max_length=12, choices=ApplicationState.choices, default=ApplicationState.DRAFT, editable=False
    )
    state_since = models.DateField(_("tilstand siden"), editable=False)
    decided_on = models.DateField(_("svar givet"), null=True, blank=True, editable=False)
    granted_amount = models.DecimalField(_("bevilget, kr."), null=True, blank=True, editable=False, **MONEY)
    granted_from = models.DateField(_("pengene gælder fra"), null=True, blank=True, editable=False)
    granted_until = models.DateField(_("pengene slutter"), null=True, blank=True, editable=False)
    written_on = models.DateField(_("skrevet på projektet"), null=True, blank=True, editable=False)

    objects = OwnedQuerySet["Application"].as_manager()

    class Meta:
        verbose_name = _("ansøgning")
        verbose_name_plural = _("ansøgninger")
        ordering = ["-state_since", "-id"]
        indexes = [models.Index(fields=["municipality", "state"], name="application_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier=Tier.MUNICIPALITY) | Q(tier=Tier.UNIT, unit__isnull=False),
                name="application_stays_inside",
                violation_error_message=_("Vælg den enhed, der alene skal kunne se ansøgningen."),
            ),
            models.CheckConstraint(
                condition=~Q(state="granted")
                | Q(granted_amount__isnull=False, granted_until__isnull=False, decided_on__isnull=False),
                name="application_granted_with_amount_and_end",
            ),
            models.CheckConstraint(
                condition=Q(granted_from__isnull=True)
                | Q(granted_until__isnull=True)
                | Q(granted_until__gte=F("granted_from")),
                name="application_period_in_order",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The application's page."""
        return reverse("funding:application", args=[self.public_id])

    def searched(self) -> Iterable[str]:
        """Title and what the money is for."""
        return (self.title, self.idea)

    @property
    def is_open(self) -> bool:
        """Whether it waits to be sent or answered."""
        return self.state in OPEN_APPLICATIONS


class ApplicationStep(Record):
    """A dated step of an application. Never changed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=12, choices=ApplicationState.choices)
    to_state = models.CharField(_("til"), max_length=12, choices=ApplicationState.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin for en ansøgning")
        verbose_name_plural = _("trin for ansøgninger")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state__in=["refused", "withdrawn"]) | ~Q(reason=""), name="application_step_tells_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"


class CoFinancier(Record):
    """Somebody else who bears a part of what is applied for, and whether they have said yes (ECO-12)."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "amount", "agreed"})

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="co_financiers")
    name = models.CharField(_("hvem"), max_length=160, validators=[refuse_sensitive])
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "funder_kind"},
        verbose_name=_("slags"),
    )
    amount = models.DecimalField(_("beløb i kr."), **MONEY)
    agreed = models.BooleanField(_("har sagt ja"), default=False)

    class Meta:
        verbose_name = _("medbetaler")
        verbose_name_plural = _("medbetalere")
        ordering = ["-amount", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "name"],
                name="co_financier_once",
                violation_error_message=_("Den medbetaler står der allerede."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Reminder(models.Model):
    """That somebody was told of a day of a pool or an application: each day is told once."""

    pool = models.ForeignKey(FundingPool, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    due_on = models.DateField()

    class Meta:
        verbose_name = _("påmindelse")
        verbose_name_plural = _("påmindelser")
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "due_on"], condition=Q(application__isnull=True), name="pool_reminded_once"
            ),
            models.UniqueConstraint(fields=["application", "due_on"], name="application_reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pool_id}: {self.due_on}"
