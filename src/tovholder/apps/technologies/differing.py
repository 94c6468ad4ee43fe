"""What changed between two editions, field by field and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.technologies.content import TEXTS, Snapshot, code_list_of
from tovholder.apps.technologies.kinds import Kind, PointKind
from tovholder.apps.technologies.models import Edition, Publication, Technology
from tovholder.apps.technologies.reference import MANY, ONE
from tovholder.engines.wording import Params, Piece, evaluate, runs
from tovholder.foundation.codes.models import Code

Line = str
LIMITS = Params()

LABELS: dict[str, StrPromise] = {
    "kind": gettext_lazy("Slags"),
    "name": gettext_lazy("Navn"),
    "name_en": gettext_lazy("Engelsk navn"),
    "description_da": gettext_lazy("Beskrivelse"),
    "description_en": gettext_lazy("Engelsk beskrivelse"),
    "aliases": gettext_lazy("Andre navne"),
    "origin": gettext_lazy("Nævnt i"),
    "category": gettext_lazy("Kategori på Landkortet"),
    "area": gettext_lazy("Område"),
    "market_status": gettext_lazy("Markedets modenhed"),
    "mdr_class": gettext_lazy("Medicinsk udstyr (MDR)"),
    "ai_act_class": gettext_lazy("AI-forordningen"),
    "functional_categories": gettext_lazy("Funktionskategori"),
    "purposes": gettext_lazy("Formål"),
    "fields": gettext_lazy("Fagområder"),
    "delivery_forms": gettext_lazy("Leveringsform"),
    "target_groups": gettext_lazy("Målgrupper"),
    "paragraphs": gettext_lazy("Paragraffer"),
    "iso9999": gettext_lazy("ISO 9999-klasser"),
    "retired_on": gettext_lazy("Udgået"),
    "merged_into": gettext_lazy("Afløst af"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: its lines, each in pieces. Lines that both have are left out."""

    label: str
    lines: tuple[tuple[Piece, ...], ...]


class Names:
    """The names behind the codes, publications and technologies of snapshots. Three queries."""

    def __init__(self) -> None:
        self._codes = {(code.list, code.code): code.label for code in Code.objects.all()}
        self._publications = {item.key: item.told for item in Publication.objects.all()}
        self._technologies = {item.slug: item.label for item in Technology.objects.only("slug", "name", "name_en")}

    def code(self, code_list: str, code: str) -> str:
        """The name of a code, or the code itself when there is none."""
        return self._codes.get((code_list, code), code)

    def publication(self, key: str) -> str:
        """Publisher and year; without a key, that the editors say it."""
        return self._publications.get(key, key) if key else _("Redaktionens egen vurdering")

    def technology(self, slug: str) -> str:
        """The name of a technology."""
        return self._technologies.get(slug, slug)


def differences(old: Edition, new: Edition, names: Names) -> list[FieldChange]:
    """The fields in which two editions differ, in the order of the page."""
    before, after = _told(old.snapshot, names), _told(new.snapshot, names)
    changes = []
    for label in dict.fromkeys([*before, *after]):
        lines = _changed_lines(before.get(label, []), after.get(label, []))
        if lines:
            changes.append(FieldChange(label, tuple(lines)))
    return changes


def _told(snapshot: Snapshot, names: Names) -> dict[str, list[Line]]:
    """A snapshot in words: the lines of each field by its label."""
    told: dict[str, list[Line]] = {}
    for name in TEXTS:
        text = str(Kind(snapshot[name]).label) if name == "kind" else snapshot[name]
        told[str(LABELS[name])] = text.splitlines()
    for name, (_column, code_list) in ONE.items():
        told[str(LABELS[name])] = [names.code(code_list, snapshot[name])] if snapshot[name] else []
    for name, code_list in MANY.items():
        told[str(LABELS[name])] = [names.code(code_list, code) for code in snapshot[name]]
    for kind in PointKind:
        told[str(kind.label)] = [_point(item, names) for item in snapshot["points"] if item["kind"] == kind]
    told[_("Dele")] = [_part(item, names) for item in snapshot["parts"]]
    told[str(LABELS["retired_on"])] = [snapshot["retired_on"]] if snapshot["retired_on"] else []
    heir = snapshot["merged_into"]
    told[str(LABELS["merged_into"])] = [names.technology(heir)] if heir else []
    return told


def _point(told: dict[str, str], names: Names) -> Line:
    topic = f"{names.code(code_list_of(told['kind']), told['code'])}: " if told["code"] else ""
    english = f" / {told['text_en']}" if told["text_en"] else ""
    return f"{topic}{told['text_da']}{english} ({names.publication(told['publication'])})"


def _part(told: dict[str, str], names: Names) -> Line:
    note = f" ({told['note']})" if told["note"] else ""
    return f"{names.technology(told['part'])}{note}"


def _changed_lines(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[Piece, ...]]:
    return [
        evaluate(old, new, LIMITS)
        for run in runs(before, after, LIMITS)
        if not run.same
        for old, new in zip_longest(run.before, run.after, fillvalue="")
        if old or new
    ]
