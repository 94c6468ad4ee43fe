"""The picture of a project's complexity: seven domains over time, each in words. There is no sum of them.

The domains are those of the NASSS framework (Greenhalgh et al., J Med Internet Res 2017;19(11):e367), in our own words.
"""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from tovholder.apps.decisions.choices import Complexity, Domain
from tovholder.apps.decisions.models import ComplexityRating
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Cell, Column, Status, TableView, Tone

TONES: Final[dict[str, Tone]] = {
    Complexity.SIMPLE: "success",
    Complexity.COMPLICATED: "warning",
    Complexity.COMPLEX: "danger",
}


def picture_of(ratings: Sequence[ComplexityRating]) -> TableView | None:
    """A row for each domain and a column for each rating, the oldest first; None while nobody has rated."""
    if not ratings:
        return None
    levels = [{one.domain: one for one in rating.domains.all()} for rating in ratings]
    heads = [f"{date_text(one.on)} ({one.get_status_at_display().lower()})" for one in ratings]
    rows = []
    for domain in Domain:
        cells: list[object] = [domain.label]
        for by_domain in levels:
            said = by_domain[domain.value]
            shown = Status(said.get_level_display(), TONES[said.level])
            cells.append(Cell(said.get_level_display(), status=shown))
        rows.append(cells)
    return TableView(
        caption=_("Hvor svært er det, område for område?"),
        columns=[Column(_("Område")), *(Column(head) for head in heads)],
        rows=rows,
        show_caption=True,
    )
