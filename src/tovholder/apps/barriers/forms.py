"""The forms of barriers, of what was tried, and of the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.barriers import selectors
from tovholder.apps.barriers.actions import BarrierFacts, MeasureFacts, next_states
from tovholder.apps.barriers.models import SLOTS, Barrier, Helped, Measure, Nature, ProjectBarrier, Severity
from tovholder.apps.barriers.register_actions import EntryFacts
from tovholder.apps.barriers.rules import is_wider, tiers_for, whole_municipality
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Publication, publications
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

RELATIONS = ("barrier", "theme", "unit", "owner")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _EntryField(forms.ModelChoiceField[Barrier]):
    """An entry of the register, under its theme's name."""

    def label_from_instance(self, obj: Barrier) -> str:
        return f"{obj.theme}: {obj.name}"


class BarrierForm(PlainForm):
    """What stands in the way of a project, new or changed."""

    barrier = _EntryField(
        label=_("Hvad står i vejen?"),
        queryset=Barrier.objects.none(),
        required=False,
        empty_label=_("Ingen af dem. Vi skriver selv"),
        help_text=_("Vælger I fra registret, kan I se, hvad der hjalp andre."),
    )
    own_words = forms.CharField(
        label=_("Med jeres egne ord"),
        max_length=160,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Kun når den ikke står på listen, eller når I vil sige det mere præcist."),
    )
    theme = forms.ModelChoiceField(
        label=_("Tema"),
        queryset=Code.objects.none(),
        required=False,
        empty_label=_("Følger registret"),
        help_text=_("Vælg kun tema, når I har skrevet med jeres egne ord."),
    )
    severity = forms.ChoiceField(
        label=_("Hvor meget står den i vejen?"), choices=Severity.choices, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label=_("Hvordan mærker I det?"),
        max_length=2000,
        widget=_area(4),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skriv aldrig om en enkelt borger."),
    )
    unit = forms.ModelChoiceField(
        label=_("Hvor?"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem er ansvarlig?"), queryset=User.objects.none(), required=False, empty_label=_("Ikke aftalt endnu")
    )
    found_on = forms.DateField(label=_("Hvornår mødte I den?"))
    look_on = forms.DateField(label=_("Hvornår ser I på den igen?"), required=False)
    tier = forms.ChoiceField(
        label=_("Hvem må se barrieren?"),
        widget=forms.RadioSelect,
        help_text=_("Deler I den med alle kommuner, tæller den med, når andre ser, hvad der hjalp."),
    )

    def __init__(
        self, *args: Any, actor: Actor, project: Project, standing: ProjectBarrier | None = None, **kwargs: Any
    ) -> None:
        """``standing`` is the barrier that is changed; what is chosen in it stays on offer."""
        kwargs.setdefault("initial", _initial(standing) if standing is not None else _begun(actor))
        super().__init__(*args, **kwargs)
        self._offer_places(actor, project, standing)
        entries = selectors.current_register()
        if standing is not None and standing.barrier_id is not None:
            entries = entries | selectors.whole_register().filter(pk=standing.barrier_id)
        choices_of(self, "barrier").queryset = entries.order_by("theme__position", "position", "sort_key")
        kept = standing.theme_id if standing is not None else None
        choices_of(self, "theme").queryset = offered_codes("barrier_theme", [kept])
        tiers = [tier for tier in tiers_for(actor) if not is_wider(tier, project.tier)]
        tiers += [standing.tier] if standing is not None else []
        plain_choices_of(self, "tier").choices = [(tier, label) for tier, label in Tier.choices if tier in tiers]

    def _offer_places(self, actor: Actor, project: Project, standing: ProjectBarrier | None) -> None:
        units = selectors.choosable_units(actor)
        owners = selectors.possible_owners(project.municipality_id)
        if standing is not None and standing.unit_id is not None:
            units = (units | Unit.objects.filter(pk=standing.unit_id).select_related("type")).distinct()
        if standing is not None and standing.owner_id is not None:
            owners = (owners | User.objects.filter(pk=standing.owner_id)).distinct()
        unit = choices_of(self, "unit")
        unit.queryset = units
        if not whole_municipality(actor):
            unit.required = True
            unit.empty_label = None
        choices_of(self, "owner").queryset = owners

    def facts(self) -> BarrierFacts:
        """The values as the actions take them. Only for a valid form."""
        return BarrierFacts(**self.cleaned_data)


_BARRIER_FIELDS = tuple(BarrierForm.base_fields)


def _initial(standing: ProjectBarrier) -> dict[str, Any]:
    return {name: getattr(standing, f"{name}_id" if name in RELATIONS else name) for name in _BARRIER_FIELDS}


def _begun(actor: Actor) -> dict[str, Any]:
    return {"tier": Tier.MUNICIPALITY, "unit": actor.unit_id, "found_on": clock.today()}


class ProjectForm(PlainForm):
    """Which project the barrier stands in the way of."""

    projekt = forms.ModelChoiceField(
        label=_("Hvilket projekt?"), queryset=Project.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "projekt").queryset = selectors.choosable_projects(actor)


class StepForm(PlainForm):
    """How far the work with a barrier is."""

    to_state = forms.ChoiceField(label=_("Hvor langt er I med den?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=2000,
        widget=_area(4),
        validators=[refuse_sensitive],
        help_text=_("Hvad gjorde forskellen? Eller hvorfor lever I med den?"),
    )
    on = forms.DateField(label=_("Hvornår?"))

    def __init__(self, *args: Any, standing: ProjectBarrier, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        plain_choices_of(self, "to_state").choices = [(state.value, state.label) for state in next_states(standing)]


class MeasureForm(PlainForm):
    """What was tried against a barrier, and whether it helped."""

    what = forms.CharField(
        label=_("Hvad prøvede I?"),
        max_length=300,
        validators=[refuse_sensitive],
        help_text=_("Så andre kan gøre det efter. Fx: Nettet blev målt i alle boliger, og to fik en forstærker."),
    )
    kind = forms.ModelChoiceField(label=_("Hvilken slags er det?"), queryset=Code.objects.none())
    started_on = forms.DateField(label=_("Hvornår begyndte I?"))
    ended_on = forms.DateField(label=_("Hvornår holdt I op?"), required=False)
    cost = forms.CharField(
        label=_("Hvad kostede det?"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Med ord: tid, penge, besvær. Fx: To dage for it-afdelingen og 4.000 kr."),
    )
    helped = forms.ChoiceField(label=_("Hjalp det?"), choices=Helped.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Hvorfor, tror I?"),
        max_length=1000,
        widget=_area(3),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skal skrives, når I ved, om det hjalp."),
    )

    def __init__(self, *args: Any, measure: Measure | None = None, **kwargs: Any) -> None:
        begun: dict[str, Any] = {"started_on": clock.today(), "helped": Helped.EARLY}
        if measure is not None:
            names = ("what", "started_on", "ended_on", "cost", "helped", "why")
            begun = {name: getattr(measure, name) for name in names} | {"kind": measure.kind_id}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        kept = measure.kind_id if measure is not None else None
        choices_of(self, "kind").queryset = offered_codes("barrier_measure", [kept])

    def facts(self) -> MeasureFacts:
        """The values as the actions take them. Only for a valid form."""
        return MeasureFacts(**self.cleaned_data)


class EntryForm(PlainForm):
    """What the register tells of a barrier. ``entry`` is None for a new one beside the 22."""

    name_da = forms.CharField(label=_("Kort navn"), max_length=120)
    name_en = forms.CharField(label=_("Kort navn på engelsk"), max_length=120, required=False)
    meaning_da = forms.CharField(
        label=_("Hvad betyder den?"),
        max_length=1000,
        widget=_area(4),
        help_text=_("Med jeres egne ord. Skriv ikke kildens sætninger af."),
    )
    meaning_en = forms.CharField(
        label=_("Hvad betyder den? På engelsk"), max_length=1000, widget=_area(4), required=False
    )
    theme = forms.ModelChoiceField(label=_("Tema"), queryset=Code.objects.none(), empty_label=_("Vælg et tema"))
    theme_by_source = forms.BooleanField(label=_("Kilden siger selv, hvilket tema den hører til"), required=False)
    nature = forms.ChoiceField(
        label=_("Slags"),
        choices=Nature.choices,
        widget=forms.RadioSelect,
        help_text=_("Strukturel: sådan er tingene indrettet. Praktisk: sådan er det at gøre det."),
    )
    number = forms.IntegerField(
        label=_("Nummer i rapporten"), required=False, min_value=1, max_value=SLOTS, help_text=_("Kun de 22.")
    )
    publication = forms.ModelChoiceField(
        label=_("Kilde"), queryset=Publication.objects.none(), empty_label=_("Vælg kilden")
    )
    place = forms.CharField(label=_("Sted i kilden"), max_length=160, required=False)
    helps_da = forms.CharField(
        label=_("Hvad peger kilden på, der hjælper?"), max_length=1000, widget=_area(3), required=False
    )
    helps_en = forms.CharField(label=_("Det samme på engelsk"), max_length=1000, widget=_area(3), required=False)
    note_da = forms.CharField(label=_("Forbehold"), max_length=300, required=False)
    note_en = forms.CharField(label=_("Forbehold på engelsk"), max_length=300, required=False)
    valid_from = forms.DateField(label=_("Gælder fra"), required=False)
    valid_to = forms.DateField(
        label=_("Gælder til og med"), required=False, help_text=_("Efter den dag kan den ikke vælges mere.")
    )
    why = forms.CharField(
        label=_("Hvorfor retter du?"), max_length=300, help_text=_("Fx: Rapporten er fundet, og pladsen kan udfyldes.")
    )

    def __init__(self, *args: Any, entry: Barrier | None = None, **kwargs: Any) -> None:
        if entry is not None:
            names = [name for name in EntryForm.base_fields if name not in {"why", "theme", "publication"}]
            begun = {name: getattr(entry, name) for name in names}
            kwargs.setdefault("initial", begun | {"theme": entry.theme_id, "publication": entry.publication_id})
        super().__init__(*args, **kwargs)
        choices_of(self, "theme").queryset = offered_codes("barrier_theme", [entry.theme_id if entry else None])
        choices_of(self, "publication").queryset = publications()
        if entry is None:
            del self.fields["why"]
        if entry is None or entry.slot is None:
            del self.fields["number"]

    def facts(self) -> EntryFacts:
        """The values as the actions take them. Only for a valid form."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "why"}
        return EntryFacts(**told)
