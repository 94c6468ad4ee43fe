"""What belongs to a municipality, and how far it is seen."""

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel.actor import Actor

M = TypeVar("M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[M]):
    """Records that are read only through an actor's eyes."""

    def visible_to(self, actor: Actor) -> Self:
        """The records whose tier and owner ``actor`` may see."""
        return self.filter(audience_of(actor).condition())

    def at_home(self, actor: Actor) -> Self:
        """The records of the municipality that ``actor`` acts for; none for one who acts for no municipality."""
        return self.none() if actor.municipality_id is None else self.filter(municipality_id=actor.municipality_id)


class Owned(models.Model):
    """A record of a municipality, perhaps of one of its units, with a tier."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune"), editable=False
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"), null=True, blank=True
    )
    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.MUNICIPALITIES)

    class Meta:
        abstract = True
