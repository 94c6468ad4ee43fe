"""The forms of the catalogue: what national editors write, and what municipalities define for themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tovholder.apps.technologies.content import FACT_NAMES, PointFacts, TechnologyFacts, code_list_of
from tovholder.apps.technologies.editing import WHY_MAX
from tovholder.apps.technologies.kinds import CODE_LISTS, Kind, PublicationKind
from tovholder.apps.technologies.models import LocalDefinition, Point, Publication, Technology
from tovholder.apps.technologies.reference import MANY, ONE
from tovholder.apps.technologies.rules import tiers_for
from tovholder.apps.technologies.selectors import current_technologies, publications
from tovholder.apps.technologies.sources import PublicationFacts
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Hvad har du ændret, og hvorfor?"), max_length=WHY_MAX, help_text=_("Én linje til historikken.")
    )


def _one(label: Any, help_text: Any = "", *, required: bool = False) -> "forms.ModelChoiceField[Code]":
    return forms.ModelChoiceField(
        Code.objects.none(), label=label, help_text=help_text, required=required, empty_label=_("Ikke valgt")
    )


def _many(label: Any, help_text: Any = "") -> SeveralField[Code]:
    return SeveralField(Code.objects.none(), label=label, help_text=help_text, required=False)


class TechnologyForm(PlainForm):
    """What an entry says of itself. ``technology`` is None for a new one."""

    name = forms.CharField(label=_("Navn"), max_length=160, help_text=_("Som folk siger det. Ikke et produktnavn."))
    kind = forms.ChoiceField(label=_("Slags"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.THING)
    description_da = forms.CharField(
        label=_("Beskrivelse"),
        max_length=4000,
        widget=_area(5),
        help_text=_("Hvad det er, i et par linjer og egne ord. Uden produkter og leverandører."),
    )
    aliases = forms.CharField(
        label=_("Andre navne"),
        max_length=2000,
        widget=_area(6),
        required=False,
        help_text=_("Ét navn på hver linje. Navnene bruges i søgning."),
    )
    name_en = forms.CharField(label=_("Engelsk navn"), max_length=160, required=False)
    description_en = forms.CharField(label=_("Engelsk beskrivelse"), max_length=4000, widget=_area(5), required=False)
    category = _one(_("Kategori på Landkortet"), required=True)
    area = _one(_("Område"))
    functional_categories = _many(_("Funktionskategorier"))
    purposes = _many(_("Formål"))
    fields_ = _many(_("Fagområder"))
    delivery_forms = _many(_("Leveringsform"), _("Hvordan den kommer til borgeren. En app er en leveringsform."))
    target_groups = _many(_("Målgrupper"))
    paragraphs = _many(_("Paragraffer"), _("De bestemmelser, som hjælpen kan gives efter."))
    market_status = _one(_("Markedets modenhed"))
    mdr_class = _one(_("Medicinsk udstyr (MDR)"), _("En rettesnor: produktets egen klasse er den, der gælder."))
    ai_act_class = _one(_("AI-forordningen"), _("En rettesnor: det afhænger af produktet og brugen."))
    iso9999 = _many(_("ISO 9999-klasser"))
    origin = forms.CharField(
        label=_("Nævnt i"), max_length=200, required=False, help_text=_("Udgiver, titel og år; flere med semikolon.")
    )
    why = _why()

    def __init__(self, *args: Any, technology: Technology | None = None, **kwargs: Any) -> None:
        if technology is not None:
            kwargs.setdefault("initial", _initial(technology))
        super().__init__(*args, **kwargs)
        for name, (_column, code_list) in ONE.items():
            choices_of(self, name).queryset = offered_codes(code_list, [getattr(technology, f"{name}_id", None)])
        for name, code_list in MANY.items():
            held = getattr(technology, name).values_list("pk", flat=True) if technology is not None else ()
            choices_of(self, _field_of(name)).queryset = offered_codes(code_list, held)

    def facts(self) -> TechnologyFacts:
        """The values as the actions take them. Only for a valid form."""
        given = {name: self.cleaned_data[_field_of(name)] for name in FACT_NAMES}
        lines = [line.strip() for line in given["aliases"].splitlines()]
        return TechnologyFacts(**given | {"aliases": "\n".join(dict.fromkeys(line for line in lines if line))})


def _field_of(name: str) -> str:
    """A form has its own ``fields``; the field of that name is called so with a line behind it."""
    return "fields_" if name == "fields" else name


def _initial(technology: Technology) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for name in FACT_NAMES:
        value = getattr(technology, name)
        initial[_field_of(name)] = [code.pk for code in value.all()] if name in MANY else value
    return initial


class RetireForm(PlainForm):
    """From when an entry is out of the catalogue, and what took its place."""

    on = forms.DateField(label=_("Udgået fra"))
    merged_into = forms.ModelChoiceField(
        Technology.objects.none(),
        label=_("Afløst af"),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("Hvis en anden teknologi i kataloget nu dækker den."),
    )
    why = _why()

    def __init__(self, *args: Any, technology: Technology, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        choices_of(self, "merged_into").queryset = current_technologies().exclude(pk=technology.pk)


class _PublicationField(forms.ModelChoiceField[Publication]):
    """A publication by publisher, year and title."""

    def label_from_instance(self, obj: Publication) -> str:
        return f"{obj.told}: {obj.title}"


class PointForm(PlainForm):
    """A point of one kind. ``point`` is None for a new one."""

    code = forms.ModelChoiceField(Code.objects.none(), label=_("Emne"), empty_label=_("Vælg et emne"))
    text_da = forms.CharField(
        label=_("Tekst"), max_length=1000, widget=_area(4), help_text=_("Én ting, i én eller to sætninger.")
    )
    text_en = forms.CharField(label=_("Engelsk tekst"), max_length=1000, widget=_area(4), required=False)
    publication = _PublicationField(
        Publication.objects.none(),
        label=_("Kilde"),
        required=False,
        empty_label=_("Redaktionens egen vurdering"),
        help_text=_("Uden en kilde står der, at det er redaktionens egen vurdering."),
    )
    why = _why()

    def __init__(self, *args: Any, kind: str, point: Point | None = None, **kwargs: Any) -> None:
        if point is not None:
            values = {name: getattr(point, name) for name in ("text_da", "text_en")}
            kwargs.setdefault("initial", values | {"code": point.code_id, "publication": point.publication_id})
        super().__init__(*args, **kwargs)
        self.kind = kind
        choices_of(self, "publication").queryset = publications()
        if code_list_of(kind):
            choices_of(self, "code").queryset = offered_codes(code_list_of(kind), [point.code_id if point else None])
            self.fields["code"].required = kind in CODE_LISTS
        else:
            del self.fields["code"]

    def facts(self) -> PointFacts:
        """The values as the actions take them. Only for a valid form."""
        given = self.cleaned_data
        return PointFacts(
            kind=self.kind,
            text_da=given["text_da"],
            text_en=given["text_en"],
            code=given.get("code"),
            publication=given["publication"],
        )


class PartForm(PlainForm):
    """A technology that goes into a bundle."""

    part = forms.ModelChoiceField(Technology.objects.none(), label=_("Teknologi"), empty_label=_("Vælg en teknologi"))
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("Hvad den gør godt for i pakken.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "part").queryset = current_technologies()


class PublicationForm(PlainForm):
    """What is told of a publication. ``publication`` is None for a new one, which also gets its key."""

    key = forms.SlugField(
        label=_("Nøgle"),
        max_length=60,
        help_text=_("Små bogstaver og årstal, fx rapport-2026. Ændres aldrig."),
    )
    title = forms.CharField(label=_("Titel"), max_length=250)
    publisher = forms.CharField(label=_("Udgiver"), max_length=200)
    year = forms.IntegerField(label=_("År"), min_value=1800, max_value=2200, required=False)
    kind = forms.ChoiceField(label=_("Slags"), choices=PublicationKind.choices, widget=forms.RadioSelect)
    url = forms.URLField(
        label=_("Adresse på nettet"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Begynder med https://"),
    )
    note = forms.CharField(label=_("Note"), max_length=2000, widget=_area(4), required=False)

    def __init__(self, *args: Any, publication: Publication | None = None, **kwargs: Any) -> None:
        if publication is not None:
            names = PublicationFacts.__dataclass_fields__
            kwargs.setdefault("initial", {name: getattr(publication, name) for name in names})
        super().__init__(*args, **kwargs)
        if publication is not None:
            del self.fields["key"]

    def clean_url(self) -> str:
        """The address; only pages of the web, so that a link never runs a script."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError(_now("Adressen skal begynde med https:// eller http://"))
        return url

    def facts(self) -> PublicationFacts:
        """The values as the actions take them. Only for a valid form."""
        return PublicationFacts(**{name: self.cleaned_data[name] for name in PublicationFacts.__dataclass_fields__})


class DefinitionForm(PlainForm):
    """A local definition. ``definition`` is None for a new one, which also chooses its place."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Gælder for"),
        required=False,
        empty_label=_("Hele kommunen"),
        help_text=_("En enhed kan have sin egen definition ved siden af kommunens."),
    )
    counts = forms.CharField(
        label=_("Det tæller med"),
        max_length=2000,
        widget=_area(4),
        help_text=_("Hvornår siger I, at teknologien er taget i brug? Skriv det, så to kolleger tæller ens."),
    )
    excludes = forms.CharField(
        label=_("Det tæller ikke med"),
        max_length=2000,
        widget=_area(4),
        required=False,
        help_text=_("Hvad ligner, men er noget andet hos jer?"),
    )
    tier = forms.ChoiceField(label=_("Hvem må se definitionen?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, definition: LocalDefinition | None = None, **kwargs: Any) -> None:
        if definition is not None:
            values = {name: getattr(definition, name) for name in ("counts", "excludes", "tier")}
            kwargs.setdefault("initial", values)
        else:
            kwargs.setdefault("initial", {"tier": tiers_for(actor)[-1][0] if actor.unit_id else Tier.MUNICIPALITIES})
        super().__init__(*args, **kwargs)
        allowed = {value for value, _label in tiers_for(actor)} | ({definition.tier} if definition else set())
        plain_choices_of(self, "tier").choices = [choice for choice in Tier.choices if choice[0] in allowed]
        if definition is not None:
            del self.fields["unit"]
        else:
            self._offer_units(actor)

    def _offer_units(self, actor: Actor) -> None:
        units = open_units(actor.municipality_id or 0)
        if actor.unit_id is not None:
            field = choices_of(self, "unit")
            units, field.empty_label, field.required = units.filter(pk=actor.unit_id), None, True
            field.initial = actor.unit_id
        choices_of(self, "unit").queryset = units
