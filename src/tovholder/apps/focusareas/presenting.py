"""How areas, seats and proposed questions are shown: states as tags, the facts beside, how far the projects are."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tovholder.apps.focusareas.models import AreaState, FocusArea, GroupMember, QuestionProposal, QuestionState
from tovholder.apps.projects.public import Status as ProjectStatus
from tovholder.foundation.charts.model import Part, StackedBar, StackedRow
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

AREA_TONES: dict[str, Tone] = {
    AreaState.PROPOSED: "info",
    AreaState.QUALIFIED: "progress",
    AreaState.APPROVED: "success",
    AreaState.DECLINED: "muted",
}
QUESTION_TONES: dict[str, Tone] = {
    QuestionState.PROPOSED: "info",
    QuestionState.DISCUSSED: "progress",
    QuestionState.TAKEN: "success",
    QuestionState.DECLINED: "muted",
}
TOGETHER = (
    ((ProjectStatus.IN_OPERATION,), gettext_lazy("I drift"), False),
    ((ProjectStatus.IMPLEMENTING,), gettext_lazy("Under implementering"), False),
    ((ProjectStatus.IDEA, ProjectStatus.PILOT, ProjectStatus.DECISION), gettext_lazy("På vej"), False),
    ((ProjectStatus.PAUSED, ProjectStatus.STOPPED, ProjectStatus.ENDED), gettext_lazy("På pause eller slut"), True),
)


def area_status(area: FocusArea) -> Status:
    """How far the area is."""
    return Status(area.get_state_display(), AREA_TONES[area.state])


def question_status(proposal: QuestionProposal) -> Status:
    """What came of the question."""
    return Status(proposal.get_state_display(), QUESTION_TONES[proposal.state])


def proposer_text(record: FocusArea | QuestionProposal) -> str:
    """Who proposed it: a municipality, the national editors, or nobody whom the source names."""
    if record.municipality is not None:
        return record.municipality.name
    if isinstance(record, FocusArea) and record.packaged:
        return _("Står ikke i kilden")
    return _("Den nationale redaktion")


def area_facts(area: FocusArea) -> list[Fact]:
    """What is known of an area, line by line."""
    facts = [Fact(_("År"), str(area.year)), Fact(_("Foreslået af"), proposer_text(area))]
    if area.proposed_on is not None:
        facts.append(Fact(_("Foreslået den"), area.proposed_on))
    if area.publication is not None:
        facts.append(Fact(_("Kilde"), str(area.publication), area.publication.get_absolute_url()))
        facts.append(Fact(_("Sted i kilden"), area.place))
        facts.append(Fact(_("Godkendt den"), _("Står ikke i kilden")))
    return facts


def question_facts(proposal: QuestionProposal) -> list[Fact]:
    """What is known of a proposed question, line by line."""
    return [
        Fact(_("Dataindsamling"), str(proposal.year)),
        Fact(_("Afsnit"), proposal.section or _("Ikke valgt")),
        Fact(_("Begreb"), proposal.concept or _("Ikke valgt")),
        Fact(_("Foreslået af"), proposer_text(proposal)),
        Fact(_("Foreslået den"), proposal.proposed_on),
    ]


def projects_text(counts: Mapping[str, int]) -> str:
    """How many projects on the Landkort there are, and how many of them are in operation."""
    total, running = sum(counts.values()), counts[ProjectStatus.IN_OPERATION]
    if not total:
        return _("Ingen projekter på Landkortet endnu")
    return ngettext(
        "Ét projekt på Landkortet, %(running)s i drift",
        "%(total)s projekter på Landkortet, %(running)s i drift",
        total,
    ) % {"total": total, "running": running}


def projects_chart(counts: Mapping[str, int]) -> StackedBar | None:
    """How far the projects of an area are, in four groups; nothing without projects."""
    total = sum(counts.values())
    if not total:
        return None
    return StackedBar(
        title=_("Hvor langt er projekterne?"),
        description=projects_text(counts) + ".",
        unit=_("Projekter"),
        label_title=_("Status"),
        parts=[Part(str(label), muted=muted) for _group, label, muted in TOGETHER],
        rows=[StackedRow("", [sum(counts[status] for status in group) for group, _label, _muted in TOGETHER])],
        n=total,
        base=_("projekter"),
    )


def support_text(spoken: tuple[int, int]) -> str:
    """How many municipalities of the group support an area, of those that said something."""
    with_it, every = spoken
    if not every:
        return _("Kommunegruppen har ikke sagt noget endnu")
    return ngettext(
        "%(with_it)s af %(every)s kommune, der har sagt noget, støtter det",
        "%(with_it)s af %(every)s kommuner, der har sagt noget, støtter det",
        every,
    ) % {"with_it": with_it, "every": every}


def seat_text(seat: GroupMember, *, inside: bool) -> str:
    """The role of a seat; who holds it is told to those who work in a municipality."""
    named = seat.user.name if inside and seat.user is not None else ""
    return " · ".join(part for part in (seat.seat, named) if part)


def seat_ended(seat: GroupMember) -> bool:
    """Whether nobody holds the seat any more."""
    return seat.ends_on is not None and seat.ends_on < clock.today()
