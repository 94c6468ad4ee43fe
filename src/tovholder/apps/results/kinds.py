"""What a stored figure may be, and of whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DomainKind(models.TextChoices):
    """The sort of group that a figure is about. The groups of one kind part the country between them."""

    COUNTRY = "country", _("Hele landet")
    REGION = "region", _("Regioner")
    SIZE = "size", _("Kommunens størrelse")


class Measure(models.TextChoices):
    """What a figure tells: how many chose an option, how many ranked it, or the middle of numbers."""

    SHARE = "share", _("Andel")
    MENTION = "mention", _("Nævnt på listen")
    MEAN = "mean", _("Gennemsnit")
    MEDIAN = "median", _("Median")


COUNTED = frozenset({Measure.SHARE, Measure.MENTION})
"""The measures that are a count of a base."""


class QuoteState(models.TextChoices):
    """What the moderators have said of a quote."""

    WAITING = "waiting", _("Venter")
    SHOWN = "shown", _("Vises")
    REFUSED = "refused", _("Afvist")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")
