"""Figures that somebody has published: each with its source, its year and what it is a figure of."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.figures.units import SHARES, UNITS, printed_share, value_text
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.engines.figures import RoundingCheck, check_rounding
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.kernel.danish import fold


class Topic(models.TextChoices):
    """What a figure is about. The topics shape the page of figures; they are no national code list."""

    LANDKORT = "landkort", _("Landkortet")
    SURVEY = "survey", _("Undersøgelserne bag tallene")
    BENEFITS = "benefits", _("De største gevinster")
    TRAINING = "training", _("Digital træning")
    SCREEN_VISITS = "screen_visits", _("Skærmbesøg")
    MEDICINE = "medicine", _("Medicinhåndtering")
    MOVING = "moving", _("Forflytning")
    CITIZENS = "citizens", _("Borgernes holdning")
    ECONOMY = "economy", _("Økonomi")
    RADAR = "radar", _("Teknologiradaren")
    IKT = "ikt", _("IKT på det sociale område")
    SOCIAL_IT = "social_it", _("Social IT")
    FIELD = "field", _("Landet og markedet")


class Base(models.TextChoices):
    """Whether a reader is told what a figure stands on."""

    KNOWN = "known", _("Grundlaget er oplyst")
    MISSING = "missing", _("Grundlaget er ikke oplyst")
    NONE = "none", _("Et antal eller en oplysning uden grundlag")


class FigureState(models.TextChoices):
    """Whether a figure is shown."""

    SHOWN = "shown", _("Vises")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class PublishedFigure(VersionedRecord):
    """One figure of a publication, in our own words. Never mixed with what municipalities record here."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"key", "topic", "value", "unit", "numerator", "denominator", "n", "own", "publication", "technology", "state"}
    )

    key = models.SlugField(_("navn i adresser"), max_length=80, unique=True, editable=False)
    packaged = models.BooleanField(default=False, editable=False)
    technology = models.ForeignKey(
        Technology, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("teknologi")
    )
    topic = models.CharField(_("emne"), max_length=16, choices=Topic.choices)
    statement_da = models.TextField(_("hvad tallet siger"), max_length=600)
    statement_en = models.TextField(_("hvad tallet siger, på engelsk"), max_length=600, blank=True)
    value = models.CharField(_("værdi"), max_length=80)
    unit = models.CharField(_("enhed"), max_length=20, choices=[(key, unit.label) for key, unit in UNITS.items()])
    numerator = models.PositiveIntegerField(_("tæller"), null=True, blank=True)
    denominator = models.PositiveIntegerField(_("nævner"), null=True, blank=True)
    base_da = models.CharField(_("grundlag"), max_length=300, blank=True)
    base_en = models.CharField(_("grundlag, på engelsk"), max_length=300, blank=True)
    n = models.PositiveIntegerField(_("n"), null=True, blank=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+", verbose_name=_("kilde"))
    own = models.BooleanField(_("vores eget tal"), default=False)
    place = models.CharField(_("sted i kilden"), max_length=160, blank=True)
    check_da = models.TextField(_("note om efterprøvning"), max_length=1000, blank=True)
    check_en = models.TextField(_("note om efterprøvning, på engelsk"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=FigureState.choices, default=FigureState.SHOWN, editable=False)
    withdrawn_reason = models.TextField(_("begrundelse"), max_length=1000, blank=True, editable=False)
    position = models.PositiveIntegerField(default=9999, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("offentliggjort tal")
        verbose_name_plural = _("offentliggjorte tal")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__isnull=True)
                | (Q(denominator__isnull=False) & Q(denominator__gt=0) & Q(numerator__lte=F("denominator"))),
                name="figure_numerator_of_denominator",
                violation_error_message=_("Tælleren kan ikke stå alene og ikke være større end nævneren."),
            ),
            models.CheckConstraint(
                condition=Q(own=False) | ~Q(unit="pct") | Q(numerator__isnull=False),
                name="figure_own_share_has_counts",
                violation_error_message=_("Vores egne andele skal have tæller og nævner."),
            ),
            models.CheckConstraint(
                condition=Q(state=FigureState.SHOWN) | ~Q(withdrawn_reason=""), name="figure_withdrawn_tells_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_da} {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the figure with the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        told = (self.statement_da, self.statement_en, self.base_da, self.check_da, self.value)
        self.search_text = fold(" ".join(told))

    def get_absolute_url(self) -> str:
        """The figure's page, an address that can be cited."""
        return reverse("figures:figure", kwargs={"key": self.key})

    @property
    def statement(self) -> str:
        """What the figure says, in the reader's language."""
        return _in_language(self.statement_da, self.statement_en)

    @property
    def base(self) -> str:
        """What the figure is a figure of, in the reader's language."""
        return _in_language(self.base_da, self.base_en)

    @property
    def check_note(self) -> str:
        """What was found when the figure was checked, in the reader's language."""
        return _in_language(self.check_da, self.check_en)

    @property
    def shown_value(self) -> str:
        """The value with its unit."""
        return value_text(self.value, self.unit)

    @property
    def base_state(self) -> Base:
        """Whether the reader is told what the figure stands on."""
        if self.n is not None or self.denominator is not None:
            return Base.KNOWN
        return Base.MISSING if self.unit in SHARES else Base.NONE

    @property
    def is_withdrawn(self) -> bool:
        """Whether the editors have taken the figure back."""
        return self.state == FigureState.WITHDRAWN

    @property
    def percent(self) -> Decimal | None:
        """The printed share in per cent; None for what is no exact share."""
        return printed_share(self.value) if self.unit == "pct" else None

    @property
    def rounding(self) -> RoundingCheck | None:
        """Whether a whole count out of the printed n rounds to the printed share; None where nothing can be said."""
        if self.percent is None or not self.n or self.percent > 100:
            return None
        return check_rounding(self.percent, self.denominator or self.n)


def _in_language(danish: str, english: str) -> str:
    reads_english = (get_language() or "da").startswith("en")
    return english if reads_english and english else danish
