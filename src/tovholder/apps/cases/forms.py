"""The forms of the case library."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tovholder.apps.cases.actions import CaseFacts
from tovholder.apps.cases.models import SCHEMES, Case
from tovholder.apps.technologies.public import Publication, Technology, publications, technologies
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of

MANY = ("municipalities", "technologies")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _LinkField(forms.URLField):
    """An address of the web: http and https alone, since others could run something."""

    default_validators = [
        URLValidator(
            schemes=SCHEMES,
            message=_("Skriv en adresse, der begynder med https:// eller http://, fx https://www.kl.dk/."),
        )
    ]


class _TechnologiesField(SeveralField[Technology]):
    """Technologies of the catalogue, by their names in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class CaseForm(PlainForm):
    """What a case tells. ``case`` is None for a new one."""

    title_da = forms.CharField(label=_("Titel"), max_length=160, help_text=_("Kort og genkendelig."))
    title_en = forms.CharField(label=_("Engelsk titel"), max_length=160, required=False)
    summary_da = forms.CharField(
        label=_("Hvad fortæller de?"),
        help_text=_("Med jeres egne ord: hvad var behovet, hvad gjorde de, og hvad lærte de? Skriv ikke kilden af."),
        max_length=3000,
        widget=_area(7),
    )
    summary_en = forms.CharField(label=_("Det samme på engelsk"), max_length=3000, widget=_area(5), required=False)
    url = _LinkField(
        label=_("Link til casen"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Siden, hvor kommunen eller andre selv fortæller om den."),
    )
    publication = forms.ModelChoiceField(
        label=_("Kilde i listen over kilder"),
        queryset=Publication.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )
    source_updated_on = forms.DateField(label=_("Hvornår er kilden sidst opdateret?"), required=False)
    municipalities = SeveralField(label=_("Kommuner"), queryset=Municipality.objects.none(), required=False)
    technologies = _TechnologiesField(label=_("Teknologier"), queryset=Technology.objects.none(), required=False)

    def __init__(self, *args: Any, case: Case | None = None, municipality_id: int | None = None, **kwargs: Any) -> None:
        """``municipality_id`` is ticked in a new case: a coordinator's own municipality."""
        if case is not None:
            kwargs.setdefault("initial", _initial(case))
        elif municipality_id is not None:
            kwargs.setdefault("initial", {"municipalities": [municipality_id]})
        super().__init__(*args, **kwargs)
        choices_of(self, "publication").queryset = publications()
        choices_of(self, "municipalities").queryset = Municipality.objects.order_by("sort_key")
        choices_of(self, "technologies").queryset = technologies()

    def facts(self) -> CaseFacts:
        """The values as the actions take them. Only for a valid form."""
        given = {name: self.cleaned_data[name] for name in CaseFacts.__dataclass_fields__}
        return CaseFacts(**given | {name: list(given[name]) for name in MANY})


def _initial(case: Case) -> dict[str, Any]:
    initial = {name: getattr(case, name) for name in CaseFacts.__dataclass_fields__ if name not in MANY}
    several = {name: [item.pk for item in getattr(case, name).all()] for name in MANY}
    return initial | several | {"publication": case.publication_id}


class WithdrawForm(PlainForm):
    """Why a case is taken back."""

    reason = forms.CharField(
        label=_("Hvorfor trækkes casen tilbage?"),
        help_text=_("Siden bliver stående med titel og begrundelse."),
        max_length=1000,
        widget=_area(4),
    )
