"""The smaller forms of a project: its next state, who sees it, another municipality's own word, and its files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.projects.filing import WIDTH
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.parts import Participation, ProjectFile
from tovholder.apps.projects.rules import tiers_for
from tovholder.apps.projects.status import FINISHED, next_states
from tovholder.foundation.codes.models import Code
from tovholder.foundation.files.public import DocumentField, PictureField
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


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
    stop_causes = SeveralField(
        label=_("Hvad stoppede projektet?"),
        queryset=Code.objects.none(),
        required=False,
        help_text=_("Kun når projektet stopper eller slutter. Vælg gerne flere."),
    )
    learning = forms.CharField(
        label=_("Hvad lærte I?"),
        max_length=4000,
        widget=_area(5),
        required=False,
        help_text=_("Hvad ville I gøre igen? Det er guld værd for andre kommuner."),
    )
    would_change = forms.CharField(
        label=_("Hvad ville I gøre anderledes?"), max_length=4000, widget=_area(4), required=False
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {"on": clock.today(), "learning": project.learning, "would_change": project.would_change}
        )
        super().__init__(*args, **kwargs)
        states = next_states(project.status, project.before_pause)
        plain_choices_of(self, "to_status").choices = [(status.value, status.label) for status in states]
        choices_of(self, "stop_causes").queryset = Code.objects.of("barrier_theme")
        if not FINISHED & set(states):
            del self.fields["stop_causes"]


class ShareForm(PlainForm):
    """How far a project is seen."""

    tier = forms.ChoiceField(label=_("Hvem må se projektet?"), widget=forms.RadioSelect, choices=Tier.choices)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tier": project.tier})
        super().__init__(*args, **kwargs)
        if project.unit_id is None:
            plain_choices_of(self, "tier").choices = [choice for choice in Tier.choices if choice[0] != Tier.UNIT]


class ParticipationForm(PlainForm):
    """A municipality's own word about a project that another one leads."""

    local_contact = forms.EmailField(
        label=_("Jeres fælles postkasse"),
        required=False,
        help_text=_("En postkasse, som flere læser. Aldrig en persons egen adresse: den kan blive offentlig."),
    )
    note = forms.CharField(
        label=_("Hvordan går det hos jer?"),
        max_length=2000,
        widget=_area(5),
        required=False,
        help_text=_("Hvor langt er I, og hvad gør I anderledes end de andre?"),
    )

    def __init__(self, *args: Any, participation: Participation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"local_contact": participation.local_contact, "note": participation.note})
        super().__init__(*args, **kwargs)


class DeclineForm(PlainForm):
    """No thank you."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=2000,
        widget=_area(3),
        required=False,
        help_text=_("Den inviterende kommune kan læse det."),
    )


class LeaveForm(PlainForm):
    """Leaving a joint project."""

    on = forms.DateField(label=_("Hvornår?"))
    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=2000, widget=_area(4), help_text=_("Det er det, andre kan lære af.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class FileForm(PlainForm):
    """A file's title, its words and who may see it."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    alt_text = forms.CharField(
        label=_("Billedet i ord"),
        max_length=300,
        help_text=_("Hvad ser man? Skriv det for den, der ikke kan se billedet."),
    )
    tier = forms.ChoiceField(
        label=_("Hvem må se filen?"),
        widget=forms.RadioSelect,
        help_text=_("Højst de samme, som må se projektet."),
    )

    def __init__(
        self, *args: Any, project: Project, kind: str, actor: Actor, file: ProjectFile | None = None, **kwargs: Any
    ) -> None:
        allowed = tiers_for(actor)
        tiers = [tier for tier in Tier if tier in allowed and WIDTH[tier] <= WIDTH[project.tier]]
        if project.unit_id is None:
            tiers = [tier for tier in tiers if tier != Tier.UNIT]
        initial: dict[str, Any] = {"tier": tiers[-1]}
        if file is not None:
            initial = {"title": file.title, "alt_text": file.alt_text, "tier": file.tier}
            tiers += [Tier(file.tier)] if file.tier not in tiers else []
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        plain_choices_of(self, "tier").choices = [(tier.value, tier.label) for tier in tiers]
        if kind != ProjectFile.Kind.PICTURE:
            del self.fields["alt_text"]


class DocumentForm(FileForm):
    """A document to put with a project."""

    upload = DocumentField()
    field_order = ("upload", "title", "tier")


class PictureForm(FileForm):
    """A picture to put with a project."""

    upload = PictureField()
    field_order = ("upload", "title", "alt_text", "tier")
