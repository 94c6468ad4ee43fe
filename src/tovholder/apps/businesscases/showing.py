"""What the room shows on a project's page."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.businesscases.documents import computed
from tovholder.apps.businesscases.finding import Listed, state_of
from tovholder.apps.businesscases.rules import may_add
from tovholder.apps.businesscases.selectors import cases_of, home_of
from tovholder.apps.businesscases.wording import break_even_text, kroner
from tovholder.apps.projects.public import Project
from tovholder.foundation.ui.values import Status, Tone
from tovholder.kernel.actor import Actor

TONES: dict[str, Tone] = {"spoergsmaal": "warning", "kladde": "progress", "fastfrosset": "success"}


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """The cases of a project, for its own municipality. A constant number of queries."""
    if home_of(actor) != project.municipality_id:
        return None
    cases = cases_of(project, actor)
    adds = may_add.allows(actor)
    if not cases and not adds:
        return None
    rows = []
    for case in cases:
        listed = Listed(case, computed(case))
        key, label = state_of(listed)
        rows.append((case, Status(label, TONES[key]), _line(listed)))
    new = f"{reverse('businesscases:new')}?projekt={project.public_id}" if adds else ""
    return {"heading": _("Business case"), "rows": rows, "new_href": new}


def _line(listed: Listed) -> str:
    main = listed.found.scenario()
    if main is None:
        return _("Mangler svar på nogle spørgsmål")
    return _("Nutidsværdi med frigjort tid %(full)s Kun bogført %(booked)s Går lige op: %(even)s") % {
        "full": kroner(main["full"]["npv"]),
        "booked": kroner(main["booked"]["npv"]),
        "even": break_even_text(main["full"]["break_even"]),
    }
