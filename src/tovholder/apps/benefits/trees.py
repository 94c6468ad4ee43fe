"""The benefit tree: five fixed parts, what stands in them, and what leads to what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.choices import HARVESTED, BottomLine, TreePart
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier


class BenefitTree(Owned, VersionedRecord):
    """What a project is to give, from its purpose through changed work to benefits, and what stands in the way."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"tier", "template"})

    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITY)
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="+", verbose_name=_("projekt"))
    template = models.CharField(_("skabelon"), max_length=60, blank=True, editable=False)

    objects = OwnedQuerySet["BenefitTree"].as_manager()

    class Meta:
        verbose_name = _("gevinsttræ")
        verbose_name_plural = _("gevinsttræer")
        constraints = [
            models.CheckConstraint(condition=~Q(tier=Tier.UNIT) | Q(unit__isnull=False), name="tree_unit_tier_has_unit")
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        """The tree's page."""
        return reverse("benefits:tree", args=[self.public_id])


class TreeNode(VersionedRecord):
    """Something that stands in one of the five parts of a tree. ``position`` orders it within its part.

    ``point`` is the key of the template's point that it came from: with it come indicator, type and beneficiary.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"part", "position", "bottom_line"})

    tree = models.ForeignKey(BenefitTree, on_delete=models.CASCADE, related_name="nodes")
    part = models.CharField(_("del"), max_length=10, choices=TreePart.choices)
    title = models.CharField(_("hvad"), max_length=160, validators=[refuse_sensitive])
    details = models.TextField(_("mere om det"), max_length=1000, blank=True, validators=[refuse_sensitive])
    bottom_line = models.CharField(_("bundlinje"), max_length=10, choices=BottomLine.choices, blank=True)
    is_negative = models.BooleanField(_("en ulempe"), default=False)
    position = models.PositiveSmallIntegerField(_("plads"), default=0, editable=False)
    point = models.CharField(_("fra skabelonens punkt"), max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("punkt i et gevinsttræ")
        verbose_name_plural = _("punkter i gevinsttræer")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part=TreePart.QUALITY, bottom_line__in=["citizen", "staff"])
                | Q(part=TreePart.ECONOMY, bottom_line="economy")
                | (Q(part__in=["purpose", "work", "barrier"]) & Q(bottom_line="")),
                name="node_bottom_line_fits_its_part",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def municipality_id(self) -> int:
        """The municipality of its tree: rules ask a record for it."""
        return self.tree.municipality_id

    @property
    def unit_id(self) -> int | None:
        """The unit of its tree."""
        return self.tree.unit_id

    @property
    def can_be_benefit(self) -> bool:
        """Whether it is something that can be harvested: what changes and what stands in the way are not."""
        return self.part in HARVESTED


class TreeEdge(Record):
    """One point leads to another (or, from a barrier, stands in its way), on an assumption told in words."""

    tree = models.ForeignKey(BenefitTree, on_delete=models.CASCADE, related_name="edges")
    start = models.ForeignKey(TreeNode, on_delete=models.CASCADE, related_name="leads_to")
    end = models.ForeignKey(TreeNode, on_delete=models.CASCADE, related_name="comes_from")
    assumption = models.CharField(_("antagelse"), max_length=300, blank=True, validators=[refuse_sensitive])

    class Meta:
        verbose_name = _("sammenhæng i et gevinsttræ")
        verbose_name_plural = _("sammenhænge i gevinsttræer")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["start", "end"], name="tree_edge_once"),
            models.CheckConstraint(condition=~Q(start=F("end")), name="tree_edge_leads_on"),
        ]

    def __str__(self) -> str:
        return f"{self.start_id} → {self.end_id}"

    @property
    def municipality_id(self) -> int:
        """The municipality of its tree."""
        return self.tree.municipality_id

    @property
    def unit_id(self) -> int | None:
        """The unit of its tree."""
        return self.tree.unit_id
