"""Sentences on what a survey found: every per cent in them is a rounding of the figure they are tied to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.results.models import Highlight, SurveyFigure
from tovholder.apps.results.selectors import figure_at
from tovholder.apps.surveys.public import Survey, SurveyState
from tovholder.engines.figures import RoundingCheck, check_rounding
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.ui.formats import number_text
from tovholder.kernel.actor import Actor

PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|pct\b|procent\b|per\s?cent\b|percent\b|\N{FULLWIDTH PERCENT SIGN})",
    re.IGNORECASE,
)
COUNT_OF = re.compile(r"(?<![\d.,])(\d{1,4})\s+(?:af|ud af|of|out of)\s+(?:de\s+|the\s+)?(\d{1,4})(?![\d,]|\.\d)")
LISTED = 4


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """A per cent as it stands in a text, what of n would round to it, and whether the figure is among that."""

    printed: Decimal
    check: RoundingCheck
    numerator: int

    @property
    def fits(self) -> bool:
        """Whether the per cent is a rounding of the figure."""
        return self.numerator in self.check.counts


def shares_in(text: str) -> Iterator[Decimal]:
    """The per cents that stand in ``text``."""
    for found in PERCENT.finditer(text):
        yield Decimal(found.group(1).replace(",", "."))


def printed_shares(text: str, figure: SurveyFigure) -> list[PrintedShare]:
    """Every per cent of ``text`` beside the figure. Raises ``ValidationError`` for one above 100."""
    share = figure.share
    if share is None:
        return []
    found = []
    for printed in shares_in(text):
        if printed > 100:
            raise ValidationError(_("%(printed)s pct. er ingen andel.") % {"printed": _shown(printed)})
        check = check_rounding(printed, share.base)
        found.append(PrintedShare(printed, check, share.count))
    return found


def checked(text: str, figure: SurveyFigure | None) -> None:
    """Raises ``ValidationError`` with the counts that would fit when ``text`` says something else than its figure."""
    if figure is None:
        raise ValidationError(_("Det tal findes ikke længere i undersøgelsen. Vælg et andet."))
    if figure.share is None or not figure.denominator:
        raise ValidationError(_("Tallet er holdt tilbage eller har ingen svar. Der kan ikke siges noget om det."))
    wrong = [_wrong(one) for one in printed_shares(text, figure) if not one.fits]
    wrong += [
        _("Der står %(k)s af %(n)s, men tallet er %(count)s af %(base)s.")
        % {"k": k, "n": n, "count": figure.numerator, "base": figure.denominator}
        for k, n in COUNT_OF.findall(text)
        if (int(k), int(n)) != (figure.numerator, figure.denominator)
    ]
    if wrong:
        raise ValidationError(wrong)


def _wrong(one: PrintedShare) -> str:
    counts = one.check.counts
    told = {
        "printed": _shown(one.printed),
        "numerator": number_text(one.numerator),
        "n": number_text(one.check.base),
        "counts": _(" eller ").join(number_text(count) for count in counts[:LISTED]),
    }
    if not counts:
        return (
            _("%(printed)s pct. kan ikke fås af n = %(n)s: intet helt antal afrundes til det. Tallet er %(numerator)s.")
            % told
        )
    return (
        _("%(printed)s pct. passer ikke. Med n = %(n)s ville antallet være %(counts)s, men det er %(numerator)s.")
        % told
    )


def _shown(printed: Decimal) -> str:
    return number_text(printed, max(0, -int(printed.as_tuple().exponent)))


def check_highlight(highlight: Highlight) -> None:
    """Raises ``ValidationError`` by field when a highlight no longer says what its figure says."""
    figure = figure_at(highlight.survey, highlight.place)
    errors = {}
    for name in ("statement_da", "statement_en"):
        try:
            checked(getattr(highlight, name), figure)
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightFacts:
    """A highlight as its form gives it: the words, and the figure that they are about."""

    statement_da: str
    statement_en: str
    figure: SurveyFigure
    position: int = 10

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        at = self.figure
        return {
            "statement_da": self.statement_da,
            "statement_en": self.statement_en,
            "position": self.position,
            "question": at.item.question,
            "row": at.item.row,
            "option": at.option,
            "domain_kind": at.domain_kind,
            "domain_key": at.domain_key,
        }


def _is_unpublished(survey: Survey) -> None:
    if survey.state == SurveyState.PUBLISHED:
        raise ValidationError(_("Undersøgelsen er offentliggjort. Det, der er sagt om den, ændres ikke."))


@action("results.add_highlight")
def add_highlight(*, by: Actor, survey: Survey, facts: HighlightFacts) -> Highlight:
    """Say something of a survey. Raises ``ValidationError`` by field for words that do not fit the figure."""
    _is_unpublished(survey)
    made = Highlight(survey=survey, **facts.fields())
    check_highlight(made)
    return created(made)


@action("results.change_highlight")
def change_highlight(
    *, by: Actor, highlight: Highlight, facts: HighlightFacts, expected_version: int | None = None
) -> Highlight:
    """Say it otherwise. Raises ``ValidationError`` as :func:`add_highlight`, and ``ConflictError``."""
    _is_unpublished(highlight.survey)
    check_highlight(Highlight(survey=highlight.survey, **facts.fields()))
    return change(highlight, expected_version=expected_version, **facts.fields())


@action("results.remove_highlight")
def remove_highlight(*, by: Actor, highlight: Highlight) -> None:
    """Take a highlight away. Raises ``ValidationError`` once the survey is published."""
    _is_unpublished(highlight.survey)
    removed(highlight)
