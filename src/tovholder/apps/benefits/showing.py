"""What the room shows on a project's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.presenting import benefit_status, owner_text, way_text
from tovholder.apps.benefits.rules import inside, may_add
from tovholder.apps.benefits.selectors import benefits_of, tree_of
from tovholder.apps.benefits.tallying import by_bottom_line, economy_of
from tovholder.apps.projects.public import Project
from tovholder.foundation.ui.values import Link, Status
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class LineShown:
    """One bottom line with its benefits: each with its state and its way from what to what."""

    label: str
    rows: Sequence[tuple[Benefit, Status, str]]


def project_panel(project: Project, actor: Actor) -> Mapping[str, Any] | None:
    """A project's tree, and its benefits on three bottom lines that are never added. Two queries.

    Those outside its municipality see what is shared, without owners and without kroner.
    """
    at_home = inside.allows(actor, project)
    tree, benefits = tree_of(project, actor), list(benefits_of(project, actor))
    starts = _starts(project, has_tree=tree is not None) if at_home and may_add.allows(actor) else []
    if tree is None and not benefits and not starts:
        return None
    return {
        "heading": _("Gevinster"),
        "tree": tree,
        "any_benefit": bool(benefits),
        "lines": [
            LineShown(line.label, [(one, benefit_status(one), _words(one, at_home=at_home)) for one in line.benefits])
            for line in by_bottom_line(benefits)
        ],
        "economy": economy_of(benefits) if at_home else None,
        "starts": starts,
    }


def _words(benefit: Benefit, *, at_home: bool) -> str:
    parts = [owner_text(benefit)] if at_home else []
    parts += [benefit.indicator] if benefit.indicator else []
    way = way_text(benefit)
    return " · ".join([*parts, way] if way else parts)


def _starts(project: Project, *, has_tree: bool) -> list[Link]:
    query = f"?projekt={project.public_id}"
    starts = [Link(_("Ny gevinst"), f"{reverse('benefits:new')}{query}")]
    return starts if has_tree else [Link(_("Lav et gevinsttræ"), f"{reverse('benefits:new_tree')}{query}"), *starts]
