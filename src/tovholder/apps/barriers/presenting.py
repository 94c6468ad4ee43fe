"""How barriers are shown: states and severities as tags, the facts beside, the source of an entry."""

from django.utils.translation import gettext as _

from tovholder.apps.barriers.models import Helped, Measure, ProjectBarrier, Severity, State
from tovholder.apps.barriers.register import Barrier
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

STATE_TONES: dict[str, Tone] = {
    State.OPEN: "warning",
    State.MITIGATED: "progress",
    State.ACCEPTED: "neutral",
    State.GONE: "success",
}
SEVERITY_TONES: dict[str, Tone] = {
    Severity.NUISANCE: "muted",
    Severity.DELAY: "warning",
    Severity.STOP: "danger",
}
HELPED_TONES: dict[str, Tone] = {
    Helped.YES: "success",
    Helped.PARTLY: "info",
    Helped.NO: "warning",
    Helped.EARLY: "neutral",
}


def state_status(one: ProjectBarrier) -> Status:
    """How far the work with it is."""
    return Status(one.get_state_display(), STATE_TONES[one.state])


def severity_status(one: ProjectBarrier) -> Status:
    """How much it stands in the way."""
    return Status(one.get_severity_display(), SEVERITY_TONES[one.severity])


def helped_status(one: Measure) -> Status:
    """What came of a measure."""
    return Status(one.get_helped_display(), HELPED_TONES[one.helped])


def owner_text(one: ProjectBarrier) -> str:
    """Who answers for it."""
    return one.owner.name if one.owner is not None else _("Uden ansvarlig")


def place_text(one: ProjectBarrier) -> str:
    """Whose it is: a unit's, or the whole municipality's."""
    return one.unit.name if one.unit is not None else _("Hele kommunen")


def barrier_facts(one: ProjectBarrier, *, inside: bool) -> list[Fact]:
    """What is known of a barrier of a project, line by line; whom to ask is told inside its municipality."""
    facts = [
        Fact(_("Projekt"), one.project.title, one.project.get_absolute_url()),
        Fact(_("Kommune"), one.municipality.name),
        Fact(_("Teknologi"), one.project.technology.label, one.project.technology.get_absolute_url()),
        Fact(_("Tema"), one.shown_theme.label),
        Fact(_("Opdaget"), one.found_on),
    ]
    if not inside:
        return facts
    facts += [
        Fact(_("Hos"), place_text(one)),
        Fact(_("Ansvarlig"), owner_text(one)),
        Fact(_("Se på den igen"), one.look_on or _("Ikke aftalt")),
        Fact(_("Synlighed"), one.get_tier_display()),
    ]
    return facts


def source_text(entry: Barrier) -> str:
    """Publisher, year and the place in it."""
    if entry.publication is None:
        return ""
    return f"{entry.publication.told}. {entry.place}".rstrip(". ") + "."


def entry_facts(entry: Barrier) -> list[Fact]:
    """What is known of an entry of the register, line by line."""
    facts = []
    if entry.slot is not None:
        number = entry.number if entry.number is not None else _("Ikke kendt")
        facts.append(Fact(_("En af rapportens 22"), _("Plads %(slot)d i registret") % {"slot": entry.slot}))
        facts.append(Fact(_("Nummer i rapporten"), number))
    if entry.theme is not None:
        said = entry.theme.label if entry.theme_by_source else _("%(theme)s (valgt af os)") % {"theme": entry.theme}
        facts.append(Fact(_("Tema"), said))
    if entry.nature:
        facts.append(Fact(_("Slags, vores inddeling"), entry.get_nature_display()))
    if entry.publication is not None:
        facts.append(Fact(_("Kilde"), str(entry.publication), entry.publication.get_absolute_url()))
    if entry.place:
        facts.append(Fact(_("Sted i kilden"), entry.place))
    if entry.valid_from is not None:
        facts.append(Fact(_("Gælder fra"), entry.valid_from))
    if entry.valid_to is not None:
        facts.append(Fact(_("Gælder til og med"), entry.valid_to))
    return facts


def has_ended(entry: Barrier) -> bool:
    """Whether the entry can no longer be chosen."""
    return entry.valid_to is not None and entry.valid_to < clock.today()
