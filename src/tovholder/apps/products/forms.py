"""The forms of products: what editors write, what a supplier tells, and what a municipality proposes."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.models import HMI_NUMBER, WEB_ADDRESS, Agreement, Product, Proposal
from tovholder.apps.products.selectors import suppliers
from tovholder.apps.products.writing import EDITORS_PLAIN, MANY_FIELDS, MARKET_FIELDS, MarketFacts, ProductFacts
from tovholder.apps.technologies.public import Technology, current_technologies, technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.kernel.danish import fold


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PriceField(NumberField):
    """An amount in kroner as Danes write it: 1.077,50."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(label=label, help_text=help_text, min_value=0, max_digits=10, decimal_places=2, required=False)


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class _TechnologiesField(SeveralField[Technology]):
    """Several technologies, by their names in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class _ClassesField(SeveralField[Code]):
    """Several ISO 9999 classes: number and name."""

    def label_from_instance(self, obj: Code) -> str:
        return f"{obj.code} {obj.label}"


def _choosable(product: Product | None) -> QuerySet[Technology]:
    """The technologies of today, and those that the product has: a retired one is not lost by saving."""
    if product is None:
        return current_technologies()
    kept = Product.technologies.through.objects.filter(product_id=product.pk).values("technology_id")
    return technologies().filter(Q(pk__in=current_technologies().values("pk")) | Q(pk__in=kept))


class MarketForm(PlainForm):
    """The facts of a product on the market, which its supplier may tell."""

    hmi_number = forms.CharField(
        label=_("HMI-nummer"),
        max_length=8,
        required=False,
        validators=[HMI_NUMBER],
        help_text=_("Produktets nummer i Hjælpemiddelbasen. Kun cifre."),
    )
    price_model = forms.ModelChoiceField(label=_("Prismodel"), queryset=Code.objects.none(), empty_label=None)
    price_purchase = PriceField(
        label=_("Købspris i kroner, uden moms"), help_text=_("Betales én gang. Lad feltet stå tomt, hvis der ingen er.")
    )
    price_per_month = PriceField(label=_("Pris pr. måned i kroner, uden moms"))
    price_note = forms.CharField(
        label=_("Om prisen"), max_length=500, required=False, help_text=_("Fx mindste antal, oprettelse eller rabat.")
    )
    priced_on = forms.DateField(
        label=_("Hvornår gjaldt prisen?"), required=False, help_text=_("Skal udfyldes, når der er en pris.")
    )
    support = forms.CharField(
        label=_("Support"),
        max_length=500,
        required=False,
        help_text=_("Åbningstid, sprog, og hvordan man får fat i den."),
    )
    support_until = forms.DateField(label=_("Support til og med"), required=False)
    marketed_since = forms.DateField(label=_("På markedet siden"), required=False)
    end_of_life = forms.DateField(
        label=_("Udgår den"), required=False, help_text=_("Den dag, produktet ikke sælges mere. Det bliver stående.")
    )
    processor_agreement = forms.ChoiceField(
        label=_("Har leverandøren en standard for databehandleraftale?"),
        choices=Agreement.choices,
        widget=forms.RadioSelect,
    )
    processor_note = forms.CharField(label=_("Om databehandlingen"), max_length=500, required=False)
    data_location = forms.CharField(
        label=_("Her ligger data"), max_length=200, required=False, help_text=_("Land, og hvem der driver det.")
    )
    interfaces = forms.CharField(
        label=_("Snitflader"),
        max_length=2000,
        required=False,
        widget=_area(3),
        help_text=_("Hvad kan produktet tale sammen med, og hvordan?"),
    )
    website = forms.URLField(
        label=_("Hjemmeside"), max_length=200, required=False, validators=[WEB_ADDRESS], assume_scheme="https"
    )

    def __init__(self, *args: Any, product: Product | None = None, **kwargs: Any) -> None:
        if product is not None:
            kwargs.setdefault("initial", _initial(product, MARKET_FIELDS))
        super().__init__(*args, **kwargs)
        choices_of(self, "price_model").queryset = offered_codes(
            "price_model", [product.price_model_id if product else None]
        )

    def market(self) -> MarketFacts:
        """The facts as the actions take them. Only for a valid form."""
        return MarketFacts(**{name: self.cleaned_data[name] for name in MARKET_FIELDS})


class ProductForm(MarketForm):
    """All of a product, for editors. ``product`` is None for a new one."""

    name = forms.CharField(label=_("Produktets navn"), max_length=160)
    supplier = forms.ModelChoiceField(
        label=_("Leverandør"),
        queryset=Partner.objects.none(),
        empty_label=_("Vælg en leverandør"),
        help_text=_("Fælles samarbejdspartnere, der er leverandører."),
    )
    technologies = _TechnologiesField(
        label=_("Teknologier"), queryset=Technology.objects.none(), help_text=_("Hvad kan produktet? Mindst én.")
    )
    description_da = forms.CharField(
        label=_("Beskrivelse"), max_length=4000, widget=_area(6), help_text=_("Nøgternt, og uden reklame.")
    )
    description_en = forms.CharField(label=_("Engelsk beskrivelse"), max_length=4000, widget=_area(4), required=False)
    iso9999 = _ClassesField(label=_("ISO 9999-klasser"), queryset=Code.objects.none(), required=False)
    mdr_class = forms.ModelChoiceField(
        label=_("Klasse som medicinsk udstyr"), queryset=Code.objects.none(), empty_label=None
    )
    ai_act_class = forms.ModelChoiceField(
        label=_("Risiko efter AI-forordningen"), queryset=Code.objects.none(), empty_label=None
    )
    licence = forms.CharField(label=_("Licens"), max_length=200, required=False)

    def __init__(self, *args: Any, product: Product | None = None, **kwargs: Any) -> None:
        if product is not None:
            names = (*MARKET_FIELDS, *EDITORS_PLAIN, *MANY_FIELDS)
            kwargs.setdefault("initial", _initial(product, names))
        else:
            kwargs["initial"] = _unknown() | kwargs.get("initial", {})
        super().__init__(*args, product=product, **kwargs)
        choices_of(self, "supplier").queryset = suppliers()
        choices_of(self, "technologies").queryset = _choosable(product)
        choices_of(self, "iso9999").queryset = Code.objects.of("iso9999")
        choices_of(self, "mdr_class").queryset = offered_codes("mdr_class", [product.mdr_class_id if product else None])
        choices_of(self, "ai_act_class").queryset = offered_codes(
            "ai_act_class", [product.ai_act_class_id if product else None]
        )

    def facts(self, supplier: Partner | None = None) -> ProductFacts:
        """The values as the actions take them, for the chosen supplier or another. Only for a valid form."""
        plain = {name: self.cleaned_data[name] for name in (*EDITORS_PLAIN, *MANY_FIELDS)}
        return ProductFacts(market=self.market(), **(plain | ({"supplier": supplier} if supplier else {})))


def _unknown() -> dict[str, Any]:
    """What stands in a new product until somebody knows better."""
    keys = dict(
        Code.objects.filter(list__in=("mdr_class", "ai_act_class", "price_model"), code="unknown").values_list(
            "list", "pk"
        )
    )
    return {**keys, "processor_agreement": Agreement.UNKNOWN}


def _initial(product: Product, names: tuple[str, ...]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for name in names:
        value = getattr(product, name)
        initial[name] = [item.pk for item in value.all()] if hasattr(value, "all") else value
    return initial


class TakeInForm(ProductForm):
    """A proposal on its way into the catalogue: the supplier may be a new one."""

    new_supplier = forms.CharField(
        label=_("Ny leverandør"),
        max_length=160,
        required=False,
        help_text=_("Kun når leverandøren ikke er på listen. Den bliver fælles for alle kommuner."),
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        wanted = fold(proposal.supplier_name)
        there = next((supplier for supplier in suppliers() if fold(supplier.name) == wanted), None)
        initial = {
            "name": proposal.name,
            "technologies": [proposal.technology_id],
            "website": proposal.website,
            "supplier": there,
            "new_supplier": "" if there else proposal.supplier_name,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["supplier"].required = False


class DeclineForm(PlainForm):
    """Why a proposal is not taken in."""

    reason = forms.CharField(
        label=_("Hvorfor ikke?"),
        max_length=2000,
        widget=_area(4),
        help_text=_(
            "Kommunen, der foreslog det, får svaret at se. Fx at produktet er der allerede under et andet navn."
        ),
    )


class ProposalForm(PlainForm):
    """A product that is missing."""

    name = forms.CharField(label=_("Produktets navn"), max_length=160)
    supplier_name = forms.CharField(label=_("Leverandør"), max_length=160)
    technology = _TechnologyField(
        label=_("Teknologi"), queryset=Technology.objects.none(), empty_label=_("Vælg en teknologi")
    )
    website = forms.URLField(
        label=_("Hjemmeside"), max_length=200, required=False, validators=[WEB_ADDRESS], assume_scheme="https"
    )
    note = forms.CharField(
        label=_("Hvad bruger I det til?"),
        max_length=2000,
        widget=_area(4),
        required=False,
        help_text=_("Skriv ikke om enkelte borgere."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "technology").queryset = current_technologies()


class WebsiteForm(PlainForm):
    """A supplier's own website."""

    website = forms.URLField(
        label=_("Hjemmeside"), max_length=200, required=False, validators=[WEB_ADDRESS], assume_scheme="https"
    )
