"""What views hand to the components: small frozen values, each saying what it means rather than how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Tone = Literal["neutral", "info", "progress", "success", "warning", "danger", "muted"]
StepState = Literal["done", "current", "open", "error", "closed"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. ``count`` is shown after the label; ``current`` marks where the reader is."""

    label: Text
    href: str = ""
    current: bool = False
    count: int | None = None
    icon: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Status:
    """A state in one word or two, and how it should be felt. The words alone must be enough."""

    text: Text
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a structured list. ``href`` makes the value a link."""

    label: Text
    value: object
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a guide."""

    title: Text
    href: str = ""
    state: StepState = "open"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is on; ``href`` is the same page without it."""

    label: Text
    href: str
    group: Text = ""


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One box of a facet, with the number of hits that it would leave (None when not counted)."""

    value: str
    label: Text
    count: int | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with several answers. Folded unless ``open`` or an answer is checked."""

    name: str
    title: Text
    options: Sequence[FacetOption]
    open: bool = False

    @property
    def chosen(self) -> int:
        """How many answers are checked."""
        return sum(option.checked for option in self.options)

    @property
    def is_open(self) -> bool:
        """Whether the facet starts unfolded."""
        return self.chosen > 0 or (self.open and len(self.options) > 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``numeric`` sets figures flush right; ``sort_href`` makes the heading a link."""

    title: Text
    numeric: bool = False
    sort_href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than its text: a link, or a status."""

    value: object
    href: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as it is shown. A cell is plain text, a number or a :class:`Cell`."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    show_caption: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that someone else saved meanwhile: what the user typed, and what now stands."""

    label: Text
    typed: str
    saved: str

    @property
    def differs(self) -> bool:
        """Whether the two differ."""
        return self.typed != self.saved


@dataclass(frozen=True, slots=True)
class SortChoice:
    """The orders that a list can be read in: the chosen key and all (key, label) pairs."""

    chosen: str
    choices: Sequence[tuple[str, Text]] = field(default=())
    name: str = "sorter"
