"""What the national editors fill in: sentences on a survey, what becomes of quotes, and breaks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.results.breaking import BreakFacts
from tovholder.apps.results.highlights import HighlightFacts
from tovholder.apps.results.models import ConceptBreak, Highlight, Quote, SurveyFigure
from tovholder.apps.results.presenting import count_text
from tovholder.foundation.ui.forms import PlainForm

LAST = 999


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def place_key(figure: SurveyFigure) -> str:
    """The place of a figure as a form sends it."""
    return f"{figure.item.row}|{figure.option}|{figure.domain_kind}|{figure.domain_key}"


class HighlightForm(PlainForm):
    """A sentence, and the figure of one question that it is tied to."""

    figure = forms.ChoiceField(label=_("Hvilket tal handler det om?"))
    statement_da = forms.CharField(
        label=_("Hvad viser undersøgelsen?"),
        help_text=_("Skriv procenter som hele tal, fx 38 pct. Hver procent skal være en afrunding af tallet ovenfor."),
        max_length=600,
        widget=_area(3),
    )
    statement_en = forms.CharField(label=_("Det samme på engelsk"), max_length=600, widget=_area(3), required=False)
    position = forms.IntegerField(label=_("Plads på listen"), min_value=1, max_value=LAST, initial=10)

    def __init__(
        self, *args: Any, figures: Sequence[SurveyFigure], highlight: Highlight | None = None, **kwargs: Any
    ) -> None:
        self._figures = {place_key(one): one for one in figures}
        if highlight is not None:
            kwargs.setdefault("initial", _said(highlight))
        super().__init__(*args, **kwargs)
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [(key, _figure_label(one)) for key, one in self._figures.items()]

    def facts(self) -> HighlightFacts:
        """The values as the actions take them. Only for a valid form."""
        told = self.cleaned_data
        return HighlightFacts(
            statement_da=told["statement_da"],
            statement_en=told["statement_en"],
            position=told["position"],
            figure=self._figures[told["figure"]],
        )


def _figure_label(figure: SurveyFigure) -> str:
    parts = (figure.item.row_text, figure.option_text, figure.domain, count_text(figure))
    return " · ".join(part for part in parts if part)


def _said(highlight: Highlight) -> dict[str, Any]:
    _question, row, option, kind, key = highlight.place
    return {
        "statement_da": highlight.statement_da,
        "statement_en": highlight.statement_en,
        "position": highlight.position,
        "figure": f"{row}|{option}|{kind}|{key}",
    }


class QuoteForm(PlainForm):
    """The words of a quote as they are shown: what was written, or less of it."""

    text = forms.CharField(
        label=_("Citatet, som det vises"),
        help_text=_("I kan tage ord ud og sætte […] i stedet. Resten skal stå, som det er skrevet."),
        max_length=4_000,
        widget=_area(6),
    )

    def __init__(self, *args: Any, quote: Quote, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"text": quote.text or quote.given})
        super().__init__(*args, **kwargs)


class RefusalForm(PlainForm):
    """Why a quote is not shown."""

    reason = forms.CharField(
        label=_("Hvorfor vises citatet ikke?"),
        help_text=_("Kommunen, der skrev det, kan læse begrundelsen."),
        max_length=1_000,
        widget=_area(3),
    )


class BreakForm(PlainForm):
    """From when something measures another thing, and why."""

    concept = forms.CharField(
        label=_("Begreb"),
        help_text=_("Som det står i hentede tal, fx training.status.sul119. Tomt, når bruddet gælder en paragraf."),
        max_length=200,
        required=False,
    )
    paragraph = forms.CharField(
        label=_("Paragraf"),
        help_text=_("Lov og nummer i ét, fx sel83. Tomt, når bruddet gælder et begreb."),
        max_length=60,
        required=False,
    )
    breaks_on = forms.DateField(label=_("Brud fra"))
    reason_da = forms.CharField(label=_("Hvorfor?"), max_length=600, widget=_area(3))
    reason_en = forms.CharField(label=_("Hvorfor, på engelsk"), max_length=600, widget=_area(3), required=False)
    source = forms.CharField(label=_("Kilde"), max_length=200, required=False)

    def __init__(self, *args: Any, concept_break: ConceptBreak | None = None, **kwargs: Any) -> None:
        if concept_break is not None:
            names = BreakFacts.__dataclass_fields__
            kwargs.setdefault("initial", {name: getattr(concept_break, name) for name in names})
        super().__init__(*args, **kwargs)

    def facts(self) -> BreakFacts:
        """The values as the actions take them. Only for a valid form."""
        return BreakFacts(**{name: self.cleaned_data[name] for name in BreakFacts.__dataclass_fields__})
