"""The room's forms. They parse; the actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.questionnaires.public import Edition
from tovholder.apps.surveys.contacting import ContactFacts
from tovholder.apps.surveys.delegating import DelegationFacts
from tovholder.apps.surveys.models import Audience, Contact, Delegation, Participant, Survey
from tovholder.apps.surveys.selectors import contacts_on
from tovholder.apps.surveys.survey_actions import SurveyFacts
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import municipalities
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.danish import sort_key


class SurveyForm(PlainForm):
    """What a survey says."""

    title_da = forms.CharField(label=gettext_lazy("Titel"), max_length=160)
    title_en = forms.CharField(label=gettext_lazy("Titel på engelsk"), max_length=160, required=False)
    key = forms.SlugField(
        label=gettext_lazy("Navn i adressen"),
        max_length=60,
        help_text=gettext_lazy("Små bogstaver, tal og bindestreger, fx velfaerdsteknologi-2026."),
    )
    year = forms.IntegerField(label=gettext_lazy("År"), min_value=2000, max_value=2100)
    purpose_da = forms.CharField(
        label=gettext_lazy("Formål"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Det første, kommunerne læser: hvad skal svarene gøre bedre for borgere og medarbejdere?"
        ),
    )
    purpose_en = forms.CharField(
        label=gettext_lazy("Formål på engelsk"), max_length=3000, required=False, widget=forms.Textarea
    )
    audience = forms.ChoiceField(label=gettext_lazy("Hvem spørges"), choices=Audience.choices, widget=forms.RadioSelect)
    questionnaire_key = forms.ChoiceField(
        label=gettext_lazy("Spørgeskema"),
        help_text=gettext_lazy("Den nyeste udgave den dag, I åbner, gælder for alle svar."),
    )
    opens_on = forms.DateField(label=gettext_lazy("Åbner"))
    closes_on = forms.DateField(label=gettext_lazy("Sidste dag at svare"))
    frame_on = forms.DateField(
        label=gettext_lazy("Kommunerne som de var den"),
        help_text=gettext_lazy("Navne, regioner og indbyggertal fra den dag følger dataindsamlingen."),
    )
    fewest_others = forms.IntegerField(
        label=gettext_lazy("Færrest andre svar bag et tal"), min_value=3, max_value=20, initial=5
    )

    def __init__(self, data: Any = None, *, survey: Survey | None = None) -> None:
        super().__init__(data)
        keys = dict.fromkeys(Edition.objects.order_by("key").values_list("key", flat=True))
        newest = {edition.key: edition for edition in Edition.objects.order_by("number")}
        titles = {key: f"{newest[key].content.title.da} ({key})" for key in keys}
        in_order = sorted(titles.items(), key=lambda pair: sort_key(pair[1]))
        plain_choices_of(self, "questionnaire_key").choices = in_order
        if survey is not None:
            self.initial = {name: getattr(survey, name) for name in self.fields}
        else:
            today = clock.today()
            self.initial = {"year": today.year, "audience": Audience.MUNICIPALITY, "frame_on": today}

    def facts(self) -> SurveyFacts:
        """The facts for the action. Only for a valid form."""
        return SurveyFacts(**self.cleaned_data)


class ClosingForm(PlainForm):
    """Until when a survey is open."""

    closes_on = forms.DateField(label=gettext_lazy("Sidste dag at svare"))


class ReasonForm(PlainForm):
    """Why answers are opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor skal svarene åbnes igen?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Det står i forløbet, så alle kan se, hvad der skete."),
    )


class MailboxForm(PlainForm):
    """The main mailbox of a municipality for a survey."""

    mailbox = forms.EmailField(
        label=gettext_lazy("Hovedpostkasse"),
        required=False,
        help_text=gettext_lazy("En postkasse, som flere læser. Linket til at svare sendes også hertil."),
    )


class ContactForm(PlainForm):
    """A contact of a municipality. The national side also says of which."""

    municipality = forms.ModelChoiceField(label=gettext_lazy("Kommune"), queryset=Municipality.objects.none())
    name = forms.CharField(label=gettext_lazy("Navn"), max_length=160)
    email = forms.EmailField(label=gettext_lazy("Mailadresse"))
    job_title = forms.CharField(label=gettext_lazy("Stilling"), max_length=160, required=False)
    audience = forms.ChoiceField(label=gettext_lazy("Kontakt for"), choices=Audience.choices, widget=forms.RadioSelect)
    network = forms.BooleanField(label=gettext_lazy("Også kontakt for netværket"), required=False)
    from_on = forms.DateField(label=gettext_lazy("Fra"))
    to_on = forms.DateField(label=gettext_lazy("Til og med"), required=False)

    def __init__(self, data: Any = None, *, national: bool, contact: Contact | None = None) -> None:
        super().__init__(data)
        if national and contact is None:
            choices_of(self, "municipality").queryset = municipalities()
        else:
            del self.fields["municipality"]
        self.initial = (
            {name: getattr(contact, name) for name in self.fields}
            if contact is not None
            else {"from_on": clock.today(), "audience": Audience.MUNICIPALITY}
        )

    def facts(self) -> ContactFacts:
        """The facts for the action. Only for a valid form."""
        return ContactFacts(**{name: value for name, value in self.cleaned_data.items() if name != "municipality"})


class DelegationForm(PlainForm):
    """Who answers a section."""

    to = forms.ChoiceField(label=gettext_lazy("Hvem skal svare?"))
    note = forms.CharField(
        label=gettext_lazy("Besked"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label=gettext_lazy("Senest"), required=False)

    def __init__(self, data: Any = None, *, participant: Participant, delegation: Delegation | None = None) -> None:
        super().__init__(data)
        self._people = {f"u{user.pk}": user for user in colleagues_of(participant.municipality_id)}
        contacts = {f"c{one.pk}": one for one in contacts_on(participant, clock.today())}
        self._contacts = {key: one for key, one in contacts.items() if one.user_id is None}
        people = [(key, user.name) for key, user in self._people.items()]
        named = [(key, _("%(name)s (kontaktperson)") % {"name": one.name}) for key, one in self._contacts.items()]
        plain_choices_of(self, "to").choices = [("", _("Vælg")), *people, *named]
        if delegation is not None:
            given = f"u{delegation.user_id}" if delegation.user_id else f"c{delegation.contact_id}"
            self.initial = {"to": given, "note": delegation.note, "due_on": delegation.due_on}

    def facts(self) -> DelegationFacts:
        """The facts for the action. Only for a valid form."""
        to = self.cleaned_data["to"]
        return DelegationFacts(
            user=self._people.get(to),
            contact=self._contacts.get(to),
            note=self.cleaned_data["note"],
            due_on=self.cleaned_data["due_on"],
        )


def colleagues_of(municipality_id: int) -> list[User]:
    """Those who work in a municipality today, by name. One query."""
    held = RoleHolding.objects.current_on(clock.today()).filter(
        municipality_id=municipality_id, role__code__in=sorted(roles.EMPLOYEES), user__is_active=True
    )
    people = {holding.user_id: holding.user for holding in held.select_related("user")}
    return sorted(people.values(), key=lambda user: (user.sort_key, user.pk))


class LinkForm(PlainForm):
    """For whom a link is made."""

    contact = forms.ModelChoiceField(
        label=gettext_lazy("Hvem er linket til?"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=gettext_lazy("Hovedpostkassen"),
    )

    def __init__(self, data: Any = None, *, participant: Participant) -> None:
        super().__init__(data)
        current = [one.pk for one in contacts_on(participant, clock.today())]
        choices_of(self, "contact").queryset = Contact.objects.filter(pk__in=current)
