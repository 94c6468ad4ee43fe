"""Keeping findings in step with what a screening holds. Called by the actions of the room, inside their transaction."""

from tovholder.apps.screenings.asking import asked
from tovholder.apps.screenings.deriving import derived_findings
from tovholder.apps.screenings.models import Screening, ScreeningFinding
from tovholder.apps.screenings.selectors import contents
from tovholder.foundation.audit.action import change, created
from tovholder.kernel import clock


def refresh(screening: Screening) -> None:
    """Draw the findings of a held screening anew.

    A finding keeps its id as long as its rule finds the same thing; one that no longer holds says since when, and is
    there again when it does: what came of it may point at it for years.
    """
    if not screening.is_done:
        return
    given = asked(screening)
    wanted = {
        (one.rule, one.subject): one for one in derived_findings(contents(screening), given.answers, len(given.easy))
    }
    kept = {
        (old.rule, old.subject): old for old in ScreeningFinding.objects.filter(screening=screening).exclude(rule="")
    }
    for key, old in kept.items():
        derived = wanted.get(key)
        if derived is None:
            if old.lapsed_on is None:
                change(old, lapsed_on=clock.today())
        else:
            change(old, figures=dict(derived.figures), lapsed_on=None)
    for key, derived in wanted.items():
        if key not in kept:
            created(
                ScreeningFinding(
                    screening=screening, rule=derived.rule, subject=derived.subject, figures=dict(derived.figures)
                )
            )
