"""The shared catalogue: technologies, not products and not suppliers."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Named


class Technology(Named, VersionedRecord):
    """One technology of the catalogue, kept by the national editors and shared by all: it has no owner and no tier."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name", "slug", "category"})

    slug = models.SlugField(_("navn i adresser"), max_length=60, unique=True)
    name_en = models.CharField(_("engelsk navn"), max_length=160, blank=True)
    description_da = models.TextField(_("beskrivelse"), max_length=4000)
    description_en = models.TextField(_("engelsk beskrivelse"), max_length=4000, blank=True)
    category = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "landkort_category"},
        verbose_name=_("kategori på Landkortet"),
    )
    functional_categories = models.ManyToManyField(
        Code,
        related_name="+",
        blank=True,
        limit_choices_to={"list": "functional_category"},
        verbose_name=_("funktionskategorier"),
    )
    purposes = models.ManyToManyField(
        Code, related_name="+", blank=True, limit_choices_to={"list": "purpose"}, verbose_name=_("formål")
    )
    fields = models.ManyToManyField(
        Code, related_name="+", blank=True, limit_choices_to={"list": "field"}, verbose_name=_("fagområder")
    )
    delivery_forms = models.ManyToManyField(
        Code, related_name="+", blank=True, limit_choices_to={"list": "delivery_form"}, verbose_name=_("leveringsform")
    )
    aliases = models.TextField(
        _("andre navne"), max_length=2000, blank=True, help_text=_("Ét navn på hver linje. Navnene bruges i søgning.")
    )
    origin = models.CharField(_("nævnt i"), max_length=200, blank=True)
    iso9999_hint = models.CharField(_("ISO 9999-klasse"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("teknologi")
        verbose_name_plural = _("teknologier")
        ordering = ["sort_key"]

    def searched(self) -> tuple[str, ...]:
        """Names in both languages, aliases and description."""
        return (self.name, self.name_en, self.aliases, self.description_da)

    def get_absolute_url(self) -> str:
        """The technology's page."""
        return reverse("technologies:technology", kwargs={"slug": self.slug})

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if _reads_english() and self.name_en else self.name

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        return self.description_en if _reads_english() and self.description_en else self.description_da

    @property
    def alias_list(self) -> list[str]:
        """The other names, one by one."""
        return [alias for alias in self.aliases.splitlines() if alias]


def _reads_english() -> bool:
    return (get_language() or "da").startswith("en")
