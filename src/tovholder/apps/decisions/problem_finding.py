"""Finding problems, and their columns: as with the decisions, in plain Python over one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tovholder.apps.decisions.choices import Cause, ProblemState, Severity
from tovholder.apps.decisions.models import Problem
from tovholder.apps.decisions.selectors import own_problems
from tovholder.foundation.tables.public import Column, Table
from tovholder.foundation.ui.narrowing import Counted, FacetOf, asked_text, narrow
from tovholder.foundation.ui.values import Status, Tone
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

LONGEST_VALUE = 60
TONES: Mapping[str, Tone] = {
    ProblemState.OPEN: "danger",
    ProblemState.WORKED_ON: "progress",
    ProblemState.SOLVED: "success",
    ProblemState.LIVED_WITH: "muted",
}
FACETS: Mapping[str, FacetOf[Problem]] = {
    "tilstand": FacetOf(_("Tilstand"), lambda one: [(one.state, one.get_state_display())], ProblemState.values),
    "aarsag": FacetOf(_("Årsag"), lambda one: [(one.cause, one.get_cause_display())], Cause.values),
    "alvor": FacetOf(_("Hvor slemt"), lambda one: [(one.severity, one.get_severity_display())], Severity.values),
    "projekt": FacetOf(_("Projekt"), lambda one: [(str(one.project.public_id), one.project.title)]),
}
PROBLEMS: Table[Problem] = Table(
    "problemer",
    _("Problemer"),
    (
        Column("id", _("Id"), lambda one: str(one.public_id)),
        Column("title", _("Hvad er galt"), lambda one: one.title),
        Column("project", _("Projekt"), lambda one: one.project.title),
        Column("state", _("Tilstand"), lambda one: one.get_state_display()),
        Column("severity", _("Hvor slemt"), lambda one: one.get_severity_display()),
        Column("cause", _("Årsag"), lambda one: one.get_cause_display()),
        Column("since", _("Siden"), lambda one: one.since, "date"),
        Column("until", _("Til"), lambda one: one.until, "date"),
        Column("spoils", _("Målinger, der ikke kan bruges"), lambda one: getattr(one, "spoiled", 0), "whole"),
        Column("description", _("Mere om det"), lambda one: one.description),
        Column("done_note", _("Hvad hjalp"), lambda one: one.done_note),
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The problems that fit, and the facets around them."""

    records: Sequence[Problem]
    total: int
    text: str
    facets: Mapping[str, Sequence[Counted]]
    chosen: Mapping[str, frozenset[str]]


def find_problems(actor: Actor, query: QueryDict) -> Found:
    """The problems of the actor's municipality that an address asks for: the open ones first. One query."""
    found = own_problems(actor)
    every = sorted(found, key=lambda one: (not one.is_open, -one.since.toordinal(), one.pk))
    text = asked_text(query)
    words = fold(text).split()
    texted = [one for one in every if all(word in one.search_text for word in words)]
    chosen = {name: frozenset(value[:LONGEST_VALUE] for value in query.getlist(name) if value) for name in FACETS}
    # A value that nobody has any more can still be taken off.
    kept = {name: replace(facet, absent=str) for name, facet in FACETS.items()}
    fits, counted = narrow(every, texted, chosen, kept)
    return Found(fits, len(every), text, counted, chosen)


def problem_status(problem: Problem) -> Status:
    """How far a problem is, as a tag."""
    return Status(problem.get_state_display(), TONES[problem.state])
