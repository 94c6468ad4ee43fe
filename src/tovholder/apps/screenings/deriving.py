"""The findings that follow from what a screening holds, by open rules: a code, a subject, and the figures behind it.

The limits are our own; each is named here and its figures are shown with the finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tovholder.apps.screenings.choices import Payer, Strength, Use, YesNoUnknown
from tovholder.apps.screenings.models import CompetenceScore, InventoryItem
from tovholder.apps.screenings.selectors import Contents, citizens_among
from tovholder.apps.screenings.summing import match_of
from tovholder.apps.screenings.thresholds import VIDEO, Verdict, verdict
from tovholder.engines.questionnaires.model import Value
from tovholder.kernel.danish import fold

LOW_LEVEL: Final = 2  # of 5: needs help, or is unsure
HIGH_INTEREST: Final = 4  # of 5: much, or very much
LOW_INTEREST: Final = 2
LONGEST_SUBJECT: Final = 300  # a folded name may be twice as long as the name: æ becomes ae


@dataclass(frozen=True, slots=True)
class Derived:
    """A finding before it is kept: the rule, what it is about, and the figures that its words are made of."""

    rule: str
    subject: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)


def derived_findings(contents: Contents, answers: Mapping[str, Value], easy_answers: int) -> list[Derived]:
    """Everything that the rules find, in the order in which a reader should meet it: needs first."""
    return [
        *_needs(contents),
        *_citizens(contents, answers, easy_answers),
        *_items(contents),
        *_payment(contents),
        *_network(contents),
        *_competences(contents),
        *_support(answers),
    ]


def _needs(contents: Contents) -> Iterator[Derived]:
    for need in match_of(contents).unmet:
        if need.strength >= Strength.MEDIUM:
            yield Derived("need_unmet", str(need.public_id), {"need": need.words, "strength": need.strength})


def _citizens(contents: Contents, answers: Mapping[str, Value], easy_answers: int) -> Iterator[Derived]:
    if not citizens_among(contents.participants) and not easy_answers:
        yield Derived("no_citizens")
    if answers.get("asked_how") in {"guess", "not_yet"}:
        yield Derived("citizens_not_asked")


def _items(contents: Contents) -> Iterator[Derived]:
    for item in contents.items:
        figures = {"name": item.name, "count": item.count}
        if item.used == Use.NO:
            yield Derived("not_used", str(item.public_id), figures)
        elif item.need_id is None:
            yield Derived("no_need", str(item.public_id), figures)


def _same(item: InventoryItem) -> str:
    """What makes two things the same: the technology of the catalogue, else the name."""
    return f"t{item.technology_id}" if item.technology_id is not None else fold(item.name)[:LONGEST_SUBJECT]


def _group(score: CompetenceScore) -> str:
    """The group's name, the same whoever writes: a finding keeps its id when somebody reads in another language."""
    return score.group.label_da if score.group is not None else score.other_group


def _payment(contents: Contents) -> Iterator[Derived]:
    """What some citizens pay for themselves while others get it paid."""
    groups: dict[str, list[InventoryItem]] = {}
    for item in contents.items:
        groups.setdefault(_same(item), []).append(item)
    for same, items in groups.items():
        own = sum(item.count for item in items if item.payer == Payer.CITIZEN)
        given = sum(item.count for item in items if item.payer in {Payer.MUNICIPALITY, Payer.FUND})
        if own and given:
            yield Derived("unequal_payment", same, {"name": items[0].name, "own": own, "given": given})


def _network(contents: Contents) -> Iterator[Derived]:
    for check in contents.checks:
        subject, figures = fold(check.place), {"place": check.place}
        if verdict(check, VIDEO) is Verdict.WEAK:
            speed = {"down": _plain(check.down), "up": _plain(check.up), "least": _plain(VIDEO.down)}
            yield Derived("weak_network", subject, figures | speed)
        if check.one_knows == YesNoUnknown.YES:
            yield Derived("login_one_person", subject, figures)
        elif check.login_routine == YesNoUnknown.NO:
            yield Derived("no_login_routine", subject, figures)


def _plain(value: object) -> str:
    return "" if value is None else f"{value:f}".removesuffix(".0")


def _competences(contents: Contents) -> Iterator[Derived]:
    for score in contents.scores:
        rule = _competence_rule(score)
        if rule:
            figures = {
                "group": _group(score),
                "level": score.level,
                "interest": score.interest,
                "persons": score.persons,
                "wants": score.wants,
            }
            yield Derived(rule, fold(_group(score)), figures)


def _competence_rule(score: CompetenceScore) -> str:
    if score.level > LOW_LEVEL:
        return ""
    if score.interest >= HIGH_INTEREST:
        return "willing_to_learn"
    return "needs_spark" if score.interest <= LOW_INTEREST else "needs_training"


def _support(answers: Mapping[str, Value]) -> Iterator[Derived]:
    if answers.get("support") == "nobody":
        yield Derived("no_support")
    if answers.get("who_pays") == "open":
        yield Derived("payment_open")
