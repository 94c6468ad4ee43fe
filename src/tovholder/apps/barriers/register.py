"""The register of barriers: the 22 slots of the report of 2016, and what other sources name."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.public import Publication
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.kernel.danish import fold, sort_key

SLOTS = 22
"""So many barriers the report of 2016 tells of; our sources name some of them."""


class Nature(models.TextChoices):
    """Whether a barrier lies in how things are arranged, or in doing them (BAR-03)."""

    STRUCTURAL = "structural", _("Strukturel barriere")
    PRACTICAL = "practical", _("Praktisk udfordring")


class Barrier(VersionedRecord):
    """An entry of the register: one of the 22 slots of the report of 2016, or one that another source names.

    A slot without a name is empty: the source is not public, and nobody guesses what stands in it.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset(
        {"key", "slot", "number", "theme", "nature", "name_da", "publication", "place", "valid_from", "valid_to"}
    )

    key = models.SlugField(_("navn i adresser"), max_length=60, unique=True, editable=False)
    slot = models.PositiveSmallIntegerField(
        _("plads"), null=True, blank=True, unique=True, editable=False, validators=[MinValueValidator(1)]
    )
    number = models.PositiveSmallIntegerField(
        _("nummer i rapporten"),
        null=True,
        blank=True,
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(SLOTS)],
        error_messages={"unique": _("En anden plads har allerede det nummer.")},
    )
    theme = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"list": "barrier_theme"},
        verbose_name=_("tema"),
    )
    theme_by_source = models.BooleanField(_("kilden siger selv temaet"), default=False)
    nature = models.CharField(_("slags"), max_length=10, choices=Nature.choices, blank=True)
    name_da = models.CharField(_("kort navn"), max_length=120, blank=True)
    name_en = models.CharField(_("kort navn på engelsk"), max_length=120, blank=True)
    meaning_da = models.TextField(_("hvad den betyder"), max_length=1000, blank=True)
    meaning_en = models.TextField(_("hvad den betyder, på engelsk"), max_length=1000, blank=True)
    helps_da = models.TextField(_("det peger kilden på"), max_length=1000, blank=True)
    helps_en = models.TextField(_("det peger kilden på, på engelsk"), max_length=1000, blank=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kilde")
    )
    place = models.CharField(_("sted i kilden"), max_length=160, blank=True)
    note_da = models.CharField(_("forbehold"), max_length=300, blank=True)
    note_en = models.CharField(_("forbehold på engelsk"), max_length=300, blank=True)
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gælder til og med"), null=True, blank=True)
    packaged = models.BooleanField(default=False, editable=False)
    position = models.PositiveIntegerField(default=9999, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("barriere i registret")
        verbose_name_plural = _("barrierer i registret")
        ordering = ["position", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(name_da="") | (Q(theme__isnull=False) & Q(publication__isnull=False) & ~Q(meaning_da="")),
                name="barrier_named_has_theme_and_source",
            ),
            models.CheckConstraint(condition=~Q(name_da="") | Q(slot__isnull=False), name="barrier_empty_is_a_slot"),
            models.CheckConstraint(condition=Q(slot__isnull=True) | Q(slot__lte=SLOTS), name="barrier_slot_of_22"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(slot__isnull=False), name="barrier_number_is_a_slots"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="barrier_valid_in_order",
                violation_error_message=_("Barrieren kan ikke holde op med at gælde, før den begynder."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the entry with its sort key and the text it is found by."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.name_da)
        told = (self.name_da, self.name_en, self.meaning_da, self.meaning_en, self.helps_da)
        self.search_text = fold(" ".join(told))

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return reverse("barriers:barrier", kwargs={"key": self.key})

    @property
    def is_filled(self) -> bool:
        """Whether a source tells what stands here."""
        return bool(self.name_da)

    @property
    def name(self) -> str:
        """The short name in the reader's language; an empty slot says that it is one."""
        if not self.is_filled:
            return str(_("Plads %(slot)d: ikke udfyldt")) % {"slot": self.slot or 0}
        return _in_language(self.name_da, self.name_en)

    @property
    def meaning(self) -> str:
        """What the barrier means, in the reader's language."""
        return _in_language(self.meaning_da, self.meaning_en)

    @property
    def helps(self) -> str:
        """What the source points to against it, in the reader's language."""
        return _in_language(self.helps_da, self.helps_en)

    @property
    def note(self) -> str:
        """What is to be known of how the source was read."""
        return _in_language(self.note_da, self.note_en)


def _in_language(danish: str, english: str) -> str:
    reads_english = (get_language() or "da").startswith("en")
    return english if reads_english and english else danish


class BarrierEdition(Record):
    """What an entry of the register said before it was changed: by whom, when and why."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("udgave"))
    name = models.CharField(max_length=120, blank=True)
    meaning = models.TextField(blank=True)
    helps = models.TextField(blank=True)
    theme = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)
    why = models.CharField(_("hvorfor"), max_length=300)
    by_name = models.CharField(_("af"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(_("registreret"))

    class Meta:
        verbose_name = _("tidligere udgave af en barriere")
        verbose_name_plural = _("tidligere udgaver af barrierer")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["barrier", "number"], name="barrier_edition_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"
