"""The questions of the room's own pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.apps.screenings.actions import ScreeningFacts
from tovholder.apps.screenings.choices import Who
from tovholder.apps.screenings.models import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    Participant,
    PurposeStatement,
    Screening,
    ScreeningFinding,
)
from tovholder.apps.screenings.selectors import choosable_people, choosable_rounds, choosable_units
from tovholder.apps.technologies.public import Technology, current_technologies
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, PlainModelForm, choices_of, dress
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


class ScreeningForm(PlainModelForm[Screening]):
    """What a screening says of itself. The unit is chosen once."""

    class Meta:
        model = Screening
        fields = ["unit", "title", "planned_on", "round", "citizen_places", "tier"]

    def __init__(self, *args: Any, actor: Actor, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = choices_of(self, "round")
        rounds.queryset = choosable_rounds(actor, self.instance.round_id)
        rounds.empty_label = _("Ingen runde")
        if not self.instance._state.adding:
            del self.fields["unit"]
            return
        units = choices_of(self, "unit")
        units.queryset = choosable_units(actor)
        units.empty_label = _("Vælg en enhed")
        self.fields["unit"].initial = unit
        self.fields["title"].initial = _("IT-screening %(year)s") % {"year": clock.today().year}
        self.fields["planned_on"].initial = clock.today

    def facts(self) -> ScreeningFacts:
        """The answers as the action takes them."""
        given = dict(self.cleaned_data)
        given.pop("unit", None)
        return ScreeningFacts(**given)


class HoldForm(PlainForm):
    """On which day, and who came."""

    held_on = forms.DateField(label=_("Hvornår blev screeningen holdt?"))

    def __init__(self, *args: Any, participants: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = clock.today
        people = list(participants)
        self._by_id = {str(person.public_id): person for person in people}
        if people:
            field = forms.MultipleChoiceField(
                label=_("Hvem var med?"),
                required=False,
                choices=[(key, f"{person} ({person.get_kind_display()})") for key, person in self._by_id.items()],
                widget=forms.CheckboxSelectMultiple(),
            )
            field.initial = [key for key, person in self._by_id.items() if person.attended]
            self.fields["attended"] = field
            dress([field])

    def came(self) -> list[Participant]:
        """Those who took part."""
        return [self._by_id[key] for key in self.cleaned_data.get("attended", ())]


class WhyForm(PlainForm):
    """A reason."""

    why = forms.CharField(label=_("Hvorfor?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PurposeForm(PlainModelForm[Screening]):
    """The purpose that all agree on."""

    class Meta:
        model = Screening
        fields = ["purpose"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 5})}


class ParticipantForm(PlainModelForm[Participant]):
    """Somebody who takes part."""

    class Meta:
        model = Participant
        fields = ["kind", "user", "name", "count", "email", "attended"]
        help_texts = {
            "name": _("Om en borger: højst ét opdigtet fornavn, aldrig borgerens eget navn."),
            "count": _("Skriv antallet for en gruppe, fx fire borgere."),
            "user": _("Kun medarbejdere, ledere og forvaltning, som har en bruger her."),
            "email": _("Skriv den kun, hvis personen ikke har en bruger og skal inviteres med mail."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = choices_of(self, "user")
        people.queryset = choosable_people(self.instance.screening)
        people.empty_label = _("Ingen bruger")

    def clean_email(self) -> str:
        """A citizen's address is not kept."""
        address = str(self.cleaned_data.get("email", ""))
        if address and self.cleaned_data.get("kind") == Who.CITIZEN:
            raise forms.ValidationError(_("Borgeres mailadresser gemmes ikke her."))
        return address


class StatementForm(PlainModelForm[PurposeStatement]):
    """Words about the purpose."""

    class Meta:
        model = PurposeStatement
        fields = ["kind", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}


class NeedForm(PlainModelForm[NeedItem]):
    """A need: asked for before anything else."""

    class Meta:
        model = NeedItem
        fields = ["words", "concerns", "group", "strength", "theme"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = choices_of(self, "theme")
        themes.queryset = offered_codes("need_theme", [self.instance.theme_id])
        themes.empty_label = _("Intet tema")


class ItemForm(PlainModelForm[InventoryItem]):
    """Something that is there; the need comes first."""

    class Meta:
        model = InventoryItem
        fields = ["need", "name", "technology", "kind", "count", "holder", "payer", "used"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = choices_of(self, "need")
        needs.queryset = NeedItem.objects.filter(screening=self.instance.screening)
        needs.empty_label = _("Intet af de behov, I har skrevet")
        technologies = choices_of(self, "technology")
        kept = Q(pk=self.instance.technology_id or -1)
        technologies.queryset = current_technologies() | Technology.objects.filter(kept)
        technologies.empty_label = _("Står ikke i kataloget")


class NetworkForm(PlainModelForm[NetworkCheck]):
    """The network at a place."""

    class Meta:
        model = NetworkCheck
        fields = ["place", "down", "up", "method", "wifi", "mobile", "login_routine", "one_knows"]


class CompetenceForm(PlainModelForm[CompetenceScore]):
    """What a group can and would like to."""

    class Meta:
        model = CompetenceScore
        fields = ["group", "other_group", "persons", "level", "interest", "wants"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = choices_of(self, "group")
        groups.queryset = offered_codes("staff_group", [self.instance.group_id])
        groups.empty_label = _("En anden gruppe")


class FindingForm(PlainModelForm[ScreeningFinding]):
    """A finding by hand."""

    class Meta:
        model = ScreeningFinding
        fields = ["words", "details"]
        widgets = {"details": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
