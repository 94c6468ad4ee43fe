"""From answers to counts: what is asked, who was asked, and how many said what in each group of municipalities."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from tovholder.apps.results.domains import Domain
from tovholder.apps.results.kinds import Measure
from tovholder.engines.questionnaires.compare import row_concept
from tovholder.engines.questionnaires.model import (
    Evaluation,
    ItemState,
    Option,
    Question,
    QuestionKind,
    Said,
    Schema,
    Section,
    Value,
)

YES, NO = "true", "false"
YES_NO = (Option(key=YES, text=Said(da="Ja", en="Yes")), Option(key=NO, text=Said(da="Nej", en="No")))
TOLD = frozenset(
    {
        QuestionKind.ONE,
        QuestionKind.MANY,
        QuestionKind.YES_NO,
        QuestionKind.SCALE,
        QuestionKind.NUMBER,
        QuestionKind.MATRIX,
        QuestionKind.RANKING,
    }
)
"""The kinds of questions that have figures. Words and dates have none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be counted, or one row of a matrix."""

    section: Section
    question: Question
    row: Option | None = None

    @property
    def concept(self) -> str:
        """What it measures from edition to edition."""
        return row_concept(self.question, self.row) if self.row is not None else self.question.concept

    @property
    def filtered(self) -> bool:
        """Whether a condition decides who is asked."""
        return self.section.relevant is not None or self.question.relevant is not None

    @property
    def options(self) -> Sequence[Option]:
        """What can be chosen; the steps of a scale too."""
        match self.question.kind:
            case QuestionKind.YES_NO:
                return YES_NO
            case QuestionKind.SCALE:
                low, high = int(self.question.minimum or 0), int(self.question.maximum or 0)
                return [Option(key=str(step), text=Said(da=str(step))) for step in range(low, high + 1)]
            case _:
                return self.question.options

    @property
    def rules_out(self) -> bool:
        """Whether one answer rules the others out, so that the counts of the options add up to n."""
        return self.question.kind not in (QuestionKind.MANY, QuestionKind.RANKING)


def all_asked(schema: Schema) -> Iterator[Asked]:
    """Everything in ``schema`` that has figures, in its order."""
    for section in schema.sections:
        for question in section.questions:
            if question.kind is QuestionKind.MATRIX:
                yield from (Asked(section, question, row) for row in question.rows)
            elif question.kind in TOLD:
                yield Asked(section, question)


@dataclass(frozen=True, slots=True)
class Given:
    """Who was asked, and the valid answers: by the key of the participant."""

    asked: frozenset[int]
    values: Mapping[int, Value]


def given_to(what: Asked, evaluations: Mapping[int, Evaluation]) -> Given:
    """The answers to ``what``. An empty row of a matrix was asked and not answered."""
    asked, values = set(), {}
    for key, evaluation in evaluations.items():
        item = evaluation.items.get(what.question.key)
        if item is None or item.state is ItemState.INAPPLICABLE:
            continue
        asked.add(key)
        value = item.value
        if what.row is not None:
            value = value.get(what.row.key) if isinstance(value, Mapping) else None
        if value is not None:
            values[key] = value
    return Given(frozenset(asked), values)


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of ``n``, or the middle of ``n`` numbers, before anything is kept back."""

    domain: Domain
    measure: Measure
    n: int
    option: Option | None = None
    hits: int = 0
    amount: float | None = None
    places: tuple[int, ...] = ()


def cells_of(what: Asked, given: Given, domain: Domain) -> list[Cell]:
    """The figures of ``what`` in one group."""
    values = [value for key, value in given.values.items() if key in domain.members]
    cells = [_counted(what, option, values, domain) for option in what.options]
    if what.question.kind in (QuestionKind.NUMBER, QuestionKind.SCALE):
        cells += _middles(values, domain)
    return cells


def _counted(what: Asked, option: Option, values: Sequence[Value], domain: Domain) -> Cell:
    ranked = what.question.kind is QuestionKind.RANKING
    hits = sum(option.key in chosen(value) for value in values)
    return Cell(
        domain,
        Measure.MENTION if ranked else Measure.SHARE,
        len(values),
        option,
        hits,
        places=_places(what, option, values) if ranked else (),
    )


def chosen(value: Value) -> tuple[str, ...]:
    """The keys of the options that an answer holds."""
    if isinstance(value, bool):
        return (YES if value else NO,)
    if isinstance(value, int | float):
        return (str(int(value)),) if float(value).is_integer() else ()
    return value if isinstance(value, tuple) else (str(value),)


def _places(what: Asked, option: Option, values: Sequence[Value]) -> tuple[int, ...]:
    """How often the option stands first, second and so on."""
    found = Counter(chosen(value).index(option.key) for value in values if option.key in chosen(value))
    return tuple(found[place] for place in range(what.question.most or 0))


def _middles(values: Sequence[Value], domain: Domain) -> list[Cell]:
    numbers = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers:
        return []
    return [
        Cell(domain, Measure.MEAN, len(numbers), amount=fmean(numbers)),
        Cell(domain, Measure.MEDIAN, len(numbers), amount=median(numbers)),
    ]
