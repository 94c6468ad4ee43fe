"""Invented work tasks: two fields gone through in the pilot municipality, little in others, trials, and changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from tovholder.apps.process.public import ChangeFacts, log_change
from tovholder.apps.rethinking.public import (
    Afterwards,
    Idea,
    JourneyFacts,
    MeetingFacts,
    TaskFacts,
    TrialFacts,
    UserJourney,
    WorkTask,
    add_journey,
    add_meeting,
    add_task,
    add_trial,
    decide,
    move_field,
    promise_measure,
    propose_task,
    set_weights,
    tell_change,
)
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.engines.workload import Weights
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.models import Municipality, Partner, Unit
from tovholder.kernel.actor import Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
OTHERS = 11


@dataclass(frozen=True, slots=True)
class _Moment:
    """Something that happened on a day."""

    day: date
    act: Callable[[], object]


def build_rethinking(build: Build) -> None:
    """Everything in the order in which it happened, each on its own day, by the municipality's coordinator."""
    coordinators = _coordinators()
    teller = _Teller(build, Lookups.read(), coordinators[PILOT])
    moments = teller.told(read("rethinking.toml"))
    for code in sorted(code for code in coordinators if code != PILOT)[:OTHERS]:
        moments += _Light(build, teller.known, coordinators[code], code).told(read("rethinking.toml")["light"])
    for moment in sorted(moments, key=lambda moment: moment.day):
        with clock_at(moment.day):
            moment.act()
    build.say(f"  {WorkTask.objects.count()} arbejdsopgaver")


def _coordinators() -> dict[str, Actor]:
    held = RoleHolding.objects.filter(role__code="coordinator").select_related("user", "role", "municipality")
    found: dict[str, Actor] = {}
    for holding in held.order_by("pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, actor_of(holding))
    return found


class _Teller:
    """Lets each thing happen in the pilot municipality by the rooms' own doors."""

    def __init__(self, build: Build, known: Lookups, by: Actor) -> None:
        self.known = known
        self._today = build.today
        self._by = by
        self._here: Municipality = known.tenants[PILOT]
        self._units: dict[str, Unit] = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        self._partners: Sequence[Partner] = list(Partner.objects.filter(municipality__isnull=True).order_by("pk"))
        self._tasks: dict[str, WorkTask] = {}
        self._journeys: dict[str, UserJourney] = {}

    def told(self, data: Mapping[str, Any]) -> list[_Moment]:
        """Everything of the data file that is about the pilot."""
        moments = []
        for field in data["field"]:
            moments += [self._on(step[0], self._field, field["code"], step) for step in field["steps"]]
        moments += [self._on(row["days"], self._weights, row) for row in data["weights"]]
        moments += [self._on(row["days"], self._journey, row) for row in data["journey"]]
        for row in data["task"]:
            moments += self._of_task(row)
        moments += [self._on(row["days"], self._idea, row) for row in data["idea"]]
        return moments + [self._on(row["since"], self._change, row) for row in data["change"]]

    def _on(self, days: int, act: Callable[..., object], *arguments: object) -> _Moment:
        return _Moment(self._today - timedelta(days=days), partial(act, *arguments))

    def _of_task(self, row: Row) -> list[_Moment]:
        moments = [self._on(row["days"], self._task, row)]
        moments += [self._on(trial[1] or trial[0], self._trial, row, trial) for trial in row.get("trials", ())]
        moments += [self._on(meeting[2], self._meeting, row, meeting) for meeting in row.get("meetings", ())]
        if "decision" in row:
            moments.append(self._on(row["decision"][1], self._decide, row))
        if "after" in row:
            moments.append(self._on(row["after"][2], self._after, row))
        if "measure_in" in row:
            moments.append(self._on(1, self._promise, row))
        return moments

    def _field(self, code: str, step: Sequence[Any]) -> None:
        note = step[2] if len(step) > 2 else None
        field = self.known.codes["field", code]
        move_field(by=self._by, municipality=self._here, field=field, state=step[1], note=note)

    def _weights(self, row: Row) -> None:
        weights = Weights(**{factor.value: row[factor.value] for factor in Weights().by_factor()})
        set_weights(by=self._by, municipality=self._here, weights=weights, reason=row["reason"])

    def _journey(self, row: Row) -> None:
        facts = JourneyFacts(
            title=row["title"], field=self.known.codes["field", row["field"]], whose=row["whose"], note=row["note"]
        )
        self._journeys[row["key"]] = add_journey(by=self._by, municipality=self._here, facts=facts)

    def _task(self, row: Row) -> None:
        journey = self._journeys.get(row.get("journey", ""))
        facts = TaskFacts(
            title=row["title"],
            field=journey.field if journey else self.known.codes["field", row["field"]],
            unit=self._units.get(row.get("unit", "")),
            journey=journey,
            waiting_minutes=row.get("waiting", 0),
            what=row["what"],
            role_group=self.known.codes["task_role", row["role"]],
            affected=row.get("affected", ""),
            volume=row["volume"],
            per=row.get("per", "year"),
            minutes=Decimal(row["minutes"]),
            minutes_low=Decimal(row["low"]) if "low" in row else None,
            minutes_high=Decimal(row["high"]) if "high" in row else None,
            contact=row["contact"],
            contact_why=row.get("contact_why", ""),
            standard=row["standard"],
            harm=row["harm"],
            harm_what=row.get("harm_what", ""),
            systems="\n".join(row.get("systems", ())),
            basis=row.get("basis", "estimated"),
            basis_by=row.get("basis_by", ""),
        )
        self._tasks[row["title"]] = add_task(by=self._by, municipality=self._here, facts=facts)

    def _decide(self, row: Row) -> None:
        way, days, reason, *saved = row["decision"]
        decide(
            by=self._by,
            task=self._tasks[row["title"]],
            way=self.known.codes["task_way", way],
            reason=reason,
            decided_on=self._today - timedelta(days=days),
            minutes_saved=Decimal(saved[0]) if saved else None,
        )

    def _trial(self, row: Row, trial: Sequence[Any]) -> None:
        began, ended, outcome, what, learning = trial
        facts = TrialFacts(
            what=what,
            started_on=self._today - timedelta(days=began),
            ended_on=self._today - timedelta(days=ended) if ended else None,
            outcome=outcome,
            learning=learning,
        )
        add_trial(by=self._by, task=self._tasks[row["title"]], facts=facts)

    def _meeting(self, row: Row, meeting: Sequence[Any]) -> None:
        if not self._partners:
            return
        _name, how, days, offered = meeting
        facts = MeetingFacts(partner=self._partners[0], how=how, on=self._today - timedelta(days=days), offered=offered)
        add_meeting(by=self._by, task=self._tasks[row["title"]], facts=facts)

    def _after(self, row: Row) -> None:
        volume, minutes, days, basis, note = row["after"]
        on = self._today - timedelta(days=days)
        after = Afterwards(volume=volume, minutes=Decimal(minutes), on=on, basis=basis, note=note)
        tell_change(by=self._by, task=self._tasks[row["title"]], after=after)

    def _promise(self, row: Row) -> None:
        due = self._today + timedelta(days=row["measure_in"])
        promise_measure(by=self._by, task=self._tasks[row["title"]], due=due)

    def _idea(self, row: Row) -> None:
        holding = RoleHolding.objects.select_related("user", "role").get(user__email=row["by"])
        idea = Idea(
            title=row["title"],
            what=row["what"],
            field=self.known.codes["field", row["field"]],
            volume=row["volume"],
            per=row["per"],
            minutes=Decimal(row["minutes"]),
            unit=self._units[row["unit"]],
        )
        propose_task(by=actor_of(holding), municipality=self._here, idea=idea)

    def _change(self, row: Row) -> None:
        facts = ChangeFacts(
            kind=self.known.codes["org_change_kind", row["kind"]],
            what=row["what"],
            why=row["why"],
            since=self._today - timedelta(days=row["since"]),
            technology=self.known.technologies[row["technology"]] if "technology" in row else None,
            effect=row.get("effect", ""),
            tier=row["tier"],
        )
        log_change(by=self._by, municipality=self._here, facts=facts)


class _Light:
    """A line or two of another municipality; a task differs from its neighbours' by the municipality's number."""

    def __init__(self, build: Build, known: Lookups, by: Actor, code: str) -> None:
        self._known = known
        self._by = by
        self._here = known.tenants[code]
        self._spread = int(code) % 7
        self._day = build.today - timedelta(days=40 + 9 * self._spread)

    def told(self, data: Mapping[str, Any]) -> list[_Moment]:
        """One task, and for some of them a change of the organisation that they share."""
        moments = [_Moment(self._day, partial(self._task, data["titles"]))]
        if self._spread < 3:  # three of seven
            moments.append(_Moment(self._day, partial(self._change, data)))
        return moments

    def _task(self, titles: Sequence[str]) -> None:
        facts = TaskFacts(
            title=titles[self._spread % len(titles)],
            field=self._known.codes["field", "health_elderly" if self._spread % 2 else "social"],
            volume=10 + 5 * self._spread,
            per="week",
            minutes=Decimal(6 + self._spread),
            contact=1 + self._spread % 3,
            standard=4,
            harm=self._spread % 3,
        )
        add_task(by=self._by, municipality=self._here, facts=facts)

    def _change(self, data: Mapping[str, Any]) -> None:
        facts = ChangeFacts(
            kind=self._known.codes["org_change_kind", "central_placement"],
            what=data["change"],
            why=data["change_why"],
            since=self._day,
            tier="municipalities",
        )
        log_change(by=self._by, municipality=self._here, facts=facts)
