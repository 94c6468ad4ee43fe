"""The *afdækning* of one citizen's needs and possibilities: held with the citizen, known by alias, seen by the unit."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import CitizenAlias, refuse_sensitive, uses_aliases
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.public import Owned, OwnedQuerySet, Tier, Unit
from tovholder.kernel.actor import Actor

QUESTIONNAIRE = "assessment"
"""The key of the packaged questionnaire."""


class Participation(models.TextChoices):
    """How the citizen took part."""

    SELF = "self", _("Borgeren selv")
    SUPPORTED = "supported", _("Borgeren med støtte")
    REPRESENTED = "represented", _("En, der taler på borgerens vegne")


class Conclusion(models.TextChoices):
    """What the citizen and the unit agreed to do. No technology is an answer like the others."""

    OPEN = "", _("Ikke talt om endnu")
    NONE = "none", _("Ingen teknologi")
    EXISTING = "existing", _("Brug det, der er, bedre")
    LOOK = "look", _("Se nærmere på teknologi")


class AssessmentQuerySet(OwnedQuerySet["Assessment"]):
    """Assessments, which those who meet the citizen read, in the citizen's own unit."""

    def visible_to(self, actor: Actor) -> "AssessmentQuerySet":
        """The assessments of the actor's own unit, for the roles that read its aliases. Coordinators see none."""
        if actor.municipality_id is None or actor.unit_id is None or not uses_aliases.allows(actor):
            return self.none()
        return self.filter(municipality_id=actor.municipality_id, unit_id=actor.unit_id)


class Assessment(Owned, VersionedRecord):
    """One *afdækning*: why, when, with whom, how the citizen took part, and what they agreed.

    The answers are a questionnaire's response about it. The days say how far it has come: begun, talked through with
    the citizen, closed. Nothing of it reaches the audit.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset()

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"), editable=False)
    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.UNIT, editable=False)
    citizen = models.ForeignKey(
        CitizenAlias, on_delete=models.PROTECT, related_name="+", verbose_name=_("alias"), editable=False
    )
    former = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        related_name="following",
        null=True,
        blank=True,
        verbose_name=_("den forrige afdækning"),
        editable=False,
    )
    held_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("hvem holder samtalen"),
    )
    purpose = models.TextField(
        _("formål"),
        max_length=500,
        validators=[refuse_sensitive],
        help_text=_("Hvorfor taler I sammen om det nu? Skriv ikke navn, adresse eller CPR-nummer."),
    )
    own_words = models.TextField(
        _("borgerens egne ord"),
        max_length=1000,
        blank=True,
        validators=[refuse_sensitive],
        help_text=_("Sådan siger borgeren selv, hvad det handler om."),
    )
    participation = models.CharField(
        _("hvem er med"), max_length=12, choices=Participation.choices, default=Participation.SELF
    )
    participation_note = models.TextField(
        _("sådan er borgeren med"),
        max_length=500,
        validators=[refuse_sensitive],
        help_text=_("Fx: Bruger billeder og ja-kort. Har sagt ja til, at svarene bruges. Skriv roller, ikke navne."),
    )
    begun_on = models.DateField(_("begyndt"))
    talked_through_on = models.DateField(_("gennemgået med borgeren"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("afsluttet"), null=True, blank=True, editable=False)
    closing_note = models.TextField(
        _("hvorfor den sluttede før tid"), max_length=500, blank=True, validators=[refuse_sensitive], editable=False
    )
    repeat_on = models.DateField(
        _("gentages"), null=True, blank=True, help_text=_("Den dag minder Min uge om at tale om det igen.")
    )
    conclusion = models.CharField(
        _("det blev I enige om"), max_length=12, choices=Conclusion.choices, blank=True, default="", editable=False
    )
    conclusion_note = models.TextField(
        _("sådan blev I enige"), max_length=1000, blank=True, validators=[refuse_sensitive], editable=False
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("afdækning")
        verbose_name_plural = _("afdækninger")
        ordering = ["-begun_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tier=Tier.UNIT), name="assessment_stays_in_the_unit"),
            models.CheckConstraint(
                condition=Q(talked_through_on__isnull=True) | Q(talked_through_on__gte=F("begun_on")),
                name="assessment_talked_through_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("begun_on")),
                name="assessment_closed_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(talked_through_on__isnull=False) | ~Q(closing_note=""),
                name="assessment_closed_with_the_citizen_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(repeat_on__isnull=True) | Q(repeat_on__gt=F("begun_on")),
                name="assessment_repeated_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["unit", "repeat_on"])]

    def __str__(self) -> str:
        return str(_("En afdækning"))

    def get_absolute_url(self) -> str:
        """The overview of the assessment."""
        return reverse("assessments:assessment", args=[self.citizen.public_id, self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered and changed."""
        return self.closed_on is None


class Agreement(VersionedRecord):
    """Something that was agreed with the citizen: what, who does it, by when, and whether it is done."""

    audit_values: ClassVar[frozenset[str]] = frozenset()

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="agreements", editable=False)
    text = models.TextField(
        _("aftalen"),
        max_length=500,
        validators=[refuse_sensitive],
        help_text=_("Hvad skal der ske? Ét skridt ad gangen."),
    )
    who = models.CharField(
        _("hvem gør det"),
        max_length=120,
        validators=[refuse_sensitive],
        help_text=_("Skriv borgeren selv, eller en rolle som kontaktperson. Ikke navne."),
    )
    due_on = models.DateField(_("senest"))
    done_on = models.DateField(_("gjort"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("aftale")
        verbose_name_plural = _("aftaler")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return str(_("En aftale fra en afdækning"))
