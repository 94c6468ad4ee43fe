"""The forms of business cases."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.businesscases import selectors
from tovholder.apps.businesscases.actions import CaseFacts
from tovholder.apps.businesscases.documents import RESERVED
from tovholder.apps.businesscases.models import (
    UNIT_CHOICES,
    Assumption,
    BusinessCase,
    Line,
    PartyChoice,
    RealisationChoice,
    WayChoice,
)
from tovholder.apps.businesscases.part_actions import AssumptionFacts, LineFacts
from tovholder.apps.businesscases.patterns import patterns
from tovholder.apps.businesscases.rules import whole_municipality
from tovholder.apps.businesscases.selectors import Asked
from tovholder.apps.businesscases.wording import SLOT_LABELS, unit_text
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.engines.benefits import FORMULAS, Kind
from tovholder.engines.benefits import Unit as EngineUnit
from tovholder.foundation.accounts.models import User
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of, dress, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

YEARS = (2100, 1990)
"""The last and the first that can be asked about."""


def _text(label: Any, length: int = 160, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, validators=[refuse_sensitive], **more)


def _count(label: Any, most: int, least: int = 0, **more: Any) -> forms.IntegerField:
    boxes = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=boxes, **more)


def _money(label: Any, **more: Any) -> NumberField:
    return NumberField(label=label, max_digits=14, decimal_places=2, **more)


class CaseForm(PlainForm):
    """A case, changed."""

    title = _text(_("Hvad skal sagen hedde?"))
    why = _text(
        _("Hvad handler det om?"),
        2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hvilket behov er der, og hvad skal blive anderledes? Skriv aldrig om en enkelt borger."),
    )
    project = forms.ModelChoiceField(
        label=_("Projekt på Landkortet"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("Ikke noget projekt endnu"),
    )
    unit = forms.ModelChoiceField(
        label=_("Hos"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem er ansvarlig?"), queryset=User.objects.none(), required=False, empty_label=_("Ikke aftalt endnu")
    )
    start_year = _count(_("Hvilket år begynder I?"), *YEARS)
    price_year = _count(_("Hvilket års priser regner I i?"), *YEARS)
    horizon = forms.IntegerField(
        label=_("Hvor mange år regner I over?"), min_value=1, max_value=40, widget=forms.TextInput, initial=5
    )
    rate = NumberField(
        label=_("Rente, pct. om året"),
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
        initial="3,5",
        help_text=_("Det, en krone om et år er mindre værd. Finansministeriet bruger 3,5 pct. (2021)."),
    )
    price_change = NumberField(
        label=_("Prisstigning, pct. om året"),
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text=_("Bruges kun, når en pris er fra et andet år end det, I regner i."),
    )
    funding_years = _count(
        _("Hvor mange år betaler puljen?"),
        40,
        required=False,
        help_text=_("Derefter betaler I selv. Skriv puljens andel som en antagelse under Avanceret."),
    )
    tier = forms.ChoiceField(
        label=_("Hvem må se sagen?"),
        widget=forms.RadioSelect,
        choices=[(Tier.MUNICIPALITY.value, Tier.MUNICIPALITY.label), (Tier.UNIT.value, Tier.UNIT.label)],
        initial=Tier.MUNICIPALITY,
    )

    def __init__(self, *args: Any, actor: Actor, case: BusinessCase | None = None, **kwargs: Any) -> None:
        if case is not None:
            kwargs.setdefault("initial", {name: getattr(case, name) for name in CaseForm.base_fields})
        super().__init__(*args, **kwargs)
        choices_of(self, "project").queryset = selectors.choosable_projects(actor, case.project_id if case else None)
        choices_of(self, "unit").queryset = selectors.choosable_units(actor, case.unit_id if case else None)
        if not whole_municipality(actor):
            choices_of(self, "unit").required = True
            choices_of(self, "unit").empty_label = None
        owners = selectors.possible_owners(case.municipality_id if case else selectors.home_of(actor))
        if case is not None and case.owner_id is not None:
            owners = (owners | User.objects.filter(pk=case.owner_id)).distinct()
        choices_of(self, "owner").queryset = owners

    def clean(self) -> dict[str, Any]:
        """A case that the unit keeps to itself has a unit."""
        given = super().clean() or {}
        if given.get("tier") == Tier.UNIT and given.get("unit") is None:
            self.add_error("unit", gettext("Vælg en enhed, når kun enheden må se sagen."))
        return given

    def facts(self) -> CaseFacts:
        """The values as the actions take them. Only for a valid form."""
        return CaseFacts(**{name: self.cleaned_data[name] for name in CaseForm.base_fields})


class BeginForm(PlainForm):
    """A new case: only what must be known to begin."""

    pattern = forms.ChoiceField(label=_("Hvad handler det om?"), widget=forms.RadioSelect)
    title = _text(_("Hvad skal sagen hedde?"), help_text=_("Fx: Skærmbesøg i bostøtten."))
    project = forms.ModelChoiceField(
        label=_("Projekt på Landkortet"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("Ikke noget projekt endnu"),
    )
    unit = forms.ModelChoiceField(
        label=_("Hos"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    start_year = _count(_("Hvilket år begynder I?"), *YEARS)
    horizon = forms.IntegerField(
        label=_("Hvor mange år regner I over?"), min_value=1, max_value=40, widget=forms.TextInput, initial=5
    )

    def __init__(self, *args: Any, actor: Actor, project: Project | None = None, **kwargs: Any) -> None:
        year = clock.today().year
        given: dict[str, Any] = {"start_year": year + 1, "project": project, "unit": actor.unit_id, "horizon": 5}
        given |= {"title": project.title} if project is not None else {}
        kwargs.setdefault("initial", given)
        super().__init__(*args, **kwargs)
        plain_choices_of(self, "pattern").choices = [(one.key, f"{one.title}: {one.text}") for one in patterns()]
        choices_of(self, "project").queryset = selectors.choosable_projects(actor)
        choices_of(self, "unit").queryset = selectors.choosable_units(actor)
        if not whole_municipality(actor):
            choices_of(self, "unit").required = True
            choices_of(self, "unit").empty_label = None

    def facts(self) -> CaseFacts:
        """The values as the actions take them: prices of this year. Only for a valid form."""
        given = {name: self.cleaned_data[name] for name in ("title", "project", "unit", "start_year", "horizon")}
        return CaseFacts(**given, price_year=clock.today().year)


class QuestionsForm(PlainForm):
    """One screen of the simple way: a number for each question, in the unit that stands beside it."""

    payer = forms.ChoiceField(
        label=_("Hvem betaler udstyret?"), choices=PartyChoice.choices, initial=PartyChoice.OWN, required=False
    )

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        known = {one.key: one for one in asked.case.assumptions.all()}
        device = next((line for line in asked.case.lines.all() if line.key == "device"), None)
        here = {question.key for question in asked.questions}
        kwargs.setdefault(
            "initial", {key: known[key].likely for key in here} | {"payer": device.party if device else "own"}
        )
        super().__init__(*args, **kwargs)
        for question in asked.questions:
            said = [gettext("I %(unit)s.") % {"unit": unit_text(question.unit)}, str(question.help)]
            self.fields[question.key] = NumberField(
                label=str(question.label),
                required=False,
                max_digits=14,
                decimal_places=4,
                help_text=" ".join(said).strip(),
            )
        if device is None or "device" not in here:
            del self.fields["payer"]
        self.order_fields([*(question.key for question in asked.questions), "payer"])
        dress(self.fields.values())

    def answers(self) -> dict[str, Any]:
        """The answers by key. Only for a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "payer"}

    def payer_given(self) -> str | None:
        """Who pays for the equipment; None where it was not asked."""
        return self.cleaned_data.get("payer") or None


class AssumptionForm(PlainForm):
    """Something believed, with its range and where it comes from."""

    key = forms.ChoiceField(label=_("Hvad er det for en antagelse?"), required=False)
    label = _text(_("Hvad antager I?"))
    unit = forms.ChoiceField(label=_("Enhed"), choices=UNIT_CHOICES)
    likely = NumberField(label=_("Mest sandsynligt"), required=False, max_digits=14, decimal_places=4)
    low = NumberField(
        label=_("Lavt"),
        required=False,
        max_digits=14,
        decimal_places=4,
        help_text=_("Så lavt, at det kun sjældent bliver lavere."),
    )
    high = NumberField(label=_("Højt"), required=False, max_digits=14, decimal_places=4)
    price_year = _count(_("Prisår"), *YEARS, required=False, help_text=_("Skal udfyldes for beløb."))
    source = _text(_("Hvor har I tallet fra?"), 200, required=False)
    owner = forms.ModelChoiceField(
        label=_("Hvem står inde for det?"), queryset=User.objects.none(), required=False, empty_label=_("Ingen endnu")
    )

    def __init__(self, *args: Any, case: BusinessCase, assumption: Assumption | None = None, **kwargs: Any) -> None:
        if assumption is not None:
            names = [name for name in AssumptionForm.base_fields if name != "key"]
            kwargs.setdefault("initial", {name: getattr(assumption, name) for name in names})
        else:
            kwargs.setdefault("initial", {"price_year": case.price_year})
        super().__init__(*args, **kwargs)
        owners = selectors.possible_owners(case.municipality_id)
        if assumption is not None and assumption.owner_id is not None:
            owners = (owners | User.objects.filter(pk=assumption.owner_id)).distinct()
        choices_of(self, "owner").queryset = owners
        taken = {one.key for one in case.assumptions.all()}
        free = [(key, RESERVED_LABELS[key]) for key in RESERVED if key not in taken]
        if assumption is not None or not free:
            del self.fields["key"]
        else:
            plain_choices_of(self, "key").choices = [("", _("Et tal til en linje")), *free]

    def clean(self) -> dict[str, Any]:
        """What is no money has no price year, and the keys with a meaning have their unit."""
        given = super().clean() or {}
        unit = given.get("unit")
        if unit and not EngineUnit(unit).is_money:
            given["price_year"] = None
        wanted = RESERVED_UNITS.get(given.get("key") or "")
        if wanted is not None and unit != wanted.value:
            self.add_error("unit", gettext("Den antagelse er i %(unit)s.") % {"unit": unit_text(wanted.value)})
        return given

    def facts(self) -> AssumptionFacts:
        """The values as the actions take them. Only for a valid form."""
        return AssumptionFacts(**self.cleaned_data)


RESERVED_LABELS = {
    "citizens": _("Antal borgere i målgruppen"),
    "exceptions": _("Andelen, det ikke passer til"),
    "ramp": _("Måneder, før alle er i gang"),
    "funding_share": _("Puljens andel af de udgifter, den betaler"),
    "capacity_hours": _("Timer, en borger eller et forløb bruger om året"),
    "capacity_growth": _("Vækst i antal borgere, pct. om året"),
}
RESERVED_UNITS = {
    "citizens": EngineUnit.CITIZENS,
    "exceptions": EngineUnit.PERCENT,
    "ramp": EngineUnit.MONTHS,
    "funding_share": EngineUnit.PERCENT,
    "capacity_hours": EngineUnit.HOURS_CITIZEN_YEAR,
    "capacity_growth": EngineUnit.PERCENT,
}


class LineForm(PlainForm):
    """A line of one formula: what fills it, which way it belongs to, who pays or harvests."""

    label = _text(_("Hvad hedder linjen?"))
    ways = forms.MultipleChoiceField(
        label=_("Hvilken vej hører den til?"), choices=WayChoice.choices, initial=[WayChoice.THIS.value]
    )
    party = forms.ChoiceField(label=_("Hvem?"), choices=PartyChoice.choices, initial=PartyChoice.OWN)
    realisation = forms.ChoiceField(
        label=_("Hvordan bliver gevinsten til penge?"), choices=RealisationChoice.choices, widget=forms.RadioSelect
    )
    leads_to = forms.ModelChoiceField(
        label=_("Er gevinsten kun et middel til en anden?"),
        queryset=Line.objects.none(),
        required=False,
        empty_label=_("Nej, den tæller selv"),
        help_text=_("Så tæller kun den anden, og intet tælles to gange."),
    )
    benefit = forms.ModelChoiceField(
        label=_("Hører til gevinsten"),
        queryset=Benefit.objects.none(),
        required=False,
        empty_label=_("Ikke nogen bestemt"),
    )
    is_funded = forms.BooleanField(label=_("Puljen betaler sin andel af det, så længe den varer"), required=False)
    every = _count(_("Hvor mange år holder det? Skriv 0, hvis det kun købes én gang"), 40, initial=0)
    from_month = _count(_("Hvor mange måneder efter start begynder det?"), 480, initial=0)

    def __init__(
        self, *args: Any, actor: Actor, case: BusinessCase, formula: str, line: Line | None = None, **kwargs: Any
    ) -> None:
        self.formula = formula
        spec = FORMULAS[formula]
        if line is not None:
            given = {name: getattr(line, name) for name in LineForm.base_fields}
            kwargs.setdefault("initial", given | {f"slot_{name}": key for name, key in line.slots.items()})
        super().__init__(*args, **kwargs)
        self._narrow(spec.kind, once=spec.once)
        self._slots(case)
        if spec.kind is Kind.BENEFIT:
            lines = [one.pk for one in case.lines.all() if FORMULAS[one.formula].kind is Kind.BENEFIT and one != line]
            choices_of(self, "leads_to").queryset = Line.objects.filter(pk__in=lines)
            choices_of(self, "benefit").queryset = selectors.choosable_benefits(actor, case)
            plain_choices_of(self, "party").label = _("Hvem høster gevinsten?")
            plain_choices_of(self, "party").choices = [one for one in PartyChoice.choices if one[0] != "external"]
        else:
            plain_choices_of(self, "party").label = _("Hvem betaler?")
        dress(self.fields.values())
        self.order_fields(["label", *(name for name in self.fields if name.startswith("slot_"))])

    def _narrow(self, kind: Kind, *, once: bool) -> None:
        away: Iterable[str] = ("is_funded",) if kind is Kind.BENEFIT else ("realisation", "leads_to", "benefit")
        for name in (*away, "from_month" if once else "every"):
            del self.fields[name]

    def _slots(self, case: BusinessCase) -> None:
        assumptions = list(case.assumptions.all())
        for slot in FORMULAS[self.formula].slots:
            fits = [(one.key, one.label) for one in assumptions if EngineUnit(one.unit) in slot.units]
            own = slot.name in {"citizens", "exceptions"}
            needed = slot.needed and not own
            empty = _("Vælg en antagelse") if needed else _("Sagens egen") if own else _("Alle")
            field = forms.ChoiceField(
                label=str(SLOT_LABELS[slot.name]),
                required=needed,
                choices=[("", empty), *fits],
                help_text=gettext("En antagelse i %(unit)s.") % {"unit": unit_text(slot.units[0].value)},
            )
            self.fields[f"slot_{slot.name}"] = field

    def facts(self) -> LineFacts:
        """The values as the actions take them. Only for a valid form."""
        given = dict(self.cleaned_data)
        slots = {name.removeprefix("slot_"): given.pop(name) for name in list(given) if name.startswith("slot_")}
        given["ways"] = tuple(given["ways"])
        return LineFacts(formula=self.formula, slots={name: key for name, key in slots.items() if key}, **given)


class SignForm(PlainForm):
    """Which budget is lowered, and by the amount that the page shows."""

    budget = _text(
        _("Hvilket budget bliver sænket?"),
        help_text=_("Skriv kontoen eller området, så man kan finde det i budgettet."),
    )
    seen = forms.DecimalField(widget=forms.HiddenInput, max_digits=20, decimal_places=2, required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody signs an amount that no page has shown them."""
        if self.cleaned_data.get("seen") is None:
            raise forms.ValidationError(_("Læs beløbet på siden, før du skriver under."))
        return self.cleaned_data


class FreezeForm(PlainForm):
    """Why a version is kept."""

    occasion = _text(
        _("Hvad skal versionen bruges til?"), 200, help_text=_("Fx: Beslutning i Socialudvalget 14. januar.")
    )


class ActualForm(PlainForm):
    """What a year really cost and gave the municipality."""

    year = _count(_("År"), *YEARS)
    costs = _money(_("Hvad har det kostet kommunen, i kr.?"))
    booked = _money(_("Hvor meget er budgetterne sænket, i kr.?"))
    citizens = _count(_("Hvor mange borgere bruger det?"), 1_000_000, required=False)
    note = _text(_("Note"), 300, required=False)
