"""The forms of reviews: what is asked, who is on the list, and the four things that are written down of each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.casereviews import selectors
from tovholder.apps.casereviews.models import CaseRow, Review
from tovholder.apps.casereviews.questions import Question, question_choices
from tovholder.apps.citizens.public import CitizenAlias, people_who_meet, refuse_sensitive
from tovholder.apps.products.public import Product
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


class ReviewForm(PlainForm):
    """A review, new or changed."""

    question_key = forms.ChoiceField(
        label=_("Hvad vil I finde ud af?"), choices=question_choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Hvad kalder I gennemgangen?"),
        max_length=120,
        validators=[refuse_sensitive],
        help_text=_("Fx: To til forflytning? Efteråret."),
    )
    aim = forms.CharField(
        label=_("Hvorfor nu?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skriv aldrig om en enkelt borger."),
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem er ansvarlig?"), queryset=User.objects.none(), required=False, empty_label=_("Ikke aftalt endnu")
    )
    weeks = forms.IntegerField(
        label=_("Hvor mange uger efter måler I igen?"),
        min_value=1,
        max_value=52,
        help_text=_("Fra hjælpemidlet er i brug."),
    )

    def __init__(
        self, *args: Any, unit: Unit, review: Review | None = None, asks: Question | None = None, **kwargs: Any
    ) -> None:
        """``asks`` is the question that the address named: its words and weeks are filled in."""
        if review is not None:
            names = ("title", "aim", "weeks")
            kwargs.setdefault("initial", {name: getattr(review, name) for name in names} | {"owner": review.owner_id})
        elif asks is not None:
            kwargs.setdefault("initial", {"question_key": asks.key, "title": asks.title, "weeks": asks.weeks})
        super().__init__(*args, **kwargs)
        choices_of(self, "owner").queryset = people_who_meet(unit)
        if review is not None:  # another question would be another review
            del self.fields["question_key"]


class CitizensForm(PlainForm):
    """Which of the unit's citizens stand on the list."""

    citizens = forms.ModelMultipleChoiceField(label=_("Hvem gennemgår I?"), queryset=CitizenAlias.objects.none())

    def __init__(self, *args: Any, actor: Actor, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["citizens"]
        field.queryset = selectors.free_aliases(actor, review)


class EffortForm(PlainForm):
    """The help at one time: minutes, visits, members of staff."""

    minutes = NumberField(
        label=_("Hvor mange minutter tager et besøg?"), max_digits=4, decimal_places=1, min_value=0, max_value=600
    )
    visits = NumberField(
        label=_("Hvor mange besøg er der om ugen?"), max_digits=4, decimal_places=1, min_value=0, max_value=200
    )
    staff = forms.IntegerField(label=_("Hvor mange medarbejdere ad gangen?"), min_value=0, max_value=4)
    on = forms.DateField(label=_("Hvornår målte I?"))

    def __init__(self, *args: Any, row: CaseRow, after: bool, **kwargs: Any) -> None:
        """With ``after`` the help as it is now, else as it was before."""
        names = ("minutes", "visits", "staff")
        end, day = ("after", row.remeasured_on) if after else ("before", row.baseline_on)
        known = {name: getattr(row, f"{name}_{end}") for name in names}
        kwargs.setdefault("initial", known | {"on": day or clock.today()})
        super().__init__(*args, **kwargs)


class AssignForm(PlainForm):
    """Who assesses, and by when."""

    assessor = forms.ModelChoiceField(
        label=_("Hvem vurderer?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ikke aftalt endnu"),
        help_text=_("En forflytningsvejleder, terapeut eller visitator med en rolle i enheden."),
    )
    assess_by = forms.DateField(label=_("Senest hvornår?"), required=False)

    def __init__(self, *args: Any, row: CaseRow, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"assessor": row.assessor_id, "assess_by": row.assess_by})
        super().__init__(*args, **kwargs)
        choices_of(self, "assessor").queryset = people_who_meet(row.review.unit)


class AssessForm(PlainForm):
    """What the assessment came to."""

    outcome = forms.ModelChoiceField(
        label=_("Hvad kom I frem til?"),
        queryset=Code.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("At to stadig skal til, er et svar som de andre."),
    )
    note = forms.CharField(
        label=_("Hvorfor?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skriv ikke navn, adresse eller CPR-nummer."),
    )
    on = forms.DateField(label=_("Hvornår vurderede I?"))

    def __init__(self, *args: Any, row: CaseRow, **kwargs: Any) -> None:
        known = {"outcome": row.outcome_id, "note": row.outcome_note, "on": row.assessed_on or clock.today()}
        kwargs.setdefault("initial", known)
        super().__init__(*args, **kwargs)
        choices_of(self, "outcome").queryset = selectors.outcomes(row.review, row.outcome_id)


class EquipForm(PlainForm):
    """The aid, and the training."""

    technology = forms.ModelChoiceField(
        label=_("Hvilket hjælpemiddel?"),
        queryset=Technology.objects.none(),
        empty_label=_("Intet endnu"),
        required=False,
    )
    product = forms.ModelChoiceField(
        label=_("Hvilket produkt?"), queryset=Product.objects.none(), empty_label=_("Ikke valgt"), required=False
    )
    on = forms.DateField(label=_("Hvornår er det taget i brug?"), required=False)
    trained = forms.BooleanField(label=_("De medarbejdere, der kommer hos borgeren, er oplært"), required=False)

    def __init__(self, *args: Any, row: CaseRow, **kwargs: Any) -> None:
        known = {"technology": row.technology_id, "product": row.product_id, "on": row.aid_on, "trained": row.trained}
        kwargs.setdefault("initial", known)
        super().__init__(*args, **kwargs)
        aids = selectors.aids(row.review, row.technology_id)
        choices_of(self, "technology").queryset = aids
        offered = Product.objects.filter(technologies__in=aids).distinct().order_by("sort_key")
        choices_of(self, "product").queryset = offered


class CloseForm(PlainForm):
    """What was learnt."""

    learning = forms.CharField(
        label=_("Hvad lærte I?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[refuse_sensitive],
        help_text=_("Tallene står fast, når I afslutter. Skriv aldrig om en enkelt borger."),
    )


class HandForm(PlainForm):
    """To which benefit the sum is handed."""

    benefit = forms.ModelChoiceField(
        label=_("Hvilken gevinst?"), queryset=Benefit.objects.none(), empty_label=_("Vælg en gevinst")
    )

    def __init__(self, *args: Any, actor: Actor, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "benefit").queryset = selectors.benefits_for(actor, review)


class ConfirmForm(PlainForm):
    """Asked before something is deleted."""
