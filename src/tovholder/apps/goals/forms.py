"""The forms of goals and of the plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.goals import selectors
from tovholder.apps.goals.actions import GoalFacts
from tovholder.apps.goals.gallery import GoalTemplate
from tovholder.apps.goals.models import Action, ActionState, Goal, GoalState, Motive, Part
from tovholder.apps.goals.plan_actions import ActionFacts
from tovholder.apps.goals.rules import goal_tiers, whole_municipality
from tovholder.apps.process.public import PHASES, Round
from tovholder.apps.projects.public import Project
from tovholder.apps.visions.public import Vision
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes, offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.foundation.work.public import Origin
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _number(**extra: Any) -> forms.DecimalField:
    return NumberField(max_digits=12, decimal_places=2, required=False, **extra)


class _Places(PlainForm):
    """What goals and actions share: whose, by whom, in which round, and who may see it."""

    def offer(self, actor: Actor, standing: Goal | Action | None) -> None:
        """Give the fields the choices that ``actor`` has; what is chosen already stays on offer."""
        home = standing.municipality_id if standing is not None else selectors.home_of(actor)
        units = selectors.choosable_units(actor)
        if standing is not None and standing.unit_id is not None:
            units = (units | Unit.objects.filter(pk=standing.unit_id).select_related("type")).distinct()
        unit = choices_of(self, "unit")
        unit.queryset = units
        if not whole_municipality(actor):
            unit.required = True
            unit.empty_label = None
        owners = selectors.possible_owners(home)
        if standing is not None and standing.owner_id is not None:
            owners = (owners | User.objects.filter(pk=standing.owner_id)).distinct()
        choices_of(self, "owner").queryset = owners
        kept = standing.round_id if standing is not None else None
        choices_of(self, "round").queryset = selectors.choosable_rounds(actor, kept)


class GoalForm(_Places):
    """A goal, new or changed."""

    title = forms.CharField(
        label=_("Hvad vil I nå?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Kort, og så man kan se, om det lykkedes. Fx: Alle 24 borgere kan ringe hjem over skærm."),
    )
    why = forms.CharField(
        label=_("Hvorfor?"), max_length=2000, widget=_area(4), required=False, validators=[refuse_sensitive]
    )
    motive = forms.ChoiceField(
        label=_("Hvad driver jer?"),
        choices=Motive.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Er det mest for borgerens livskvalitet og indflydelse på eget liv, eller for at bruge tid og penge bedre? "
            "Begge dele er i orden. Sig det, så forvaltning og enhed kan tale om det, hvis de ser forskelligt på det."
        ),
    )
    unit = forms.ModelChoiceField(
        label=_("Hvis mål er det?"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Hele kommunens"),
        help_text=_("Kommunens mål sætter retningen. En enhed sætter sine egne, som støtter dem."),
    )
    parent = forms.ModelChoiceField(
        label=_("Hvilket af kommunens mål støtter det?"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("Ikke noget bestemt"),
        help_text=_("Kun for en enheds mål."),
    )
    vision = forms.ModelChoiceField(
        label=_("Hvilken vision støtter det?"),
        queryset=Vision.objects.none(),
        required=False,
        empty_label=_("Ikke nogen bestemt"),
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem er ansvarlig?"), queryset=User.objects.none(), required=False, empty_label=_("Ikke aftalt endnu")
    )
    indicator = forms.CharField(
        label=_("Hvad måler I?"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Fx: Andel af de pædagogiske planer, hvor vi har overvejet IT."),
    )
    measured_in = forms.CharField(
        label=_("Målt i"), max_length=40, required=False, help_text=_("Fx: pct., borgere, timer.")
    )
    baseline = _number(label=_("Udgangspunktet"), help_text=_("Tallet, da I begyndte."))
    baseline_on = forms.DateField(label=_("Hvornår blev udgangspunktet målt?"), required=False)
    target = _number(label=_("Målet i tal"))
    next_reading_on = forms.DateField(label=_("Hvornår måler I næste gang?"), required=False)
    deadline = forms.DateField(label=_("Hvornår skal det være nået?"), required=False)
    round = forms.ModelChoiceField(
        label=_("Hører til runden"), queryset=Round.objects.none(), required=False, empty_label=_("Ingen runde")
    )
    paragraph = forms.ModelChoiceField(
        label=_("Paragraf"), queryset=Code.objects.none(), required=False, empty_label=_("Ingen")
    )
    tier = forms.ChoiceField(
        label=_("Hvem må se målet?"),
        widget=forms.RadioSelect,
        initial=Tier.MUNICIPALITY,
        help_text=_("Offentligt viser kun titel, bevæggrund og tilstand til andre end jer selv."),
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        goal: Goal | None = None,
        template: GoalTemplate | None = None,
        given: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """``given`` are values that an address brought along: a round, a vision."""
        self._template = goal.template if goal is not None else template.key if template is not None else ""
        kwargs.setdefault("initial", _goal_initial(goal) if goal is not None else _begun(template, actor, given or {}))
        super().__init__(*args, **kwargs)
        self.offer(actor, goal)
        parents = selectors.choosable_parents(actor, goal.parent_id if goal else None)
        choices_of(self, "parent").queryset = parents.exclude(pk=goal.pk) if goal else parents
        choices_of(self, "vision").queryset = selectors.choosable_visions(actor, goal.vision_id if goal else None)
        choices_of(self, "paragraph").queryset = offered_codes("paragraph", [goal.paragraph_id if goal else None])
        tiers = [*goal_tiers(actor, local=True), *([goal.tier] if goal is not None else [])]
        plain_choices_of(self, "tier").choices = [(tier, label) for tier, label in Tier.choices if tier in tiers]

    def facts(self) -> GoalFacts:
        """The values as the actions take them. Only for a valid form."""
        return GoalFacts(**self.cleaned_data, template=self._template)


_GOAL_FIELDS = tuple(GoalForm.base_fields)
_RELATIONS = ("unit", "parent", "vision", "owner", "round", "paragraph", "goal", "project")


def _initial(record: Goal | Action, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, f"{name}_id" if name in _RELATIONS else name) for name in names}


def _goal_initial(goal: Goal) -> dict[str, Any]:
    return _initial(goal, _GOAL_FIELDS)


def _begun(template: GoalTemplate | None, actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    """What a new goal begins with: a template's words, and what the address brought."""
    begun: dict[str, Any] = {"tier": Tier.MUNICIPALITY, "unit": actor.unit_id}
    if template is not None:
        begun |= {name: getattr(template, name) for name in ("title", "why", "motive", "indicator", "measured_in")}
        begun["target"] = template.target or None
        code = current_codes("paragraph").filter(code=template.paragraph).first() if template.paragraph else None
        begun["paragraph"] = code.pk if code else None
    return begun | given


class StepForm(PlainForm):
    """How a goal ended, or that it is open again."""

    to_state = forms.ChoiceField(label=_("Hvor langt er målet nået?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hvorfor, og hvad lærte I?"),
        max_length=2000,
        widget=_area(5),
        validators=[refuse_sensitive],
        help_text=_("Læringen står øverst, når I begynder den næste runde."),
    )
    on = forms.DateField(label=_("Hvornår?"))

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        plain_choices_of(self, "to_state").choices = [pair for pair in GoalState.choices if pair[0] != goal.state]


class ReadingForm(PlainForm):
    """What was measured."""

    value = NumberField(label=_("Hvad målte I?"), max_digits=12, decimal_places=2)
    on = forms.DateField(label=_("Hvornår målte I?"))
    note = forms.CharField(
        label=_("Hvad siger tallet ikke?"),
        max_length=1000,
        widget=_area(3),
        required=False,
        validators=[refuse_sensitive],
    )
    next_on = forms.DateField(label=_("Hvornår måler I næste gang?"), required=False)

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        if goal.measured_in:
            self.fields["value"].help_text = _("Målt i %(unit)s.") % {"unit": goal.measured_in}


class ParticipantForm(PlainForm):
    """Who takes part in a goal, or in the plan as a whole."""

    user = forms.ModelChoiceField(
        label=_("Person i kommunen"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ikke en bestemt person"),
        help_text=_("Personen får besked."),
    )
    name = forms.CharField(
        label=_("Eller hvem ellers?"),
        max_length=160,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Fx: Beboerrådet, de pårørendes gruppe, Handicaprådet. Aldrig en borgers navn."),
    )
    part = forms.ChoiceField(label=_("Hvordan?"), choices=Part.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "user").queryset = selectors.possible_owners(selectors.home_of(actor))


class ActionForm(_Places):
    """A line of the plan, new or changed."""

    title = forms.CharField(
        label=_("Hvad skal gøres?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Begynd med et udsagnsord. Fx: Mål nettet i alle boliger."),
    )
    description = forms.CharField(
        label=_("Mere om det"), max_length=2000, widget=_area(4), required=False, validators=[refuse_sensitive]
    )
    unit = forms.ModelChoiceField(
        label=_("Hvor?"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem gør det?"), queryset=User.objects.none(), required=False, empty_label=_("Ikke aftalt endnu")
    )
    starts_on = forms.DateField(label=_("Hvornår begynder I?"), required=False)
    due_on = forms.DateField(label=_("Hvornår skal det være gjort?"), required=False)
    goal = forms.ModelChoiceField(
        label=_("Hvilket mål hjælper det?"), queryset=Goal.objects.none(), required=False, empty_label=_("Ikke noget")
    )
    step = forms.ChoiceField(label=_("Hvor i processen?"), required=False)
    round = forms.ModelChoiceField(
        label=_("Hører til runden"), queryset=Round.objects.none(), required=False, empty_label=_("Ingen runde")
    )
    project = forms.ModelChoiceField(
        label=_("Projekt på Landkortet"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("Intet projekt"),
    )
    tier = forms.ChoiceField(
        label=_("Hvem må se handlingen?"),
        widget=forms.RadioSelect,
        choices=[(Tier.MUNICIPALITY.value, Tier.MUNICIPALITY.label), (Tier.UNIT.value, Tier.UNIT.label)],
        initial=Tier.MUNICIPALITY,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        plan_action: Action | None = None,
        origin: Origin | None = None,
        given: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """``origin`` is the finding that the action answers; ``given`` are values that an address brought along."""
        if plan_action is not None:
            kwargs.setdefault("initial", _initial(plan_action, _ACTION_FIELDS))
        else:
            kwargs.setdefault("initial", _answering(actor, origin) | (given or {}))
        super().__init__(*args, **kwargs)
        self.offer(actor, plan_action)
        choices_of(self, "goal").queryset = selectors.choosable_goals(
            actor, plan_action.goal_id if plan_action else None
        )
        choices_of(self, "project").queryset = selectors.choosable_projects(actor)
        steps = [(str(phase.title), [(step.key, step.title) for step in phase.steps]) for phase in PHASES]
        plain_choices_of(self, "step").choices = [("", _("Ikke noget bestemt sted")), *steps]

    def facts(self) -> ActionFacts:
        """The values as the actions take them. Only for a valid form."""
        return ActionFacts(**self.cleaned_data)


_ACTION_FIELDS = tuple(ActionForm.base_fields)


def _answering(actor: Actor, origin: Origin | None) -> dict[str, Any]:
    begun: dict[str, Any] = {"tier": Tier.MUNICIPALITY, "unit": actor.unit_id}
    if origin is not None:
        begun |= {"title": origin.text[:160], "description": origin.details, "unit": origin.unit_id or actor.unit_id}
    return begun


class MoveForm(PlainForm):
    """How far an action is, and what came of it."""

    to_state = forms.ChoiceField(
        label=_("Hvor langt er handlingen?"), choices=ActionState.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Hvad kom der ud af det?"),
        max_length=2000,
        widget=_area(4),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Dropper I den, så skriv hvorfor."),
    )

    def __init__(self, *args: Any, plan_action: Action, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"to_state": plan_action.state, "note": plan_action.done_note})
        super().__init__(*args, **kwargs)
