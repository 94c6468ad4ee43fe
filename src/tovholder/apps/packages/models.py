"""Reuse packages, their papers with every text they had, and the thanks they got."""

from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.packages.states import State
from tovholder.apps.products.public import Product
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.counting import WriteCounter
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.files.public import StoredFile
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold, sort_key

LONGEST_TEXT = 60_000


class PackageQuerySet(OwnedQuerySet["Package"]):
    """Packages, read through an actor's eyes."""

    def visible_to(self, actor: Actor) -> "PackageQuerySet":
        """The packages that ``actor`` may see: their own municipality's, and those that others share."""
        return self.filter(audience_of(actor).condition())

    def with_facts(self) -> "PackageQuerySet":
        """With all that a list shows beside the papers."""
        return self.select_related("municipality", "technology", "product")


class Package(Owned, VersionedRecord):
    """A municipality's paperwork about a technology, or about one product, for others to reuse."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"title", "technology", "product", "state", "tier", "finished_on", "shared_on", "withdrawn_on"}
    )

    title = models.CharField(_("titel"), max_length=160)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="+", verbose_name=_("teknologi"))
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", verbose_name=_("produkt"), null=True, blank=True
    )
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, related_name="+", verbose_name=_("projekt"), null=True, blank=True
    )
    note = models.TextField(_("om pakken"), max_length=4000, blank=True)
    state = models.CharField(_("status"), max_length=12, choices=State.choices, default=State.DRAFT)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="copies", null=True, blank=True, editable=False
    )
    made_on = models.DateField(_("oprettet"), editable=False)
    changed_on = models.DateField(_("sidst ændret"), editable=False)
    finished_on = models.DateField(_("færdig"), null=True, blank=True, editable=False)
    shared_on = models.DateField(_("delt"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("trukket tilbage"), null=True, blank=True, editable=False)
    revision = models.BigIntegerField(default=0, editable=False, db_index=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("genbrugspakke")
        verbose_name_plural = _("genbrugspakker")
        ordering = ["-revision", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.SHARED, tier=Tier.MUNICIPALITIES, shared_on__isnull=False)
                | (~Q(state=State.SHARED) & Q(tier=Tier.MUNICIPALITY)),
                name="package_shared_as_its_tier_says",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(finished_on__isnull=False), name="package_finished_on_a_day"
            ),
        ]
        indexes = [models.Index(fields=["technology", "state"]), models.Index(fields=["municipality", "state"])]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the package with its sort key and the text it is found by."""
        self.sort_key = sort_key(self.title)
        self.search_text = fold(f"{self.title} {self.note}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The package's page."""
        return reverse("packages:package", kwargs={"public_id": self.public_id})

    @property
    def was_ever_shared(self) -> bool:
        """Whether others may have seen it: it is then withdrawn, not deleted."""
        return self.shared_on is not None


class Paper(VersionedRecord):
    """One paper of a package: one of each kind. ``origin`` is the text of another municipality it was made from."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "finished_on"})

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="papers")
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "paper_kind"},
        verbose_name=_("slags"),
    )
    title = models.CharField(_("titel"), max_length=160)
    body = models.TextField(_("tekst"), blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("fil"), null=True, blank=True
    )
    origin = models.ForeignKey(
        "PaperEdition", on_delete=models.PROTECT, related_name="copies", null=True, blank=True, editable=False
    )
    finished_on = models.DateField(_("færdig"), null=True, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["kind__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "kind"],
                name="paper_one_of_each_kind",
                violation_error_message=_("Pakken har allerede et dokument af den slags. Ret det i stedet."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def municipality_id(self) -> int:
        """The owner: that of the package."""
        return self.package.municipality_id

    def get_absolute_url(self) -> str:
        """The paper's page."""
        return reverse("packages:paper", kwargs={"public_id": self.public_id})


class PaperEdition(models.Model):
    """What a paper said from one moment on. Never changed. ``taken`` is another's text that was worked in."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("udgave"))
    title = models.CharField(_("titel"), max_length=160)
    body = models.TextField(_("tekst"), blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    taken = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(_("tidspunkt"))
    by_name = models.CharField(_("af"), max_length=200, blank=True)
    why = models.CharField(_("hvad er ændret"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("udgave")
        verbose_name_plural = _("udgaver")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="paper_edition_numbered_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Thank(Record):
    """One municipality's thanks for one package."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="thanks")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sentence = models.CharField(_("hilsen"), max_length=300, blank=True)
    on = models.DateField(_("dato"))

    class Meta:
        verbose_name = _("tak")
        verbose_name_plural = _("tak")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "municipality"],
                name="thanked_once",
                violation_error_message=_("I har allerede sagt tak for pakken."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.package}"


class Revision(WriteCounter):
    """Counts the writes of packages."""


class Removal(models.Model):
    """A package that is gone, so that the search index can forget it."""

    package_key = models.BigIntegerField()
    revision = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fjernelse")
        verbose_name_plural = _("fjernelser")

    def __str__(self) -> str:
        return f"{self.package_key} @ {self.revision}"
