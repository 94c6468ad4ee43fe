"""How tasks are shown: their state, facts, pictures, and what was told of them."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.rethinking.models import Trial, WorkTask
from tovholder.apps.rethinking.ranking import LANES, TheList
from tovholder.apps.rethinking.scales import TaskState, TrialOutcome
from tovholder.engines.workload import Lane
from tovholder.foundation.charts.model import BarChart, DotComparison, DotRow, Point
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.foundation.work.outcomes import Finding

STATE_TONES: Mapping[str, Tone] = {
    TaskState.PROPOSED: "info",
    TaskState.MAPPED: "neutral",
    TaskState.DECIDED: "progress",
    TaskState.CHANGED: "success",
    TaskState.PUT_AWAY: "muted",
}
TRIAL_TONES: Mapping[str, Tone] = {
    TrialOutcome.RUNNING: "progress",
    TrialOutcome.WORKED: "success",
    TrialOutcome.PARTLY: "info",
    TrialOutcome.FAILED: "info",
}
LANE_TONES: Mapping[Lane, Tone] = {
    Lane.AUTOMATE: "success",
    Lane.SUPPORT: "info",
    Lane.STANDARDISE: "progress",
    Lane.TRY_CAREFULLY: "warning",
    Lane.KEEP: "neutral",
}
MOST_COMPARED = 8
DAY = 24 * 60


def shown_state(task: WorkTask) -> Status:
    """The state as a tag."""
    return Status(task.get_state_display(), STATE_TONES[task.state])


def trial_status(trial: Trial) -> Status:
    """How a trial went, as a tag. A failed one is no warning: it taught something."""
    return Status(trial.get_outcome_display(), TRIAL_TONES[trial.outcome])


def lane_status(lane: Lane | None) -> Status | None:
    """The lane as a tag."""
    return Status(LANES[lane], LANE_TONES[lane]) if lane is not None else None


def hours_text(hours: float) -> str:
    """Hours a year, whole, or with a decimal where they are few."""
    return number_text(round(hours) if hours >= 10 else round(hours, 1))


def waiting_text(minutes: int) -> str:
    """A waiting time in words: the greatest measure that fits."""
    if minutes >= 2 * DAY:
        days = round(minutes / DAY)
        return ngettext("%(n)s døgn", "%(n)s døgn", days) % {"n": number_text(days)}
    if minutes >= 2 * 60:
        hours = round(minutes / 60)
        return ngettext("%(n)s time", "%(n)s timer", hours) % {"n": number_text(hours)}
    return ngettext("%(n)s minut", "%(n)s minutter", minutes) % {"n": number_text(minutes)}


def often_text(task: WorkTask) -> str:
    """How often: "40 gange om ugen, 2.080 om året"."""
    often = ngettext("%(n)s gang %(per)s", "%(n)s gange %(per)s", task.volume) % {
        "n": number_text(task.volume),
        "per": task.get_per_display(),
    }
    if task.volume == task.times_a_year:
        return often
    return _("%(often)s, %(year)s om året") % {"often": often, "year": number_text(task.times_a_year)}


def minutes_text(task: WorkTask) -> str:
    """How long: "12 (8-20)"."""
    low = task.minutes if task.minutes_low is None else task.minutes_low
    high = task.minutes if task.minutes_high is None else task.minutes_high
    if low == high:
        return number_text(float(task.minutes))
    span = {"n": number_text(float(task.minutes)), "low": number_text(float(low)), "high": number_text(float(high))}
    return _("%(n)s (fra %(low)s til %(high)s)") % span


def basis_text(task: WorkTask) -> str:
    """How the minutes are known: "Skønnet af teamet, 3. november 2026"."""
    told = task.get_basis_display()
    if task.basis_by:
        told = _("%(basis)s af %(who)s") % {"basis": told, "who": task.basis_by}
    return f"{told}, {date_text(task.basis_on)}" if task.basis_on else told


def facts_of(task: WorkTask) -> list[Fact]:
    """What is known of a task, line by line."""
    facts = [
        Fact(_("Fagområde"), task.field.label, f"{reverse('rethinking:list')}?fagomraade={task.field.code}"),
        Fact(_("Enhed"), task.unit.name if task.unit else _("Hele kommunen")),
        Fact(_("Hvem gør det"), task.role_group.label if task.role_group else None),
        Fact(_("Hvem mærker det"), task.affected or None),
        Fact(_("Hvor tit"), often_text(task)),
        Fact(_("Minutter hver gang"), minutes_text(task)),
        Fact(_("Timer om året"), hours_text(task.hours)),
        Fact(_("Minutterne er"), basis_text(task)),
        Fact(_("Behov for et menneske"), task.get_contact_display()),
        Fact(_("Hvor ens er gangene"), task.get_standard_display()),
        Fact(_("Hvad gør en fejl"), task.get_harm_display()),
        Fact(_("Gøres i hånden"), _("Ja") if task.manual else _("Nej")),
        Fact(_("Hvem kan se den"), task.get_tier_display()),
    ]
    if task.round is not None:
        facts.append(Fact(_("Runde"), str(task.round), task.round.get_absolute_url()))
    return facts


def before_after_of(task: WorkTask) -> list[Fact]:
    """How a task is done now beside how it was; empty while it is not changed."""
    if task.after_minutes is None or task.after_volume is None or task.hours_after is None:
        return []
    fewer = task.hours - task.hours_after
    difference = _("%(n)s færre") if fewer >= 0 else _("%(n)s flere")
    return [
        Fact(_("Lavet om"), task.after_on),
        Fact(_("Timer om året før"), hours_text(task.hours)),
        Fact(_("Timer om året nu"), hours_text(task.hours_after)),
        Fact(_("Forskel i timer"), difference % {"n": hours_text(abs(fewer))}),
        Fact(_("De nye minutter er"), task.get_after_basis_display()),
    ]


def finding_of(task: WorkTask) -> Finding:
    """The task as something that asks for an answer: rooms offer what it can become."""
    return Finding(
        id=task.public_id,
        text=task.title,
        details=task.what,
        url=task.get_absolute_url(),
        source=_("Opgaven %(title)s") % {"title": task.title},
        municipality_id=task.municipality_id,
        unit_id=task.unit_id,
    )


def lanes_chart(found: TheList) -> BarChart:
    """Hours a year of the tasks that wait, by lane."""
    hours, counts = found.hours_by_lane(), found.count_by_lane()
    return BarChart(
        title=_("Timer om året efter spor"),
        description=_("Hvor mange timer om året opgaverne på listen tager, delt efter det, de egner sig til."),
        unit=_("Timer om året"),
        label_title=_("Spor"),
        points=[
            Point(label, round(hours[lane]), f"{reverse('rethinking:list')}?spor={lane.value}" if counts[lane] else "")
            for lane, label in LANES.items()
        ],
        keep_order=True,
        n=sum(counts.values()),
        base=_("opgaver, der venter på listen"),
        source=_("Kommunens egne skøn og målinger"),
    )


def before_after_chart(changed: Sequence[WorkTask]) -> DotComparison | None:
    """Hours a year before and now, of the tasks that were changed last."""
    shown = changed[:MOST_COMPARED]
    if not shown:
        return None
    return DotComparison(
        title=_("Før og nu: opgaver, der er lavet om"),
        description=_("Timer om året, da opgaven blev kortlagt, og timer om året nu."),
        unit=_("Timer om året"),
        label_title=_("Opgave"),
        names=[_("Før"), _("Nu")],
        rows=[DotRow(task.title, [round(task.hours), round(task.hours_after or 0)]) for task in shown],
        n=len(changed),
        base=_("opgaver, der er lavet om"),
        source=_("Kommunens egne skøn og målinger"),
    )
