"""Invented visions: three in the pilot municipality with hearings and receipts, and seven in other municipalities."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from tovholder.apps.process.public import Round
from tovholder.apps.visions.public import (
    Body,
    Decision,
    HearingRound,
    Said,
    Vision,
    VisionFacts,
    Way,
    add_participant,
    add_responsible,
    add_strategy,
    adopt,
    answer_comment,
    answer_preconditions,
    ask_new_units,
    change_vision,
    close_hearing,
    comment,
    create_vision,
    give_receipt,
    give_statement,
    open_hearing,
    publish,
    record_failed_letter,
    remind_units,
    reply,
    revise_vision,
)
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
LIGHT: Final = 11
_PLAIN: Final = (
    "title",
    "text",
    "value_text",
    "authority_weight",
    "authority_strategy",
    "frame_political",
    "frame_economic",
    "frame_organisational",
    "frame_competence",
    "anchoring",
    "communication",
)


def build_visions(build: Build) -> None:
    """Everything on its own day, by the municipality's coordinator, its units and its councils."""
    teller = _Teller(build)
    data = read("visions.toml")
    old = teller.old(data["old"])
    teller.new(old, data["new"])
    teller.draft(data["draft"])
    teller.light(data["light"])
    build.say(f"  {Vision.objects.count()} visioner, {HearingRound.objects.count()} høringer")


class _Teller:
    """Lets each thing happen by the room's own doors."""

    def __init__(self, build: Build) -> None:
        self._today: date = build.today
        self._known, self._units = Lookups.read(), units_by_name()
        held = RoleHolding.objects.select_related("user", "role", "municipality", "unit", "kind").order_by("pk")
        self._by_mail: dict[str, Actor] = {}
        self._councils: dict[str, Actor] = {}
        self._coordinators: dict[str, RoleHolding] = {}
        for holding in held:
            self._by_mail.setdefault(holding.user.email, actor_of(holding))
            if holding.municipality is None:
                continue
            if holding.kind is not None and holding.municipality.code == PILOT:
                self._councils.setdefault(holding.kind.code, actor_of(holding))
            if holding.role.code == "coordinator":
                self._coordinators.setdefault(holding.municipality.code, holding)

    def _on(self, days: int) -> Any:
        return clock_at(self._today - timedelta(days=days))

    def _by(self, code: str) -> Actor:
        holding = self._coordinators.get(code)
        return actor_of(holding) if holding is not None else SYSTEM

    def _facts(self, row: Row, turn: Round | None = None) -> VisionFacts:
        given: dict[str, Any] = {name: str(row[name]).strip() for name in _PLAIN if name in row}
        groups = tuple(self._known.many("target_group", tuple(row.get("groups", ()))))
        ticked: dict[str, Any] = {"creates_quality": True, "creates_wellbeing": "medarbejder" in row["value_text"]}
        return VisionFacts(**given, **ticked, target_groups=groups, round=turn)

    def _decision(self, row: Row, body: str = "political_committee") -> Decision:
        on = self._today - timedelta(days=row["adopted"])
        return Decision(on, self._known.codes["adopting_body", body], row["body_name"], row["case_reference"])

    def _reasons(self, reason: str) -> dict[str, str]:
        return {code: reason for (name, code) in self._known.codes if name == "hearing_body"}

    def _turn(self, days: int) -> Round | None:
        """The round of the pilot municipality that had begun by then, if there is one."""
        day = self._today - timedelta(days=days)
        rounds = Round.objects.filter(municipality__code=PILOT, unit__isnull=True, starts_on__lte=day)
        return rounds.order_by("-starts_on", "-pk").first()

    def old(self, row: Row) -> Vision:
        """The vision before: adopted without hearings of its own, and public."""
        by = self._by(PILOT)
        with self._on(row["made"]):
            vision = create_vision(by=by, municipality=self._known.tenants[PILOT], facts=self._facts(row))
        with self._on(row["adopted"]):
            adopt(
                by=by,
                vision=vision,
                decision=self._decision(row),
                reasons=self._reasons(row["unheard"]),
                law_known=True,
            )
            return publish(by=by, vision=vision)

    def new(self, old: Vision, row: Row) -> None:
        """The vision in force: revised, heard, adopted, and read by some units."""
        by = self._by(PILOT)
        with self._on(row["made"]):
            vision = revise_vision(by=by, vision=old)
            change_vision(by=by, vision=vision, facts=self._facts(row, self._turn(row["made"])))
            self._parts(vision, row, by)
        self._hear(vision, row, by)
        with self._on(row["adopted"]):
            for opened in vision.hearing_rounds.all():
                close_hearing(by=SYSTEM, opened=opened)
            vision.refresh_from_db()
            adopt(
                by=by,
                vision=vision,
                decision=self._decision(row),
                reasons=self._reasons(row["unheard"]),
                law_known=True,
            )
        with self._on(row["published"]):
            publish(by=by, vision=vision)
        for receipt in row["receipt"]:
            reader = self._by_mail[receipt["by"]]
            unit = next(unit for unit in self._units.values() if unit.pk == reader.unit_id)
            with self._on(receipt["days"]):
                give_receipt(by=reader, vision=vision, unit=unit, how=receipt["how"])
        with self._on(min(receipt["days"] for receipt in row["receipt"])):
            ask_new_units(by=SYSTEM, vision=vision)
            remind_units(by=SYSTEM, vision=vision)

    def _parts(self, vision: Vision, row: Row, by: Actor) -> None:
        for strategy in row.get("strategy", ()):
            add_strategy(by=by, vision=vision, **strategy)
        for person in row.get("participant", ()):
            unit = self._units[PILOT, person["unit"]]
            add_participant(by=by, vision=vision, **{**person, "unit": unit})
        holding = self._coordinators.get(PILOT)
        if holding is not None:
            add_responsible(by=by, vision=vision, holding=holding, task="Holder visionen i live og samler op")
        add_responsible(
            by=by, vision=vision, name="Chefen for Social (opfunden)", title="chef", task="Svarer over for udvalget"
        )
        answers = {
            "political": ("yes", "Aftalt i udvalget"),
            "strategic": ("yes", ""),
            "change": ("partly", "Lederne mangler et fælles forløb"),
            "competences": ("partly", "To enheder har ingen nøgleperson endnu"),
        }
        answer_preconditions(by=by, vision=vision, answers=answers)

    def _hear(self, vision: Vision, row: Row, by: Actor) -> None:
        """Ask, and let each answer on its day; the municipality replies three weeks after the deadline."""
        rows: Sequence[Row] = row["hearing"]
        bodies = [
            Body(
                self._known.codes["hearing_body", item["body"]],
                item["name"],
                self._units.get((PILOT, item.get("unit", ""))),
                item.get("email", ""),
            )
            for item in rows
        ]
        with self._on(row["opened"]):
            deadline = self._today - timedelta(days=row["deadline"])
            opened = open_hearing(
                by=by, vision=vision, deadline=deadline, bodies=bodies, letter=row["letter"], mails=False
            )
            asked = {hearing.name: hearing for hearing in opened.hearings.all()}
            for item in rows:
                if item.get("failed"):
                    problem = "Mailserveren tog ikke imod adressen. Er den skrevet rigtigt?"
                    record_failed_letter(by=SYSTEM, hearing=asked[item["name"]], problem=problem)
        for item in sorted((item for item in rows if item.get("days")), key=lambda item: -int(item["days"])):
            self._answer(asked[item["name"]], item, by, replied=row["deadline"] - 21)

    def _answer(self, hearing: Any, item: Row, by: Actor, *, replied: int) -> None:
        council = self._councils.get(item["body"]) if item.get("council") else None
        with self._on(item["days"]):
            statement = give_statement(
                by=council or by,
                hearing=hearing,
                said=Said(item["text"], may_be_published=item["publish"]),
                way=Way.COUNCIL if council is not None else Way.RECORDED,
            )
        if "reply" in item:
            with self._on(replied):
                changed = item.get("change", "")
                reply(by=by, statement=statement, text=item["reply"], led_to_change=bool(changed), change_note=changed)

    def draft(self, row: Row) -> None:
        """A vision of its own for a target group, in hearing now."""
        by = self._by(PILOT)
        with self._on(row["made"]):
            facts = self._facts(row, self._turn(row["made"]))
            vision = create_vision(by=by, municipality=self._known.tenants[PILOT], facts=facts)
        for said in row["comment"]:
            with self._on(said["days"]):
                made = comment(by=self._by_mail[said["by"]], vision=vision, text=said["text"])
            if "answer" in said:
                with self._on(said["days"] - 1):
                    answer_comment(by=by, comment=made, answer=said["answer"])
        self._hear(vision, row, by)

    def light(self, rows: Sequence[Row]) -> None:
        """A vision in seven of the first eleven other municipalities that have a coordinator."""
        codes = sorted(
            code
            for code, holding in self._coordinators.items()
            if code != PILOT and holding.municipality is not None and holding.municipality.kind == "municipality"
        )
        for at, (code, row) in enumerate(zip(codes[:LIGHT], rows, strict=False)):
            by, days = self._by(code), 200 + 37 * at
            with self._on(days + 60):
                vision = create_vision(by=by, municipality=self._known.tenants[code], facts=self._facts(row))
            with self._on(days):
                whom = {"adopted": days, "body_name": "", "case_reference": ""}
                decision = self._decision(whom, "political_committee" if at % 2 else "executive")
                reasons = self._reasons("Rådet blev hørt i en anden sag, før visionen kom til her.")
                adopt(by=by, vision=vision, decision=decision, reasons=reasons, law_known=True)
                if row["published"]:
                    publish(by=by, vision=vision)
