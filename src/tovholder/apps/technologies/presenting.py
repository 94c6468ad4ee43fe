"""An entry as people read it: grouped points with sources, dated law, facts. For page, comparison and paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.technologies.kinds import BENEFITS, DEMANDS, Kind, PointKind
from tovholder.apps.technologies.models import Point, Publication, Technology
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

KIND_TONES: dict[str, Tone] = {Kind.THING: "neutral", Kind.METHOD: "info", Kind.BUNDLE: "progress"}

HEADINGS: dict[str, StrPromise] = {
    PointKind.CITIZEN_BENEFIT: gettext_lazy("For borgeren"),
    PointKind.STAFF_BENEFIT: gettext_lazy("For medarbejderne"),
    PointKind.ECONOMIC_BENEFIT: gettext_lazy("For økonomien"),
    PointKind.CITIZEN_DEMAND: gettext_lazy("Af borgeren"),
    PointKind.PLACE_DEMAND: gettext_lazy("Af stedet"),
    PointKind.STAFF_DEMAND: gettext_lazy("Af personalet"),
}
"""What a group of points is called under the heading of its section."""


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point with its topic and where it comes from; without a source it is the editors' own assessment."""

    text: str
    topic: str
    source: Publication | None
    undocumented: bool

    @property
    def told_source(self) -> str:
        """The source in words."""
        return self.source.told if self.source else _("Redaktionens egen vurdering")


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points under a heading; ``note`` stands beside them, or in their place."""

    heading: str
    lines: Sequence[PointLine]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A paragraph with what must be said of its time."""

    label: str
    note: str
    period: str
    is_over: bool


def kind_tag(technology: Technology) -> Status:
    """Thing, method or bundle, as a tag."""
    kind = Kind(technology.kind)
    return Status(kind.label, KIND_TONES[kind])


def lines_of(technology: Technology, kind: str) -> list[PointLine]:
    """The points of one kind, in the editors' order."""
    return [_line(point) for point in technology.points.all() if point.kind == kind]


def _line(point: Point) -> PointLine:
    return PointLine(
        text=point.text,
        topic=point.code.label if point.code else "",
        source=point.publication,
        undocumented=point.kind == PointKind.ECONOMIC_BENEFIT and point.publication is None,
    )


def benefits(technology: Technology) -> list[PointGroup]:
    """What it gives on three bottom lines. Of economy it is said whenever a gain, or every gain, lacks a source."""
    groups = []
    for kind in BENEFITS:
        lines = lines_of(technology, kind)
        note = ""
        if kind == PointKind.ECONOMIC_BENEFIT and (not lines or any(line.undocumented for line in lines)):
            note = _("Økonomiske gevinster er ikke dokumenteret.")
        groups.append(PointGroup(str(HEADINGS[kind]), lines, note))
    return groups


def demands(technology: Technology) -> list[PointGroup]:
    """What it demands of citizen, place and staff."""
    return [PointGroup(str(HEADINGS[kind]), lines_of(technology, kind)) for kind in DEMANDS]


def barriers(technology: Technology) -> list[PointGroup]:
    """The known barriers by theme, in the order of the themes. The heading tells the theme; no line repeats it."""
    points = [point for point in technology.points.all() if point.kind == PointKind.BARRIER and point.code]
    themes = {point.code_id: point.code for point in points}
    ordered = sorted((code for code in themes.values() if code), key=lambda code: (code.position, code.sort_key))
    return [
        PointGroup(theme.label, [replace(_line(point), topic="") for point in points if point.code_id == theme.pk])
        for theme in ordered
    ]


def paragraphs(technology: Technology) -> list[DatedCode]:
    """The paragraphs under which it is given; one that has ended says until when it held."""
    return [dated(code) for code in in_order(technology.paragraphs.all())]


def dated(code: Code) -> DatedCode:
    """A code with what must be said of its time today."""
    today = clock.today()
    if code.valid_to is not None and code.valid_to < today:
        period = _("gjaldt til %(day)s") % {"day": date_text(code.valid_to)}
    elif code.valid_to is not None:
        period = _("gælder til %(day)s") % {"day": date_text(code.valid_to)}
    elif code.valid_from is not None and code.valid_from > today:
        period = _("gælder fra %(day)s") % {"day": date_text(code.valid_from)}
    else:
        period = ""
    return DatedCode(code.label, code.note, period, code.valid_to is not None and code.valid_to < today)


def told_code(code: Code) -> str:
    """A code in one line, with what must be said of its time."""
    shown = dated(code)
    return f"{shown.label} ({shown.period})" if shown.period else shown.label


def in_order(codes: Iterable[Code]) -> list[Code]:
    """Codes in the order of their list."""
    return sorted(codes, key=lambda code: (code.position, code.sort_key))


def told_codes(codes: Iterable[Code]) -> str:
    """Codes in one line."""
    return ", ".join(told_code(code) for code in in_order(codes))


def for_whom(technology: Technology) -> list[Fact]:
    """Whom it is for, and what it is meant to do."""
    return [
        Fact(_("Målgrupper"), told_codes(technology.target_groups.all())),
        Fact(_("Formål"), told_codes(technology.purposes.all())),
        Fact(_("Fagområder"), told_codes(technology.fields.all())),
    ]


def law_classes(technology: Technology) -> list[Fact]:
    """The classes that the law gives it. A class of a technology is a hint: the product's own class is what counts."""
    return [
        Fact(_("Medicinsk udstyr (MDR)"), _label(technology.mdr_class)),
        Fact(_("AI-forordningen"), _label(technology.ai_act_class)),
    ]


def facts(technology: Technology) -> list[Fact]:
    """The facts beside the text."""
    return [
        Fact(_("Kategori på Landkortet"), technology.category.label),
        Fact(_("Slags"), Kind(technology.kind).label),
        Fact(_("Område"), _label(technology.area)),
        Fact(_("Funktionskategori"), told_codes(technology.functional_categories.all())),
        Fact(_("Leveringsform"), told_codes(technology.delivery_forms.all())),
        Fact(_("Markedets modenhed"), _label(technology.market_status)),
        Fact(_("ISO 9999-klasser"), told_codes(technology.iso9999.all())),
        Fact(_("Andre navne"), ", ".join(technology.alias_list)),
        Fact(_("Nævnt i"), ", ".join(part.strip() for part in technology.origin.split(";"))),
    ]


def _label(code: Code | None) -> str:
    return code.label if code else ""
