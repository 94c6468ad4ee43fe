"""Invented reuse packages: shared, copied with a difference, thanked for, and one that was forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from tovholder.apps.packages.public import (
    Package,
    PackageFacts,
    Paper,
    PaperText,
    change_paper,
    copy_package,
    create_package,
    finish_package,
    outline,
    papers_of,
    share_package,
    thank,
    write_paper,
)
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Moment:
    """Something that happened so many days before the demo's day."""

    days: int
    order: int
    row: Row
    package: str
    kind: str


def build_packages(build: Build) -> None:
    """Everything in the order in which it happened, each on its own day, by the municipality's coordinator."""
    teller = _Teller(Lookups.read(), _coordinators())
    rows: Sequence[Row] = read("packages.toml")["package"]
    for moment in sorted(_moments(rows), key=lambda item: (-item.days, item.order)):
        with clock_at(build.today - timedelta(days=moment.days)):
            getattr(teller, moment.kind)(moment)
    build.say(f"  {len(rows)} genbrugspakker, {Package.objects.filter(copied_from__isnull=False).count()} kopier")


def _moments(rows: Sequence[Row]) -> Sequence[_Moment]:
    found: list[_Moment] = []

    def add(days: int, row: Row, key: str, kind: str) -> None:
        found.append(_Moment(days, len(found), row, key, kind))

    for row in rows:
        key = row["key"]
        add(row["made"], row, key, "make")
        if "shared" in row:
            add(row["shared"], row, key, "share")
        for paper in row.get("paper", ()):
            for later in paper.get("later", ()):
                add(later["days"], {**later, "kind": paper["kind"]}, key, "write_again")
        for copy in row.get("copy", ()):
            add(copy["days"], copy, key, "copy")
            if "change" in copy:
                add(copy["change_days"], copy, key, "change_copy")
        for thanks in row.get("thanks", ()):
            add(thanks["days"], thanks, key, "thank")
    return found


def _coordinators() -> dict[str, Actor]:
    held = RoleHolding.objects.filter(role__code="coordinator").select_related("user", "role", "municipality")
    found: dict[str, Actor] = {}
    for holding in held.order_by("pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, actor_of(holding))
    return found


class _Teller:
    """Lets each thing happen by the rooms' own doors."""

    def __init__(self, known: Lookups, coordinators: Mapping[str, Actor]) -> None:
        self._known = known
        self._coordinators = coordinators
        self._packages: dict[str, Package] = {}
        self._copies: dict[tuple[str, str], Package] = {}

    def _by(self, municipality: str) -> Actor:
        """The coordinator; the product itself where a small demo has none there."""
        return self._coordinators.get(municipality, SYSTEM)

    def make(self, moment: _Moment) -> None:
        """The package and its papers."""
        row, known = moment.row, self._known
        by = self._by(row["municipality"])
        package = create_package(
            by=by,
            municipality=known.tenants[row["municipality"]],
            facts=PackageFacts(
                title=row["title"],
                technology=known.technologies[row["technology"]],
                product=known.products[row["product"]] if "product" in row else None,
                note=row["note"],
            ),
        )
        for paper in row["paper"]:
            kind = known.codes["paper_kind", paper["kind"]]
            upload = ContentFile(paper["file_text"].encode(), name=paper["file"]) if "file" in paper else None
            text = PaperText(
                title=kind.label_da,
                body=paper.get("body", "").strip() or outline(kind.code),
                upload=upload,
                finished=paper.get("finished", True),
            )
            write_paper(by=by, package=package, kind=kind, text=text)
        self._packages[moment.package] = package

    def share(self, moment: _Moment) -> None:
        """Finished and shared on one day."""
        by = self._by(moment.row["municipality"])
        package = finish_package(by=by, package=self._packages[moment.package])
        share_package(by=by, package=package, confirmed=True)

    def write_again(self, moment: _Moment) -> None:
        """The lender's newer text."""
        package = self._packages[moment.package]
        paper = _paper(package, moment.row["kind"])
        _replace(paper, moment.row, moment.row["why"], self._by(package.municipality.code))

    def copy(self, moment: _Moment) -> None:
        """Another municipality copies some papers."""
        code, package = moment.row["municipality"], self._packages[moment.package]
        papers = [paper for paper in papers_of(package) if paper.kind.code in moment.row["papers"]]
        self._copies[moment.package, code] = copy_package(
            by=self._by(code), package=package, municipality=self._known.tenants[code], papers=papers
        )

    def change_copy(self, moment: _Moment) -> None:
        """The copier makes a text its own."""
        row = moment.row
        paper = _paper(self._copies[moment.package, row["municipality"]], row["change"])
        _replace(paper, row, row["change_why"], self._by(row["municipality"]))

    def thank(self, moment: _Moment) -> None:
        """A municipality says thanks."""
        code = moment.row["municipality"]
        thank(
            by=self._by(code),
            package=self._packages[moment.package],
            municipality=self._known.tenants[code],
            sentence=moment.row.get("sentence", ""),
        )


def _paper(package: Package, kind: str) -> Paper:
    return next(paper for paper in papers_of(package) if paper.kind.code == kind)


def _replace(paper: Paper, row: Row, why: str, by: Actor) -> None:
    body = paper.body.replace(row["replace"], row["with"])
    text = PaperText(title=paper.title, body=body, finished=True, why=why)
    change_paper(by=by, paper=paper, text=text)
