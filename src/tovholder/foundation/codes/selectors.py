"""Reading codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from tovholder.foundation.codes.models import Code, CodeQuerySet
from tovholder.kernel import clock


def current_codes(code_list: str) -> CodeQuerySet:
    """The codes of a list that hold today, in their order."""
    return Code.objects.of(code_list).valid_on(clock.today())


def offered_codes(code_list: str, kept: Iterable[int | None]) -> CodeQuerySet:
    """The codes of a list that hold today, and those already chosen: an answer is not lost because its code ended.

    ``kept`` are the internal keys of what is chosen; None is nothing.
    """
    today = current_codes(code_list).values("pk")
    chosen = [key for key in kept if key is not None]
    return Code.objects.of(code_list).filter(Q(pk__in=today) | Q(pk__in=chosen))


def all_codes(code_list: str) -> CodeQuerySet:
    """All codes of a list, retired ones too, in their order."""
    return Code.objects.of(code_list)


def codes_in_order(codes: Iterable[Code]) -> list[str]:
    """The codes of a record as their list has them: a database gives those of one record in any order."""
    return [code.code for code in sorted(codes, key=lambda code: (code.position, code.sort_key))]


def labels(code_list: str) -> dict[str, str]:
    """The names of a list's codes in the reader's language, by code."""
    return {code.code: code.label for code in Code.objects.of(code_list)}


@dataclass(frozen=True, slots=True)
class ListCount:
    """How many codes of a list hold today, and how many of all its codes have a first or last day."""

    current: int
    dated: int


def list_counts() -> dict[str, ListCount]:
    """The size of every code list, by its name. Two queries."""
    valid = Code.objects.valid_on(clock.today()).values("list").annotate(n=Count("pk")).order_by("list")
    today = dict(valid.values_list("list", "n"))
    has_dates = Q(valid_from__isnull=False) | Q(valid_to__isnull=False)
    dated = Code.objects.values("list").annotate(n=Count("pk", filter=has_dates)).order_by("list")
    return {name: ListCount(today.get(name, 0), n) for name, n in dated.values_list("list", "n")}
