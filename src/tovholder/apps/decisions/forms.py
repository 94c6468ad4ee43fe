"""The forms of conditions, criteria and reviews."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.decisions import selectors
from tovholder.apps.decisions.choices import Direction, Outcome, Result, RiskClass
from tovholder.apps.decisions.conditions import CODE_LISTS, NEVER_IRRELEVANT, RISK
from tovholder.apps.decisions.models import Criterion, Review, Statement
from tovholder.apps.decisions.reviewing import CriterionFacts, CriterionResult, Decided, suggested, wording
from tovholder.apps.decisions.stating import StatementFacts
from tovholder.apps.packages.public import Package
from tovholder.apps.projects.public import AnswerState, Project, ProjectFile, next_states
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of, dress, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def area(rows: int) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class StatementForm(PlainForm):
    """The answer to one condition."""

    state = forms.ChoiceField(
        label=_("Hvordan står det?"),
        widget=forms.RadioSelect,
        choices=[
            (AnswerState.MET.value, AnswerState.MET.label),
            (AnswerState.MISSING.value, AnswerState.MISSING.label),
            (AnswerState.NOT_RELEVANT.value, AnswerState.NOT_RELEVANT.label),
        ],
    )
    code = forms.ModelChoiceField(
        label=_("Klasse"), queryset=Code.objects.none(), required=False, empty_label=_("Ikke bestemt endnu")
    )
    risk_class = forms.ChoiceField(
        label=_("Hvor meget kan en fejl skade et menneske?"),
        widget=forms.RadioSelect,
        choices=RiskClass.choices,
        help_text=_("Tænk på den fejl, der er værst, og som ingen opdager med det samme."),
    )
    note = forms.CharField(
        label=_("Skriv lidt om det"),
        max_length=2000,
        widget=area(5),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Hvad er aftalt, af hvem, og hvor står det? Er det ikke relevant, så skriv hvorfor."),
    )
    document = forms.ModelChoiceField(
        label=_("Dokument på projektet"), queryset=ProjectFile.objects.none(), required=False, empty_label=_("Intet")
    )
    package = forms.ModelChoiceField(
        label=_("Genbrugspakke"), queryset=Package.objects.none(), required=False, empty_label=_("Ingen")
    )
    on = forms.DateField(label=_("Hvornår blev det afklaret?"))

    def __init__(
        self, *args: Any, project: Project, key: str, actor: Actor, said: Statement | None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"on": clock.today()}
        if said is not None:
            names = ("state", "code", "risk_class", "note", "document", "package", "on")
            initial = {name: getattr(said, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        files = [one.pk for one in selectors.choosable_documents(project, actor)]
        kept = [said.document_id] if said is not None and said.document_id else []
        choices_of(self, "document").queryset = ProjectFile.objects.filter(pk__in=[*files, *kept])
        choices_of(self, "package").queryset = selectors.choosable_packages(actor)
        if key in CODE_LISTS:
            offered = offered_codes(CODE_LISTS[key], [said.code_id if said is not None else None])
            choices_of(self, "code").queryset = offered
        else:
            del self.fields["code"]
        if key == RISK:
            del self.fields["state"]
        else:
            del self.fields["risk_class"]
        if key in NEVER_IRRELEVANT:
            plain_choices_of(self, "state").choices = [
                (AnswerState.MET.value, AnswerState.MET.label),
                (AnswerState.MISSING.value, AnswerState.MISSING.label),
            ]

    def facts(self) -> StatementFacts:
        """What was filled in. Call after ``is_valid``."""
        return StatementFacts(**self.cleaned_data)


class CriterionForm(PlainForm):
    """A criterion, new or changed; ``reason`` only when the pilot has begun."""

    text = forms.CharField(
        label=_("Hvad skal prøven have vist?"),
        max_length=300,
        validators=[refuse_sensitive],
        help_text=_("Så man kan se, om det lykkedes. Fx: Borgerne vælger selv at fortsætte."),
    )
    benefit = forms.ModelChoiceField(
        label=_("Måles på gevinsten"), queryset=Benefit.objects.none(), required=False, empty_label=_("Ikke i tal")
    )
    direction = forms.ChoiceField(
        label=_("Skal tallet være mindst eller højst?"),
        choices=[("", _("Ikke i tal")), *Direction.choices],
        required=False,
    )
    threshold = NumberField(label=_("Grænsen"), max_digits=14, decimal_places=2, required=False)
    reason = forms.CharField(
        label=_("Hvorfor laver I om på det nu?"),
        max_length=2000,
        widget=area(4),
        validators=[refuse_sensitive],
        help_text=_("Prøven er begyndt. Ændringen og begrundelsen bliver stående ved siden af resultatet."),
    )

    def __init__(
        self,
        *args: Any,
        project: Project,
        actor: Actor,
        fixed: bool,
        criterion: Criterion | None = None,
        **kwargs: Any,
    ) -> None:
        if criterion is not None:
            names = ("text", "benefit", "direction", "threshold")
            kwargs["initial"] = {name: getattr(criterion, name) for name in names}
        super().__init__(*args, **kwargs)
        choices_of(self, "benefit").queryset = selectors.choosable_benefits(project, actor)
        if not fixed:
            del self.fields["reason"]

    def facts(self) -> CriterionFacts:
        """What was filled in. Call after ``is_valid``."""
        return CriterionFacts(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})

    def why(self) -> str:
        """The reason, where one was asked for."""
        return str(self.cleaned_data.get("reason", ""))


class WithdrawForm(PlainForm):
    """Taking a criterion out."""

    reason = forms.CharField(
        label=_("Hvorfor tager I det ud?"), max_length=2000, widget=area(4), validators=[refuse_sensitive]
    )

    def __init__(self, *args: Any, fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not fixed:
            del self.fields["reason"]


class PlanForm(PlainForm):
    """The day of the next decision."""

    due_on = forms.DateField(
        label=_("Hvornår beslutter I?"), help_text=_("Sæt dagen, før prøven begynder. Så er der tid til at måle.")
    )

    def __init__(self, *args: Any, waiting: Review | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"due_on": waiting.due_on if waiting else None})
        super().__init__(*args, **kwargs)


class ReviewForm(PlainForm):
    """The decision: how each criterion came out, what was decided and why."""

    outcome = forms.ChoiceField(
        label=_("Hvad beslutter I?"),
        widget=forms.RadioSelect,
        choices=Outcome.choices,
        help_text=_("At stoppe i tide er et godt resultat, når I skriver, hvad I lærte."),
    )
    reason = forms.CharField(label=_("Hvorfor?"), max_length=2000, widget=area(5), validators=[refuse_sensitive])
    learning = forms.CharField(
        label=_("Hvad lærte I?"), max_length=4000, widget=area(5), required=False, validators=[refuse_sensitive]
    )
    participants = forms.CharField(
        label=_("Hvem var med til at beslutte?"),
        max_length=1000,
        widget=area(3),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Fx: ledergruppen, to medarbejdere fra aftenholdet, beboerrådet. Aldrig en borgers navn."),
    )
    on = forms.DateField(label=_("Hvornår blev det besluttet?"))
    to_status = forms.ChoiceField(label=_("Skal projektet skifte status?"), widget=forms.RadioSelect, required=False)
    stop_causes = SeveralField(
        label=_("Hvad stoppede projektet?"),
        queryset=Code.objects.none(),
        required=False,
        help_text=_("Kun når projektet stopper. Vælg gerne flere."),
    )
    next_on = forms.DateField(label=_("Hvornår ser I på det igen?"), required=False)

    def __init__(self, *args: Any, project: Project, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        initial: dict[str, Any] = {"on": clock.today()}
        initial |= {f"result_{one.pk}": suggested(one) for one in criteria}
        super().__init__(*args, initial=initial, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"result_{one.pk}"] = forms.ChoiceField(
                label=wording(one), choices=Result.choices, widget=forms.RadioSelect
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(
                label=_("Note til resultatet"), max_length=1000, required=False, validators=[refuse_sensitive]
            )
        dress(self.fields[name] for one in criteria for name in (f"result_{one.pk}", f"note_{one.pk}"))
        states = [(one.value, one.label) for one in next_states(project.status, project.before_pause)]
        plain_choices_of(self, "to_status").choices = [("", _("Nej, den bliver, hvor den er")), *states]
        choices_of(self, "stop_causes").queryset = Code.objects.of("barrier_theme")
        names = [f"{part}_{one.pk}" for one in criteria for part in ("result", "note")]
        self.order_fields([*names, *(name for name in self.fields if name not in names)])

    def decided(self) -> Decided:
        """What was filled in. Call after ``is_valid``."""
        given = self.cleaned_data
        plain = {name: given[name] for name in given if not name.startswith(("result_", "note_"))}
        results = {
            one.pk: CriterionResult(given[f"result_{one.pk}"], given[f"note_{one.pk}"].strip()) for one in self.criteria
        }
        return Decided(**plain, results=results)


class ShareForm(PlainForm):
    """Who may see how a review ended."""

    tier = forms.ChoiceField(
        label=_("Hvem må se beslutningen?"),
        widget=forms.RadioSelect,
        choices=[choice for choice in Tier.choices if choice[0] != Tier.UNIT],
        help_text=_("Andre ser, hvad I besluttede, hvornår, og hvad I lærte. Begrundelse og kriterier bliver hos jer."),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tier": review.tier})
        super().__init__(*args, **kwargs)
