"""Plans, rollouts and analyses as columns: what is downloaded."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.followups.measured import result_of
from tovholder.apps.followups.models import Analysis, EvaluationPlan, Rollout
from tovholder.apps.followups.presenting import analysis_status, answer_status, design_name, plan_status, rollout_status
from tovholder.apps.followups.words import reason_texts
from tovholder.foundation.tables.public import Column, Table


def _power(rollout: Rollout) -> float | None:
    """The chance of seeing the expected effect."""
    return float(rollout.proposal["power"]["power"]) if rollout.proposal else None


PLANS: Table[EvaluationPlan] = Table(
    "evalueringsplaner",
    _("Evalueringsplaner"),
    (
        Column("id", _("Id"), lambda plan: str(plan.public_id)),
        Column("title", _("Titel"), lambda plan: plan.title),
        Column("project", _("Projekt"), lambda plan: plan.project.title),
        Column("benefit", _("Gevinst"), lambda plan: plan.benefit.title if plan.benefit else None),
        Column("question", _("Hvad skal vises"), lambda plan: plan.question),
        Column("design", _("Metode"), lambda plan: design_name(plan.design)),
        Column("state", _("Tilstand"), lambda plan: str(plan_status(plan).text)),
        Column("baseline_from", _("Udgangspunkt fra"), lambda plan: plan.baseline_from, "date"),
        Column("follow_up_from", _("Opfølgning fra"), lambda plan: plan.follow_up_from, "date"),
        Column("follow_up_to", _("Opfølgning til"), lambda plan: plan.follow_up_to, "date"),
        Column("economist", _("Økonom"), lambda plan: plan.economist.name if plan.economist else None),
        Column("unseen", _("Usynlige effekter"), lambda plan: plan.get_unseen_display()),
    ),
)
ROLLOUTS: Table[Rollout] = Table(
    "udrulninger",
    _("Udrulninger"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Titel"), lambda one: one.title),
        Column("project", _("Projekt"), lambda one: one.project.title),
        Column("state", _("Tilstand"), lambda one: str(rollout_status(one).text)),
        Column("first_month", _("Første måned"), lambda one: one.first_month, "date"),
        Column("months", _("Måneder"), lambda one: one.months, "whole"),
        Column("measure", _("Målt i"), lambda one: one.measure),
        Column("level", _("Niveau i dag"), lambda one: one.level, "decimal"),
        Column("effect", _("Forventet ændring"), lambda one: one.effect, "decimal"),
        Column("power", _("Chance for at se den"), _power, "decimal"),
    ),
)
ANALYSES: Table[Analysis] = Table(
    "analyser",
    _("Analyser"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("benefit", _("Gevinst"), lambda one: one.benefit.title),
        Column("project", _("Projekt"), lambda one: one.benefit.project.title),
        Column("answer", _("Svar"), lambda one: str(answer_status(one.answer).text)),
        Column("holds", _("Gælder"), lambda one: str(analysis_status(one).text)),
        Column("design", _("Metode"), lambda one: design_name(one.design)),
        Column("measure", _("Målt i"), lambda one: one.measure),
        Column("baseline", _("Før start"), lambda one: one.result["baseline"], "decimal"),
        Column("estimate", _("Ændring"), lambda one: one.result["estimate"], "decimal"),
        Column("low", _("Interval fra"), lambda one: one.result["low"], "decimal"),
        Column("high", _("Interval til"), lambda one: one.result["high"], "decimal"),
        Column("percent", _("I procent af før"), lambda one: one.result["percent"], "decimal"),
        Column("p", _("p"), lambda one: one.result["p"], "decimal"),
        Column("reasons", _("Forbehold"), lambda one: " ".join(reason_texts(result_of(one.result)))),
        Column("made_on", _("Gemt"), lambda one: one.made_at.date(), "date"),
        Column("by", _("Af"), lambda one: one.by_name),
        Column("data_hash", _("Fingeraftryk af data"), lambda one: one.data_hash),
    ),
)
