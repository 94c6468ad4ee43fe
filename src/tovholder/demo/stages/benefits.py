"""Invented benefit trees and benefits: rich for the pilot municipality, a few in others to compare with."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tovholder.apps.benefits.public import (
    Benefit,
    BenefitFacts,
    BenefitTree,
    BottomLine,
    TemplatePoint,
    TreeNode,
    add_benefit,
    is_means,
    judge_benefit,
    plant_tree,
    share_tree,
    sign_benefit,
    template_point,
    tree_template,
)
from tovholder.apps.projects.public import Project
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
OTHERS_EACH = 8
SHARED = (Tier.MUNICIPALITIES, Tier.PUBLIC)
KINDS = {
    BottomLine.CITIZEN: ("benefit_citizen",),
    BottomLine.STAFF: ("benefit_staff", "benefit_organisation"),
    BottomLine.ECONOMY: ("benefit_economy", "benefit_organisation"),
}


def build_benefits(build: Build) -> None:
    """The trees first, then the benefits, each by those who act for the municipality."""
    told, known = read("benefits.toml"), Lookups.read()
    coordinators = _coordinators()
    pilot = _Pilot(build, known, actor_of(coordinators[PILOT]))
    for row in told["tree"]:
        pilot.tree(row)
    for row in told["benefit"]:
        pilot.benefit(row)
    others = 0
    for row in told["other"]:
        for number, project in enumerate(_elsewhere(row["technology"], coordinators)):
            held = coordinators[project.municipality.code]
            _follow(build, known, held, project, row, Random(f"{build.seed}-benefits-{row['technology']}-{number}"))
            others += 1
    trees, benefits = len(told["tree"]), len(told["benefit"])
    build.say(f"  {trees} gevinsttræer, {benefits} gevinster, og {others} projekter i andre kommuner")


def _coordinators() -> dict[str, RoleHolding]:
    """The first coordinator of each municipality, by its code."""
    held = RoleHolding.objects.filter(role__code="coordinator", ends_on__isnull=True).select_related(
        "user", "role", "municipality"
    )
    found: dict[str, RoleHolding] = {}
    for holding in held.order_by("pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, holding)
    return found


def _elsewhere(technology: str, known_places: Collection[str]) -> Iterator[Project]:
    """The first shared project of a technology in each of some other municipalities that somebody acts for."""
    shared = Project.objects.filter(technology__slug=technology, tier__in=SHARED, status="in_operation")
    seen: set[str] = set()
    for project in (
        shared.exclude(municipality__code=PILOT)
        .filter(municipality__code__in=known_places)
        .select_related("municipality", "unit")
        .order_by("municipality__code", "pk")
    ):
        if project.municipality.code not in seen and len(seen) < OTHERS_EACH:
            seen.add(project.municipality.code)
            yield project


def _codes(known: Lookups, point: TemplatePoint, line: str) -> dict[str, Any]:
    """The codes that a template's point suggests, by the names of the facts."""
    kinds = [known.codes.get((name, point.kind)) for name in KINDS[BottomLine(line)]]
    return {
        "kind": next((kind for kind in kinds if kind is not None), None),
        "value_kind": known.codes.get(("value_kind", point.value_kind)),
        "beneficiary": known.codes.get(("beneficiary", point.beneficiary)),
        "measured_in": known.codes.get(("measure_unit", point.measured_in)),
    }


def _follow(build: Build, known: Lookups, held: RoleHolding, project: Project, row: Row, random: Random) -> None:
    """The benefits that another municipality follows of one project, shared with all municipalities."""
    started = build.today - timedelta(days=random.randint(220, 640))
    around = {
        "group_note": random.choice(row["groups"]),
        "solution_note": random.choice(row["solutions"]),
        "organisation_note": random.choice(row["organisations"]),
    }
    for key, low, high, part in row["points"]:
        point = template_point(key)
        assert point is not None  # noqa: S101  # a wrong key in the demo's data ends the build
        baseline = Decimal(random.randint(low * 10, high * 10)) / 10
        facts = BenefitFacts(
            title=point.title,
            bottom_line=point.bottom_line,
            owner=held.user,
            indicator=point.indicator,
            higher_is_better=point.higher_is_better,
            baseline=baseline,
            baseline_from=started - timedelta(days=100),
            baseline_to=started - timedelta(days=10),
            baseline_source=random.choice(("Optalt i fire uger", "Omsorgssystemet", "Spørgeskema")),
            target=(baseline * Decimal(str(part))).quantize(Decimal("0.1")),
            starts_on=started,
            cadence="quarter",
            next_measurement_on=build.today + timedelta(days=random.randint(5, 80)),
            realisation=point.realisation,
            yearly_value=Decimal(random.randint(4, 40) * 10_000) if point.realisation else None,
            tier=Tier.MUNICIPALITIES,
            grade=random.choice(("B", "B", "C")),
            **around,
            **_codes(known, point, point.bottom_line),
        )
        with clock_at(max(started, held.starts_on)):
            add_benefit(by=actor_of(held), project=project, facts=facts)


class _Pilot:
    """The trees and benefits of the pilot municipality, row by row."""

    def __init__(self, build: Build, known: Lookups, by: Actor) -> None:
        self._build, self._known, self._by = build, known, by
        held = RoleHolding.objects.filter(role__code="economist", municipality__code=PILOT).order_by("pk").first()
        self._economist = actor_of(held) if held is not None else SYSTEM
        self._people = {user.email: user for user in User.objects.all()}
        self._units = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        mine = Project.objects.filter(municipality__code=PILOT).select_related("municipality", "unit", "technology")
        self._projects = {project.technology.slug: project for project in mine.order_by("-pk")}
        self._trees: dict[str, BenefitTree] = {}

    def _day(self, days: int | None) -> date | None:
        return None if days is None else self._build.today + timedelta(days=days)

    def tree(self, row: Row) -> None:
        """A tree from a template, perhaps shared."""
        with clock_at(self._build.today - timedelta(days=720)):
            project = self._projects[row["technology"]]
            made = plant_tree(by=self._by, project=project, template=tree_template(row["template"]))
        if "tier" in row:
            with clock_at(self._build.today - timedelta(days=90)):
                share_tree(by=self._by, tree=made, tier=row["tier"])
        self._trees[row["technology"]] = made

    def benefit(self, row: Row) -> None:
        """A benefit of a point of the tree, and what came of it."""
        node = TreeNode.objects.select_related("tree").get(tree=self._trees[row["technology"]], point=row["point"])
        made_on = self._build.today + timedelta(days=row.get("start", -90) - 5)
        with clock_at(made_on):
            made = add_benefit(by=self._by, project=self._projects[row["technology"]], facts=self._facts(row, node))
        if row.get("signed"):
            with clock_at(made_on + timedelta(days=15)):
                sign_benefit(by=self._economist, benefit=made)
        if "judged" in row:
            self._judge(made, row["judged"])

    def _judge(self, made: Benefit, judged: Sequence[Any]) -> None:
        days, state, reason = judged
        with clock_at(self._build.today - timedelta(days=days)):
            judge_benefit(by=self._by, benefit=made, to_state=state, reason=reason)

    def _facts(self, row: Row, node: TreeNode) -> BenefitFacts:
        point = template_point(row["point"])
        assert point is not None  # noqa: S101  # a wrong key in the demo's data ends the build
        first, last = row.get("baseline_period", (None, None))
        said = {"indicator": row.get("indicator", point.indicator)} | _codes(self._known, point, node.bottom_line)
        if "measured_in" in row:
            said["measured_in"] = self._known.codes["measure_unit", row["measured_in"]]
        return BenefitFacts(
            title=row["title"],
            bottom_line=node.bottom_line,
            is_negative=node.is_negative,
            is_means=is_means(node),
            owner=self._people.get(row.get("owner", "")),
            unit=self._units.get(row.get("unit", "")),
            higher_is_better=row.get("higher", point.higher_is_better),
            baseline=_number(row.get("baseline")),
            baseline_from=self._day(first),
            baseline_to=self._day(last),
            baseline_source=row.get("baseline_source", ""),
            target=_number(row.get("target")),
            starts_on=self._day(row.get("start")),
            target_on=self._day(row.get("target_on")),
            cadence=row.get("cadence", ""),
            next_measurement_on=self._day(row.get("next")),
            realisation=row.get("realisation", ""),
            yearly_value=_number(row.get("yearly_value")),
            group_note=row.get("group", ""),
            solution_note=row.get("solution", ""),
            organisation_note=row.get("organisation", ""),
            is_invisible=point.is_invisible,
            grade=row.get("grade", ""),
            tier=row.get("tier", Tier.MUNICIPALITY),
            node=node,
            **said,
        )


def _number(written: Any) -> Decimal | None:
    return None if written is None else Decimal(str(written).replace(",", "."))
