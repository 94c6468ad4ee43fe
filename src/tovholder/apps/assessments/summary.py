"""A text to carry into the citizen's own action plan (serviceloven § 141): plain lines that a system can take.

The plan itself lives in the municipality's case system, where the citizen has a name. Here there is none.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from tovholder.apps.assessments.models import Agreement, Assessment
from tovholder.apps.assessments.presenting import Overview, ShownNeed
from tovholder.foundation.ui.formats import date_text


def plan_text(assessment: Assessment, found: Overview, agreements: Sequence[Agreement]) -> str:
    """The assessment in the order of an action plan: purpose, needs, effort, agreements, follow-up."""
    parts = [
        (_("Formål"), [assessment.purpose]),
        (_("Sådan har borgeren medvirket"), [_participation(assessment)]),
        (_("Borgerens egne ord"), [assessment.own_words or found.support]),
        (_("Behov, de vigtigste først"), [_need(need) for need in found.needs]),
        (_("Borgeren ønsker ikke"), [*found.limits, found.limits_words]),
        (_("Det håber borgeren på"), [found.answer("hopes"), found.answer("hopes_sign")]),
        (_("Det blev vi enige om"), [_conclusion(assessment), assessment.conclusion_note]),
        (_("Aftaler"), [_agreement(one) for one in agreements]),
        (_("Opfølgning"), [_follow_up(assessment)]),
    ]
    return "\n\n".join(f"{heading}\n{_lines(lines)}" for heading, lines in parts if any(lines))


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines if line)


def _participation(assessment: Assessment) -> str:
    return f"{assessment.get_participation_display()}. {assessment.participation_note}"


def _need(need: ShownNeed) -> str:
    told = [need.title, need.now, need.words]
    return ": ".join(part for part in told if part)


def _conclusion(assessment: Assessment) -> str:
    return str(assessment.get_conclusion_display()) if assessment.conclusion else ""


def _agreement(agreement: Agreement) -> str:
    done = _("gjort %(day)s") % {"day": date_text(agreement.done_on)} if agreement.done_on is not None else ""
    due = _("senest %(day)s") % {"day": date_text(agreement.due_on)}
    return f"{agreement.text} ({agreement.who}, {done or due})"


def _follow_up(assessment: Assessment) -> str:
    if assessment.repeat_on is None:
        return ""
    return _("Vi taler om det igen %(day)s.") % {"day": date_text(assessment.repeat_on)}
