"""The forms of projects. The need comes first: technology is an answer, not a question."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.models import Project
from tovholder.apps.projects.rules import tiers_for
from tovholder.apps.projects.status import Status, next_states
from tovholder.apps.projects.writing import ProjectFacts
from tovholder.apps.technologies.public import Technology, technologies
from tovholder.foundation.codes.models import Code, CodeQuerySet
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.selectors import municipalities, open_units
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology of the catalogue, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


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
        label=_("Andre kommuner, der er med"), queryset=Municipality.objects.none(), required=False
    )
    started_on = forms.DateField(label=_("Begyndt"), required=False)
    ended_on = forms.DateField(label=_("Slut"), required=False)
    contact_mailbox = forms.EmailField(
        label=_("Fælles postkasse"),
        required=False,
        help_text=_("En postkasse, som flere læser. Aldrig en persons egen adresse: den kan blive offentlig."),
    )
    results = forms.CharField(label=_("Resultater"), max_length=4000, widget=_area(5), required=False)
    learning = forms.CharField(
        label=_("Læring"),
        max_length=4000,
        widget=_area(5),
        required=False,
        help_text=_("Hvad ville I gøre igen, og hvad ville I gøre anderledes?"),
    )

    def __init__(self, *args: Any, municipality_id: int, project: Project | None = None, **kwargs: Any) -> None:
        if project is not None:
            kwargs.setdefault("initial", _initial(project))
        super().__init__(*args, **kwargs)
        self._choices("technology", technologies())
        self._choices("scale", Code.objects.of("project_scale"))
        self._choices("target_groups", _codes("target_group", project, "target_groups"))
        self._choices("paragraphs", _codes("paragraph", project, "paragraphs"))
        self._choices("unit", open_units(municipality_id))
        self._choices("units", open_units(municipality_id))
        self._choices("participants", municipalities().exclude(pk=municipality_id))

    def _choices(self, name: str, queryset: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.queryset = queryset

    def facts(self) -> ProjectFacts:
        """The values as the actions take them. Only for a valid form."""
        names = ProjectFacts.__dataclass_fields__
        return ProjectFacts(**{name: self.cleaned_data[name] for name in names})


def _codes(code_list: str, project: Project | None, field: str) -> CodeQuerySet:
    """The codes that hold today, and those that the project already has: a retired paragraph is not lost."""
    of_list = Code.objects.of(code_list)
    today = of_list.valid_on(clock.today())
    if project is None:
        return today
    return of_list.filter(Q(pk__in=today.values("pk")) | Q(pk__in=getattr(project, field).values("pk")))


def _initial(project: Project) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for name in ProjectFacts.__dataclass_fields__:
        value = getattr(project, name)
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

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        allowed = tiers_for(actor)
        kwargs.setdefault(
            "initial",
            {
                "status": Status.IDEA,
                "tier": Tier.MUNICIPALITIES if Tier.MUNICIPALITIES in allowed else Tier.MUNICIPALITY,
            },
        )
        super().__init__(*args, **kwargs)
        field = self.fields["tier"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # as declared above
        field.choices = [choice for choice in Tier.choices if choice[0] in allowed]
        if actor.unit_id is not None:
            self.fields["unit"].initial = actor.unit_id


class StepForm(PlainForm):
    """The next step of a project."""

    to_status = forms.ChoiceField(label=_("Hvad er projektet nu?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Hvornår skete det?"))
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=2000,
        widget=_area(4),
        required=False,
        help_text=_("Skal udfyldes, når et projekt sættes på pause, stoppes eller afsluttes."),
    )
    learning = forms.CharField(
        label=_("Hvad lærte I?"),
        max_length=4000,
        widget=_area(5),
        required=False,
        help_text=_("Hvad ville I gøre igen, og hvad ville I gøre anderledes? Det er guld værd for andre kommuner."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today(), "learning": project.learning})
        super().__init__(*args, **kwargs)
        field = self.fields["to_status"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # as declared above
        field.choices = [(status.value, status.label) for status in next_states(project.status, project.before_pause)]


class ShareForm(PlainForm):
    """How far a project is seen."""

    tier = forms.ChoiceField(label=_("Hvem må se projektet?"), widget=forms.RadioSelect, choices=Tier.choices)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tier": project.tier})
        super().__init__(*args, **kwargs)
        if project.unit_id is None:
            field = self.fields["tier"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # as declared above
            field.choices = [choice for choice in Tier.choices if choice[0] != Tier.UNIT]
