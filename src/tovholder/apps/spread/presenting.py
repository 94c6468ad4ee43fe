"""The spread in words: where most are lost, how much comes through each step, and how it goes against the goal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tovholder.apps.spread.models import Lost, SpreadCount, SpreadPlan
from tovholder.apps.spread.periods import period_text
from tovholder.apps.spread.selectors import Sum
from tovholder.engines.funnel.evaluate import evaluate
from tovholder.engines.funnel.model import Counts, Passed, Step
from tovholder.foundation.ui.formats import date_text, number_text, share_text
from tovholder.foundation.ui.values import Fact
from tovholder.kernel.share import Share

STEP_LABELS = {
    Step.ASSESSED: gettext_lazy("Vurderet"),
    Step.OFFERED: gettext_lazy("Har fået det tilbudt"),
    Step.STARTED: gettext_lazy("Er begyndt"),
    Step.KEPT: gettext_lazy("Bruger det nu"),
}
BASE_LABELS = {
    Step.ASSESSED: gettext_lazy("borgere i målgruppen"),
    Step.OFFERED: gettext_lazy("vurderede borgere"),
    Step.STARTED: gettext_lazy("borgere, der har fået det tilbudt"),
    Step.KEPT: gettext_lazy("borgere, der er begyndt"),
}


def stall_text(counts: Counts) -> str:
    """The biggest drop, named in words."""
    stall = evaluate(counts).stall
    if stall is None:
        return _("Ingen falder fra mellem trinnene.") if counts.target else _("Der er ingen i målgruppen endnu.")
    told = {"lost": number_text(stall.lost), "base": number_text(stall.base)}
    if stall.step is Step.ASSESSED:
        return _("Det går i stå ved vurderingen: %(lost)s af %(base)s i målgruppen er ikke vurderet.") % told
    if stall.step is Step.OFFERED:
        return _("Det går i stå ved tilbuddet: %(lost)s af %(base)s vurderede har ikke fået det tilbudt.") % told
    if stall.step is Step.STARTED:
        return _("Det går i stå efter tilbuddet: %(lost)s af %(base)s sagde nej eller er ikke begyndt.") % told
    return _("Det går i stå i brugen: %(lost)s af %(base)s, der begyndte, er stoppet.") % told


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the page shows it."""

    label: str
    share: str
    lost: str
    stalls: bool


def step_rows(counts: Counts) -> list[StepRow]:
    """The steps with the share that comes through, each with its base."""
    found = evaluate(counts)
    return [_row(passed, stalls=passed == found.stall) for passed in found.steps]


def _row(passed: Passed, *, stalls: bool) -> StepRow:
    share = share_text(Share(passed.count, passed.base, str(BASE_LABELS[passed.step])))
    return StepRow(str(STEP_LABELS[passed.step]), share, number_text(passed.lost), stalls)


def goal_text(plan: SpreadPlan, counts: Counts) -> str:
    """How far it is to the goal; empty without one."""
    if plan.goal is None:
        return ""
    said = _("%(now)s bruger det nu. Målet er %(goal)s borgere") % {
        "now": number_text(counts.in_use),
        "goal": number_text(plan.goal),
    }
    if plan.goal_on is not None:
        said = _("%(said)s senest %(day)s") % {"said": said, "day": date_text(plan.goal_on)}
    missing = plan.goal - counts.in_use
    if missing <= 0:
        return _("%(said)s. Det er nået.") % {"said": said}
    return _("%(said)s. Der mangler %(missing)s.") % {"said": said, "missing": number_text(missing)}


def base_text(plan: SpreadPlan, told: Sum) -> str:
    """What a sum stands on: how many units have counted, and for which periods."""
    said = _("%(k)s af %(n)s enheder har talt") % {"k": number_text(told.units), "n": number_text(told.of_units)}
    newest, oldest = period_text(told.newest, plan.every), period_text(told.oldest, plan.every)
    if told.newest == told.oldest:
        return _("%(said)s, %(period)s.") % {"said": said, "period": newest}
    return _("%(said)s. Den ældste tælling er fra %(oldest)s, den nyeste fra %(newest)s.") % {
        "said": said,
        "oldest": oldest,
        "newest": newest,
    }


def plan_facts(plan: SpreadPlan, *, seen_project: bool) -> list[Fact]:
    """What is known of a plan, line by line; the project where the reader sees it."""
    facts = [
        Fact(_("Teknologi"), plan.technology.label, plan.technology.get_absolute_url()),
        Fact(_("Enhederne tæller"), plan.get_every_display()),
        Fact(_("Fra og med"), plan.starts_on),
        Fact(_("Hvem ser summen"), plan.get_tier_display()),
    ]
    if plan.project is not None and seen_project:
        facts.insert(1, Fact(_("Projekt"), plan.project.title, plan.project.get_absolute_url()))
    if plan.ends_on is not None:
        facts.append(Fact(_("Til og med"), plan.ends_on))
    return facts


def reasons_text(counts: Iterable[SpreadCount]) -> list[tuple[str, list[str]]]:
    """The weightiest reasons that the units name, step by step, with how many units name each."""
    held: dict[str, Counter[str]] = {lost: Counter() for lost in Lost.values}
    words: dict[tuple[str, str], list[str]] = {}
    for count in counts:
        for one in count.reasons.all():
            held[one.lost][one.reason.label] += 1
            if one.words:
                words.setdefault((one.lost, one.reason.label), []).append(one.words)
    found = []
    for lost in Lost:
        lines = []
        for label, units in sorted(held[lost].items(), key=lambda item: (-item[1], item[0])):
            said = ngettext("%(reason)s: %(n)s enhed", "%(reason)s: %(n)s enheder", units) % {
                "reason": label,
                "n": number_text(units),
            }
            quoted = " ".join(f"”{text}”" for text in words.get((lost, label), ()))
            lines.append(f"{said}. {quoted}".strip())
        if lines:
            found.append((str(lost.label), lines))
    return found


def change_text(counts: Sequence[SpreadCount]) -> str:
    """How a unit's use changed since the count before, newest first; empty for a first count."""
    if len(counts) < 2:
        return ""
    gained = counts[0].in_use - counts[1].in_use
    if gained == 0:
        return _("Lige så mange som sidst.")
    if gained > 0:
        return _("%(n)s flere end sidst.") % {"n": number_text(gained)}
    return _("%(n)s færre end sidst.") % {"n": number_text(-gained)}
