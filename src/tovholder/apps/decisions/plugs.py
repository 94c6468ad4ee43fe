"""What the room contributes: its tab, the conditions of a step, panels, what waits."""

from django.utils.translation import gettext_lazy as _

from tovholder.apps.decisions.conditions import OWN_CONDITIONS
from tovholder.apps.decisions.rules import may_list
from tovholder.apps.projects.public import CONDITIONS
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.ui.navigation import NAV_PARTS, NavPart

NAV_PARTS.register(
    NavPart(
        key="decisions.list",
        within="benefits",
        label=_("Beslutninger"),
        url_name="decisions:list",
        order=60,
        allowed=may_list.allows,
    )
)
for condition in OWN_CONDITIONS:
    CONDITIONS.register(condition)

_ACTS = {
    "answer_condition": _("Svarede på en betingelse for et projekt"),
    "add_criterion": _("Aftalte et kriterium for en prøve"),
    "change_criterion": _("Rettede et kriterium for en prøve"),
    "withdraw_criterion": _("Tog et kriterium ud"),
    "plan_review": _("Satte dag for en beslutning"),
    "hold_review": _("Besluttede at fortsætte, justere eller stoppe"),
    "log_problem": _("Skrev et problem i loggen"),
    "change_problem": _("Rettede et problem i loggen"),
    "add_procedure_step": _("Beskrev et trin i en arbejdsgang"),
    "change_procedure_step": _("Rettede et trin i en arbejdsgang"),
    "remove_procedure_step": _("Fjernede et trin i en arbejdsgang"),
    "rate_complexity": _("Vurderede kompleksiteten af et projekt"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"decisions.{act}", said))
