"""Buying and searching together: one municipality leads, the others give their own word (ECO-12)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.funding.searched import Searched
from tovholder.apps.projects.public import Taking
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier


class JointKind(models.TextChoices):
    """What is done together."""

    SEARCH = "search", _("Fælles søgning efter løsninger")
    PURCHASE = "purchase", _("Fælles indkøb")


class JointState(models.TextChoices):
    """How far it is; the last two are ends."""

    GATHERING = "gathering", _("Samler kommuner")
    RUNNING = "running", _("I gang")
    DONE = "done", _("Afsluttet")
    DROPPED = "dropped", _("Droppet")


OPEN_JOINT = (JointState.GATHERING, JointState.RUNNING)


class JointPurchase(Owned, Searched, VersionedRecord):
    """A purchase or a search of the market that several municipalities make together, in one field at a time."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "kind", "field", "technology", "deadline", "state", "tier"}
    )

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITIES)
    kind = models.CharField(_("hvad gør I sammen"), max_length=10, choices=JointKind.choices)
    field = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "field"},
        verbose_name=_("fagområde"),
    )
    technology = models.ForeignKey(
        Technology, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("teknologi")
    )
    need = models.TextField(_("behov"), max_length=3000, validators=[refuse_sensitive])
    counted_in = models.CharField(_("hvad I tæller"), max_length=40, blank=True, validators=[refuse_sensitive])
    deadline = models.DateField(_("meld jer inden"), null=True, blank=True)
    contact_mailbox = models.EmailField(_("fælles postkasse"), blank=True)
    state = models.CharField(
        _("tilstand"), max_length=10, choices=JointState.choices, default=JointState.GATHERING, editable=False
    )
    state_since = models.DateField(_("tilstand siden"), editable=False)
    outcome = models.TextField(
        _("hvad kom der ud af det"), max_length=3000, blank=True, validators=[refuse_sensitive], editable=False
    )
    learning = models.TextField(
        _("hvad lærte I"), max_length=3000, blank=True, validators=[refuse_sensitive], editable=False
    )

    objects = OwnedQuerySet["JointPurchase"].as_manager()

    class Meta:
        verbose_name = _("fælles indkøb eller søgning")
        verbose_name_plural = _("fælles indkøb og søgninger")
        ordering = ["deadline", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__in=[Tier.MUNICIPALITIES, Tier.PUBLIC]), name="joint_seen_by_municipalities"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "dropped"]) | (~Q(outcome="") & ~Q(learning="")),
                name="joint_ended_tells_outcome_and_learning",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("funding:purchase", args=[self.public_id])

    def searched(self) -> Iterable[str]:
        """Title, need, outcome and learning."""
        return (self.title, self.need, self.outcome, self.learning)

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state in OPEN_JOINT

    def takes_in_on(self, day: date) -> bool:
        """Whether a municipality may still join on a day."""
        return self.state == JointState.GATHERING and (self.deadline is None or self.deadline >= day)


class JointTaking(VersionedRecord):
    """A municipality's own word about a joint purchase: how much it wants, and whether it is in.

    One that leaves keeps its row; a new invitation gets a new one.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"state", "invited_on", "joined_on", "left_on", "volume"})

    purchase = models.ForeignKey(JointPurchase, on_delete=models.CASCADE, related_name="takings", editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune"), editable=False
    )
    state = models.CharField(
        _("tilstand"), max_length=12, choices=Taking.choices, default=Taking.INVITED, editable=False
    )
    invited_on = models.DateField(_("inviteret"), null=True, blank=True, editable=False)
    joined_on = models.DateField(_("med siden"), null=True, blank=True, editable=False)
    left_on = models.DateField(_("med til"), null=True, blank=True, editable=False)
    volume = models.DecimalField(
        _("hvor mange vil I bruge"),
        max_digits=10,
        decimal_places=0,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    local_contact = models.EmailField(_("jeres fælles postkasse"), blank=True)
    note = models.TextField(_("hos jer"), max_length=1000, blank=True, validators=[refuse_sensitive])
    reason = models.TextField(_("hvorfor"), max_length=1000, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("kommune i fælles indkøb")
        verbose_name_plural = _("kommuner i fælles indkøb")
        ordering = ["municipality__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["purchase", "municipality"],
                condition=Q(state__in=["invited", "joined"]),
                name="joint_taking_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["joined", "left"]) | Q(joined_on__isnull=False),
                name="joint_taking_joined_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | (Q(left_on__isnull=False) & ~Q(reason="")),
                name="joint_taking_left_tells_why",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="joint_taking_in_order",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"], name="joint_taking_of_a_place")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Whether the municipality is in, or may still say yes."""
        return self.state in {Taking.INVITED, Taking.JOINED}

    @property
    def is_in(self) -> bool:
        """Whether the municipality has said yes and has not left."""
        return self.state == Taking.JOINED


class JointPartner(Record):
    """Somebody outside the municipalities who takes part: a state agency, a supplier who was met, a researcher."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name", "kind"})

    purchase = models.ForeignKey(JointPurchase, on_delete=models.CASCADE, related_name="partners", editable=False)
    name = models.CharField(_("hvem"), max_length=160, validators=[refuse_sensitive])
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "search_partner_kind"},
        verbose_name=_("slags"),
    )
    part = models.CharField(_("hvad bidrager de med"), max_length=300, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("partner i fælles indkøb")
        verbose_name_plural = _("partnere i fælles indkøb")
        ordering = ["kind__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["purchase", "name"],
                name="joint_partner_once",
                violation_error_message=_("Den partner står der allerede."),
            )
        ]

    def __str__(self) -> str:
        return self.name
