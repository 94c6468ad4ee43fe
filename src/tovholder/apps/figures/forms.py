"""The forms of the national editors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.figures.actions import FigureFacts
from tovholder.apps.figures.models import PublishedFigure, Topic
from tovholder.apps.figures.units import UNITS
from tovholder.apps.technologies.public import Publication, Technology, publications, technologies
from tovholder.foundation.ui.forms import PlainForm, choices_of

LARGEST = 1_000_000_000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _number(label: Any, help_text: Any = "", least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=least, max_value=LARGEST)


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology of the catalogue, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class FigureForm(PlainForm):
    """What is known of a published figure. ``figure`` is None for a new one."""

    statement_da = forms.CharField(
        label=_("Hvad siger tallet?"),
        help_text=_("Med jeres egne ord. Skriv ikke kildens sætninger af."),
        max_length=600,
        widget=_area(3),
    )
    statement_en = forms.CharField(label=_("Det samme på engelsk"), max_length=600, widget=_area(3), required=False)
    value = forms.CharField(
        label=_("Værdi"), max_length=80, help_text=_("Som den er trykt. Hele tal uden punktum, fx 1077.")
    )
    unit = forms.ChoiceField(label=_("Enhed"), choices=[(key, unit.label) for key, unit in UNITS.items()])
    numerator = _number(_("Tæller"), _("Kun når kilden trykker antallet."))
    denominator = _number(_("Nævner"), least=1)
    base_da = forms.CharField(
        label=_("Grundlag"),
        max_length=300,
        required=False,
        help_text=_("Hvad er tallet et tal for? Fx kommuner, der tilbyder digital træning."),
    )
    base_en = forms.CharField(label=_("Grundlag på engelsk"), max_length=300, required=False)
    n = _number("n", _("Hvor mange svar eller kommuner tallet bygger på. Tomt, når kilden ikke siger det."), least=1)
    own = forms.BooleanField(
        label=_("Det er vores eget tal"),
        help_text=_(
            "Regnet af os og ikke citeret. En andel skal have tæller og nævner og passe til dem, "
            "ellers kan den ikke offentliggøres. Citerede tal, der ikke passer, bliver vist med en advarsel."
        ),
        required=False,
    )
    topic = forms.ChoiceField(label=_("Emne"), choices=Topic.choices)
    technology = _TechnologyField(
        label=_("Teknologi"), queryset=Technology.objects.none(), required=False, empty_label=_("Ingen bestemt")
    )
    publication = forms.ModelChoiceField(
        label=_("Kilde"), queryset=Publication.objects.none(), empty_label=_("Vælg en kilde")
    )
    place = forms.CharField(label=_("Sted i kilden"), max_length=160, required=False, help_text=_("Fx figur 8."))
    check_da = forms.CharField(
        label=_("Note om efterprøvning"),
        max_length=1000,
        widget=_area(3),
        required=False,
        help_text=_("Passer tallet til sit grundlag? Hvad siger kilden ikke?"),
    )
    check_en = forms.CharField(label=_("Note på engelsk"), max_length=1000, widget=_area(3), required=False)

    def __init__(self, *args: Any, figure: PublishedFigure | None = None, **kwargs: Any) -> None:
        if figure is not None:
            kwargs.setdefault("initial", _initial(figure))
        super().__init__(*args, **kwargs)
        choices_of(self, "technology").queryset = technologies()
        choices_of(self, "publication").queryset = publications()

    def facts(self) -> FigureFacts:
        """The values as the actions take them. Only for a valid form."""
        return FigureFacts(**{name: self.cleaned_data[name] for name in FigureFacts.__dataclass_fields__})


def _initial(figure: PublishedFigure) -> dict[str, Any]:
    initial = {name: getattr(figure, name) for name in FigureFacts.__dataclass_fields__}
    keys = {"technology": figure.technology_id, "publication": figure.publication_id}
    return initial | keys


class WithdrawForm(PlainForm):
    """Why a figure is taken back."""

    reason = forms.CharField(
        label=_("Hvorfor trækkes tallet tilbage?"),
        help_text=_("Siden bliver stående og fortæller det, fordi andre kan have citeret tallet."),
        max_length=1000,
        widget=_area(4),
    )
