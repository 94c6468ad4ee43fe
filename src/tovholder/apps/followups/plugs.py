"""What the room contributes: its tabs, panels on the pages of projects and benefits, search, and words for the log."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.followups.ends import forget_person, move_municipality, move_unit
from tovholder.apps.followups.measured import result_of
from tovholder.apps.followups.models import EvaluationPlan
from tovholder.apps.followups.presenting import answer_status, design_name, plan_status, told
from tovholder.apps.followups.rules import inside, may_add, may_list
from tovholder.apps.followups.selectors import (
    accepted_rollout,
    analyses_of,
    own_plans,
    plan_of,
    plans_of,
    starts_of,
)
from tovholder.apps.projects.public import Project
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES, Lifecycle
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.kernel.actor import Actor

SUMMARY = 220

PLAN_PAGES = ("list", "new_plan", "plan", "edit_plan", "analyses", "analysis", "keep", "kept")
ROLLOUT_PAGES = ("rollouts", "new_rollout", "rollout", "edit_rollout", "wish", "began")
for label, pages, order in ((_("Opfølgning"), PLAN_PAGES, 60), (_("Udrulning"), ROLLOUT_PAGES, 61)):
    NAV_PARTS.register(
        NavPart(
            key=f"followups.{pages[0]}",
            within="benefits",
            label=label,
            url_name=f"followups:{pages[0]}",
            order=order,
            allowed=may_list.allows,
            names=tuple(f"followups:{page}" for page in pages),
        )
    )

_ACTS = {
    "add_plan": _("Skrev en evalueringsplan"),
    "change_plan": _("Rettede en evalueringsplan"),
    "keep_analysis": _("Gemte en analyse"),
    "add_rollout": _("Lavede et forslag til en udrulning"),
    "change_rollout": _("Rettede en udrulning"),
    "wish_start": _("Skrev, hvornår en enhed kan begynde"),
    "draw_again": _("Trak lod igen om en udrulning"),
    "accept_rollout": _("Besluttede en udrulning"),
    "note_start": _("Skrev, hvornår en enhed begyndte"),
    "forget_person": _("Tog en fratrådt økonom af evalueringsplaner"),
    "move_unit": _("Flyttede opfølgning fra en enhed, der blev lagt sammen"),
    "move_municipality": _("Flyttede opfølgning fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"followups.{act}", said))


def _unit_merged(old: Unit, new: Unit, by: Actor) -> int:
    return move_unit(by=by, old=old, new=new)


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    return move_municipality(by=by, old=old, into=into)


def _person_left(user_id: UUID, by: Actor) -> int:
    return forget_person(user_id, by=by)


LIFECYCLES.register(
    Lifecycle(
        key="followups",
        unit_merged=_unit_merged,
        municipality_merged=_municipality_merged,
        person_left=_person_left,
        moved_label=_("planer, udrulninger og analyser"),
    )
)


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """How a project is evaluated, and when its units begin. Three queries."""
    plans = list(plans_of(project, actor))
    rollout = accepted_rollout(project)
    return {
        "plans": [(plan, plan_status(plan), design_name(plan.design)) for plan in plans],
        "rollout": rollout,
        "starts": list(starts_of(rollout)) if rollout is not None else [],
        "may_add": may_add.allows(actor),
        "new_href": f"{reverse('followups:new_plan')}?projekt={project.public_id}",
        "rollout_href": f"{reverse('followups:new_rollout')}?projekt={project.public_id}",
    }


def benefit_panel(benefit: Benefit, actor: Actor) -> Mapping[str, Any] | None:
    """What the analysis that holds says of a benefit, and the way to a new one. Three queries."""
    latest = analyses_of(benefit, actor).filter(replaced_by__isnull=True).first()
    return {
        "latest": latest,
        "status": answer_status(latest.answer) if latest else None,
        "told": told(result_of(latest.result), latest.measure) if latest else None,
        "plan": plan_of(benefit),
        "href": reverse("followups:analysis", args=[benefit.public_id]),
        "new_href": f"{reverse('followups:new_plan')}?gevinst={benefit.public_id}",
        "may_add": may_add.allows(actor),
    }


PANELS.register(
    Panel(
        key="followups.project",
        slot="project",
        rule=inside,
        load=project_panel,
        template="followups/project_panel.html",
        order=62,
    )
)
PANELS.register(
    Panel(
        key="followups.benefit",
        slot="benefit",
        rule=inside,
        load=benefit_panel,
        template="followups/benefit_panel.html",
        order=20,
    )
)


def _documents(since: int | None) -> Iterable[Document]:
    """All plans: they are few, so any change gives them all again."""
    for plan in EvaluationPlan.objects.order_by("pk").iterator(chunk_size=2000):
        yield Document(key=plan.pk, title=plan.title, body=plan.question)


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    return {
        plan.pk: Hit(
            title=plan.title,
            url=plan.get_absolute_url(),
            summary=plan.question[:SUMMARY],
            note=design_name(plan.design),
        )
        for plan in own_plans(actor).filter(pk__in=keys)
    }


def _revision() -> int:
    return EvaluationPlan.objects.aggregate(total=Sum("version"))["total"] or 0


SEARCH_SOURCES.register(
    SearchSource(
        key="followups",
        label=_("Evalueringsplaner"),
        documents=_documents,
        revision=_revision,
        visible=_visible,
        list_url=lambda text: f"{reverse('followups:list')}?{urlencode({'q': text})}",
        order=54,
    )
)
