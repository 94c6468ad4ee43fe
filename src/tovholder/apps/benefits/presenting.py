"""How benefits are shown: states, numbers, places, and the facts beside."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tovholder.apps.benefits.choices import Realisation, State
from tovholder.apps.benefits.models import Benefit
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.formats import date_text, number_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

TONES: dict[str, Tone] = {
    State.IDENTIFIED: "neutral",
    State.PROFILED: "info",
    State.BASELINED: "info",
    State.IN_REALISATION: "progress",
    State.REALISED: "success",
    State.PARTLY: "info",
    State.NOT_REALISED: "warning",
    State.TOO_EARLY: "neutral",
    State.UNDOCUMENTED: "muted",
}


def benefit_status(benefit: Benefit) -> Status:
    """How far a benefit is."""
    return Status(benefit.get_state_display(), TONES[benefit.state])


def is_late(benefit: Benefit) -> bool:
    """Whether it should have been measured by now."""
    return benefit.is_overdue_on(clock.today())


def is_to_be_judged(benefit: Benefit) -> bool:
    """Whether the day for its target has come without anybody saying how it went."""
    return benefit.is_open and benefit.target_on is not None and benefit.target_on <= clock.today()


def waits_for_signature(benefit: Benefit) -> bool:
    """Whether it is to lower a budget and no economist has signed it. A drawback lowers none."""
    return benefit.realisation == Realisation.REDUCES and not benefit.is_negative and benefit.signed_at is None


def owner_text(benefit: Benefit) -> str:
    """Who answers for it, in the line."""
    return benefit.owner.name if benefit.owner is not None else _("Uden ansvarlig")


def place_text(benefit: Benefit) -> str:
    """Whose it is: a unit's, or the whole municipality's."""
    return benefit.unit.name if benefit.unit is not None else _("Hele kommunen")


def amount(value: Decimal | None, measured_in: Code | None) -> str:
    """A value with what it is measured in; empty for none."""
    if value is None:
        return ""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    shown = number_text(float(value), decimals=places) if places else number_text(int(value))
    return f"{shown} {measured_in.label}" if measured_in is not None else shown


def way_text(benefit: Benefit) -> str:
    """From what to what, as far as it is known."""
    ends = [amount(value, benefit.measured_in) for value in (benefit.baseline, benefit.target)]
    if all(ends):
        return _("fra %(baseline)s til %(target)s") % {"baseline": ends[0], "target": ends[1]}
    if ends[0]:
        return _("fra %(baseline)s") % {"baseline": ends[0]}
    return _("til %(target)s") % {"target": ends[1]} if ends[1] else ""


def baseline_text(benefit: Benefit) -> str:
    """The starting point with its period and source."""
    if benefit.baseline is None:
        return ""
    said = _("%(value)s, målt %(first)s til %(last)s") % {
        "value": amount(benefit.baseline, benefit.measured_in),
        "first": date_text(benefit.baseline_from, "short"),
        "last": date_text(benefit.baseline_to, "short"),
    }
    return f"{said} ({benefit.baseline_source})" if benefit.baseline_source else said


def budget_text(benefit: Benefit) -> str:
    """How it comes into the budget, and whether that is signed."""
    if not benefit.realisation:
        return ""
    if benefit.is_negative:
        costs = number_text(benefit.yearly_value or 0, 0)
        return _("En udgift på %(amount)s kr. om året. Den står ved siden af besparelserne.") % {"amount": costs}
    said = str(benefit.get_realisation_display())
    if benefit.yearly_value is not None:
        said += _(": %(amount)s kr. om året") % {"amount": number_text(benefit.yearly_value, 0)}
    if waits_for_signature(benefit):
        return said + _(". Venter på økonomens godkendelse og tæller ikke som besparelse endnu.")
    if benefit.signed_at is not None:
        who = {"name": benefit.signed_by_name, "day": date_text(benefit.signed_at)}
        return said + _(". Godkendt af %(name)s %(day)s.") % who
    return said + _(". Det er ikke en besparelse i budgettet.")


def marks(benefit: Benefit) -> list[tuple[str, Tone]]:
    """What to see at once besides the state."""
    found: list[tuple[str, Tone]] = []
    if benefit.is_negative:
        found.append((_("Ulempe"), "warning"))
    if benefit.is_means:
        found.append((_("Middel, tælles ikke med"), "muted"))
    if is_late(benefit):
        found.append((_("Skulle være målt"), "danger"))
    if is_to_be_judged(benefit):
        found.append((_("Skal vurderes"), "warning"))
    if waits_for_signature(benefit):
        found.append((_("Venter på økonomen"), "warning"))
    return found


def profile_facts(benefit: Benefit, *, inside: bool) -> list[Fact]:
    """What is known of a benefit, line by line; its next day and its tier are for its own municipality."""
    rows = [
        (_("For hvem"), benefit.get_bottom_line_display()),
        (_("Hvem får gevinsten"), benefit.beneficiary),
        (_("Slags"), benefit.kind),
        (_("Værdi"), benefit.value_kind),
        (_("Begynder"), benefit.starts_on),
        (_("Skal være nået"), benefit.target_on),
        (_("Hvor tit I måler"), benefit.get_cadence_display() if benefit.cadence else None),
        (_("Næste måling"), benefit.next_measurement_on if inside and benefit.is_open else None),
        (_("Dokumentation"), benefit.get_grade_display() if benefit.grade else None),
        (_("Synlighed"), benefit.get_tier_display() if inside else None),
    ]
    return [Fact(label, value) for label, value in rows if value is not None]


def context_facts(benefit: Benefit) -> list[Fact]:
    """Solution, target group and organisation: without them a number means nothing elsewhere."""
    rows = [
        (_("Løsningen"), benefit.solution_note),
        (_("Målgruppen"), benefit.group_note),
        (_("Organiseringen"), benefit.organisation_note),
    ]
    return [Fact(label, value) for label, value in rows if value]
