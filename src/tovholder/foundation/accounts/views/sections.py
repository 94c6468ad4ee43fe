"""The parts of the administration, as tabs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts import rules
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel.actor import Actor

_SECTIONS: tuple[tuple[str, object, Rule], ...] = (
    ("accounts:people", _("Hvem gør hvad"), rules.works_here),
    ("accounts:roles", _("Roller"), rules.keeps_roles),
    ("accounts:invitations", _("Invitationer"), rules.keeps_roles),
    ("accounts:tokens", _("API-nøgler"), rules.makes_tokens),
    ("accounts:log", _("Log"), rules.reads_log),
)


def sections(actor: Actor, current: str) -> list[Link]:
    """The parts that ``actor`` may see; ``current`` is the URL name of the one that is shown."""
    return [
        Link(str(label), reverse(name), current=name == current)
        for name, label, rule in _SECTIONS
        if rule.allows(actor)
    ]
