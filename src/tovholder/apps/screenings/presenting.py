"""What the pages show of a screening, in words and links."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.process.public import DigitalStage
from tovholder.apps.screenings.choices import MailState, State
from tovholder.apps.screenings.models import Participant, Screening, ScreeningFinding
from tovholder.apps.screenings.selectors import Contents, attendance_of
from tovholder.apps.screenings.staging import Staged
from tovholder.apps.screenings.wording import STAGE_REASONS, STAGES, finding_details, finding_text
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Fact, Link, Status, Tone
from tovholder.foundation.work.public import Finding, made_of, ways_on
from tovholder.kernel.actor import Actor

TONES: dict[str, Tone] = {State.PLANNED: "info", State.HELD: "progress", State.APPROVED: "success"}
STAGE_TONES: dict[DigitalStage, Tone] = {
    DigitalStage.EARLY: "warning",
    DigitalStage.UNDERWAY: "info",
    DigitalStage.ADVANCED: "success",
}
MAIL_TONES: dict[str, Tone] = {MailState.WAITING: "info", MailState.SENT: "success", MailState.REFUSED: "danger"}
MATURE = "marked=mature&marked=few"
"""The technology list, cut down to mature markets: where those who are early should begin (KL Råderum 2022)."""


def shown_state(screening: Screening) -> Status:
    """How far the screening is."""
    return Status(screening.get_state_display(), TONES[screening.state])


def shown_stage(staged: Staged) -> Status:
    """The digital stage."""
    return Status(STAGES[staged.stage], STAGE_TONES[staged.stage])


def stage_reasons(staged: Staged) -> list[str]:
    """Why the stage is what it is."""
    return [str(STAGE_REASONS[reason.code, reason.points]) for reason in staged.reasons]


def shown_mail(participant: Participant) -> Status | None:
    """What became of an invitation; nothing for who was not invited."""
    tone = MAIL_TONES.get(participant.mail)
    return Status(participant.get_mail_display(), tone) if tone is not None else None


def title_of(screening: Screening) -> str:
    """The screening as other pages name it."""
    return f"{screening.title}, {screening.unit.name}"


def facts_of(contents: Contents, actor: Actor) -> list[Fact]:
    """The facts at the side of the page."""
    screening, came = contents.screening, attendance_of(contents.participants)
    facts = [Fact(_("Enhed"), screening.unit.name), Fact(_("Planlagt"), date_text(screening.planned_on))]
    if screening.held_on is not None:
        facts.append(Fact(_("Holdt"), date_text(screening.held_on)))
    facts.append(
        Fact(
            _("Deltagere"),
            _("%(came)d af %(expected)d deltog") % {"came": came.came, "expected": came.expected}
            if screening.is_done
            else str(came.expected),
        )
    )
    if screening.approved_on is not None:
        said = _("%(day)s af %(name)s") % {"day": date_text(screening.approved_on), "name": screening.approved_by_name}
        facts.append(Fact(_("Godkendt"), said))
    if screening.reopened_why:
        facts.append(Fact(_("Genåbnet, fordi"), screening.reopened_why))
    if screening.round is not None:
        facts.append(Fact(_("Runde"), str(screening.round), screening.round.get_absolute_url()))
    facts.append(Fact(_("Ses af"), screening.get_tier_display()))
    return facts


def tabs(screening: Screening, current: str) -> list[Link]:
    """The parts of a screening: need first."""
    key = screening.public_id
    parts = (
        ("", _("Overblik"), reverse("screenings:screening", args=[key])),
        ("behov", _("Behov"), reverse("screenings:part", args=[key, "behov"])),
        ("spoergsmaal", _("Spørgsmål"), reverse("screenings:answers", args=[key])),
        ("udstyr", _("Udstyr"), reverse("screenings:part", args=[key, "udstyr"])),
        ("net", _("Net"), reverse("screenings:part", args=[key, "net"])),
        ("kompetencer", _("Kompetencer"), reverse("screenings:part", args=[key, "kompetencer"])),
        ("formaal", _("Formål"), reverse("screenings:part", args=[key, "formaal"])),
        ("deltagere", _("Deltagere"), reverse("screenings:part", args=[key, "deltagere"])),
        ("fund", _("Fund"), reverse("screenings:part", args=[key, "fund"])),
        ("sammenlign", _("Over tid"), reverse("screenings:compare", args=[key])),
    )
    return [Link(label, href, current=name == current) for name, label, href in parts]


def as_finding(finding: ScreeningFinding) -> Finding:
    """The finding as other rooms know it."""
    screening = finding.screening
    return Finding(
        id=finding.public_id,
        text=finding_text(finding),
        details=finding_details(finding),
        url=f"{reverse('screenings:part', args=[screening.public_id, 'fund'])}#fund-{finding.public_id}",
        source=title_of(screening),
        municipality_id=screening.municipality_id,
        unit_id=screening.unit_id,
    )


def shown_findings(screening: Screening, findings: Sequence[ScreeningFinding], actor: Actor) -> list[dict[str, object]]:
    """Findings with what can be made of them and what has come of them."""
    made = made_of(actor, [finding.public_id for finding in findings])
    rows: list[dict[str, object]] = []
    for finding in findings:
        finding.screening = screening
        told = as_finding(finding)
        rows.append(
            {
                "finding": finding,
                "text": told.text,
                "details": told.details,
                "ways": ways_on(told, actor) if finding.stands else [],
                "made": made.get(finding.public_id, []),
            }
        )
    return rows
