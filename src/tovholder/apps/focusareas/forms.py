"""The forms of focus areas, groups and proposed questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.focusareas.actions import AreaFacts, AreaStep
from tovholder.apps.focusareas.group_actions import SeatFacts
from tovholder.apps.focusareas.models import (
    FIRST_YEAR,
    LAST_YEAR,
    AreaState,
    FocusArea,
    Group,
    GroupMember,
    QuestionProposal,
    Voice,
)
from tovholder.apps.focusareas.question_actions import ApprovalFacts, QuestionFacts
from tovholder.apps.focusareas.questions import concept_key
from tovholder.apps.focusareas.selectors import possible_people
from tovholder.apps.focusareas.states import next_area_states, next_question_states
from tovholder.apps.technologies.public import Technology, current_technologies, technologies
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.kernel import clock


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _year(help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=_("År"), min_value=FIRST_YEAR, max_value=LAST_YEAR, help_text=help_text)


def _line(label: Any, most: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, validators=[refuse_sensitive], help_text=help_text
    )


def _text(label: Any, rows: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=_area(rows),
        required=required,
        validators=[refuse_sensitive],
        help_text=help_text,
    )


class AreaForm(PlainForm):
    """A focus area, proposed or changed."""

    year = _year(_("Det år, kommunerne skal have fokus på det."))
    title_da = _line(_("Navn"), 160)
    description_da = _text(_("Hvad handler det om?"), 4, _("Hvad vil I vide mere om, og hvorfor er det fælles?"))
    technologies = forms.ModelMultipleChoiceField(
        label=_("Teknologier"), queryset=Technology.objects.none(), required=False
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Hele kategorier på Landkortet"),
        queryset=Code.objects.none(),
        required=False,
        help_text=_("Vælg en kategori, når området handler om alle dens teknologier."),
    )
    title_en = _line(_("Navn på engelsk"), 160, required=False)
    description_en = _text(_("Hvad handler det om? På engelsk"), 4, required=False)

    def __init__(self, *args: Any, area: FocusArea | None = None, **kwargs: Any) -> None:
        """``area`` is the one that is changed; what is chosen in it stays on offer."""
        kwargs.setdefault("initial", _area_values(area) if area is not None else {"year": clock.today().year + 1})
        super().__init__(*args, **kwargs)
        chosen = [one.pk for one in area.technologies.all()] if area is not None else []
        offered = current_technologies().values("pk")
        every = technologies()
        choices_of(self, "technologies").queryset = (
            every.filter(pk__in=offered) | every.filter(pk__in=chosen)
        ).order_by("sort_key")
        kept = [code.pk for code in area.categories.all()] if area is not None else []
        choices_of(self, "categories").queryset = offered_codes("landkort_category", kept)

    def facts(self) -> AreaFacts:
        """The values as the actions take them. Only for a valid form."""
        return AreaFacts(**self.cleaned_data)


def _area_values(area: FocusArea) -> dict[str, Any]:
    names = ("year", "title_da", "title_en", "description_da", "description_en")
    return {name: getattr(area, name) for name in names} | {
        "technologies": [one.pk for one in area.technologies.all()],
        "categories": [code.pk for code in area.categories.all()],
    }


class AreaStepForm(PlainForm):
    """The next step of an area."""

    to_state = forms.ChoiceField(label=_("Hvad er besluttet?"), widget=forms.RadioSelect)
    reason = _text(_("Hvorfor?"), 4, _("Kommunerne ser det, også når svaret er nej."))
    on = forms.DateField(label=_("Hvornår?"))
    meeting = _line(
        _("På hvilket møde?"), 160, _("Kun ved godkendelse. Fx: Styregruppens møde nr. 3 i 2026."), required=False
    )
    approved_by = _line(
        _("Hvem godkendte?"), 300, _("Kun ved godkendelse. Fx: Styregruppen, ved formanden."), required=False
    )

    def __init__(self, *args: Any, area: FocusArea, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        offered = next_area_states(area.state)
        plain_choices_of(self, "to_state").choices = [(state.value, state.label) for state in offered]
        if AreaState.APPROVED not in offered:
            del self.fields["meeting"], self.fields["approved_by"]

    def step(self) -> AreaStep:
        """The values as the action takes them. Only for a valid form."""
        return AreaStep(**self.cleaned_data)


class VoiceForm(PlainForm):
    """What a municipality of the group says of a proposed area."""

    supports = forms.ChoiceField(
        label=_("Støtter I forslaget?"),
        choices=[("ja", _("Ja, det bør være et fokusområde")), ("nej", _("Nej"))],
        widget=forms.RadioSelect,
    )
    comment = _text(_("Bemærkning"), 4, _("Skal skrives, hvis I ikke støtter det."), required=False)

    def __init__(self, *args: Any, standing: Voice | None = None, **kwargs: Any) -> None:
        if standing is not None:
            said = {"supports": "ja" if standing.supports else "nej", "comment": standing.comment}
            kwargs.setdefault("initial", said)
        super().__init__(*args, **kwargs)

    def said(self) -> dict[str, Any]:
        """The values as the action takes them. Only for a valid form."""
        return {"supports": self.cleaned_data["supports"] == "ja", "comment": self.cleaned_data["comment"]}


class SeatForm(PlainForm):
    """A seat in one of the groups of a year."""

    group = forms.ChoiceField(label=_("Hvilken gruppe?"), choices=Group.choices, widget=forms.RadioSelect)
    year = _year(_("Det år, dataindsamlingen hører til."))
    municipality = forms.ModelChoiceField(
        label=_("Kommune"), queryset=Municipality.objects.none(), required=False, empty_label=_("Ingen kommune")
    )
    organisation = _line(
        _("Anden organisation"), 160, _("Kun i styregruppen, når pladsen ikke er en kommunes."), required=False
    )
    seat = _line(_("Rolle eller titel"), 160, _("Skriv helst rollen og ikke et navn."), required=False)
    user = forms.ModelChoiceField(
        label=_("Person i Tovholder"), queryset=User.objects.none(), required=False, empty_label=_("Ikke valgt")
    )
    starts_on = forms.DateField(label=_("Med fra"), required=False)
    ends_on = forms.DateField(label=_("Med til og med"), required=False)

    def __init__(self, *args: Any, member: GroupMember | None = None, **kwargs: Any) -> None:
        begun: dict[str, Any] = {"year": clock.today().year, "group": Group.MUNICIPALITIES}
        if member is not None:
            relations = {"municipality": member.municipality_id, "user": member.user_id}
            begun = {name: getattr(member, name) for name in SeatForm.base_fields if name not in relations} | relations
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        choices_of(self, "municipality").queryset = Municipality.objects.order_by("sort_key")
        people = possible_people()
        if member is not None and member.user_id is not None:
            people = people | User.objects.filter(pk=member.user_id).order_by("sort_key", "pk")
        choices_of(self, "user").queryset = people

    def facts(self) -> SeatFacts:
        """The values as the actions take them. Only for a valid form."""
        return SeatFacts(**self.cleaned_data)


class QuestionForm(PlainForm):
    """A question for the yearly questionnaire, proposed or changed."""

    year = _year(_("Den dataindsamling, spørgsmålet skal med i."))
    text = _line(_("Spørgsmålet"), 500, _("Skriv det, som kommunerne skal læse det."))
    why = _text(_("Hvorfor skal alle spørges?"), 4, _("Hvad kan svaret bruges til, og af hvem?"))
    section = _line(_("Hvilket afsnit hører det til?"), 160, _("Fx: Skærmbesøg."), required=False)
    concept = forms.CharField(
        label=_("Begreb"),
        max_length=120,
        required=False,
        validators=[concept_key],
        help_text=_("Kun hvis I kender det. Fx: training.status. Så kan svaret sammenlignes over år."),
    )

    def __init__(self, *args: Any, proposal: QuestionProposal | None = None, **kwargs: Any) -> None:
        begun: dict[str, Any] = {"year": clock.today().year + 1}
        if proposal is not None:
            begun = {name: getattr(proposal, name) for name in QuestionForm.base_fields}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)

    def facts(self) -> QuestionFacts:
        """The values as the actions take them. Only for a valid form."""
        return QuestionFacts(**self.cleaned_data)


class QuestionStepForm(PlainForm):
    """What came of a proposed question."""

    to_state = forms.ChoiceField(label=_("Hvad er besluttet?"), widget=forms.RadioSelect)
    reason = _text(_("Hvorfor?"), 4, _("Den, der foreslog det, ser det."))
    on = forms.DateField(label=_("Hvornår?"))

    def __init__(self, *args: Any, proposal: QuestionProposal, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        offered = next_question_states(proposal.state)
        plain_choices_of(self, "to_state").choices = [(state.value, state.label) for state in offered]


class ApprovalForm(PlainForm):
    """The steering group's approval of a year's questions."""

    year = _year(_("Det år, dataindsamlingen hører til."))
    questionnaire = _line(_("Hvilket spørgeskema?"), 160, _("Navnet, og udgaven, hvis den har et nummer."))
    on = forms.DateField(label=_("Hvornår?"))
    meeting = _line(_("På hvilket møde?"), 160)
    approved_by = _line(_("Hvem godkendte?"), 300, _("Fx: Styregruppen, ved formanden."))
    note = _text(_("Bemærkning"), 3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"year": clock.today().year, "on": clock.today()})
        super().__init__(*args, **kwargs)

    def facts(self) -> ApprovalFacts:
        """The values as the action takes them. Only for a valid form."""
        return ApprovalFacts(**self.cleaned_data)
