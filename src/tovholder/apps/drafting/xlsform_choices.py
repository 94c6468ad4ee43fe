"""The lists of choices of an XLSForm as options."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tovholder.apps.drafting.naming import fits, key_from, unique_key
from tovholder.apps.drafting.xlsform_sheets import Line
from tovholder.apps.drafting.xlsform_write import OWN
from tovholder.apps.questionnaires.public import PICTOGRAMS
from tovholder.engines.questionnaires.model import Option, Said

Tell = Callable[[str, int, str], None]
_KNOWN = {"list_name", "name", "label"}


@dataclass(slots=True)
class ChoiceList:
    """A list of choices: the options, and their keys by the names that the form has for them."""

    options: list[Option] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)


def back(words: str) -> str:
    """Words as they were before they were written (see ``xlsform_write``)."""
    return words.replace("$\u200b{", "${")


def said_of(line: Line, column: str) -> Said | None:
    """The words of a column in both languages; English alone stands for Danish as well. None without words."""
    danish, english = (back(words) for words in line.said(column))
    return Said(da=danish or english, en=english if danish else "") if danish or english else None


def own_said(line: Line, name: str) -> Said | None:
    """Words in columns of ours."""
    danish = line.text(f"{OWN}{name}_da")
    return Said(da=danish, en=line.text(f"{OWN}{name}_en")) if danish else None


def pictogram_of(line: Line) -> str:
    """The pictogram that a row names, if there is one of that name."""
    name = line.text(f"{OWN}pictogram")
    return name if name in PICTOGRAMS else ""


def choice_lists(lines: Sequence[Line], tell: Tell) -> Mapping[str, ChoiceList]:
    """The lists by name. ``tell`` hears of what is not carried over."""
    lists: dict[str, ChoiceList] = {}
    for line in lines:
        name = line.text("name")
        found = lists.setdefault(line.text("list_name"), ChoiceList())
        if not name or not line.text("list_name"):
            tell("choices", line.number, _("Rækken mangler navn eller liste og er ikke taget med."))
            continue
        if name in found.keys:
            tell("choices", line.number, _("Navnet ”%(name)s” står to gange på listen.") % {"name": name})
            continue
        taken = set(found.keys.values())
        key = unique_key(name, taken) if fits(name) else key_from(name, taken, "svar")
        if key != name:
            tell("choices", line.number, _("Navnet ”%(old)s” er ændret til ”%(new)s”.") % {"old": name, "new": key})
        for column in sorted(column for column in line.columns - _KNOWN if not column.startswith(OWN)):
            tell("choices", line.number, _("Kolonnen ”%(name)s” er ikke taget med.") % {"name": column})
        found.keys[name] = key
        found.options.append(
            Option(
                key=key,
                text=said_of(line, "label") or Said(da=name),
                easy=own_said(line, "easy"),
                pictogram=pictogram_of(line),
                exclusive=line.text(f"{OWN}exclusive") == "yes",
            )
        )
    return lists
