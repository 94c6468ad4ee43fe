"""Visions with what stands in them, who made them, and every step they took."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import Round
from tovholder.apps.visions.hearing_models import (
    Hearing,
    HearingRound,
    MissingHearing,
    Receipt,
    Removal,
    Revision,
    Statement,
)
from tovholder.apps.visions.parts import Part
from tovholder.apps.visions.states import ENDED, NEEDS_REASON, OPEN, Answer, Condition, State, StrategyLevel, Weight
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key

__all__ = [
    "Comment",
    "Hearing",
    "HearingRound",
    "MissingHearing",
    "Participant",
    "Precondition",
    "Receipt",
    "Removal",
    "Responsible",
    "Revision",
    "Statement",
    "Step",
    "Strategy",
    "Vision",
    "VisionQuerySet",
]


class VisionQuerySet(OwnedQuerySet["Vision"]):
    """Visions, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "VisionQuerySet":
        """The visions that ``actor`` may see: councils and committees first meet one when it is heard."""
        found = self.filter(audience_of(actor).condition())
        return found.exclude(state=State.DRAFT) if actor.role in roles.REPRESENTATIVES else found

    def with_facts(self) -> "VisionQuerySet":
        """With all that a list shows."""
        return self.select_related("municipality", "adopted_by", "round").prefetch_related("target_groups")

    def in_force(self) -> "VisionQuerySet":
        """The adopted ones, which no other has taken the place of."""
        return self.filter(state=State.ADOPTED)


class Vision(Owned, VersionedRecord):
    """What a municipality wants with welfare technology, for all its citizens or for some target groups.

    Without target groups it is a common one.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "state", "tier", "round", "adopted_on", "adopted_by", "published_on", "withdrawn_on"}
    )

    title = models.CharField(
        _("titel"), max_length=160, help_text=_("Fx: Teknologi, der giver os selv mere at skulle have sagt")
    )
    slug = models.SlugField(_("navn i adresser"), max_length=80, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)
    target_groups = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "target_group"},
        verbose_name=_("målgrupper"),
        help_text=_("Ingen valgt: en fælles vision for alle målgrupper."),
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("runde")
    )
    text = models.TextField(
        _("det vil vi"),
        max_length=20_000,
        validators=[refuse_sensitive],
        help_text=_("Skriv, så også et råd eller en pårørende kan læse det uden forklaring."),
    )
    creates_quality = models.BooleanField(_("højere kvalitet for borgerne"), default=False)
    creates_efficiency = models.BooleanField(_("mere effektiv brug af tid og penge"), default=False)
    creates_wellbeing = models.BooleanField(_("bedre trivsel og arbejdsmiljø"), default=False)
    value_text = models.TextField(
        _("hvilken værdi, og for hvem"),
        max_length=4000,
        blank=True,
        help_text=_("Sig det klart, før noget bliver indført: Det er den værdi, I siden bliver målt på."),
    )
    authority_weight = models.CharField(
        _("teknologiens vægt ved siden af andre ydelser"), max_length=12, choices=Weight.choices, blank=True
    )
    authority_strategy = models.TextField(
        _("myndighedsstrategi"),
        max_length=4000,
        blank=True,
        help_text=_("Hvordan skal velfærdsteknologi vægtes mod de øvrige ydelser i jeres tilbud?"),
    )
    frame_political = models.TextField(_("politiske rammer"), max_length=4000, blank=True)
    frame_economic = models.TextField(_("økonomiske rammer"), max_length=4000, blank=True)
    frame_organisational = models.TextField(_("organisatoriske rammer"), max_length=4000, blank=True)
    frame_competence = models.TextField(_("kompetencemæssige rammer"), max_length=4000, blank=True)
    anchoring = models.TextField(
        _("sådan forankrer vi visionen i hverdagen"),
        max_length=4000,
        blank=True,
        help_text=_("Hvem gør hvad, for at visionen bliver til mere end et papir?"),
    )
    communication = models.TextField(
        _("sådan gør vi visionen kendt"),
        max_length=4000,
        blank=True,
        help_text=_("Til hvem, hvordan og hvornår? Sig også, hvad den ikke er: fx en skjult besparelse."),
    )
    state = models.CharField(
        _("status"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False, db_index=True
    )
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="following", null=True, blank=True, editable=False
    )
    made_on = models.DateField(_("oprettet"), editable=False)
    adopted_on = models.DateField(_("vedtaget den"), null=True, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        limit_choices_to={"list": "adopting_body"},
        verbose_name=_("vedtaget af"),
    )
    adopted_by_name = models.CharField(_("udvalgets eller gruppens navn"), max_length=160, blank=True, editable=False)
    case_reference = models.CharField(_("sagsnummer"), max_length=80, blank=True, editable=False)
    published_on = models.DateField(_("offentlig siden"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("trukket tilbage den"), null=True, blank=True, editable=False)
    revision = models.BigIntegerField(default=0, editable=False, db_index=True)

    objects = VisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("vision")
        verbose_name_plural = _("visioner")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="vision_slug_once"),
            models.CheckConstraint(condition=Q(unit__isnull=True), name="vision_is_the_whole_municipalitys"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ADOPTED, State.REVISED])
                | Q(adopted_on__isnull=False, adopted_by__isnull=False),
                name="vision_adopted_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=(
                    Q(tier=Tier.PUBLIC, published_on__isnull=False, adopted_on__isnull=False)
                    & ~Q(state__in=sorted(OPEN))
                )
                | Q(tier=Tier.MUNICIPALITY),
                name="vision_public_once_adopted",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_on__isnull=False)
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_on__isnull=True)),
                name="vision_withdrawn_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True)
                | (Q(creates_quality=True) | Q(creates_efficiency=True) | Q(creates_wellbeing=True))
                & ~Q(value_text=""),
                name="vision_says_its_value_before_adoption",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"])]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the vision with its sort key and the text it is found by."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(f"{self.title} {self.text} {self.value_text}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The vision's page inside the municipality."""
        return reverse("visions:vision", kwargs={"public_id": self.public_id})

    def get_public_url(self) -> str:
        """The page that everybody may read, once the vision is public."""
        return reverse("visions:public", kwargs={"municipality": self.municipality.slug, "slug": self.slug})

    @property
    def is_open(self) -> bool:
        """Whether the text may still be changed."""
        return self.state in OPEN

    @property
    def has_ended(self) -> bool:
        """Whether another took its place, or it was withdrawn."""
        return self.state in ENDED

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.tier == Tier.PUBLIC

    @property
    def says_its_value(self) -> bool:
        """Whether it is told which value is wanted, as it must be before the vision is adopted."""
        ticked = self.creates_quality or self.creates_efficiency or self.creates_wellbeing
        return ticked and bool(self.value_text.strip())


class Strategy(Part):
    """An existing strategy that the vision leans on."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="strategies")
    title = models.CharField(_("strategiens titel"), max_length=200)
    level = models.CharField(_("hvis strategi"), max_length=10, choices=StrategyLevel.choices)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    url = models.URLField(_("adresse på nettet"), blank=True, max_length=500)
    connection = models.TextField(_("sådan hænger de sammen"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("strategi")
        verbose_name_plural = _("strategier")
        ordering = ["level", "title", "id"]

    def __str__(self) -> str:
        return self.title


class Responsible(Part):
    """Somebody who answers for the vision: the holder of a role, or a name where nobody has a login."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="responsibles")
    holding = models.ForeignKey(
        RoleHolding, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("rolle")
    )
    name = models.CharField(_("navn"), max_length=160)
    title = models.CharField(_("stilling eller rolle"), max_length=160, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("sidder i enheden")
    )
    task = models.CharField(_("har ansvar for"), max_length=300)

    class Meta:
        verbose_name = _("ansvarlig")
        verbose_name_plural = _("ansvarlige")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Participant(Part):
    """Somebody who took part in formulating the vision, or in carrying it out."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(_("navn"), max_length=160)
    role = models.CharField(_("rolle"), max_length=160, help_text=_("Fx leder, nøglemedarbejder eller pårørende."))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("enhed")
    )
    formulates = models.BooleanField(_("har været med til at formulere"), default=False)
    carries_out = models.BooleanField(_("er med til at føre ud i livet"), default=False)

    class Meta:
        verbose_name = _("deltager")
        verbose_name_plural = _("deltagere")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(formulates=True) | Q(carries_out=True),
                name="participant_took_some_part",
                violation_error_message=_("Sæt mindst ét kryds: formulere, føre ud i livet eller begge dele."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Precondition(Part):
    """Whether one of the four preconditions is in place. Advice: it holds nothing back."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="preconditions")
    condition = models.CharField(_("forudsætning"), max_length=12, choices=Condition.choices)
    answer = models.CharField(_("på plads"), max_length=8, choices=Answer.choices)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("forudsætning")
        verbose_name_plural = _("forudsætninger")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["vision", "condition"], name="precondition_answered_once")]

    def __str__(self) -> str:
        return f"{self.get_condition_display()}: {self.get_answer_display()}"


class Comment(Part):
    """What somebody of a unit says to a draft, and what the coordinator answers."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="comments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    author_id = models.UUIDField(null=True, blank=True, editable=False)
    author_name = models.CharField(_("skrevet af"), max_length=160)
    text = models.TextField(_("kommentar"), max_length=4000, validators=[refuse_sensitive])
    written_at = models.DateTimeField(_("skrevet"))
    answer = models.TextField(_("svar"), max_length=4000, blank=True, validators=[refuse_sensitive])
    answered_by = models.CharField(_("besvaret af"), max_length=160, blank=True)
    answered_at = models.DateTimeField(_("besvaret"), null=True, blank=True)

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by="")
                | (~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="comment_answered_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:60]}"


class Step(Part):
    """A step of a vision from one state to the next: when, by whom and why. Never changed."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(_("til"), max_length=12, choices=State.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, blank=True)
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    by_role = models.CharField(_("rolle"), max_length=40, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin")
        verbose_name_plural = _("trin")
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state__in=sorted(NEEDS_REASON)) | ~Q(reason=""), name="vision_step_tells_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"
