"""A table of things as columns: the same columns make the download, the import and its template file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from django.utils.functional import Promise

Text = str | Promise
Kind = Literal["text", "whole", "decimal", "date", "moment", "yes_no", "list"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a table.

    ``value`` takes a row's object and gives what ``kind`` says (a "list" is a sequence of texts); None is an empty
    cell. ``parse`` takes the stripped text of a filled cell of an imported file and gives its value, or raises
    Django's ``ValidationError`` with a Danish sentence; without it the text is read by ``kind``. ``personal`` marks
    personal data, which a download leaves out unless it is asked for. ``aliases`` are further headings under which
    files know the column, ``example`` stands in the template file. An ``export_only`` column is never read from a file.
    """

    key: str
    label: Text
    value: Callable[[T], object]
    kind: Kind = "text"
    help: Text = ""
    parse: Callable[[str], object] | None = None
    required: bool = False
    personal: bool = False
    aliases: tuple[str, ...] = ()
    example: Text = ""
    export_only: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A list of columns with a key (a word for file names and logs) and a title for people.

    ``remark`` says for each row what stands beside it in a demo, instead of *Opfundne data*: a table of published
    sources knows which of its rows are not invented.
    """

    key: str
    title: Text
    columns: Sequence[Column[T]]
    remark: Callable[[T], str] | None = None

    @property
    def importable(self) -> tuple[Column[T], ...]:
        """The columns that a file may bring."""
        return tuple(column for column in self.columns if not column.export_only)

    def column(self, key: str) -> Column[T] | None:
        """The column of that key, or None."""
        return next((column for column in self.columns if column.key == key), None)
