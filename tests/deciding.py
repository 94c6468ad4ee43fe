"""Projects that have what a step asks for, made for tests."""

from typing import Any

from tests.people import code
from tovholder.apps.benefits.public import BenefitFacts, add_benefit, benefits_of
from tovholder.apps.decisions.public import Decided, StatementFacts, answer_condition
from tovholder.apps.projects.public import CONDITIONS, Project
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor

CLASSES = {"decisions.ai_class": ("ai_act_class", "no_ai"), "decisions.mdr_class": ("mdr_class", "not_device")}


def say(project: Project, key: str, *, by: Actor = SYSTEM, **values: Any) -> None:
    """Answer a condition; without values it is in place."""
    if key in CLASSES and "code" not in values:
        values["code"] = code(*CLASSES[key])
    if key == "decisions.risk" and "risk_class" not in values:
        values |= {"risk_class": "low", "note": "En fejl mærkes ikke."}
    answer_condition(by=by, project=project, key=key, facts=StatementFacts(**values))


def answered(project: Project) -> Project:
    """The project with everything in place that binds: law, safety, and a day for following up its benefits."""
    if not benefits_of(project, SYSTEM).exists():
        facts = BenefitFacts(
            title="Færre kørsler",
            bottom_line="staff",
            indicator="Kørsler om ugen",
            measured_in=code("measure_unit", "visits"),
            cadence="month",
            next_measurement_on=clock.today(),
        )
        add_benefit(by=SYSTEM, project=project, facts=facts)
    for condition in CONDITIONS:
        if condition.binds and not condition.check(project).is_settled:
            _settle(project, condition.key)
    return project


def _settle(project: Project, key: str) -> None:
    if key == "decisions.pilot":
        say(project, key, state="not_relevant", note="Nabokommunen har prøvet det for os.")
    else:
        say(project, key)


def decided(project: Project, outcome: str = "continue", **values: Any) -> Decided:
    """What is decided in a review without criteria."""
    return Decided(**({"outcome": outcome, "reason": "Borgerne bruger det."} | values))
