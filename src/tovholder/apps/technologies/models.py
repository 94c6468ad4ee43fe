"""The shared catalogue: technologies, not products and not suppliers."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.kinds import CODE_LISTS, Kind, PointKind, PublicationKind
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Named
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.kernel.danish import sort_key


def _one_code(code_list: str, label: Any, *, optional: bool = True) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        null=optional,
        blank=optional,
        limit_choices_to={"list": code_list},
        verbose_name=label,
    )


def _codes(code_list: str, label: Any) -> "models.ManyToManyField[Any, Any]":
    return models.ManyToManyField(
        Code, related_name="+", blank=True, limit_choices_to={"list": code_list}, verbose_name=label
    )


class Technology(Named, VersionedRecord):
    """One technology of the catalogue, kept by the national editors and shared by all: it has no owner and no tier."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"name", "slug", "category", "kind", "retired_on"})

    slug = models.SlugField(_("navn i adresser"), max_length=60, unique=True)
    kind = models.CharField(_("slags"), max_length=8, choices=Kind.choices, default=Kind.THING)
    name_en = models.CharField(_("engelsk navn"), max_length=160, blank=True)
    description_da = models.TextField(_("beskrivelse"), max_length=4000)
    description_en = models.TextField(_("engelsk beskrivelse"), max_length=4000, blank=True)
    category = _one_code("landkort_category", _("kategori på Landkortet"), optional=False)
    area = _one_code("area", _("område"))
    functional_categories = _codes("functional_category", _("funktionskategorier"))
    purposes = _codes("purpose", _("formål"))
    fields = _codes("field", _("fagområder"))
    delivery_forms = _codes("delivery_form", _("leveringsform"))
    target_groups = _codes("target_group", _("målgrupper"))
    paragraphs = _codes("paragraph", _("paragraffer"))
    iso9999 = _codes("iso9999", _("ISO 9999-klasser"))
    market_status = _one_code("market_status", _("markedets modenhed"))
    mdr_class = _one_code("mdr_class", _("klasse som medicinsk udstyr"))
    ai_act_class = _one_code("ai_act_class", _("klasse efter AI-forordningen"))
    aliases = models.TextField(
        _("andre navne"), max_length=2000, blank=True, help_text=_("Ét navn på hver linje. Navnene bruges i søgning.")
    )
    origin = models.CharField(_("nævnt i"), max_length=200, blank=True)
    retired_on = models.DateField(_("udgået"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("afløst af")
    )
    edition = models.PositiveIntegerField(_("udgave"), default=0, editable=False)
    package_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("teknologi")
        verbose_name_plural = _("teknologier")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired_on__isnull=False), name="technology_merged_is_retired"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="technology_not_its_own_heir"
            ),
        ]

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

    @property
    def is_retired(self) -> bool:
        """Whether the entry is kept for the record only."""
        return self.retired_on is not None

    @property
    def is_edited(self) -> bool:
        """Whether an editor has touched the entry, so that it no longer follows the package's files."""
        return self.edition > 0


class Publication(VersionedRecord):
    """Something published that the catalogue leans on: who said it, when, and where it stands."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"key", "title", "publisher", "year"})

    key = models.SlugField(_("nøgle"), max_length=60, unique=True)
    title = models.CharField(_("titel"), max_length=250)
    publisher = models.CharField(_("udgiver"), max_length=200)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    kind = models.CharField(_("slags"), max_length=12, choices=PublicationKind.choices)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    sort_key = models.CharField(max_length=260, editable=False, db_index=True)

    class Meta:
        verbose_name = _("kilde")
        verbose_name_plural = _("kilder")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return f"{self.title} ({self.told})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the publication with its sort key."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set what follows from the other fields; bulk writers call it themselves."""
        self.sort_key = sort_key(self.title)[:260]

    def get_absolute_url(self) -> str:
        """The publication's page."""
        return reverse("technologies:publication", kwargs={"key": self.key})

    @property
    def told(self) -> str:
        """Publisher and year, as a source is told in running text."""
        return f"{self.publisher} {self.year}" if self.year else self.publisher


class Point(Record):
    """One thing that is said of a technology: a benefit, a barrier, a demand, a procedure it changes, a legal note.

    Without a publication it is the editors' own assessment, and every page says so.
    """

    technology = models.ForeignKey(Technology, on_delete=models.CASCADE, related_name="points", editable=False)
    kind = models.CharField(_("slags"), max_length=16, choices=PointKind.choices)
    code = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("emne")
    )
    text_da = models.TextField(_("tekst"), max_length=1000)
    text_en = models.TextField(_("engelsk tekst"), max_length=1000, blank=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="points", null=True, blank=True, verbose_name=_("kilde")
    )
    position = models.PositiveIntegerField(_("rækkefølge"), default=0, editable=False)

    class Meta:
        verbose_name = _("punkt")
        verbose_name_plural = _("punkter")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(CODE_LISTS), code__isnull=False)
                | Q(kind=PointKind.LEGAL_NOTE)
                | (~Q(kind__in=sorted(CODE_LISTS)) & Q(code__isnull=True)),
                name="point_has_a_code_where_its_kind_has_a_list",
                violation_error_message=_("Vælg et emne. Krav og barrierer hører under et emne fra listen."),
            )
        ]

    def __str__(self) -> str:
        return self.text_da

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return self.text_en if _reads_english() and self.text_en else self.text_da


class BundlePart(Record):
    """A technology that belongs to a bundle. A bundle may hold bundles, never itself by any way round."""

    bundle = models.ForeignKey(Technology, on_delete=models.CASCADE, related_name="parts", editable=False)
    part = models.ForeignKey(
        Technology, on_delete=models.PROTECT, related_name="in_bundles", verbose_name=_("teknologi")
    )
    position = models.PositiveIntegerField(_("rækkefølge"), default=0, editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("del af en pakke")
        verbose_name_plural = _("dele af pakker")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "part"],
                name="bundle_holds_a_part_once",
                violation_error_message=_("Pakken har allerede den del."),
            ),
            models.CheckConstraint(
                condition=~Q(bundle=F("part")),
                name="bundle_not_in_itself",
                violation_error_message=_("En pakke kan ikke være en del af sig selv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle} ∋ {self.part}"


class LocalDefinition(Owned, VersionedRecord):
    """What a municipality (or a unit) itself counts as a technology in use, beside the shared description."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"technology", "tier"})

    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="+", editable=False)
    counts = models.TextField(
        _("det tæller med"), max_length=2000, help_text=_("Hvornår siger I, at teknologien er taget i brug?")
    )
    excludes = models.TextField(
        _("det tæller ikke med"), max_length=2000, blank=True, help_text=_("Hvad ligner, men er noget andet hos jer?")
    )
    updated_on = models.DateField(_("sidst ændret"), editable=False)
    former_municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("stammer fra"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Kommunen, der skrev den, før den blev en del af en anden, som havde sin egen."),
    )

    objects = OwnedQuerySet["LocalDefinition"].as_manager()

    class Meta:
        verbose_name = _("lokal definition")
        verbose_name_plural = _("lokale definitioner")
        constraints = [
            models.UniqueConstraint(
                fields=["technology", "municipality"],
                condition=Q(unit__isnull=True, former_municipality__isnull=True),
                name="definition_once_in_a_municipality",
                violation_error_message=_("Kommunen har allerede en definition af teknologien. Ret den i stedet."),
            ),
            models.UniqueConstraint(
                fields=["technology", "unit"],
                condition=Q(unit__isnull=False),
                name="definition_once_in_a_unit",
                violation_error_message=_("Enheden har allerede en definition af teknologien. Ret den i stedet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.technology}"


class Edition(Record):
    """What an entry said from one moment until its next edition: all fields, points and parts, as plain data."""

    technology = models.ForeignKey(Technology, on_delete=models.CASCADE, related_name="editions", editable=False)
    number = models.PositiveIntegerField(_("nummer"), editable=False)
    at = models.DateTimeField(_("tidspunkt"), editable=False)
    by_name = models.CharField(_("redaktør"), max_length=200, blank=True, editable=False)
    why = models.CharField(_("hvorfor"), max_length=300, blank=True)
    snapshot = models.JSONField(_("indhold"), editable=False)

    class Meta:
        verbose_name = _("udgave")
        verbose_name_plural = _("udgaver")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["technology", "number"], name="edition_numbered_once")]

    def __str__(self) -> str:
        return f"{self.technology} {self.number}"


def _reads_english() -> bool:
    return (get_language() or "da").startswith("en")
