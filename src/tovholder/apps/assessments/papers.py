"""What an assessment found, on paper for the citizen to take home: easy to read, in large print, with no name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.assessments.models import Agreement, Assessment, Conclusion
from tovholder.apps.assessments.presenting import Overview, ShownNeed
from tovholder.foundation.reports.public import Paper, Report
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock

CONCLUSIONS = {
    Conclusion.NONE: gettext_lazy("Vi vil ikke bruge ny teknik lige nu."),
    Conclusion.EXISTING: gettext_lazy("Vi vil bruge det, du har, på en ny måde."),
    Conclusion.LOOK: gettext_lazy("Vi vil se på noget nyt sammen."),
}
CAN = ("strengths", "interests", "interests_words")
HOPE = ("hopes", "hopes_sign", "hopes_first")


@dataclass(frozen=True, slots=True)
class Part:
    """A short heading and what belongs under it: lines, each on its own."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingsOnPaper:
    """The paper: its parts, and what to know about it."""

    paper: Paper
    parts: tuple[Part, ...]
    note: str


def findings_on_paper(assessment: Assessment, found: Overview, agreements: Sequence[Agreement]) -> FindingsOnPaper:
    """What was found and agreed, said to the citizen. Without unit and municipality: a paper may lie about."""
    parts = (
        Part(_("Det vil du gerne have hjælp til"), _said(assessment.own_words, found.support)),
        *(_need(number, need) for number, need in enumerate(found.needs, start=1)),
        Part(_("Det kan du, og det kan du lide"), _said(*(found.answer(concept) for concept in CAN))),
        Part(_("Det vil du ikke have"), _said(*found.limits, found.limits_words)),
        Part(_("Det håber du på"), _said(*(found.answer(concept) for concept in HOPE))),
        Part(_("Det er vi enige om"), _said(_conclusion(assessment), assessment.conclusion_note)),
        Part(_("Det skal vi gøre"), tuple(_agreement(one) for one in agreements if one.done_on is None)),
        Part(_("Vi taler sammen igen"), _again(assessment)),
    )
    return FindingsOnPaper(
        paper=Paper(
            title=_("Det her fandt vi ud af"),
            lead=_("Papiret er dit. Du må vise det til dem, du vil."),
            place=assessment.citizen.alias,
            as_of=assessment.closed_on or assessment.talked_through_on or clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        parts=tuple(part for part in parts if part.lines),
        note=_("Er der noget, der ikke er rigtigt? Sig det til en af dem, du talte med. Så retter vi det."),
    )


def _said(*lines: str) -> tuple[str, ...]:
    """The lines that say something, each once."""
    return tuple(dict.fromkeys(line for line in lines if line))


def _need(number: int, need: ShownNeed) -> Part:
    return Part(f"{number}. {need.title}", _said(need.now, need.words) or (_("Det vil du gerne have hjælp til."),))


def _conclusion(assessment: Assessment) -> str:
    return str(CONCLUSIONS[Conclusion(assessment.conclusion)]) if assessment.conclusion else ""


def _agreement(agreement: Agreement) -> str:
    return _("%(text)s\nHvem: %(who)s\nSenest: %(day)s") % {
        "text": _sentence(agreement.text),
        "who": agreement.who,
        "day": date_text(agreement.due_on),
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _again(assessment: Assessment) -> tuple[str, ...]:
    return (date_text(assessment.repeat_on),) if assessment.repeat_on is not None else ()


FINDINGS_REPORT = Report(
    key="assessments.findings",
    title=gettext_lazy("Det her fandt vi ud af"),
    load=findings_on_paper,
    template=Path(__file__).with_name("findings.typ"),
)
