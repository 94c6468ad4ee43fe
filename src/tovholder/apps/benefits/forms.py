"""The forms of benefits: a simple way first, the rest for those who want it."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.actions import BenefitFacts
from tovholder.apps.benefits.choices import (
    JUDGEMENTS,
    KIND_LISTS,
    TYPE_LISTS,
    BottomLine,
    Cadence,
    Grade,
    Realisation,
    Risk,
    State,
)
from tovholder.apps.benefits.gallery import Question, TemplatePoint, TreeTemplate
from tovholder.apps.benefits.models import Benefit, TreeNode
from tovholder.apps.benefits.people import choosable_units, possible_owners
from tovholder.apps.benefits.rules import benefit_tiers, may_write_in
from tovholder.apps.benefits.suggesting import suggested_codes
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SIMPLE: Final = (
    *("title", "bottom_line", "owner", "indicator", "measured_in"),
    *("baseline", "baseline_from", "baseline_to", "target"),
)
LIST_WORDS: Final = {
    "benefit_citizen": _("Borgeren"),
    "benefit_staff": _("Medarbejderne"),
    "benefit_organisation": _("Organisationen"),
    "benefit_economy": _("Økonomien"),
}


class KindField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """A type of benefit, said with the list it comes from."""

    def label_from_instance(self, obj: Any) -> str:
        """The list, then the type."""
        return f"{LIST_WORDS[obj.list]}: {obj.label}"


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _number(**extra: Any) -> forms.DecimalField:
    return NumberField(max_digits=14, decimal_places=2, required=False, **extra)


def _codes(label: Any, empty: Any, **extra: Any) -> "forms.ModelChoiceField[Code]":
    return forms.ModelChoiceField(label=label, queryset=Code.objects.none(), required=False, empty_label=empty, **extra)


def _words(label: Any, **extra: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, validators=[refuse_sensitive], **extra)


class BenefitForm(PlainForm):
    """A benefit, new or changed. The fields of ``SIMPLE`` come first, then what the technology asks, then the rest."""

    title = forms.CharField(
        label=_("Hvad bliver bedre?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Kort. Fx: Færre timer på vejen."),
    )
    bottom_line = forms.ChoiceField(
        label=_("For hvem?"),
        choices=BottomLine.choices,
        widget=forms.RadioSelect,
        help_text=_("Skriv først, hvad borgerne og medarbejderne får ud af det. Økonomien kommer bagefter."),
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem i linjen er ansvarlig?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ikke aftalt endnu"),
        help_text=_("Den leder, der har hverdagen, når projektet er slut. Personen får besked."),
    )
    indicator = forms.CharField(
        label=_("Hvad måler I?"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Noget, I kan tælle eller spørge om igen. Fx: Timer på vejen pr. uge."),
    )
    measured_in = _codes(_("Målt i"), _("Ikke valgt"))
    baseline = _number(label=_("Fra: udgangspunktet"), help_text=_("Tallet, før I begyndte."))
    baseline_from = forms.DateField(label=_("Udgangspunktet er målt fra"), required=False)
    baseline_to = forms.DateField(label=_("til og med"), required=False)
    target = _number(label=_("Til: det, I vil nå"))

    unit = forms.ModelChoiceField(
        label=_("Hvor høstes den?"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    kind = KindField(
        label=_("Hvilken slags?"), queryset=Code.objects.none(), required=False, empty_label=_("Ikke valgt")
    )
    value_kind = _codes(_("Hvilken værdi?"), _("Ikke valgt"))
    beneficiary = _codes(_("Hvem får gevinsten?"), _("Ikke valgt"), help_text=_("Det er ikke altid den, der betaler."))
    is_negative = forms.BooleanField(
        label=_("Det er en ulempe"),
        required=False,
        help_text=_("Så kan I måle den og gøre noget ved den."),
    )
    higher_is_better = forms.BooleanField(
        label=_("Et højere tal er bedre"),
        required=False,
        help_text=_("Har I både udgangspunkt og mål, ser vi det af tallene."),
    )
    baseline_source = _words(_("Hvor kommer udgangspunktet fra?"), help_text=_("Fx: kørebogen, omsorgssystemet."))
    starts_on = forms.DateField(label=_("Hvornår begynder gevinsten?"), required=False)
    target_on = forms.DateField(label=_("Hvornår skal den være nået?"), required=False)
    cadence = forms.ChoiceField(label=_("Hvor tit måler I?"), required=False)
    next_measurement_on = forms.DateField(label=_("Hvornår måler I næste gang?"), required=False)
    realisation = forms.ChoiceField(
        label=_("Hvordan kommer den ind i budgettet?"),
        required=False,
        help_text=_("Kun for økonomien. Et sparet minut er ikke penge, før I har sagt hvordan."),
    )
    yearly_value = _number(label=_("Kr. om året, når den er nået"), min_value=0)
    is_means = forms.BooleanField(
        label=_("Den er et middel til en anden gevinst for økonomien"),
        required=False,
        help_text=_("Så tæller den ikke med ved siden af den anden. Ellers står de samme timer to gange."),
    )
    risk = forms.ChoiceField(label=_("Hvor stor er risikoen for, at den ikke kommer?"), required=False)
    risk_note = forms.CharField(
        label=_("Hvad kan gå galt?"), max_length=1000, required=False, widget=_area(3), validators=[refuse_sensitive]
    )
    solution_note = _words(_("Løsningen"), help_text=_("Fx: tablet med én knap."))
    group_note = _words(_("Målgruppen"), help_text=_("Fx: 34 borgere over 70 med aftenhjælp. Aldrig en enkelt borger."))
    organisation_note = _words(_("Organiseringen"), help_text=_("Fx: et fast hold på fire ringer op."))
    is_invisible = forms.BooleanField(label=_("Den er forebyggende eller svær at se i et regnskab"), required=False)
    grade = forms.ChoiceField(label=_("Hvor godt kan den dokumenteres?"), required=False)
    tier = forms.ChoiceField(label=_("Hvem må se gevinsten?"), widget=forms.RadioSelect, initial=Tier.MUNICIPALITY)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        project: Project,
        benefit: Benefit | None = None,
        node: TreeNode | None = None,
        point: TemplatePoint | None = None,
        template: TreeTemplate | None = None,
        **kwargs: Any,
    ) -> None:
        """``point`` is a suggestion to begin from; ``template`` asks about the project's technology."""
        self._node, self._benefit = node, benefit
        kwargs.setdefault("initial", _standing(benefit) if benefit is not None else _begun(project, actor, node, point))
        super().__init__(*args, **kwargs)
        self._offer_people(actor, project, benefit)
        self._offer_codes(benefit)
        self._offer_words(actor, benefit, project)
        if benefit is not None or node is not None:
            del self.fields["bottom_line"]  # a benefit stays on its line: another one is another benefit
        if node is not None or (benefit is not None and benefit.node_id is not None):
            del self.fields["is_means"]  # the tree says it
        self.questions: Sequence[Question] = template.questions if template is not None else ()
        for question in self.questions:
            self.fields[question.field].label = str(question.said)

    def _offer_people(self, actor: Actor, project: Project, benefit: Benefit | None) -> None:
        home = project.municipality_id
        owners = possible_owners(home)
        if benefit is not None and benefit.owner_id is not None:
            owners = (owners | User.objects.filter(pk=benefit.owner_id)).distinct()
        choices_of(self, "owner").queryset = owners
        units: QuerySet[Unit] = choosable_units(actor, home)
        if benefit is not None and benefit.unit_id is not None:
            units = (units | Unit.objects.filter(pk=benefit.unit_id).select_related("type")).distinct()
        place = choices_of(self, "unit")
        place.queryset = units
        if not may_write_in(actor, None) and (benefit is None or benefit.unit_id is not None):
            place.required = True
            place.empty_label = None

    def _offer_codes(self, benefit: Benefit | None) -> None:
        for name, code_list in (
            ("measured_in", "measure_unit"),
            ("value_kind", "value_kind"),
            ("beneficiary", "beneficiary"),
        ):
            kept = getattr(benefit, f"{name}_id") if benefit is not None else None
            choices_of(self, name).queryset = offered_codes(code_list, [kept])
        lists = TYPE_LISTS[benefit.bottom_line] if benefit is not None else KIND_LISTS
        if self._node is not None:
            lists = TYPE_LISTS[self._node.bottom_line]
        kinds = Code.objects.none()
        for code_list in lists:
            kinds = kinds | offered_codes(code_list, [benefit.kind_id if benefit is not None else None])
        choices_of(self, "kind").queryset = kinds.filter(list__in=lists).order_by("list", "position")

    def _offer_words(self, actor: Actor, benefit: Benefit | None, project: Project) -> None:
        nothing = ("", _("Ikke valgt"))
        for name, choices in (
            ("cadence", Cadence.choices),
            ("realisation", Realisation.choices),
            ("risk", Risk.choices),
            ("grade", Grade.choices),
        ):
            plain_choices_of(self, name).choices = [nothing, *choices]
        tiers = [*benefit_tiers(actor, in_unit=True), *([benefit.tier] if benefit is not None else [])]
        plain_choices_of(self, "tier").choices = [(key, label) for key, label in Tier.choices if key in tiers]

    @property
    def asked_names(self) -> list[str]:
        """The fields that the technology's questions ask for, at most five."""
        return [question.field for question in self.questions]

    @property
    def simple_names(self) -> list[str]:
        """The fields of the simple way, in order."""
        return [name for name in SIMPLE if name in self.fields]

    @property
    def further_names(self) -> list[str]:
        """The rest, folded away."""
        return [name for name in self.fields if name not in SIMPLE and name not in self.asked_names]

    @property
    def opens_further(self) -> bool:
        """Whether something in the folded part must be seen: an error stands there."""
        return any(name in self.errors for name in self.further_names)

    def facts(self) -> BenefitFacts:
        """The values as the actions take them. Only for a valid form."""
        given = dict(self.cleaned_data)
        baseline, target = given["baseline"], given["target"]
        if baseline is not None and target is not None and baseline != target:
            given["higher_is_better"] = target > baseline
        if self._benefit is not None:
            given.setdefault("bottom_line", self._benefit.bottom_line)
            given.setdefault("is_means", self._benefit.is_means)
        elif self._node is not None:
            given.setdefault("bottom_line", self._node.bottom_line)
        return BenefitFacts(**given, node=self._node)


_FIELDS = tuple(BenefitForm.base_fields)
_RELATIONS = ("owner", "measured_in", "unit", "kind", "value_kind", "beneficiary")


def _standing(benefit: Benefit) -> dict[str, Any]:
    return {name: getattr(benefit, f"{name}_id" if name in _RELATIONS else name) for name in _FIELDS}


def _begun(project: Project, actor: Actor, node: TreeNode | None, point: TemplatePoint | None) -> dict[str, Any]:
    """What a new benefit begins with: the project's place, and a suggestion's words."""
    unit = actor.unit_id if not may_write_in(actor, None) else project.unit_id
    begun: dict[str, Any] = {
        "tier": Tier.UNIT if project.tier == Tier.UNIT and unit is not None else Tier.MUNICIPALITY,
        "unit": unit,
    }
    if point is not None:
        begun |= suggested(point)
    if node is not None:
        begun |= {"title": node.title, "is_negative": node.is_negative, "bottom_line": node.bottom_line}
    return begun


def suggested(point: TemplatePoint) -> dict[str, Any]:
    """A template's point as values of the form."""
    begun: dict[str, Any] = {
        "title": point.title,
        "bottom_line": point.bottom_line,
        "indicator": point.indicator,
        "is_negative": point.is_negative,
        "higher_is_better": point.higher_is_better,
        "realisation": point.realisation,
        "is_invisible": point.is_invisible,
    }
    for name, code in suggested_codes(point).items():
        begun[name] = code.pk
    return begun


class JudgeForm(PlainForm):
    """How it went, and why one thinks so."""

    to_state = forms.ChoiceField(label=_("Hvordan gik det?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=2000,
        widget=_area(5),
        required=False,
        validators=[refuse_sensitive],
        help_text=_(
            "Kan den ikke dokumenteres, så skriv hvad der mangler. Er det for tidligt, så skriv hvornår I ved mere. "
            "Det er det, andre kan lære af."
        ),
    )
    on = forms.DateField(label=_("Hvornår blev det vurderet?"))

    def __init__(self, *args: Any, benefit: Benefit, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        words = dict(State.choices) | {State.IN_REALISATION: _("Følg den igen")}
        choices = [(state.value, words[state]) for state in JUDGEMENTS if state != benefit.state]
        plain_choices_of(self, "to_state").choices = choices


class ChooseProjectForm(PlainForm):
    """Which project a new benefit belongs to."""

    projekt = forms.ModelChoiceField(
        label=_("Hvilket projekt?"), queryset=Project.objects.none(), to_field_name="public_id", empty_label=_("Vælg")
    )

    def __init__(self, *args: Any, projects: "QuerySet[Project]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "projekt").queryset = projects
