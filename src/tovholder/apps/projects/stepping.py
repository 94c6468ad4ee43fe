"""Whether a project may go on: what binds is asked, what is only advised is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.projects.contracts import CONDITIONS, Answer, Condition, answers_for
from tovholder.apps.projects.models import Project, Step
from tovholder.apps.projects.status import Status, is_forward, next_states


@dataclass(frozen=True, slots=True)
class Checklist:
    """The conditions of a state that a project may go on to."""

    status: Status
    rows: Sequence[tuple[Condition, Answer]]

    @property
    def open_binding(self) -> int:
        """How many stand in the way."""
        return sum(one.binds and not answer.is_settled for one, answer in self.rows)

    @property
    def open_advice(self) -> int:
        """How many are only advised and open."""
        return sum(not one.binds and not answer.is_settled for one, answer in self.rows)

    @property
    def settled(self) -> int:
        """How many are in place."""
        return sum(answer.is_settled for _one, answer in self.rows)


def checklists(project: Project) -> list[Checklist]:
    """The conditions of the states that a project may go on to; none for a state that asks for nothing."""
    ahead = [one for one in next_states(project.status, project.before_pause) if is_forward(project.status, one)]
    found = [Checklist(status, answers_for(project, status)) for status in ahead]
    return [one for one in found if one.rows]


def open_conditions(project: Project, to_status: str) -> list[dict[str, str]]:
    """What is advised and not in place, as it is kept with the step: key, and label in Danish.

    Raises ``ValidationError`` at ``to_status``, naming every condition of law or safety that is not in place.
    """
    if not is_forward(project.status, to_status):
        return []
    waiting = [one for one, answer in answers_for(project, to_status) if not answer.is_settled]
    missing = [str(one.label) for one in waiting if one.binds]
    if missing:
        said = ngettext(
            "Projektet kan ikke blive %(status)s endnu. Dette skal være på plads først: %(missing)s.",
            "Projektet kan ikke blive %(status)s endnu. Disse %(count)s ting skal være på plads først: %(missing)s.",
            len(missing),
        )
        told = {"status": Status(to_status).label, "count": len(missing), "missing": "; ".join(missing)}
        raise ValidationError({"to_status": said % told})
    with translation.override("da"):
        return [{"key": one.key, "label": str(one.label)} for one in waiting]


def gone_without(step: Step) -> str:
    """The conditions that were open when a step was taken, in the reader's language where they still exist."""
    labels = []
    for kept in step.open_conditions:
        known = CONDITIONS.get(kept["key"])
        labels.append(str(known.label) if known is not None else kept["label"])
    return _("Gik videre uden: %(conditions)s.") % {"conditions": "; ".join(labels)} if labels else ""
