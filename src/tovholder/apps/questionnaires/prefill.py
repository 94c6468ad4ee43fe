"""Answers that the product knows beforehand: rooms say what they know of a municipality, people confirm it.

What a source gives is a suggestion. The room that asks keeps it beside the question, with where it comes from, and
nothing of it is an answer until a person has confirmed it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django_stubs_ext import StrOrPromise

from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Prefill:
    """A suggested answer, as it was on the day ``as_of``.

    ``source`` says in words where it comes from ("12 projekter på Landkortet"), ``url`` is a path in this installation
    where its reader finds it.
    """

    value: Value
    source: StrOrPromise
    url: str
    as_of: date


@dataclass(frozen=True, slots=True)
class PrefillSource:
    """What a room knows, registered in its ``plugs.py``.

    ``load(municipality, concepts, today)`` gives what it can say of those of ``concepts`` that it knows: a concept is
    that of a question, whose whole value is given (of a matrix the rows that are known). It leaves out what nobody has
    written. A constant number of queries, whatever the concepts.
    """

    key: str
    load: Callable[[Municipality, Sequence[str], date], Mapping[str, Prefill]]
    order: int = 100


PREFILLS: Registry[PrefillSource] = Registry("prefill source")
