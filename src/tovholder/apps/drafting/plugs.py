"""What the room contributes: the names of its actions, and the way from questionnaires to their drafts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tovholder.apps.drafting.rules import may_read, may_read_editions, may_write
from tovholder.apps.drafting.selectors import open_drafts_of
from tovholder.apps.questionnaires.public import Edition
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.kernel.actor import Actor

_ACTS = {
    "begin": _("Begyndte en kladde til et spørgeskema"),
    "write": _("Skrev i en kladde til et spørgeskema"),
    "open": _("Åbnede en kladde som udgave"),
    "discard": _("Kasserede en kladde til et spørgeskema"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"drafting.{act}", said))


def _on_the_list(subject: object, actor: Actor) -> Mapping[str, object]:
    return {"may_write": may_write.allows(actor)}


def _on_an_edition(subject: object, actor: Actor) -> Mapping[str, object] | None:
    assert isinstance(subject, Edition)  # noqa: S101  # the slot "edition" is that of editions
    reads = may_read.allows(actor)
    return {
        "edition": subject,
        "drafts": list(open_drafts_of(subject.key)) if reads else [],
        "reads": reads,
        "may_write": may_write.allows(actor),
    }


PANELS.register(
    Panel(
        key="drafting.list",
        slot="questionnaires",
        rule=may_read,
        load=_on_the_list,
        template="drafting/list_panel.html",
    )
)
PANELS.register(
    Panel(
        key="drafting.edition",
        slot="edition",
        rule=may_read_editions,
        load=_on_an_edition,
        template="drafting/edition_panel.html",
    )
)
