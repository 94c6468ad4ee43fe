"""Invented decisions of the pilot municipality. They are shown at home alone, so no other municipality has any."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tovholder.apps.benefits.public import Benefit, Measurement
from tovholder.apps.decisions.public import (
    CriterionFacts,
    CriterionResult,
    Decided,
    Domain,
    DomainSaid,
    ProblemFacts,
    ProcedureFacts,
    StatementFacts,
    add_criterion,
    add_procedure_step,
    answer_condition,
    ask_for_help,
    assign_help,
    criteria_of,
    hold_review,
    log_problem,
    plan_review,
    rate_complexity,
    share_review,
)
from tovholder.apps.projects.public import AnswerState, Project
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.codes.models import Code
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]


def build_decisions(build: Build) -> None:
    """Criteria before reviews, each on its own day, by the municipality's coordinator."""
    teller = _Pilot(build)
    told = read("decisions.toml")
    acts: tuple[tuple[str, Callable[[Project, Row], None]], ...] = (
        ("criterion", teller.criterion),
        ("condition", teller.condition),
        ("problem", teller.problem),
        ("step", teller.step),
        ("complexity", teller.complexity),
        ("review", teller.review),
        ("plan", teller.plan),
        ("help", teller.help),
    )
    for name, act in acts:
        for row in told[name]:
            with teller.on_its_day(row) as project:
                act(project, row)
    build.say(f"  {len(told['review'])} beslutninger og {len(told['problem'])} problemer i loggen")


class _Pilot:
    """The decisions of the pilot municipality, row by row."""

    def __init__(self, build: Build) -> None:
        self._today = build.today
        found = Project.objects.select_related("municipality").filter(municipality__code=PILOT)
        self._projects = {one.title: one for one in found}
        self._codes = {(one.list, one.code): one for one in Code.objects.filter(list__in=("ai_act_class", "mdr_class"))}
        held = RoleHolding.objects.filter(role__code="coordinator", municipality__code=PILOT).order_by("pk").first()
        self._by = actor_of(held) if held is not None else SYSTEM

    @contextmanager
    def on_its_day(self, row: Row) -> Iterator[Project]:
        """The project of a row, on the day that the row tells."""
        with clock_at(self._today - timedelta(days=row["made"])):
            yield self._projects[row["project"]]

    def criterion(self, project: Project, row: Row) -> None:
        """What a pilot shall have shown, perhaps as a limit for one of its benefits."""
        facts = CriterionFacts(
            text=row["text"],
            benefit=Benefit.objects.get(project=project, title=row["benefit"]) if "benefit" in row else None,
            direction=row.get("direction", ""),
            threshold=Decimal(row["threshold"]) if "threshold" in row else None,
        )
        add_criterion(by=self._by, project=project, facts=facts, reason=row.get("reason", ""))

    def condition(self, project: Project, row: Row) -> None:
        """An answer to a condition."""
        chosen = row.get("code")
        facts = StatementFacts(
            state=row.get("state", AnswerState.MET),
            code=self._codes[chosen[0], chosen[1]] if chosen else None,
            risk_class=row.get("risk_class", ""),
            note=row["note"],
        )
        answer_condition(by=self._by, project=project, key=row["key"], facts=facts)

    def problem(self, project: Project, row: Row) -> None:
        """A line of the log; one that was solved is told as it stands today."""
        until = row.get("until")
        with clock_at(self._today - timedelta(days=min(row["made"], until or row["made"]))):
            facts = ProblemFacts(
                title=row["title"],
                description=row.get("description", ""),
                cause=row["cause"],
                severity=row["severity"],
                since=self._today - timedelta(days=row["since"]),
                until=None if until is None else self._today - timedelta(days=until),
                state=row.get("state", "open"),
                done_note=row.get("done_note", ""),
                spoils=self._spoiled(project, row),
            )
            log_problem(by=self._by, project=project, facts=facts)

    def _spoiled(self, project: Project, row: Row) -> list[Measurement]:
        """What the benefit that a row names measured in a unit over the day on which the problem began."""
        if "spoils" not in row:
            return []
        title, unit = row["spoils"]
        since = self._today - timedelta(days=row["since"])
        found = Measurement.objects.filter(benefit__project=project, benefit__title=title, unit__name=unit)
        return list(found.filter(period_from__lte=since, period_to__gte=since))

    def step(self, project: Project, row: Row) -> None:
        """A step of the work before and after."""
        minutes = [Decimal(one) if one else None for one in row["minutes"]]
        facts = ProcedureFacts(
            position=row["position"],
            before=row.get("before", ""),
            after=row.get("after", ""),
            minutes_before=minutes[0],
            minutes_after=minutes[1],
            times_before=row["times"][0],
            times_after=row["times"][1],
        )
        add_procedure_step(by=self._by, project=project, facts=facts)

    def complexity(self, project: Project, row: Row) -> None:
        """The seven domains, seen on a day."""
        said = zip(Domain, row["levels"], row["reasons"], strict=True)
        domains = {domain.value: DomainSaid(level, reason) for domain, level, reason in said}
        rate_complexity(by=self._by, project=project, domains=domains)

    def review(self, project: Project, row: Row) -> None:
        """A decision with its results; a stop of a project that has stopped already changes nothing else."""
        results = {
            criterion.pk: CriterionResult(result, note)
            for criterion, (result, note) in zip(criteria_of(project), row["results"], strict=True)
        }
        told = Decided(
            outcome=row["outcome"],
            reason=row["reason"],
            learning=row["learning"],
            participants=row["participants"],
            results=results,
            next_on=self._today + timedelta(days=row["next"]) if "next" in row else None,
        )
        held = hold_review(by=self._by, project=project, decided=told)
        if project.tier in {Tier.MUNICIPALITIES, Tier.PUBLIC}:
            share_review(by=self._by, review=held, tier=project.tier)

    def plan(self, project: Project, row: Row) -> None:
        """The day of the next decision; one that has passed is overdue."""
        plan_review(by=self._by, project=project, due_on=self._today + timedelta(days=row["due"]))

    def help(self, project: Project, row: Row) -> None:
        """A wish for an economist's help, given to one."""
        request = ask_for_help(by=self._by, project=project, wish=row["wish"])
        economist = User.objects.filter(email=row["economist"]).first()
        if economist is not None:
            assign_help(by=self._by, request=request, economist=economist)
