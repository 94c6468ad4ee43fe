"""Joint focus areas of a year, and what municipalities said of them before the steering group approved."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.focusareas.groups import Group, GroupMember
from tovholder.apps.focusareas.questions import QuestionApproval, QuestionProposal, QuestionStep
from tovholder.apps.focusareas.states import AreaState, QuestionState
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "AreaState",
    "FocusArea",
    "FocusStep",
    "Group",
    "GroupMember",
    "QuestionApproval",
    "QuestionProposal",
    "QuestionState",
    "QuestionStep",
    "Voice",
]

FIRST_YEAR = 2014  # the year of the Landkort; a focus area cannot be older
LAST_YEAR = 2100
FOLLOWERS = roles.TENANT_ROLES | {roles.NATIONAL_EDITOR}
"""Those who follow a proposal before it is approved: everybody else sees what the steering group approved."""


def follows_proposals(actor: Actor) -> bool:
    """Whether ``actor`` sees focus areas that are not approved (yet), and the questions that are proposed."""
    return actor.is_system or actor.role in FOLLOWERS


class FocusAreaQuerySet(models.QuerySet["FocusArea"]):
    """Focus areas, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "FocusAreaQuerySet":
        """All of them for those who work in a municipality and for the national editors, else the approved ones."""
        return self.all() if follows_proposals(actor) else self.filter(state=AreaState.APPROVED)

    def with_facts(self) -> "FocusAreaQuerySet":
        """With all that a list or a page tells of an area, in three queries."""
        return self.select_related("municipality", "publication").prefetch_related("technologies", "categories")


class FocusArea(VersionedRecord):
    """What the municipalities agree to work with, and to collect knowledge of, in one year."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"year", "title_da", "state", "state_since", "municipality"})

    key = models.SlugField(max_length=60, unique=True, null=True, editable=False)
    year = models.PositiveSmallIntegerField(
        _("år"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title_da = models.CharField(_("navn"), max_length=160, validators=[refuse_sensitive])
    title_en = models.CharField(_("navn på engelsk"), max_length=160, blank=True, validators=[refuse_sensitive])
    description_da = models.TextField(_("hvad det handler om"), max_length=2000, validators=[refuse_sensitive])
    description_en = models.TextField(
        _("hvad det handler om, på engelsk"), max_length=2000, blank=True, validators=[refuse_sensitive]
    )
    technologies = models.ManyToManyField(Technology, related_name="+", blank=True, verbose_name=_("teknologier"))
    categories = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "landkort_category"},
        verbose_name=_("kategorier på Landkortet"),
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("foreslået af kommunen"),
    )
    by_name = models.CharField(_("foreslået af"), max_length=160, blank=True, editable=False)
    proposed_on = models.DateField(_("foreslået den"), null=True, blank=True, editable=False)
    state = models.CharField(_("tilstand"), max_length=10, choices=AreaState.choices, default=AreaState.PROPOSED)
    state_since = models.DateField(_("tilstand siden"), null=True, blank=True, editable=False)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kilde")
    )
    place = models.CharField(_("sted i kilden"), max_length=160, blank=True)
    packaged = models.BooleanField(default=False, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    objects = FocusAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("fælleskommunalt fokusområde")
        verbose_name_plural = _("fælleskommunale fokusområder")
        ordering = ["-year", "id"]
        indexes = [models.Index(fields=["state", "year"], name="focus_area_of_a_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "title_da"],
                name="focus_area_once_a_year",
                violation_error_message=_("Det år har allerede et fokusområde med det navn."),
            ),
            # What a publication tells of has no date of its own; what is done here always has.
            models.CheckConstraint(
                condition=Q(packaged=True) | Q(proposed_on__isnull=False, state_since__isnull=False),
                name="focus_area_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(packaged=False) | Q(publication__isnull=False), name="focus_area_packaged_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.title_da}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the area with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields."""
        self.sort_key = sort_key(self.title_da)
        self.search_text = fold(" ".join(self.searched()))

    def searched(self) -> Iterable[str]:
        """The texts by which the area is found."""
        return (str(self.year), self.title_da, self.title_en, self.description_da, self.description_en)

    def get_absolute_url(self) -> str:
        """The area's page."""
        return reverse("focusareas:area", args=[self.public_id])

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return _in_language(self.title_da, self.title_en)

    @property
    def description(self) -> str:
        """What it is about, in the reader's language."""
        return _in_language(self.description_da, self.description_en)

    @property
    def is_approved(self) -> bool:
        """Whether the steering group approved it."""
        return self.state == AreaState.APPROVED


def _in_language(danish: str, english: str) -> str:
    reads_english = (get_language() or "da").startswith("en")
    return english if reads_english and english else danish


class FocusStep(Record):
    """A dated step of a focus area. An approval also tells at which meeting, and who approved."""

    area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(_("fra"), max_length=10, choices=AreaState.choices)
    to_state = models.CharField(_("til"), max_length=10, choices=AreaState.choices)
    on = models.DateField(_("dato"))
    reason = models.TextField(_("begrundelse"), max_length=2000, validators=[refuse_sensitive])
    meeting = models.CharField(_("møde"), max_length=160, blank=True, validators=[refuse_sensitive])
    approved_by = models.CharField(_("hvem godkendte"), max_length=300, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("trin for et fokusområde")
        verbose_name_plural = _("trin for fokusområder")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="focus_step_tells_why"),
            models.CheckConstraint(
                condition=~Q(to_state=AreaState.APPROVED) | (~Q(meeting="") & ~Q(approved_by="")),
                name="focus_approval_tells_where_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.to_state}"


class Voice(VersionedRecord):
    """What one municipality of the municipality group says of a proposed focus area."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"area", "municipality", "supports"})

    area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="voices")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("kommune")
    )
    supports = models.BooleanField(_("støtter"))
    comment = models.TextField(_("bemærkning"), max_length=2000, blank=True, validators=[refuse_sensitive])
    by_name = models.CharField(_("af"), max_length=160, blank=True, editable=False)
    said_on = models.DateField(_("dato"), editable=False)

    class Meta:
        verbose_name = _("kommunes ord om et fokusområde")
        verbose_name_plural = _("kommuners ord om fokusområder")
        ordering = ["said_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["area", "municipality"], name="voice_once_a_municipality"),
            models.CheckConstraint(
                condition=Q(supports=True) | ~Q(comment=""),
                name="voice_against_tells_why",
                violation_error_message=_("Skriv, hvorfor I ikke støtter det."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.municipality_id}"
