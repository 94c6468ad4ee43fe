"""The forms of projects. The need comes first: technology is an answer, not a question."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.public import Product
from tovholder.apps.projects.models import Programme, Project
from tovholder.apps.projects.rules import tiers_for
from tovholder.apps.projects.status import FINISHED, Status
from tovholder.apps.projects.writing import ProjectFacts, check_reason, wanted_places
from tovholder.apps.technologies.public import Technology, current_technologies, technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.selectors import municipalities, open_units
from tovholder.foundation.ui.fields import LONGEST_KEY, SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.foundation.work.public import Origin
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology of the catalogue, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class _ProductField(forms.ModelChoiceField[Product]):
    """One product, with who sells it."""

    def label_from_instance(self, obj: Product) -> str:
        return f"{obj.name} ({obj.supplier.name})"


class ProjectForm(PlainForm):
    """What a project says about itself. ``project`` is None for a new one."""

    need = forms.CharField(
        label=_("Hvad er der brug for?"),
        help_text=_("Begynd med behovet hos borgerne eller medarbejderne. Teknologien kommer bagefter."),
        max_length=2000,
        widget=_area(4),
    )
    title = forms.CharField(label=_("Projektets titel"), max_length=160, help_text=_("Kort og genkendelig."))
    technology = _TechnologyField(
        label=_("Teknologi"),
        queryset=Technology.objects.none(),
        empty_label=_("Vælg en teknologi"),
        help_text=_("Fra det fælles katalog."),
    )
    product = _ProductField(
        label=_("Produkt"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("Intet bestemt produkt"),
        help_text=_("De produkter i kataloget, der hører til teknologien."),
    )
    summary = forms.CharField(label=_("Hvad gør I?"), max_length=4000, widget=_area(5), required=False)
    scale = forms.ModelChoiceField(
        label=_("Størrelse"),
        queryset=Code.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Eksperimenter står ikke på Landkortet, men I kan notere dem her."),
    )
    target_groups = SeveralField(label=_("Målgrupper"), queryset=Code.objects.none(), required=False)
    paragraphs = SeveralField(
        label=_("Paragraffer"),
        queryset=Code.objects.none(),
        required=False,
        help_text=_("De bestemmelser, som ydelsen gives efter."),
    )
    unit = forms.ModelChoiceField(
        label=_("Enhed, der har projektet"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Hele kommunen"),
        help_text=_("Lad feltet stå tomt, hvis projektet gælder hele kommunen."),
    )
    units = SeveralField(label=_("Andre enheder, der er med"), queryset=Unit.objects.none(), required=False)
    participants = SeveralField(
        label=_("Andre kommuner, der er med"),
        queryset=Municipality.objects.none(),
        required=False,
        help_text=_("De får en invitation og er med, når deres egen tovholder har sagt ja."),
    )
    programmes = SeveralField(
        label=_("Programmer og initiativer"),
        queryset=Programme.objects.none(),
        required=False,
        help_text=_("Nationale eller fælles programmer, som projektet er en del af."),
    )
    started_on = forms.DateField(label=_("Begyndt"), required=False)
    ended_on = forms.DateField(label=_("Slut"), required=False)
    contact_mailbox = forms.EmailField(
        label=_("Fælles postkasse"),
        required=False,
        help_text=_("En postkasse, som flere læser. Aldrig en persons egen adresse: den kan blive offentlig."),
    )
    funder = forms.CharField(
        label=_("Hvem betaler?"),
        max_length=200,
        required=False,
        help_text=_("Fx en pulje, en fond eller kommunens eget budget."),
    )
    funding_amount = NumberField(
        label=_("Beløb i kr."),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("Beløbet kan kun ses i jeres egen kommune."),
    )
    funding_ends_on = forms.DateField(
        label=_("Hvornår slutter pengene?"),
        required=False,
        help_text=_("I bliver mindet om det to måneder før, hvis der ikke står noget om driften bagefter."),
    )
    running_budget_note = forms.CharField(
        label=_("Hvem betaler driften bagefter?"),
        max_length=1000,
        widget=_area(3),
        required=False,
        help_text=_("Kan kun ses i jeres egen kommune."),
    )
    results = forms.CharField(label=_("Resultater"), max_length=4000, widget=_area(5), required=False)
    learning = forms.CharField(
        label=_("Læring"),
        max_length=4000,
        widget=_area(5),
        required=False,
        help_text=_("Hvad har I lært, og hvad ville I gøre igen?"),
    )
    would_change = forms.CharField(
        label=_("Hvad ville I gøre anderledes?"), max_length=4000, widget=_area(4), required=False
    )
    stop_causes = SeveralField(label=_("Hvad stoppede projektet?"), queryset=Code.objects.none(), required=False)

    def __init__(self, *args: Any, municipality_id: int, project: Project | None = None, **kwargs: Any) -> None:
        if project is not None:
            kwargs.setdefault("initial", _initial(project))
        super().__init__(*args, **kwargs)
        self.project = project
        choices_of(self, "technology").queryset = _technologies(project)
        choices_of(self, "product").queryset = self._products()
        choices_of(self, "scale").queryset = Code.objects.of("project_scale")
        for name, code_list in (("target_groups", "target_group"), ("paragraphs", "paragraph")):
            kept = getattr(project, name).values_list("pk", flat=True) if project is not None else ()
            choices_of(self, name).queryset = offered_codes(code_list, kept)
        choices_of(self, "unit").queryset = open_units(municipality_id)
        choices_of(self, "units").queryset = self._other_units(municipality_id)
        choices_of(self, "participants").queryset = municipalities().exclude(pk=municipality_id)
        choices_of(self, "programmes").queryset = Programme.objects.all()
        if project is not None and project.status in FINISHED:
            choices_of(self, "stop_causes").queryset = Code.objects.of("barrier_theme")
        else:
            del self.fields["stop_causes"]

    def _products(self) -> Any:
        """The products of the technology that is chosen here; of none while none is."""
        chosen = str(self["technology"].value() or "")
        found = Product.objects.select_related("supplier")
        if not chosen.isdecimal() or len(chosen) > LONGEST_KEY:
            return found.none()
        links = Product.technologies.through.objects.filter(technology_id=int(chosen))
        return found.filter(pk__in=links.values("product_id"))

    def _other_units(self, municipality_id: int) -> Any:
        """The units that may take part beside the one that leads the project."""
        lead = self.project.unit_id if self.project is not None and not self.is_bound else None
        others = open_units(municipality_id)
        return others if lead is None else others.exclude(pk=lead)

    def clean_units(self) -> list[Unit]:
        """The other units, without the one that leads the project: it takes part already."""
        lead = self.cleaned_data.get("unit")
        return [unit for unit in self.cleaned_data["units"] if unit != lead]

    def facts(self) -> ProjectFacts:
        """The values as the actions take them; what the form does not ask stays. Only for a valid form."""
        given = {name: self.cleaned_data[name] for name in ProjectFacts.__dataclass_fields__ if name in self.fields}
        if "stop_causes" not in given and self.project is not None:
            given["stop_causes"] = list(self.project.stop_causes.all())
        return ProjectFacts(**given)


def _technologies(project: Project | None) -> Any:
    """The technologies of today's catalogue, and the one that the project already has."""
    today = current_technologies()
    if project is None:
        return today
    return technologies().filter(Q(pk__in=today.order_by().values("pk")) | Q(pk=project.technology_id))


def _initial(project: Project) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for name in ProjectFacts.__dataclass_fields__:
        value = getattr(project, name)
        if name == "participants":
            initial[name] = [place.pk for place in wanted_places(project)]
            continue
        initial[name] = [item.pk for item in value.all()] if hasattr(value, "all") else value
    return initial


class RegistrationForm(ProjectForm):
    """A new project: its facts, how far it is, and who may see it."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices, widget=forms.RadioSelect)
    status_since = forms.DateField(
        label=_("Siden hvornår?"), required=False, help_text=_("Uden en dato bruger vi startdatoen eller dags dato.")
    )
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=2000,
        widget=_area(3),
        required=False,
        help_text=_("Skal udfyldes, hvis projektet er på pause, stoppet eller afsluttet."),
    )
    tier = forms.ChoiceField(
        label=_("Hvem må se projektet?"),
        widget=forms.RadioSelect,
        help_text=_("Kommunens tovholder kan altid ændre det senere."),
    )

    def __init__(self, *args: Any, actor: Actor, origin: Origin | None = None, **kwargs: Any) -> None:
        """``origin`` is the finding from which the project begins: it gives need and title to start with."""
        allowed = tiers_for(actor)
        begun: dict[str, Any] = {
            "status": Status.IDEA,
            "tier": Tier.MUNICIPALITIES if Tier.MUNICIPALITIES in allowed else Tier.MUNICIPALITY,
        }
        if origin is not None:
            need = f"{origin.text}\n\n{origin.details}".strip()
            begun |= {"title": origin.text[:160], "need": need, "unit": origin.unit_id}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        plain_choices_of(self, "tier").choices = [choice for choice in Tier.choices if choice[0] in allowed]
        if actor.unit_id is not None:
            self.fields["unit"].initial = actor.unit_id

    def clean(self) -> dict[str, Any]:
        """A state that needs a reason has one."""
        given = super().clean() or self.cleaned_data
        if given.get("status") and "reason" in given:
            check_reason(given["status"], given["reason"])
        return given
