"""Projects on the Landkort, and the steps that they took."""

from datetime import date
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.public import Product
from tovholder.apps.projects.outside import OutsideKey  # noqa: F401  # Django finds the room's models here
from tovholder.apps.projects.parts import Participation, ProjectFile
from tovholder.apps.projects.programme import Programme
from tovholder.apps.projects.status import NEEDS_REASON, Status
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.counting import WriteCounter
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Audience, Tier, audience_of
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key
from tovholder.kernel.months import months_after

__all__ = [
    "STALE_AFTER_MONTHS",
    "Participation",
    "Programme",
    "Project",
    "ProjectFile",
    "ProjectQuerySet",
    "Removal",
    "Revision",
    "Step",
    "months_before",
]

STALE_AFTER_MONTHS = 12
"""Nobody has looked at a project for so long: what stands about it may no longer hold."""


class ProjectQuerySet(OwnedQuerySet["Project"]):
    """Projects, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "ProjectQuerySet":
        """The projects that ``actor`` may see: by tier and owner, or because their municipality or unit takes part."""
        audience = audience_of(actor)
        seen = audience.condition()
        if audience.municipality_id is not None and audience.at_home:
            joint = Project.participants.through.objects.filter(municipality_id=audience.municipality_id)
            shared = sorted(audience.at_home - {Tier.UNIT})
            seen |= Q(pk__in=joint.values("project_id"), tier__in=shared)
        if audience.unit_id is not None and audience.in_unit:
            inside = Project.units.through.objects.filter(unit_id=audience.unit_id)
            seen |= Q(pk__in=inside.values("project_id"), tier__in=sorted(audience.in_unit))
        return self.filter(seen)

    def with_facts(self) -> "ProjectQuerySet":
        """With all that a list shows, in a fixed number of queries."""
        facts = self.select_related("municipality", "unit", "technology", "technology__category", "scale")
        return facts.prefetch_related("participants", "target_groups")

    def with_everything(self) -> "ProjectQuerySet":
        """With all that a page or a file tells of a project, in a fixed number of queries."""
        whole = self.with_facts().select_related("product", "product__supplier", "former_municipality")
        return whole.prefetch_related("paragraphs", "units", "units__type", "programmes__parent", "stop_causes")


class Project(Owned, VersionedRecord):
    """One municipality's (or several municipalities') work with one technology, told need first."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "status", "status_since", "tier", "technology", "product", "scale", "started_on", "ended_on"}
        | {"confirmed_on", "funding_ends_on"}
    )

    former_municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("begyndt i"),
    )
    title = models.CharField(_("titel"), max_length=160)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)
    need = models.TextField(
        _("behov"), max_length=2000, help_text=_("Hvad har borgerne eller medarbejderne brug for? Skriv behovet først.")
    )
    summary = models.TextField(_("hvad gør I"), max_length=4000, blank=True)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="+", verbose_name=_("teknologi"))
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("produkt")
    )
    programmes = models.ManyToManyField(Programme, related_name="+", blank=True, verbose_name=_("programmer"))
    scale = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "project_scale"},
        verbose_name=_("størrelse"),
    )
    status = models.CharField(_("status"), max_length=16, choices=Status.choices, default=Status.IDEA)
    status_since = models.DateField(_("status siden"))
    before_pause = models.CharField(max_length=16, choices=Status.choices, blank=True, editable=False)
    participants = models.ManyToManyField(
        Municipality, related_name="+", blank=True, verbose_name=_("kommuner, der er med")
    )
    units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("enheder"))
    target_groups = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "target_group"},
        verbose_name=_("målgrupper"),
    )
    paragraphs = models.ManyToManyField(
        Code, related_name="+", blank=True, limit_choices_to={"list": "paragraph"}, verbose_name=_("paragraffer")
    )
    started_on = models.DateField(_("begyndt"), null=True, blank=True)
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    contact_mailbox = models.EmailField(
        _("fælles postkasse"),
        blank=True,
        help_text=_("En postkasse, som flere læser, fx velfaerdsteknologi@kommune.dk. Aldrig en persons adresse."),
    )
    funder = models.CharField(_("hvem betaler"), max_length=200, blank=True)
    funding_amount = models.DecimalField(
        _("beløb i kr."),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    funding_ends_on = models.DateField(_("pengene slutter"), null=True, blank=True)
    running_budget_note = models.TextField(_("driften bagefter"), max_length=1000, blank=True)
    results = models.TextField(_("resultater"), max_length=4000, blank=True)
    learning = models.TextField(
        _("læring"), max_length=4000, blank=True, help_text=_("Hvad lærte I, og hvad ville I gøre igen?")
    )
    would_change = models.TextField(_("det ville vi gøre anderledes"), max_length=4000, blank=True)
    stop_causes = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "barrier_theme"},
        verbose_name=_("det stoppede projektet"),
    )
    registered_on = models.DateField(_("på Landkortet siden"), editable=False)
    confirmed_on = models.DateField(_("sidst bekræftet"), editable=False)
    import_batch = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    origin_id = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    origin_url = models.CharField(max_length=300, blank=True, editable=False)
    origin_name = models.CharField(max_length=200, blank=True, editable=False)
    revision = models.BigIntegerField(default=0, editable=False, db_index=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projekt")
        verbose_name_plural = _("projekter")
        ordering = ["-revision", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(need=""), name="project_names_its_need"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="project_in_order",
                violation_error_message=_("Projektet kan ikke slutte, før det begynder."),
            ),
            models.CheckConstraint(
                condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False),
                name="project_unit_tier_has_unit",
                violation_error_message=_("Vælg den enhed, der alene skal kunne se projektet."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PAUSED) | ~Q(before_pause=""), name="project_pause_knows_before"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "status"]),
            models.Index(fields=["technology", "status"]),
            models.Index(fields=["municipality", "confirmed_on"]),
            models.Index(fields=["tier", "-revision"]),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the project with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(
            f"{self.title} {self.need} {self.summary} {self.results} {self.learning} {self.would_change}"
        )

    def get_absolute_url(self) -> str:
        """The project's page."""
        return reverse("projects:project", kwargs={"public_id": self.public_id})

    def is_seen_by(self, audience: Audience, tier: str = "") -> bool:
        """Whether an audience may see the project: the same rule as ``visible_to``, on a row with its relations.

        With a ``tier``: whether it might see the project if that were the project's tier.
        """
        tier = tier or self.tier
        if audience.includes(tier, self.municipality_id, self.unit_id):
            return True
        if tier in audience.at_home - {Tier.UNIT}:
            return audience.municipality_id in {place.pk for place in self.participants.all()}
        return tier in audience.in_unit and audience.unit_id in {unit.pk for unit in self.units.all()}

    def is_stale_on(self, day: date) -> bool:
        """Whether nobody has confirmed the project for more than 12 months; finished ones do not grow stale."""
        finished = self.status in {Status.STOPPED, Status.ENDED}
        return not finished and self.confirmed_on < months_before(day, STALE_AFTER_MONTHS)


class Step(Record):
    """A dated step from one state to the next: by whom, and why. Never changed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    from_status = models.CharField(_("fra"), max_length=16, choices=Status.choices, blank=True)
    to_status = models.CharField(_("til"), max_length=16, choices=Status.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, blank=True)
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    by_role = models.CharField(_("rolle"), max_length=40, blank=True)
    open_conditions = models.JSONField(_("gik videre uden"), default=list, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin")
        verbose_name_plural = _("trin")
        ordering = ["on", "id"]
        # The order of the feed of news.
        indexes: ClassVar = [models.Index(fields=["-recorded_at", "-on", "-id"], name="step_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_status__in=sorted(NEEDS_REASON)) | ~Q(reason=""), name="step_tells_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_status}"


class Revision(WriteCounter):
    """Counts the writes of projects."""


class Removal(models.Model):
    """A project that is gone, so that every process's columns and the search index can forget it."""

    project_key = models.BigIntegerField()
    revision = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fjernelse")
        verbose_name_plural = _("fjernelser")

    def __str__(self) -> str:
        return f"{self.project_key} @ {self.revision}"


def months_before(day: date, months: int) -> date:
    """The same day ``months`` months earlier; the last of the month where there is no such day."""
    return months_after(day, -months)
