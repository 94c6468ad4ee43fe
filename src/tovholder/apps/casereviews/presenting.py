"""How reviews are shown: states, help in words, what is missing, and the summary in plain Danish."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from tovholder.apps.casereviews.counting import Effort, Total
from tovholder.apps.casereviews.models import CaseRow, Review, ReviewState
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

TONES: dict[str, Tone] = {
    ReviewState.PLANNED: "info",
    ReviewState.RUNNING: "progress",
    ReviewState.CLOSED: "success",
}
OUTCOME_TONES: dict[str, Tone] = {
    "aid_and_training": "success",
    "self": "success",
    "trial": "progress",
    "still_two": "info",
    "declines": "neutral",
    "unchanged": "neutral",
}


def told(*facts: Fact) -> list[Fact]:
    """Those of the facts that are known: what nobody has said yet is not listed."""
    return [fact for fact in facts if fact.value]


def review_status(review: Review) -> Status:
    """The review's state."""
    return Status(review.get_state_display(), TONES[review.state])


def amount(value: Decimal) -> str:
    """A number with a comma, without one where it is whole."""
    return number_text(int(value)) if value == value.to_integral_value() else number_text(float(value))


def effort_text(effort: Effort | None) -> str:
    """The help in words: "12 min. × 21 besøg × 2"; empty when it was not measured."""
    if effort is None:
        return ""
    words = {"minutes": amount(effort.minutes), "visits": amount(effort.visits), "staff": effort.staff}
    return _("%(minutes)s min. × %(visits)s besøg × %(staff)d") % words


def row_status(row: CaseRow) -> Status:
    """What the assessment came to, or what comes next."""
    if row.outcome is not None:
        return Status(row.outcome.label, OUTCOME_TONES.get(row.outcome.code, "neutral"))
    if row.baseline_on is None:
        return Status(_("Mangler udgangspunkt"), "warning")
    return Status(_("Mangler vurdering"), "warning")


def row_mark(row: CaseRow) -> tuple[str, Tone] | None:
    """Whether it was measured again, or is late."""
    if row.remeasured_on is not None:
        return _("Målt igen"), "success"
    if row.lacks_measure_on(clock.today()):
        return _("Mål igen nu"), "danger"
    return None


def next_step(row: CaseRow) -> str:
    """The address name of what is to be done with a citizen next; empty when nothing is."""
    if row.baseline_on is None:
        return "before"
    if row.outcome is None:
        return "assess"
    if row.changes_nothing or row.remeasured_on is not None:
        return ""
    return "equip" if row.aid_on is None and row.outcome_code != "self" else "after"


FILTERS: Mapping[str, tuple[StrPromise, Callable[[CaseRow], bool]]] = {
    "": (gettext_lazy("Alle"), lambda row: True),
    "udgangspunkt": (gettext_lazy("Mangler udgangspunkt"), lambda row: row.baseline_on is None),
    "vurdering": (gettext_lazy("Mangler vurdering"), lambda row: row.lacks_assessment),
    "maaling": (gettext_lazy("Mangler ny måling"), lambda row: row.measure_on is not None),
    "stadig-to": (gettext_lazy("Behøver stadig to"), lambda row: row.outcome_code == "still_two"),
}


def filtered(rows: Sequence[CaseRow], chosen: str) -> list[CaseRow]:
    """The rows of a filter of the worklist; all of them for one that is not there."""
    _label, fits = FILTERS.get(chosen, FILTERS[""])
    return [row for row in rows if fits(row)]


def hours(value: Decimal) -> str:
    """Hours a week, to a tenth."""
    return amount(value.quantize(Decimal("0.1")))


def sentences(total: Total) -> list[str]:
    """The sum in plain Danish: always with how many it rests on, and small bases said to be small."""
    said = [_assessed(total), _freed(total)]
    if total.still_two:
        said.append(
            ngettext(
                "%(n)d behøver stadig to. Det er et svar, ikke en fejl.",
                "%(n)d behøver stadig to. Det er et svar, ikke en fejl.",
                total.still_two,
            )
            % {"n": total.still_two}
        )
    if total.measured and total.is_small:
        said.append(_("Tallet bygger på færre end fem borgere. Brug det i enheden, og giv det ikke videre."))
    return said


def _assessed(total: Total) -> str:
    words = {"k": total.assessed, "n": total.citizens}
    return _("%(k)d af %(n)d borgere er vurderet.") % words


def _freed(total: Total) -> str:
    if not total.measured:
        return _("Ingen er målt både før og efter endnu.")
    words = {
        "before": hours(total.before),
        "after": hours(total.after),
        "freed": hours(abs(total.freed)),
        "k": total.measured,
        "n": total.citizens,
    }
    if total.freed < 0:
        return _("%(freed)s timer mere om ugen: fra %(before)s til %(after)s, målt hos %(k)d af %(n)d borgere.") % words
    return (
        _("%(freed)s timer om ugen er frigjort: fra %(before)s til %(after)s, målt hos %(k)d af %(n)d borgere.") % words
    )


def review_facts(review: Review) -> list[Fact]:
    """The facts beside a review."""
    handed = review.handed_to
    return told(
        Fact(_("Enhed"), review.unit.name),
        Fact(_("Ansvarlig"), review.owner.name if review.owner else ""),
        Fact(_("Begyndt"), review.started_on),
        Fact(_("Måles igen"), _("%(n)d uger efter, at hjælpemidlet er i brug") % {"n": review.weeks}),
        Fact(_("Afsluttet"), review.closed_on),
        Fact(_("Givet videre til"), handed.title if handed else ""),
        Fact(_("Givet videre"), review.handed_on),
    )


def row_facts(row: CaseRow) -> list[Fact]:
    """What is written down of one citizen."""
    return told(
        Fact(_("Hjælpen før"), effort_text(row.before)),
        Fact(_("Målt før"), row.baseline_on),
        Fact(_("Hvem vurderer"), row.assessor.name if row.assessor else ""),
        Fact(_("Vurderes senest"), row.assess_by),
        Fact(_("Det kom I frem til"), row.outcome.label if row.outcome else ""),
        Fact(_("Hvorfor"), row.outcome_note),
        Fact(_("Vurderet"), row.assessed_on),
        Fact(_("Hjælpemiddel"), row.technology.label if row.technology else ""),
        Fact(_("Produkt"), row.product.name if row.product else ""),
        Fact(_("Taget i brug"), row.aid_on),
        Fact(_("Oplæring"), _("Medarbejderne er oplært") if row.trained else ""),
        Fact(_("Mål igen"), row.measure_on),
        Fact(_("Hjælpen nu"), effort_text(row.after)),
        Fact(_("Målt igen"), row.remeasured_on),
    )
