"""What belongs to a project and is read with it: the other municipalities' own word, and its files."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.files.public import StoredFile
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.tiers import Tier


class Taking(models.TextChoices):
    """How another municipality stands to a project."""

    INVITED = "invited", _("Inviteret")
    JOINED = "joined", _("Er med")
    DECLINED = "declined", _("Sagde nej tak")
    WITHDRAWN = "withdrawn", _("Invitationen er trukket tilbage")
    LEFT = "left", _("Er ikke med længere")


OPEN_TAKING = (Taking.INVITED, Taking.JOINED)


class Participation(VersionedRecord):
    """Another municipality's part in a joint project: invited, then in its own word joined, declined or left.

    A municipality that leaves keeps its row, and a new invitation gets a new one: the history stands. The project's
    ``participants`` are the municipalities whose row says joined.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"state", "invited_on", "joined_on", "left_on"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="participations")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune"), editable=False
    )
    state = models.CharField(_("tilstand"), max_length=12, choices=Taking.choices, default=Taking.INVITED)
    invited_on = models.DateField(_("inviteret"))
    joined_on = models.DateField(_("med siden"), null=True, blank=True)
    left_on = models.DateField(_("med til"), null=True, blank=True)
    local_contact = models.EmailField(
        _("jeres fælles postkasse"),
        blank=True,
        help_text=_("En postkasse, som flere læser. Aldrig en persons egen adresse: den kan blive offentlig."),
    )
    note = models.TextField(
        _("hos jer"), max_length=2000, blank=True, help_text=_("Hvor langt er I, og hvad gør I anderledes?")
    )
    reason = models.TextField(_("hvorfor"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("deltagelse")
        verbose_name_plural = _("deltagelser")
        ordering = ["municipality__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "municipality"],
                condition=Q(state__in=[state.value for state in OPEN_TAKING]),
                name="participation_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["joined", "left"]) | Q(joined_on__isnull=False),
                name="participation_joined_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | (Q(left_on__isnull=False) & ~Q(reason="")),
                name="participation_left_tells_why",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="participation_in_order",
                violation_error_message=_("I kan ikke forlade projektet, før I kom med."),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"])]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Whether the municipality takes part or may still say yes."""
        return self.state in OPEN_TAKING


class ProjectFile(VersionedRecord):
    """A document or a picture of a project. It is seen by those who see the project and whom its own tier lets in."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"title", "kind", "position", "tier"})

    class Kind(models.TextChoices):
        """How it is shown: a picture stands in the gallery, a document is fetched."""

        DOCUMENT = "document", _("Dokument")
        PICTURE = "picture", _("Billede")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("fil"))
    kind = models.CharField(_("slags"), max_length=8, choices=Kind.choices)
    title = models.CharField(_("titel"), max_length=160)
    alt_text = models.CharField(
        _("billedet i ord"),
        max_length=300,
        blank=True,
        help_text=_("Hvad ser man? Skriv det for den, der ikke kan se billedet."),
    )
    position = models.PositiveSmallIntegerField(_("plads"), default=0, editable=False)
    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITIES)

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="picture") | ~Q(alt_text=""),
                name="project_picture_in_words",
                violation_error_message=_("Skriv, hvad man ser på billedet."),
            )
        ]

    def __str__(self) -> str:
        return self.title
