"""The forms of tasks and journeys."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import Round
from tovholder.apps.rethinking.actions import Afterwards, Idea, Measured
from tovholder.apps.rethinking.models import LONGEST, MOST_MINUTES, MOST_VOLUME, UserJourney, WorkTask
from tovholder.apps.rethinking.scales import Basis, Contact, Harm, Likeness, Per
from tovholder.apps.rethinking.selectors import choosable_rounds, choosable_units
from tovholder.apps.rethinking.writing import TIERS, JourneyFacts, TaskFacts
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SCALES = ("contact", "standard", "harm")
TIMES = ((1, _("minutter")), (60, _("timer")), (1440, _("døgn")), (10080, _("uger")))
NOT_OF_A_STEP = ("field", "unit", "tier")


def words_field(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    """A field of free text in which no secret and no civil number may stand."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, validators=[refuse_sensitive], **options)


def line_field(label: Any, most: int = 160, **options: Any) -> forms.CharField:
    """A line of free text in which no secret and no civil number may stand."""
    return forms.CharField(label=label, max_length=most, validators=[refuse_sensitive], **options)


def minutes_field(label: Any, **options: Any) -> forms.DecimalField:
    """A number of minutes, with half ones."""
    return NumberField(label=label, min_value=0, max_value=MOST_MINUTES, decimal_places=1, **options)


def times_field(label: Any, **options: Any) -> forms.IntegerField:
    """How often something is done."""
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_VOLUME, **options)


def _scale(label: Any, choices: Any, help_text: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, widget=forms.RadioSelect, help_text=help_text
    )


def codes(code_list: str) -> Any:
    """The codes of a list that hold today."""
    return Code.objects.of(code_list).valid_on(clock.today())


class _Placed(PlainForm):
    """What every record of the inventory has: a field, a unit, and who sees it."""

    def place(self, actor: Actor) -> None:
        """Offer what ``actor`` may choose."""
        choices_of(self, "field").queryset = codes("field")
        unit = choices_of(self, "unit")
        unit.queryset = choosable_units(actor)
        if not coordinator.allows(actor):
            unit.required = True
            unit.initial = actor.unit_id
            unit.empty_label = None
        choices_of(self, "round").queryset = choosable_rounds(actor)


class JourneyForm(_Placed):
    """What a journey says."""

    title = line_field(_("Titel"), help_text=_("Fx: Fra faldet til træningen."))
    whose = line_field(
        _("Hvem rejser?"), help_text=_("En rolle, ikke en bestemt borger. Fx: en borger, der er faldet.")
    )
    field = forms.ModelChoiceField(
        label=_("Fagområde"), queryset=Code.objects.none(), empty_label=_("Vælg et fagområde")
    )
    unit = forms.ModelChoiceField(
        label=_("Enhed"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    tier = forms.ChoiceField(
        label=_("Hvem kan se den?"), choices=[(tier.value, tier.label) for tier in TIERS], initial=Tier.MUNICIPALITY
    )
    note = words_field(_("Om rejsen"), required=False)
    round = forms.ModelChoiceField(
        label=_("Runde"), queryset=Round.objects.none(), required=False, empty_label=_("Ikke en bestemt runde")
    )

    def __init__(self, *args: Any, actor: Actor, journey: UserJourney | None = None, **kwargs: Any) -> None:
        if journey is not None:
            kept = {name: getattr(journey, name) for name in JourneyFacts.__dataclass_fields__}
            kwargs.setdefault("initial", kept)
        super().__init__(*args, **kwargs)
        self.place(actor)

    def facts(self) -> JourneyFacts:
        """The values as the actions take them. Only for a valid form."""
        return JourneyFacts(**{name: self.cleaned_data[name] for name in JourneyFacts.__dataclass_fields__})


class TaskForm(_Placed):
    """What a task says. ``journey`` makes it the form of a step; ``asks_all`` leaves the scales to be answered."""

    title = line_field(_("Opgaven"), help_text=_("Kort og genkendelig. Fx: Medicinbestilling pr. telefon."))
    field = forms.ModelChoiceField(
        label=_("Fagområde"), queryset=Code.objects.none(), empty_label=_("Vælg et fagområde")
    )
    unit = forms.ModelChoiceField(
        label=_("Enhed"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    tier = forms.ChoiceField(
        label=_("Hvem kan se den?"), choices=[(tier.value, tier.label) for tier in TIERS], initial=Tier.MUNICIPALITY
    )
    waiting = times_field(_("Ventetid før skridtet"), required=False, help_text=_("Hvor længe venter den, der rejser?"))
    waiting_in = forms.TypedChoiceField(label=_("Ventetiden er i"), choices=TIMES, coerce=int, initial=1440)
    what = words_field(_("Hvad bliver der gjort?"), required=False)
    role_group = forms.ModelChoiceField(
        label=_("Hvem gør det?"), queryset=Code.objects.none(), required=False, empty_label=_("Ikke valgt")
    )
    affected = line_field(
        _("Hvem mærker det?"), 200, required=False, help_text=_("Fx: borgere med diabetes og pårørende.")
    )
    volume = times_field(
        _("Hvor tit?"), help_text=_("Antal gange. Vælg under, om det er om året, om ugen eller om dagen.")
    )
    per = forms.ChoiceField(label=_("Pr."), choices=Per.choices, initial=Per.YEAR)
    minutes = minutes_field(_("Minutter hver gang"), help_text=_("Det, det plejer at tage."))
    minutes_low = minutes_field(_("Mindst"), required=False)
    minutes_high = minutes_field(_("Højst"), required=False)
    basis = forms.ChoiceField(
        label=_("Minutterne er"), choices=Basis.choices, initial=Basis.ESTIMATED, widget=forms.RadioSelect
    )
    basis_by = line_field(_("Af hvem?"), required=False, help_text=_("En gruppe eller en rolle. Tom: dig selv."))
    basis_on = forms.DateField(label=_("Hvornår?"), required=False)
    contact = _scale(_("Behov for et menneske"), Contact.choices, _("Hvor meget betyder det, at et menneske gør det?"))
    contact_why = words_field(_("Hvad gør mødet værdifuldt?"), 2, required=False, help_text=_("Det, I ikke vil miste."))
    standard = _scale(_("Hvor ens er gangene?"), Likeness.choices, _("Kan det beskrives som én måde at gøre det på?"))
    harm = _scale(_("Hvad gør en fejl?"), Harm.choices, _("Tænk på det, der sker, hvis ingen opdager fejlen."))
    harm_what = words_field(_("Hvad sker der, når det går galt?"), 2, required=False)
    systems = words_field(_("Systemer i dag"), required=False, help_text=_("Ét på hver linje."))
    manual = forms.BooleanField(label=_("Opgaven gøres i hånden i dag"), required=False, initial=True)
    round = forms.ModelChoiceField(
        label=_("Runde"), queryset=Round.objects.none(), required=False, empty_label=_("Ikke en bestemt runde")
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        task: WorkTask | None = None,
        journey: UserJourney | None = None,
        field: Code | None = None,
        asks_all: bool = False,
        **kwargs: Any,
    ) -> None:
        self._journey = task.journey if task is not None else journey
        kwargs.setdefault("initial", _initial(task, asks_all=asks_all) if task is not None else {"field": field})
        super().__init__(*args, **kwargs)
        choices_of(self, "role_group").queryset = codes("task_role")
        self.place(actor)
        gone = NOT_OF_A_STEP if self._journey is not None else ("waiting", "waiting_in")
        for name in gone:
            del self.fields[name]
        if self._journey is not None and task is None:
            self.initial["round"] = self._journey.round_id

    def facts(self) -> TaskFacts:
        """The values as the actions take them. Only for a valid form."""
        given = {name: self.cleaned_data[name] for name in TaskFacts.__dataclass_fields__ if name in self.cleaned_data}
        journey = self._journey
        if journey is not None:
            waiting = (self.cleaned_data["waiting"] or 0) * self.cleaned_data["waiting_in"]
            given |= {"journey": journey, "field": journey.field, "unit": journey.unit, "tier": journey.tier}
            given["waiting_minutes"] = waiting
        return TaskFacts(**given)


def _initial(task: WorkTask, *, asks_all: bool) -> dict[str, Any]:
    kept = {name: getattr(task, name) for name in TaskFacts.__dataclass_fields__}
    size = next((size for size, _name in reversed(TIMES) if task.waiting_minutes % size == 0), 1)
    kept |= {"waiting": task.waiting_minutes // size, "waiting_in": size}
    return {name: value for name, value in kept.items() if name not in SCALES} if asks_all else kept


class IdeaForm(PlainForm):
    """A task that could be easier."""

    title = line_field(_("Hvad er opgaven?"), help_text=_("Kort og genkendelig. Fx: Vi skriver vægten ned to steder."))
    what = words_field(
        _("Hvad kunne gøres lettere?"), 4, help_text=_("Skriv, som du ville sige det til en kollega. Ingen navne.")
    )
    field = forms.ModelChoiceField(
        label=_("Fagområde"), queryset=Code.objects.none(), empty_label=_("Vælg et fagområde")
    )
    volume = times_field(_("Hvor tit, cirka?"))
    per = forms.ChoiceField(label=_("Pr."), choices=Per.choices, initial=Per.WEEK)
    minutes = minutes_field(_("Hvor mange minutter hver gang, cirka?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "field").queryset = codes("field")

    def idea(self, unit: Unit | None) -> Idea:
        """The values as the action takes them. Only for a valid form."""
        return Idea(unit=unit, **self.cleaned_data)


class MeasureForm(PlainForm):
    """What was found when a task was measured. The numbers are counted in the task's own time."""

    volume = times_field(_("Hvor tit?"))
    minutes = minutes_field(_("Minutter hver gang"))
    minutes_low = minutes_field(_("Mindst"), required=False)
    minutes_high = minutes_field(_("Højst"), required=False)
    by_whom = line_field(_("Af hvem?"), required=False, help_text=_("En gruppe eller en rolle. Tom: dig selv."))
    on = forms.DateField(label=_("Hvornår målte I?"))

    def __init__(self, *args: Any, task: WorkTask, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"volume": task.volume, "minutes": task.minutes, "on": clock.today()})
        super().__init__(*args, **kwargs)
        self.fields["volume"].help_text = _("Antal gange %(per)s.") % {"per": task.get_per_display()}

    def found(self) -> Measured:
        """The values as the action takes them. Only for a valid form."""
        return Measured(**self.cleaned_data)


class PromiseForm(PlainForm):
    """By when one will measure a task."""

    due = forms.DateField(label=_("Hvornår har du målt den?"), help_text=_("Den står i din uge, når dagen nærmer sig."))


class AfterForm(PlainForm):
    """How a task is done now."""

    after_volume = times_field(_("Hvor tit nu?"))
    after_minutes = minutes_field(_("Minutter hver gang nu"))
    after_on = forms.DateField(label=_("Hvornår blev opgaven lavet om?"))
    after_basis = forms.ChoiceField(label=_("De nye minutter er"), choices=Basis.choices, widget=forms.RadioSelect)
    after_note = words_field(_("Hvad er anderledes nu?"), required=False)

    def __init__(self, *args: Any, task: WorkTask, **kwargs: Any) -> None:
        kept: dict[str, Any] = {name: getattr(task, name) for name in self.base_fields}
        if task.after_on is None:
            kept = {"after_volume": task.volume, "after_on": clock.today(), "after_basis": Basis.ESTIMATED}
        kwargs.setdefault("initial", kept)
        super().__init__(*args, **kwargs)
        self.fields["after_volume"].help_text = _("Antal gange %(per)s.") % {"per": task.get_per_display()}

    def after(self) -> Afterwards:
        """The values as the action takes them. Only for a valid form."""
        given = self.cleaned_data
        hours: Decimal = given["after_minutes"]
        return Afterwards(
            volume=given["after_volume"],
            minutes=hours,
            on=given["after_on"],
            basis=given["after_basis"],
            note=given["after_note"],
        )


class ReasonForm(PlainForm):
    """Why a task is put away."""

    reason = words_field(_("Hvorfor lægges opgaven væk?"), help_text=_("Den, der foreslog den, kan læse det."))
