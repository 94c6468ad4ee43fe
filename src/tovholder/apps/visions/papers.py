"""A vision on paper."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.presenting import adopted_text, given_text, groups_text, texts_of, values_text
from tovholder.apps.visions.selectors import missing_of, published_statements
from tovholder.apps.visions.states import State
from tovholder.foundation.reports.public import Paper, PaperFact, Report
from tovholder.kernel import clock


@dataclass(frozen=True, slots=True)
class PaperText:
    """A part of the vision: a heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperStatement:
    """What somebody said in the hearing, and the answer."""

    heading: str
    when: str
    paragraphs: tuple[str, ...]
    reply: tuple[str, ...]
    change: str


@dataclass(frozen=True, slots=True)
class VisionOnPaper:
    """What is printed. ``warning`` says first what a reader must know: that it is a draft, or holds no longer."""

    paper: Paper
    warning: str
    facts: tuple[PaperFact, ...]
    texts: tuple[PaperText, ...]
    strategies_heading: str
    strategies: tuple[PaperFact, ...]
    statements_heading: str
    statements: tuple[PaperStatement, ...]
    reply_word: str
    missing_heading: str
    missing: tuple[PaperFact, ...]
    note: str


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def vision_on_paper(vision: Vision) -> VisionOnPaper:
    """A vision as everybody may read it: its text, what it leans on, and the statements that may be published."""
    facts = [PaperFact(_("Gælder for"), groups_text(vision))]
    if values_text(vision):
        facts.append(PaperFact(_("Skal skabe"), values_text(vision)))
    if vision.adopted_on is not None:
        facts.append(PaperFact(_("Vedtaget"), vision.adopted_on))
        facts.append(PaperFact(_("Vedtaget af"), adopted_text(vision)))
    if vision.case_reference:
        facts.append(PaperFact(_("Sagsnummer"), vision.case_reference))
    strategies = tuple(
        PaperFact(
            f"{row.get_level_display()}, {row.year}" if row.year else row.get_level_display(),
            ": ".join(part for part in (row.title, row.connection) if part),
        )
        for row in vision.strategies.all()
    )
    missing = tuple(
        PaperFact(
            row.body.label,
            f"{row.reason} {_('Lovkrav (ikke efterprøvet af jurist)')}: {row.law}" if row.law else row.reason,
        )
        for row in missing_of(vision)
    )
    return VisionOnPaper(
        paper=Paper(
            title=vision.title,
            lead=_("Vision for velfærdsteknologi"),
            place=vision.municipality.full_name,
            as_of=clock.today(),
            invented=settings.DEMO_MODE,
            language=get_language() or "da",
        ),
        warning=_warning(vision),
        facts=tuple(facts),
        texts=tuple(PaperText(text.heading, _paragraphs(text.body)) for text in texts_of(vision)),
        strategies_heading=_("Strategier, visionen bygger på"),
        strategies=strategies,
        statements_heading=_("Høringssvar"),
        statements=tuple(
            PaperStatement(
                heading=item.hearing.name,
                when=given_text(item),
                paragraphs=_paragraphs(item.text),
                reply=_paragraphs(item.reply),
                change=item.change_note,
            )
            for item in published_statements(vision)
        ),
        reply_word=_("Kommunens svar"),
        missing_heading=_("Vedtaget uden disse høringer"),
        missing=missing,
        note=_("Visionen bliver ført ud i livet gennem mål og handlingsplaner i kommunen og i enhederne."),
    )


def _warning(vision: Vision) -> str:
    if vision.state == State.WITHDRAWN:
        return _("Visionen er trukket tilbage og gælder ikke længere.")
    if vision.state == State.REVISED:
        return _("Visionen er afløst af en ny.")
    if vision.is_open:
        return _("Et udkast, der ikke er vedtaget.")
    return ""


VISION_REPORT = Report(
    key="visions.vision",
    title=gettext_lazy("Vision"),
    load=vision_on_paper,
    template=Path(__file__).with_name("vision.typ"),
)
