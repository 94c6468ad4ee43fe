"""The action plan on paper: the goals, the actions by phase, and who took part."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.goals.models import Action, Goal, Part, Participant
from tovholder.apps.goals.presenting import amount, lateness, owner_text, place_text, vision_warning
from tovholder.apps.goals.selectors import home_of, own_actions, shown_goals
from tovholder.apps.process.public import PHASE_OF, PHASES
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.reports.public import KeyNumber, Paper, PaperFact, PaperTable, Report
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class GoalOnPaper:
    """A goal with its facts."""

    title: str
    why: str
    facts: tuple[PaperFact, ...]


@dataclass(frozen=True, slots=True)
class PlanOnPaper:
    """The plan of a municipality that a reader may see."""

    paper: Paper
    numbers: tuple[KeyNumber, ...]
    goals_heading: str
    goals: tuple[GoalOnPaper, ...]
    actions_heading: str
    tables: tuple[PaperTable, ...]
    people_heading: str
    people: tuple[PaperFact, ...]
    note: str


def plan_on_paper(municipality: Municipality, actor: Actor) -> PlanOnPaper:
    """What ``actor`` may see of the plan, as of today. Three queries."""
    goals = sorted(shown_goals(actor), key=lambda goal: (not goal.is_open, goal.level != "municipal", goal.sort_key))
    actions = sorted(own_actions(actor), key=lambda one: (not one.is_open, one.due_on or date.max, one.pk))
    people = Participant.objects.visible_to(actor).filter(municipality_id=home_of(actor)).select_related("goal")
    today = clock.today()
    return PlanOnPaper(
        paper=Paper(
            title=_("Handlingsplan"),
            lead=_("Hvad vi vil nå, hvem der gør hvad, og hvornår det skal være gjort."),
            place=municipality.full_name,
            as_of=today,
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        numbers=(
            KeyNumber(sum(goal.is_open for goal in goals), _("mål i gang")),
            KeyNumber(sum(one.is_open for one in actions), _("handlinger tilbage")),
            KeyNumber(sum(one.is_overdue_on(today) for one in actions), _("over fristen")),
            KeyNumber(sum(one.is_open and one.owner is None for one in actions), _("uden ansvarlig")),
        ),
        goals_heading=_("Mål"),
        goals=tuple(_goal(goal) for goal in goals),
        actions_heading=_("Handlinger"),
        tables=tuple(_tables(actions)),
        people_heading=_("Hvem har været med"),
        people=tuple(_people(list(people))),
        note=_("En handling over fristen er mærket med ord. Planen viser det, der kan ses med din rolle."),
    )


def _goal(goal: Goal) -> GoalOnPaper:
    facts = [
        PaperFact(_("Hos"), place_text(goal)),
        PaperFact(_("Tilstand"), goal.get_state_display()),
        PaperFact(_("Bevæggrund"), goal.get_motive_display()),
        PaperFact(_("Ansvarlig"), owner_text(goal)),
    ]
    late = lateness(goal)
    if goal.deadline is not None:
        facts.append(PaperFact(_("Frist"), f"{date_text(goal.deadline)}{f' ({late})' if late else ''}"))
    if goal.indicator:
        facts.append(PaperFact(_("Hvad måles"), goal.indicator))
    if goal.baseline is not None or goal.target is not None:
        ends = [amount(value, goal.measured_in) for value in (goal.baseline, goal.target) if value is not None]
        facts.append(PaperFact(_("Fra og til"), " → ".join(ends)))
    supports = goal.parent.title if goal.parent else goal.vision.title if goal.vision else ""
    if supports:
        warning = vision_warning(goal)
        facts.append(PaperFact(_("Støtter"), f"{supports}{f' ({warning})' if warning else ''}"))
    if goal.paragraph is not None:
        facts.append(PaperFact(_("Paragraf"), goal.paragraph.label))
    return GoalOnPaper(goal.title, goal.why, tuple(facts))


def _tables(actions: list[Action]) -> list[PaperTable]:
    """A table of actions for each phase that has any, those of no phase last."""
    header = (_("Handling"), _("Ansvarlig"), _("Hvor"), _("Frist"), _("Tilstand"))
    named: list[tuple[str, str]] = [(phase.key, str(phase.title)) for phase in PHASES]
    tables = []
    for key, title in [*named, ("", _("Andet"))]:
        mine = [one for one in actions if (PHASE_OF[one.step].key if one.step in PHASE_OF else "") == key]
        rows = [(one.title, owner_text(one), place_text(one), _due(one), one.get_state_display()) for one in mine]
        if rows:
            tables.append(PaperTable(title, header, tuple(rows)))
    return tables


def _due(one: Action) -> str:
    if one.due_on is None:
        return _("Ingen frist")
    late = lateness(one)
    return f"{date_text(one.due_on)}: {late}" if late else date_text(one.due_on)


def _people(participants: list[Participant]) -> list[PaperFact]:
    facts = []
    for part in Part:
        mine = [one for one in participants if one.part == part]
        names = [f"{one.name} ({one.goal.title})" if one.goal is not None else one.name for one in mine]
        if names:
            facts.append(PaperFact(str(part.label), ", ".join(names)))
    return facts


PLAN_REPORT = Report(
    key="goals.plan",
    title=gettext_lazy("Handlingsplan"),
    load=plan_on_paper,
    template=Path(__file__).with_name("plan.typ"),
)
