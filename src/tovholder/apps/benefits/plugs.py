"""What the room contributes."""

from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel

_ACTS = {
    "add_benefit": _("Føjede en gevinst til"),
    "change_benefit": _("Rettede en gevinst"),
    "sign_benefit": _("Godkendte, at en gevinst sænker budgettet"),
    "judge_benefit": _("Vurderede en gevinst"),
    "add_measurement": _("Skrev en måling ned"),
    "change_measurement": _("Rettede en måling"),
    "remove_measurement": _("Fjernede en måling"),
    "mark_spoiled": _("Mærkede en måling som ødelagt, eller tog mærket af"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"benefits.{act}", said))
