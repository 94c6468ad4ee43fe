"""The case library: what municipalities have told in public, where it stands, and when that was last verified."""

from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.public import Publication, Technology
from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.danish import fold, sort_key

SCHEMES = ("http", "https")


class CaseState(models.TextChoices):
    """Whether a case is shown."""

    SHOWN = "shown", _("Vises")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class LinkState(models.TextChoices):
    """What a reader is told of the link to the case."""

    VERIFIED = "verified", _("Linket er efterprøvet")
    STALE = "stale", _("Linket er efterprøvet for mere end 12 måneder siden")
    UNVERIFIED = "unverified", _("Linket er ikke efterprøvet")
    NO_LINK = "no_link", _("Kilden giver ikke et link")


class Case(VersionedRecord):
    """One case, in our own words. ``keeper`` is the municipality that added its own; without it the editors keep it."""

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"key", "title_da", "publication", "url", "source_updated_on", "verified_on", "state", "keeper"}
    )

    key = models.SlugField(_("navn i adresser"), max_length=80, unique=True, editable=False)
    packaged = models.BooleanField(default=False, editable=False)
    title_da = models.CharField(_("titel"), max_length=160)
    title_en = models.CharField(_("engelsk titel"), max_length=160, blank=True)
    summary_da = models.TextField(_("hvad de fortæller"), max_length=3000)
    summary_en = models.TextField(_("hvad de fortæller, på engelsk"), max_length=3000, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="+", blank=True, verbose_name=_("kommuner"))
    technologies = models.ManyToManyField(Technology, related_name="+", blank=True, verbose_name=_("teknologier"))
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kilde")
    )
    url = models.URLField(_("link"), max_length=500, blank=True, validators=[URLValidator(schemes=SCHEMES)])
    source_updated_on = models.DateField(_("kilden sidst opdateret"), null=True, blank=True)
    verified_on = models.DateField(_("link efterprøvet"), null=True, blank=True, editable=False)
    verified_by_name = models.CharField(_("efterprøvet af"), max_length=160, blank=True, editable=False)
    keeper = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.SHOWN, editable=False)
    withdrawn_reason = models.TextField(_("begrundelse"), max_length=1000, blank=True, editable=False)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_text = models.TextField(editable=False)
    named_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CaseState.SHOWN) | ~Q(withdrawn_reason=""), name="case_withdrawn_tells_why"
            ),
            models.CheckConstraint(condition=Q(verified_on__isnull=True) | ~Q(url=""), name="case_verified_has_a_link"),
        ]

    def __str__(self) -> str:
        return self.title_da

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the case with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.title_da)
        self.search_text = fold(f"{self.title_da} {self.title_en} {self.summary_da} {self.summary_en}")

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("cases:case", kwargs={"key": self.key})

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return _in_language(self.title_da, self.title_en)

    @property
    def summary(self) -> str:
        """What the case tells, in the reader's language."""
        return _in_language(self.summary_da, self.summary_en)

    @property
    def host(self) -> str:
        """The name of the site that the link leads to."""
        return (urlsplit(self.url).hostname or "") if self.url else ""

    @property
    def year(self) -> int | None:
        """The year of the source: when it was last updated, or when it was published."""
        if self.source_updated_on is not None:
            return self.source_updated_on.year
        return self.publication.year if self.publication is not None else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the case has been taken back."""
        return self.state == CaseState.WITHDRAWN

    def link_state_on(self, day: date) -> LinkState:
        """What can be said of the link on ``day``: a verification holds for twelve months."""
        if not self.url:
            return LinkState.NO_LINK
        if self.verified_on is None:
            return LinkState.UNVERIFIED
        return LinkState.STALE if self.verified_on < a_year_before(day) else LinkState.VERIFIED


def a_year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def a_year_after(day: date) -> date:
    """The same day a year later; 28 February for a leap day."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _in_language(danish: str, english: str) -> str:
    reads_english = (get_language() or "da").startswith("en")
    return english if reads_english and english else danish
