"""Who reads which projects and who may do what with them: all roles in one table."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.landkort import project
from tests.people import actor, municipality, unit
from tovholder.apps.projects import rules
from tovholder.apps.projects.public import Project
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import Rule
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Row:
    """What a role reads and does.

    ``home`` and ``away``: the projects read there: U of the own unit alone, V of another unit alone, M the
    municipality's, S shared with municipalities, P public, J where the own municipality or unit only takes part.
    ``edits`` and ``shares``: those that are changed, confirmed and taken a step, and those whose tier is set, as
    home/away. ``opens``: R may register, I may import.
    """

    home: str
    away: str
    edits: str = "/"
    shares: str = "/"
    opens: str = ""


WHOLE = Row(home="UVMSPJ", away="SP", edits="UVMSPJ/", shares="UVMSPJ/", opens="RI")
IN_UNIT = Row(home="UMSPJ", away="SP")
LEADS = Row(home="UMSPJ", away="SP", edits="UJ/", opens="R")
EMPLOYED = Row(home="MSP", away="SP")
FOLLOWS = Row(home="MSP", away="P")

TABLE = {
    "coordinator": WHOLE,
    "programme_manager": WHOLE,
    "region": WHOLE,
    "unit_leader": LEADS,
    "key_staff": LEADS,
    "staff": IN_UNIT,
    "it_ambassador": IN_UNIT,
    "knowledge_person": EMPLOYED,
    "economist": EMPLOYED,
    "visitator_therapist": EMPLOYED,
    "it_department": EMPLOYED,
    "dpo": EMPLOYED,
    "med_amr": EMPLOYED,
    "reader": EMPLOYED,
    "council_member": FOLLOWS,
    "committee_member": FOLLOWS,
    "national_editor": Row(home="SP", away="SP"),
    "supplier": Row(home="P", away="P"),
    "operator": Row(home="P", away="P"),
    "without a role": Row(home="P", away="P"),
    "anonymous": Row(home="P", away="P"),
    "system": Row(home="UVMSPJ", away="UVMSPJ", edits="UVMSPJ/UVMSPJ", shares="UVMSPJ/UVMSPJ", opens="RI"),
}
OF_NOBODY = {
    "anonymous": ANONYMOUS,
    "system": SYSTEM,
    "operator": Actor(kind=ActorKind.PERSON, name="Drift", role=roles.OPERATOR),
    "without a role": Actor(kind=ActorKind.PERSON, name="Ny"),
}


def _place(role: str) -> Municipality:
    return municipality("Region Midtjylland" if role == "region" else "Syddjurs")


def _who(role: str) -> Actor:
    if role in OF_NOBODY:
        return OF_NOBODY[role]
    here = _place(role)
    return actor(role, at=here, in_unit=unit(owner=here) if role in roles.UNIT_ROLES else None)


def _projects(place: Municipality) -> dict[str, Project]:
    """One project for each letter, all of ``place``."""
    own, other = unit(owner=place), unit("Plejecenter Ådalen", place)
    made = {
        "U": project("U", owner=place, tier="unit", unit=own),
        "V": project("V", owner=place, tier="unit", unit=other),
        "M": project("M", owner=place, tier="municipality"),
        "S": project("S", owner=place, tier="municipalities"),
        "P": project("P", owner=place, tier="public"),
        "J": project("J", owner=place, tier="unit", unit=other, units=[own]),
    }
    return {letter: Project.objects.get(pk=item.pk) for letter, item in made.items()}


def _letters(there: dict[str, Project], who: Actor, rule: Rule) -> str:
    return "".join(letter for letter, item in there.items() if rule.allows(who, item))


def test_every_role_stands_in_the_table() -> None:
    """A role that is added gets its row."""
    known = set(Code.objects.filter(list="role").values_list("code", flat=True))
    assert set(TABLE) == known | set(OF_NOBODY)


@pytest.mark.requirement("ORG-06")
@pytest.mark.parametrize("role", list(TABLE))
def test_a_role_reads_and_does_what_the_table_says(role: str) -> None:
    """At home and elsewhere, through the rules and the one way of reading."""
    row, who, home, away = TABLE[role], _who(role), _projects(_place(role)), _projects(municipality("Aarhus"))
    seen = set(Project.objects.visible_to(who).values_list("pk", flat=True))

    def read(there: dict[str, Project]) -> str:
        return "".join(letter for letter, item in there.items() if item.pk in seen)

    def both(rule: Rule) -> str:
        return f"{_letters(home, who, rule)}/{_letters(away, who, rule)}"

    opens = {"R": rules.may_register, "I": rules.may_import}
    found = Row(
        home=read(home),
        away=read(away),
        edits=both(rules.may_edit),
        shares=both(rules.may_share),
        opens="".join(letter for letter, rule in opens.items() if rule.allows(who)),
    )
    assert found == row
    assert both(rules.may_confirm) == row.edits


def test_taking_part_is_read_but_does_not_change_what_another_municipality_owns() -> None:
    """A joint project is seen by the municipality that takes part, and edited by its owner alone."""
    joint = project("Fælles", owner="Aarhus", tier="municipality", participants=[municipality()])
    ours, theirs, outside = actor(), actor(at="Aarhus"), actor(at="Randers")
    assert [Project.objects.visible_to(who).count() for who in (ours, theirs, outside)] == [1, 1, 0]
    assert [rules.may_edit.allows(who, joint) for who in (ours, theirs, outside)] == [False, True, False]
    assert [rules.may_share.allows(who, joint) for who in (ours, theirs, outside)] == [False, True, False]


@pytest.mark.requirement("ORG-08")
def test_a_unit_leader_sees_what_the_unit_has_started_and_what_waits_for_them() -> None:
    """Their week names the unit's project that is to be confirmed, with its day; not another unit's."""
    home, other = unit(), unit("Plejecenter Ådalen")
    old = date(2025, 11, 25)
    project("Vores gamle", unit=home, tier="unit", confirmed_on=old)
    project("Vores friske", unit=home, tier="unit")
    project("De andres", unit=other, tier="unit", confirmed_on=old)
    leader = actor("unit_leader", in_unit=home)
    seen = Project.objects.visible_to(leader).values_list("title", flat=True)
    assert sorted(seen) == ["Vores friske", "Vores gamle"]
    waiting = WORK_SOURCES["projects.confirm"].items(leader, date(2026, 11, 28))
    assert [(item.title, item.due) for item in waiting] == [("Bekræft Vores gamle", date(2026, 11, 25))]


def test_a_unit_role_without_its_unit_edits_nothing() -> None:
    """The role alone opens no project."""
    alone = Actor(kind=ActorKind.PERSON, name="Leder", role="unit_leader", municipality_id=municipality().pk)
    assert not rules.may_register.allows(alone)
    assert not rules.may_edit.allows(alone, project())
