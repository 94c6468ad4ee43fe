"""The forms of the problem log, of an economist's help and of complexity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Measurement
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.decisions import selectors
from tovholder.apps.decisions.actions import DomainSaid, ProblemFacts
from tovholder.apps.decisions.choices import Cause, Complexity, Domain, ProblemState, Severity
from tovholder.apps.decisions.models import ComplexityRating, HelpRequest, Problem
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, dress
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProblemForm(PlainForm):
    """A problem, new or changed."""

    title = forms.CharField(label=_("Hvad er galt?"), max_length=160, validators=[refuse_sensitive])
    description = forms.CharField(
        label=_("Mere om det"), max_length=2000, widget=_area(4), required=False, validators=[refuse_sensitive]
    )
    cause = forms.ChoiceField(label=_("Hvor kommer det fra?"), choices=Cause.choices, widget=forms.RadioSelect)
    severity = forms.ChoiceField(label=_("Hvor slemt er det?"), choices=Severity.choices, widget=forms.RadioSelect)
    since = forms.DateField(label=_("Siden hvornår?"))
    state = forms.ChoiceField(
        label=_("Hvor langt er I?"), choices=ProblemState.choices, widget=forms.RadioSelect, initial=ProblemState.OPEN
    )
    until = forms.DateField(label=_("Hvornår var det løst?"), required=False)
    done_note = forms.CharField(
        label=_("Hvad hjalp?"), max_length=2000, widget=_area(3), required=False, validators=[refuse_sensitive]
    )
    spoils = SeveralField(
        label=_("Hvilke målinger kan I ikke bruge?"),
        queryset=Measurement.objects.none(),
        required=False,
        help_text=_("De bliver stående, men tæller ikke med i gevinsten."),
    )

    def __init__(
        self, *args: Any, project: Project, actor: Actor, problem: Problem | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"since": clock.today(), "state": ProblemState.OPEN}
        if problem is not None:
            names = ProblemFacts.__dataclass_fields__
            initial = {name: getattr(problem, name) for name in names if name != "spoils"}
            initial["spoils"] = [one.pk for one in problem.spoils.all()]
        super().__init__(*args, initial=initial, **kwargs)
        measured = selectors.choosable_measurements(project, actor)
        if problem is not None:
            kept = Measurement.objects.filter(pk__in=initial["spoils"])
            measured = (measured | kept.select_related("benefit", "unit")).distinct()
        choices_of(self, "spoils").queryset = measured
        if not measured.exists():
            del self.fields["spoils"]

    def facts(self) -> ProblemFacts:
        """What was filled in. Call after ``is_valid``."""
        return ProblemFacts(**self.cleaned_data)


class HelpForm(PlainForm):
    """A wish for an economist's help."""

    wish = forms.CharField(
        label=_("Hvad vil I have hjælp til?"),
        max_length=2000,
        widget=_area(5),
        validators=[refuse_sensitive],
        help_text=_("Fx: at måle udgangspunktet, at regne på en businesscase, at se, om besparelsen kan mærkes."),
    )


class AssignForm(PlainForm):
    """Which economist helps."""

    economist = forms.ModelChoiceField(label=_("Hvem hjælper?"), queryset=User.objects.none(), empty_label=_("Vælg"))

    def __init__(self, *args: Any, request: HelpRequest, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"economist": request.assigned_to})
        super().__init__(*args, **kwargs)
        choices_of(self, "economist").queryset = selectors.economists_of(request.project.municipality_id)


class FinishForm(PlainForm):
    """What came of the help."""

    note = forms.CharField(
        label=_("Hvad kom der ud af det?"), max_length=2000, widget=_area(4), validators=[refuse_sensitive]
    )


QUESTIONS = {
    Domain.CONDITION: _("Er borgernes situation ens og stabil, eller er den sammensat og skiftende?"),
    Domain.TECHNOLOGY: _("Virker den af sig selv, eller kræver den net, opsætning og andre systemer?"),
    Domain.VALUE: _("Er det klart, hvem der får noget ud af den: borgeren, medarbejderen, kommunen, leverandøren?"),
    Domain.ADOPTERS: _("Skal medarbejdere, borgere og pårørende gøre noget helt andet, end de plejer?"),
    Domain.ORGANISATION: _("Kan jeres egen organisation bære den: ledelse, tid, oplæring, arbejdsgange?"),
    Domain.SYSTEM: _("Er lov, penge, faggrupper og andre sektorer på plads?"),
    Domain.TIME: _("Kan den følge med, når borgere, personale og teknik skifter?"),
}


class ComplexityForm(PlainForm):
    """The seven domains, each with how hard it is and why."""

    on = forms.DateField(label=_("Hvornår vurderede I det?"))

    def __init__(self, *args: Any, before: ComplexityRating | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"on": clock.today()}
        for said in before.domains.all() if before is not None else ():
            initial |= {f"{said.domain}_level": said.level, f"{said.domain}_reason": said.reason}
        super().__init__(*args, initial=initial, **kwargs)
        for domain in Domain:
            self.fields[f"{domain.value}_level"] = forms.ChoiceField(
                label=domain.label, choices=Complexity.choices, widget=forms.RadioSelect, help_text=QUESTIONS[domain]
            )
            self.fields[f"{domain.value}_reason"] = forms.CharField(
                label=_("Hvorfor?"), max_length=1000, widget=_area(2), required=False, validators=[refuse_sensitive]
            )
        dress(field for name, field in self.fields.items() if name != "on")

    def domains(self) -> dict[str, DomainSaid]:
        """What was filled in, by domain. Call after ``is_valid``."""
        given = self.cleaned_data
        return {one.value: DomainSaid(given[f"{one.value}_level"], given[f"{one.value}_reason"]) for one in Domain}
