"""What a screening finds: needs, what is there, the network, competences, and findings that ask for an answer."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.screenings.choices import (
    Concerns,
    Holder,
    Interest,
    ItemKind,
    Level,
    Method,
    Mobile,
    Payer,
    Strength,
    Use,
    YesNoUnknown,
)
from tovholder.apps.screenings.models.screening import ScreeningPart
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.models import Code

FASTEST = 10_000  # Mbit/s: what is typed above that is a slip of the pen


class NeedItem(ScreeningPart):
    """A need, before any technology is named."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"concerns", "strength", "theme"})

    words = models.CharField(
        _("behovet"),
        max_length=300,
        validators=[refuse_sensitive],
        help_text=_("Hvad er der brug for støtte til? Nævn ikke en teknologi og ikke en bestemt borger."),
    )
    concerns = models.CharField(_("hvis behov"), max_length=10, choices=Concerns.choices, default=Concerns.CITIZENS)
    group = models.CharField(_("hvilken gruppe"), max_length=120, blank=True, validators=[refuse_sensitive])
    strength = models.PositiveSmallIntegerField(_("hvor stort"), choices=Strength.choices, default=Strength.MEDIUM)
    theme = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "need_theme"},
        verbose_name=_("tema"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("behov")
        verbose_name_plural = _("behov")
        ordering = ["-strength", "id"]

    def __str__(self) -> str:
        return self.words


class InventoryItem(ScreeningPart):
    """IT that is there already: whose it is, who paid, whether it is used, and for which need."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"technology", "kind", "count", "holder", "payer", "used"})

    technology = models.ForeignKey(
        Technology, on_delete=models.PROTECT, related_name="+", verbose_name=_("teknologi"), null=True, blank=True
    )
    name = models.CharField(
        _("hvad er det"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Fx iPad, piktogram-app, robotkat."),
    )
    kind = models.CharField(_("slags"), max_length=10, choices=ItemKind.choices, default=ItemKind.DEVICE)
    count = models.PositiveSmallIntegerField(_("antal"), default=1, validators=[MinValueValidator(1)])
    holder = models.CharField(_("hvis er det"), max_length=16, choices=Holder.choices, default=Holder.UNIT)
    payer = models.CharField(_("hvem betalte"), max_length=16, choices=Payer.choices, default=Payer.MUNICIPALITY)
    used = models.CharField(_("bruges det i en almindelig uge"), max_length=8, choices=Use.choices, default=Use.YES)
    need = models.ForeignKey(
        NeedItem, on_delete=models.SET_NULL, related_name="+", verbose_name=_("hvilket behov"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("udstyr")
        verbose_name_plural = _("udstyr")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(count__gte=1), name="inventory_at_least_one")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A need of the same screening."""
        if self.need is not None and self.need.screening_id != self.screening_id:
            raise ValidationError({"need": _t("Vælg et behov fra den samme screening.")})


class NetworkCheck(ScreeningPart):
    """The network at a place in the unit, and whether people get on to it."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"place", "method", "down", "up", "mobile"})

    place = models.CharField(
        _("sted"),
        max_length=120,
        validators=[refuse_sensitive],
        help_text=_("Fx fællesstuen, gangen mod øst, et værelse."),
    )
    method = models.CharField(_("hvordan ved I det"), max_length=10, choices=Method.choices, default=Method.ENTERED)
    down = models.DecimalField(
        _("hastighed ned (Mbit/s)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(FASTEST)],
    )
    up = models.DecimalField(
        _("hastighed op (Mbit/s)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(FASTEST)],
    )
    wifi = models.CharField(_("er der wifi"), max_length=8, choices=YesNoUnknown.choices, default=YesNoUnknown.YES)
    mobile = models.CharField(_("mobildækning"), max_length=8, choices=Mobile.choices, default=Mobile.GOOD)
    login_routine = models.CharField(
        _("er der faste arbejdsgange for konti og login"),
        max_length=8,
        choices=YesNoUnknown.choices,
        default=YesNoUnknown.UNKNOWN,
    )
    one_knows = models.CharField(
        _("er der kun én, der har styr på login"),
        max_length=8,
        choices=YesNoUnknown.choices,
        default=YesNoUnknown.UNKNOWN,
        help_text=_("Skriv aldrig selve koden her."),
    )

    class Meta:
        verbose_name = _("netmåling")
        verbose_name_plural = _("netmålinger")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.place


class CompetenceScore(ScreeningPart):
    """What a group of staff can and would like to, as they and their leader see it together. Groups, never persons."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"group", "level", "persons", "interest"})

    group = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "staff_group"},
        verbose_name=_("gruppe"),
        null=True,
        blank=True,
    )
    other_group = models.CharField(
        _("anden gruppe"),
        max_length=80,
        blank=True,
        validators=[refuse_sensitive],
        help_text=_("Udfyld kun, hvis gruppen ikke står på listen. Skriv ikke navne."),
    )
    level = models.PositiveSmallIntegerField(_("hvor sikre er de"), choices=Level.choices)
    persons = models.PositiveSmallIntegerField(
        _("hvor mange er de"), default=1, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    interest = models.PositiveSmallIntegerField(_("hvor stor lyst har de"), choices=Interest.choices)
    wants = models.CharField(_("hvad vil de gerne lære"), max_length=300, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("kompetencer i en gruppe")
        verbose_name_plural = _("kompetencer")
        ordering = ["group__position", "id"]

    def __str__(self) -> str:
        return self.group_name

    @property
    def group_name(self) -> str:
        """The group in words."""
        return self.group.label if self.group is not None else self.other_group

    def clean(self) -> None:
        """One group: from the list, or in words."""
        if (self.group is None) == (not self.other_group.strip()):
            raise ValidationError({"group": _t("Vælg en gruppe, eller skriv en anden gruppe. Ikke begge dele.")})


class ScreeningFinding(ScreeningPart):
    """Something that the screening found out and that asks for an answer.

    A derived one has the code of its ``rule``, the ``subject`` that it is about and the ``figures`` behind it, from
    which its words are made; one written by hand has ``words``. It keeps its id when the screening is held again.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"rule", "lapsed_on", "dismissed_on"})

    rule = models.CharField(max_length=30, blank=True, editable=False)
    subject = models.CharField(max_length=300, blank=True, editable=False)
    figures: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True, editable=False
    )
    words = models.CharField(_("fundet"), max_length=300, blank=True, validators=[refuse_sensitive])
    details = models.TextField(_("mere om det"), max_length=1000, blank=True, validators=[refuse_sensitive])
    lapsed_on = models.DateField(_("gælder ikke længere"), null=True, blank=True, editable=False)
    dismissed_on = models.DateField(_("lagt væk"), null=True, blank=True, editable=False)
    dismissed_why = models.CharField(_("hvorfor"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("fund")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "rule", "subject"], condition=~Q(rule=""), name="finding_derived_once"
            ),
            models.CheckConstraint(condition=~Q(rule="") | ~Q(words=""), name="finding_has_words"),
            models.CheckConstraint(
                condition=Q(dismissed_on__isnull=True, dismissed_why="")
                | (Q(dismissed_on__isnull=False) & ~Q(dismissed_why="")),
                name="finding_dismissed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.rule

    @property
    def stands(self) -> bool:
        """Whether it still asks for an answer."""
        return self.lapsed_on is None and self.dismissed_on is None
