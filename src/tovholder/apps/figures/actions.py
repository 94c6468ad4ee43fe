"""What the national editors do with published figures."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.figures.models import FigureState, PublishedFigure
from tovholder.apps.figures.units import is_value_of, printed_share
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.engines.figures import check_rounding
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFacts:
    """What is known of a figure, as the form gives it."""

    statement_da: str
    value: str
    unit: str
    topic: str
    publication: Publication
    technology: Technology | None = None
    statement_en: str = ""
    numerator: int | None = None
    denominator: int | None = None
    base_da: str = ""
    base_en: str = ""
    n: int | None = None
    own: bool = False
    place: str = ""
    check_da: str = ""
    check_en: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in FigureFacts.__dataclass_fields__}


def _check(facts: FigureFacts) -> None:
    """Raises ``ValidationError`` for a value of another unit, a share without a base in words, or ours that misfits."""
    if not is_value_of(facts.value, facts.unit):
        raise ValidationError(
            {"value": _("Værdien passer ikke til enheden. Skriv et helt tal uden punktum, eller vælg en anden enhed.")}
        )
    if facts.unit.startswith(("pct", "fraction")) and not facts.base_da:
        raise ValidationError(
            {"base_da": _("En andel skal sige, hvad den er en andel af. Skriv “ikke oplyst”, hvis kilden tier.")}
        )
    if facts.own and facts.unit == "pct":
        _check_own(facts)


def _check_own(facts: FigureFacts) -> None:
    """Raises ``ValidationError`` for a share of our own that its counts do not give: it is not published.

    A quoted one may be wrong in print; it is shown with what may be the matter.
    """
    numerator, denominator = facts.numerator, facts.denominator
    if numerator is None or not denominator:
        raise ValidationError({"numerator": _("Vores egne andele skal have tæller og nævner.")})
    share = printed_share(facts.value)
    if share > 100 or numerator not in check_rounding(share, denominator).counts:
        raise ValidationError(
            {
                "value": _("%(numerator)s ud af %(denominator)s afrundes ikke til %(value)s pct. Ret tallet.")
                % {
                    "numerator": number_text(numerator),
                    "denominator": number_text(denominator),
                    "value": facts.value,
                }
            }
        )


@action("figures.add_figure")
def add_figure(*, by: Actor, facts: FigureFacts) -> PublishedFigure:
    """A new figure, with an address of its own id, so that it never changes. Raises ``ValidationError`` by field."""
    _check(facts)
    figure = PublishedFigure(**facts.fields())
    figure.key = f"tal-{figure.public_id.hex[-12:]}"
    return created(figure)


@action("figures.change_figure")
def change_figure(
    *, by: Actor, figure: PublishedFigure, facts: FigureFacts, expected_version: int | None = None
) -> PublishedFigure:
    """Change a figure. Raises ``ValidationError`` by field, and ``ConflictError`` when somebody else was first."""
    _check(facts)
    return change(figure, expected_version=expected_version, **facts.fields())


@action("figures.withdraw_figure")
def withdraw_figure(
    *, by: Actor, figure: PublishedFigure, reason: str, expected_version: int | None = None
) -> PublishedFigure:
    """Take a figure back. Its page stays and tells why.

    Raises ``ValidationError`` without a reason, and ``ConflictError``.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor tallet trækkes tilbage. Andre kan have citeret det.")})
    return change(
        figure, expected_version=expected_version, state=FigureState.WITHDRAWN, withdrawn_reason=reason.strip()
    )


@action("figures.restore_figure")
def restore_figure(*, by: Actor, figure: PublishedFigure) -> PublishedFigure:
    """Show a withdrawn figure again."""
    return change(figure, state=FigureState.SHOWN, withdrawn_reason="")
