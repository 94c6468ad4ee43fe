"""What municipalities measured of a technology: ranges over them with n and grade, never a national figure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.apps.benefits.choices import BottomLine, Outcome
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.selectors import whole_benefits
from tovholder.apps.figures.public import PublishedFigure, figures_of_technology
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.actor import Actor

HUNDRED = Decimal(100)
PLACES_SHOWN = 6
FIGURES_SHOWN = 4
ONE = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """What one municipality measured: the benefit with its context, and its change in per cent of the start."""

    benefit: Benefit
    change: Decimal

    @property
    def change_text(self) -> str:
        """The change with its sign."""
        return percent(self.change)


@dataclass(frozen=True, slots=True)
class Range:
    """One sort of benefit in one measure, over municipalities: each municipality counts once, by its median."""

    bottom_line: BottomLine
    is_negative: bool
    label: str
    measured_in: str
    lowest: Decimal
    middle: Decimal
    highest: Decimal
    municipalities: int
    grades: Mapping[str, int]
    places: Sequence[Measured]

    @property
    def text(self) -> str:
        """The range in words; a single municipality is told as what it is."""
        if self.municipalities == ONE:
            return _("%(change)s i én kommune") % {"change": percent(self.middle)}
        return _("%(low)s til %(high)s, midterste %(middle)s") % {
            "low": percent(self.lowest),
            "high": percent(self.highest),
            "middle": percent(self.middle),
        }

    @property
    def n_text(self) -> str:
        """How many municipalities it stands on."""
        return ngettext("n = %(n)s kommune", "n = %(n)s kommuner", self.municipalities) % {"n": self.municipalities}

    @property
    def grade_text(self) -> str:
        """How well it is documented: "A: 1, C: 3"."""
        return ", ".join(f"{grade}: {count}" for grade, count in sorted(self.grades.items()))

    @property
    def more(self) -> int:
        """How many municipalities' benefits are not shown one by one."""
        return max(len(self.places) - PLACES_SHOWN, 0)

    @property
    def first_places(self) -> Sequence[Measured]:
        """Those that are shown with their context."""
        return self.places[:PLACES_SHOWN]


def percent(change: Decimal) -> str:
    """A change in whole per cent with its sign: "+12 pct.", "−8 pct."."""
    rounded = change.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return _("%(number)s pct.") % {"number": f"{sign}{number_text(abs(rounded))}"}


def relative_change(benefit: Benefit) -> Decimal | None:
    """The change in per cent of the starting point; None where it cannot be told."""
    if not benefit.baseline or benefit.realised is None or not benefit.measured:
        return None
    return (benefit.realised - benefit.baseline) * HUNDRED / abs(benefit.baseline)


def ranges(benefits: Sequence[Benefit]) -> list[Range]:
    """Ranges by bottom line, sort and measure: one place is never scaled to another, and lines are never mixed."""
    groups: dict[tuple[str, bool, str, str], list[Measured]] = defaultdict(list)
    for benefit in benefits:
        change = relative_change(benefit)
        if change is None or benefit.is_means:
            continue
        label = benefit.kind.label if benefit.kind is not None else _("Uden slags")
        key = (benefit.bottom_line, benefit.is_negative, label, str(benefit.measured_in))
        groups[key].append(Measured(benefit, change))
    order = list(BottomLine.values)
    return [_range(key, groups[key]) for key in sorted(groups, key=lambda key: (order.index(key[0]), *key[1:]))]


def _range(key: tuple[str, bool, str, str], measured: list[Measured]) -> Range:
    by_place: dict[int, list[Decimal]] = defaultdict(list)
    for one in measured:
        by_place[one.benefit.municipality_id].append(one.change)
    values = [median(changes) for changes in by_place.values()]
    return Range(
        bottom_line=BottomLine(key[0]),
        is_negative=key[1],
        label=key[2],
        measured_in=key[3],
        lowest=min(values),
        middle=median(values),
        highest=max(values),
        municipalities=len(values),
        grades=Counter(one.benefit.shown_grade or "–" for one in measured),
        places=sorted(measured, key=lambda one: (one.benefit.municipality.sort_key, one.benefit.sort_key)),
    )


def technology_panel(technology: Technology, actor: Actor) -> Mapping[str, Any] | None:
    """What the benefits that the reader may see changed, and what others published, apart. Three queries."""
    benefits = list(whole_benefits().visible_to(actor).filter(project__technology=technology))
    if not benefits:
        return None
    outcomes = Counter(benefit.outcome for benefit in benefits if not benefit.is_means)
    return {
        "technology": technology,
        "ranges": ranges(benefits),
        "benefits": sum(outcomes.values()),
        "too_early": outcomes[Outcome.TOO_EARLY],
        "undocumented": outcomes[Outcome.UNDOCUMENTED],
        "waiting": outcomes[Outcome.WAITING],
        "figures": [(one, _n_text(one)) for one in figures_of_technology(technology)[:FIGURES_SHOWN]],
    }


def _n_text(figure: PublishedFigure) -> str:
    return f"n = {number_text(figure.n)}" if figure.n is not None else _("n er ikke oplyst")
