"""Invented IT-screenings: three units of the pilot municipality twice, and one unit in eleven others."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from tovholder.apps.goals.public import ActionFacts, add_action
from tovholder.apps.process.public import Round
from tovholder.apps.questionnaires.public import answer
from tovholder.apps.screenings.public import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    Participant,
    PurposeStatement,
    Screening,
    ScreeningFacts,
    ScreeningFinding,
    add_part,
    answer_section,
    approve_screening,
    as_finding,
    asked,
    begin_easy,
    create_screening,
    dismiss_finding,
    easy_response,
    findings_of,
    hold_screening,
    word_purpose,
)
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build, Level
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Unit
from tovholder.foundation.work.public import Origin
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
LIGHT: Final = 11
WEEKS_AHEAD: Final = timedelta(days=21)


def build_screenings(build: Build) -> None:
    """Each on its own day, by the coordinator; the unit's leader approves where there is one with a login."""
    known, units = Lookups.read(), units_by_name()
    data = read("screenings.toml")
    coordinators = _holders("coordinator")
    teller = _Teller(known, coordinators.get(PILOT, SYSTEM), build)
    rows: Sequence[Row] = sorted(data["screening"], key=lambda row: -int(row["days"]))
    for row in rows:
        teller.tell(units[PILOT, row["unit"]], row)
    teller.plan_ahead(units[PILOT, data["planned"]["unit"]], data["planned"])
    made = len(rows) + 1
    if build.level >= Level.FULL:
        others = sorted(code for code in coordinators if code != PILOT)[:LIGHT]
        made += sum(_light(build, known, units, code, coordinators[code], data["light"]) for code in others)
    build.say(f"  {made} IT-screeninger")


def _holders(role: str) -> dict[str, Actor]:
    """The first holder of a role in each municipality, by its code."""
    held = RoleHolding.objects.filter(role__code=role, municipality__isnull=False)
    found: dict[str, Actor] = {}
    for holding in held.select_related("user", "role", "municipality").order_by("pk"):
        if holding.municipality is not None:
            found.setdefault(holding.municipality.code, actor_of(holding))
    return found


class _Teller:
    """Lets each thing happen by the rooms' own doors."""

    def __init__(self, known: Lookups, by: Actor, build: Build) -> None:
        self._known, self._by, self._build = known, by, build

    def tell(self, unit: Unit, row: Row) -> None:
        """A screening from its plan to what came of it."""
        day = self._build.today - timedelta(days=row["days"])
        with clock_at(day - WEEKS_AHEAD):
            screening = self._plan(unit, row)
        with clock_at(day):
            self._fill(screening, row)
            people = list(screening.participants.filter(attended=True))
            hold_screening(by=self._by, screening=screening, held_on=day, attended=people)
            add_part(ScreeningFinding(screening=screening, words=row["own_finding"]), by=self._by)
        with clock_at(day + timedelta(days=9)):
            self._answer_findings(screening, row)
            leader = _leader(unit)
            if leader is not None:
                approve_screening(by=leader, screening=screening)

    def plan_ahead(self, unit: Unit, row: Row) -> None:
        """A screening that is still to be held, with the first things written and a citizen's answer."""
        with clock_at(self._build.today - timedelta(days=4)):
            screening = self._plan(unit, row)
            self._fill(screening, row)

    def _plan(self, unit: Unit, row: Row) -> Screening:
        rounds = Round.objects.filter(municipality=unit.municipality, number=row["round"], unit__isnull=True)
        return create_screening(
            by=self._by,
            unit=unit,
            facts=ScreeningFacts(
                title=row["title"],
                planned_on=self._build.today - timedelta(days=row["days"]),
                tier="municipality",
                round=rounds.first(),
                citizen_places=row["places"],
            ),
        )

    def _fill(self, screening: Screening, row: Row) -> None:
        codes, by = self._known.codes, self._by
        for kind, count, attended in row["participants"]:
            add_part(Participant(screening=screening, kind=kind, count=count, attended=attended), by=by)
        for kind, words in row["statements"]:
            add_part(PurposeStatement(screening=screening, kind=kind, words=words), by=by)
        word_purpose(by=by, screening=screening, purpose=row["purpose"])
        needs: list[NeedItem | None] = [None]
        for words, concerns, strength, theme in row["needs"]:
            need = NeedItem(
                screening=screening,
                words=words,
                concerns=concerns,
                strength=strength,
                theme=codes["need_theme", theme],
            )
            needs.append(add_part(need, by=by))
        for name, kind, count, holder, payer, used, need_number, technology in row["items"]:
            item = InventoryItem(
                screening=screening,
                name=name,
                kind=kind,
                count=count,
                holder=holder,
                payer=payer,
                used=used,
                need=needs[need_number],
                technology=self._known.technologies.get(technology),
            )
            add_part(item, by=by)
        self._measure(screening, row)
        self._ask(screening, row)

    def _measure(self, screening: Screening, row: Row) -> None:
        for place, method, down, up, wifi, mobile, routine, one_knows in row["network"]:
            check = NetworkCheck(
                screening=screening,
                place=place,
                method=method,
                down=Decimal(down),
                up=Decimal(up),
                wifi=wifi,
                mobile=mobile,
                login_routine=routine,
                one_knows=one_knows,
            )
            add_part(check, by=self._by)
        for group, level, persons, interest, wants in row["competences"]:
            score = CompetenceScore(
                screening=screening,
                group=self._known.codes["staff_group", group],
                level=level,
                persons=persons,
                interest=interest,
                wants=wants,
            )
            add_part(score, by=self._by)

    def _ask(self, screening: Screening, row: Row) -> None:
        common = asked(screening).common
        if common is not None:
            values = {key: _value(value) for key, value in row["answers"].items()}
            answer_section(screening, common, values, seen={}, by=self._by)
        for themes in row["easy"]:
            response = easy_response(screening, UUID(begin_easy(by=ANONYMOUS, screening=screening)))
            if response is not None:
                answer(response, {"need_support": tuple(themes)}, seen={}, by=ANONYMOUS)

    def _answer_findings(self, screening: Screening, row: Row) -> None:
        standing = [finding for finding in findings_of(screening) if finding.stands]
        for finding in standing:
            finding.screening = screening
            if finding.rule == row.get("dismissed"):
                dismiss_finding(finding, why="Det er aftalt på husmødet, at det bliver, som det er.", by=self._by)
        if "action" in row and standing:
            told = as_finding(standing[0])
            add_action(
                by=self._by,
                municipality=screening.municipality,
                facts=ActionFacts(
                    title=row["action"],
                    description=told.text,
                    unit=screening.unit,
                    due_on=self._build.today + timedelta(days=40),
                ),
                origin=Origin(id=told.id, url=told.url, source=told.source, text=told.text, unit_id=screening.unit_id),
            )


def _leader(unit: Unit) -> Actor | None:
    held = RoleHolding.objects.filter(role__code="unit_leader", unit=unit).select_related("user", "role").order_by("pk")
    holding = held.first()
    return actor_of(holding) if holding is not None else None


def _light(
    build: Build, known: Lookups, units: Mapping[tuple[str, str], Unit], code: str, by: Actor, words: Row
) -> bool:
    """A short screening of the first unit of a municipality; False where it has none."""
    own = sorted(name for where, name in units if where == code)
    if not own:
        return False
    number = int(code)
    day = build.today - timedelta(days=60 + number % 500)
    with clock_at(day):
        screening = create_screening(
            by=by,
            unit=units[code, own[0]],
            facts=ScreeningFacts(title="IT-screening", planned_on=day, tier="municipality", citizen_places=20),
        )
        add_part(Participant(screening=screening, kind="citizen", count=2, attended=True), by=by)
        need = add_part(
            NeedItem(screening=screening, words=words["needs"][number % 3], theme=known.codes["need_theme", "contact"]),
            by=by,
        )
        add_part(InventoryItem(screening=screening, name="Tablet", count=2 + number % 5, need=need), by=by)
        place = words["places"][number % 2]
        add_part(NetworkCheck(screening=screening, place=place, down=Decimal(5 + number % 40), up=Decimal(5)), by=by)
        group = known.codes["staff_group", "care"]
        add_part(CompetenceScore(screening=screening, group=group, level=2 + number % 3, persons=8, interest=3), by=by)
        hold_screening(by=by, screening=screening, held_on=day)
    return True


def _value(value: Any) -> Any:
    """An answer of the data file: lists are choices."""
    return tuple(value) if isinstance(value, list) else value
