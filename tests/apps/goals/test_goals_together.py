"""Whether goals of administration and units go together: the tree, what to talk about, the matrix, the file."""

import json
from datetime import date

import pytest
from django.urls import reverse

from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality, unit
from tests.planning import goal
from tovholder.apps.goals.compatibility import compatibility_of, lines_of
from tovholder.apps.goals.models import Motive
from tovholder.apps.visions.models import Vision
from tovholder.kernel import clock

pytestmark = pytest.mark.django_db


def vision(title: str = "Selv bestemme", **values: object) -> Vision:
    """A draft of Syddjurs."""
    given: dict[str, object] = {"slug": title.lower(), "text": "Det vil vi.", "tier": "municipality"}
    return Vision.objects.create(municipality=municipality(), title=title, made_on=clock.today(), **(given | values))


@pytest.mark.requirement("VIS-05")
@pytest.mark.requirement("VIS-06")
def test_the_tree_says_what_to_talk_about_and_calls_nothing_an_error() -> None:
    """Differing motives, a late deadline, a goal alone, a goal without a local one, and one without an owner."""
    top, mette = vision(), holding().user
    above = goal("Mindre kørsel", vision=top, motive=Motive.EFFICIENCY, deadline=date(2027, 6, 1), owner=mette)
    lonely = goal("Udlån", vision=top, owner=mette)
    below = goal(
        "Færre ventetider",
        unit=unit("Fyret"),
        parent=above,
        motive=Motive.QUALITY,
        deadline=date(2027, 9, 1),
        owner=mette,
    )
    same = goal("Vagtplan", unit=unit("Havnen"), parent=above, motive=Motive.BOTH)
    alone = goal("Roligere aftener", unit=unit("Fyret"), owner=mette)
    found = compatibility_of(actor("reader"))
    assert [(trunk.vision, [branch.goal for branch in trunk.goals]) for trunk in found.trunks] == [
        (top, [above, lonely])
    ]
    remarks = {branch.goal: branch.remarks for branch in found.branches}
    assert remarks == {
        above: (),
        lonely: ("Ingen enhed har et mål, der støtter det",),
        below: (
            "Tal sammen om det: kommunen vil bruge tid og penge bedre, enheden vil give livskvalitet og indflydelse",
            "Fristen ligger efter kommunens mål",
        ),
        same: ("Uden ansvarlig",),
        alone: ("Støtter ikke noget af kommunens mål",),
    }
    assert found.remarked == 4


@pytest.mark.requirement("VIS-05")
def test_the_matrix_has_a_row_for_every_unit_and_a_column_for_every_municipal_goal() -> None:
    """A unit without goals has a row of empty panes."""
    above = goal("Net")
    below = goal("Net på Fyret", unit=unit("Fyret"), parent=above)
    unit("Havnen")
    found = compatibility_of(actor("reader"))
    assert found.municipal == (above,)
    assert [(row.unit.name, row.cells, row.alone) for row in found.rows] == [
        ("Fyret", ((below,),), ()),
        ("Havnen", ((),), ()),
    ]


def test_the_page_and_the_file_say_the_same() -> None:
    """A row for each pair, with what to talk about."""
    above = goal("Net", motive=Motive.EFFICIENCY)
    goal("Net på Fyret", unit=unit("Fyret"), parent=above, motive=Motive.QUALITY)
    client = client_of(holding())
    told = text_of(client.get(reverse("goals:compatibility")))
    assert "Tal sammen om det: kommunen vil bruge tid og penge bedre" in told
    file = client.get(reverse("goals:compatibility_file", args=["json"]))
    assert [(row["municipal"], row["local"]) for row in json.loads(file.getvalue())["rows"]] == [
        ("Net", "Net på Fyret")
    ]
    assert len(lines_of(compatibility_of(actor("reader")))) == 1


def test_ended_goals_and_those_of_others_are_left_out() -> None:
    """The view is about what is going on."""
    goal("Færdigt").__class__.objects.update(state="reached")
    goal("Fremmed", at=municipality("Randers"))
    assert compatibility_of(actor("reader")).branches == ()
