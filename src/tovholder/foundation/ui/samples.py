"""What the style guide shows: rooms that own components register samples of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tovholder.foundation.ui.values import Text
from tovholder.kernel.registry import Registry


def nothing() -> Mapping[str, Any]:
    """The context of a sample that needs none."""
    return {}


@dataclass(frozen=True, slots=True)
class Sample:
    """A part of the style guide: a template and the invented data it is shown with."""

    key: str
    title: Text
    template: str
    load: Callable[[], Mapping[str, Any]] = nothing
    order: int = 100


SAMPLES: Registry[Sample] = Registry("Sample")
