"""The pages of goals and of the plan: what they show, to whom, and what their buttons do."""

import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tests.planning import goal, plan_action
from tovholder.apps.goals.actions import add_participant, add_reading, step_goal
from tovholder.apps.goals.gallery import goal_templates
from tovholder.apps.goals.models import Action, Goal, Participant
from tovholder.apps.goals.plan_actions import move_action
from tovholder.apps.process.models import Round
from tovholder.foundation.work.public import OUTCOMES, Finding, made_of
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

PAST = date(2026, 10, 1)


def _filled(form: Any, **values: Any) -> dict[str, Any]:
    """What a browser sends of a form that is shown, with some values changed."""
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(value, date):
            value = value.isoformat()
        sent[field.name] = "" if value is None else value
    return sent | values


@pytest.mark.parametrize(
    "name", ["list", "templates", "new_goal", "compatibility", "plan", "board", "people", "calendar", "new_action"]
)
def test_pages_are_whole_with_and_without_content(name: str) -> None:
    """Empty states first, then goals and actions in every state."""
    client = client_of(holding())
    assert_clean_html(client.get(reverse(f"goals:{name}")))
    above = goal(deadline=PAST)
    goal("Lokalt", unit=unit("Fyret"), parent=above, motive="efficiency")
    goal("Alene", unit=unit("Havnen"))
    for state in ("planned", "in_progress", "done", "dropped"):
        made = plan_action(f"Handling {state}", due_on=PAST, goal=above)
        move_action(by=SYSTEM, plan_action=made, to_state=state, note="Fordi.")
    assert_clean_html(client.get(reverse(f"goals:{name}")))


@pytest.mark.requirement("VIS-06")
def test_a_goal_page_tells_motive_numbers_steps_and_who_takes_part() -> None:
    """Everything that is known of a goal stands on its page."""
    made = goal(
        motive="both",
        indicator="Andel af boligerne",
        measured_in="pct.",
        baseline=Decimal(20),
        baseline_on=date(2026, 1, 5),
        target=Decimal("87.5"),
        paragraph=code("paragraph", "SEL-141"),
    )
    add_reading(by=SYSTEM, goal=made, on=PAST, value=Decimal(40), note="Kun Fyret er målt.")
    add_participant(by=SYSTEM, municipality=municipality(), goal=made, name="Beboerrådet", part="formulating")
    plan_action(goal=made)
    step_goal(by=SYSTEM, goal=made, to_state="partly", reason="Vi kom halvvejs.")
    page = client_of(holding()).get(made.get_absolute_url())
    assert_clean_html(page)
    told = text_of(page)
    for words in (
        "Begge dele",
        "Udgangspunkt: 20 pct., målt 5. januar 2026",
        "Mål: 87,5 pct.",
        "Kun Fyret er målt.",
        "Beboerrådet",
        "SEL § 141 Handleplan",
        "Gyldighed er ikke efterprøvet af jurist",
        "Vi kom halvvejs.",
        "Mål nettet i alle boliger",
    ):
        assert words in told


@pytest.mark.requirement("VIS-07")
@pytest.mark.requirement("VIS-08")
@pytest.mark.parametrize(
    ("key", "title", "paragraph", "local"),
    [
        ("paedagogiske-planer", "IT i de pædagogiske planer", "", True),
        ("handleplaner-141", "IT i § 141-handleplaner", "SEL-141", False),
    ],
)
def test_a_goal_is_set_from_a_template(key: str, title: str, paragraph: str, local: bool) -> None:
    """The form is filled in, the paragraph too; the goal remembers the template."""
    client = client_of(holding())
    address = f"{reverse('goals:new_goal')}?skabelon={key}"
    form = client.get(address).context["form"]
    assert form["title"].value() == title
    client.post(address, _filled(form, unit=unit("Fyret").pk if local else ""))
    made = Goal.objects.get()
    found = made.paragraph.code if made.paragraph is not None else ""
    assert (made.title, made.template, made.target, found, made.unit_id is not None) == (
        title,
        key,
        Decimal(100),
        paragraph,
        local,
    )


def test_the_gallery_shows_every_template_with_its_law() -> None:
    """Those who may not set goals read it, without a button."""
    page = text_of(client_of(holding("reader")).get(reverse("goals:templates")))
    assert [one.title for one in goal_templates() if one.title not in page] == []
    assert "SEL § 141 Handleplan" in page
    assert "Brug skabelonen" not in page


def test_a_public_goal_tells_others_title_motive_and_state_alone() -> None:
    """Strangers and other municipalities read no more than that; a goal that is not public they do not find."""
    made = goal(tier="public", why="Fordi de har sagt det.", indicator="Andel", owner=holding().user)
    for client in (client_of(holding(at="Randers")), client_of(holding("supplier"))):
        told = text_of(client.get(made.get_absolute_url()))
        assert made.title in told
        assert "Livskvalitet og indflydelse på eget liv" in told
        assert [word for word in ("Fordi de har sagt det.", "Andel", "coordinator syddjurs") if word in told] == []
    hidden = goal("Kun for os")
    assert client_of(holding(at="Randers")).get(hidden.get_absolute_url()).status_code == 404


def test_what_a_unit_keeps_to_itself_is_seen_by_the_unit_and_the_coordinator() -> None:
    """Other units see neither goal nor action."""
    goal("Hemmeligt mål", unit=unit("Fyret"), tier="unit")
    plan_action("Hemmelig handling", unit=unit("Fyret"), tier="unit")
    seen = {}
    for who, held in (
        ("here", holding("staff", in_unit=unit("Fyret"))),
        ("there", holding("unit_leader", in_unit=unit("Havnen"))),
        ("coordinator", holding()),
    ):
        client = client_of(held)
        texts = [text_of(client.get(reverse(name))) for name in ("goals:list", "goals:plan", "goals:board")]
        seen[who] = ["Hemmelig" in text for text in texts]
    assert seen == {"here": [True] * 3, "there": [False] * 3, "coordinator": [True] * 3}


@pytest.mark.requirement("VIS-19")
def test_the_plan_is_filtered_sorted_and_taken_along() -> None:
    """By state, owner, place, goal, phase and what is late; the file holds what the list shows."""
    mette, aim = holding().user, goal("Nettet virker")
    plan_action("A for sent", due_on=PAST, owner=mette, goal=aim, step="vision.plan")
    plan_action("B senere", due_on=date(2027, 3, 1), unit=unit("Fyret"))
    plan_action("C uden frist")
    client = client_of(holding())
    base = reverse("goals:plan")

    def titles(query: str) -> list[str]:
        return [row["action"].title for row in client.get(f"{base}?{query}").context["rows"]]

    assert titles("") == ["A for sent", "B senere", "C uden frist"]
    assert titles("maerke=overskredet") == ["A for sent"]
    assert titles("ansvarlig=ingen&sorter=titel") == ["B senere", "C uden frist"]
    assert titles(f"ansvarlig={mette.public_id}") == ["A for sent"]
    assert titles(f"enhed={unit('Fyret').public_id}") == ["B senere"]
    assert titles(f"maal={aim.public_id}") == ["A for sent"]
    assert titles("fase=vision") == ["A for sent"]
    assert titles("q=SENERE") == ["B senere"]
    assert titles("tilstand=findes-ikke") == []
    file = client.get(f"{reverse('goals:plan_file', args=['json'])}?maerke=overskredet")
    rows = json.loads(file.getvalue())["rows"]
    assert [row["title"] for row in rows] == ["A for sent"]


def test_the_buttons_of_the_board_move_a_card_without_scripts() -> None:
    """Each is a form; the reader comes back to the card, and somebody else's move is not overwritten."""
    made = plan_action()
    client, board = client_of(holding()), reverse("goals:board")
    page = client.get(board).content.decode()
    move = reverse("goals:move_action", args=[made.public_id])
    assert f'action="{move}"' in page
    answer = client.post(move, {"til": "in_progress", "version": "1", "tilbage": board})
    assert answer["Location"] == f"{board}#handling-{made.public_id}"
    late = client.post(move, {"til": "planned", "version": "1", "tilbage": "https://ond.example/"}, follow=True)
    assert "En anden flyttede handlingen i mellemtiden." in text_of(late)
    assert Action.objects.get().state == "in_progress"


def test_the_owner_tells_how_far_it_is_and_changes_nothing_else() -> None:
    """Staff who were given an action may move it; others of the staff may not."""
    here = unit("Fyret")
    owner, other = holding("staff", in_unit=here), holding("reader")
    made = plan_action(owner=owner.user, unit=here)
    move = reverse("goals:move_action", args=[made.public_id])
    assert client_of(other).post(move, {"til": "in_progress"}).status_code == 403
    client = client_of(owner)
    assert client.get(reverse("goals:edit_action", args=[made.public_id])).status_code == 403
    answer = client.post(
        reverse("goals:follow_action", args=[made.public_id]),
        {"to_state": "done", "note": "Alt er målt.", "version": "1"},
    )
    assert answer.status_code == 302
    kept = Action.objects.get()
    assert (kept.state, kept.done_note) == ("done", "Alt er målt.")


def test_two_who_change_an_action_at_once_see_both_texts() -> None:
    """Status 409 with what was typed beside what stands."""
    made = plan_action()
    client = client_of(holding())
    form = client.get(reverse("goals:edit_action", args=[made.public_id])).context["form"]
    address = reverse("goals:edit_action", args=[made.public_id])
    assert client.post(address, _filled(form, title="Første", version="1")).status_code == 302
    second = client.post(address, _filled(form, title="Anden", version="1"))
    assert second.status_code == 409
    assert "Første" in text_of(second)


def test_an_action_answers_a_finding_and_the_finding_shows_it() -> None:
    """The form begins with the finding's words, and the action links back."""
    key = uuid4()
    finding = Finding(
        id=key,
        text="Nettet når ikke boligerne",
        url="/proces/screening/fyret/",
        source="IT-screening af Fyret",
        municipality_id=municipality().pk,
        unit_id=unit("Fyret").pk,
        details="Målt i 12 boliger.",
    )
    outcome = OUTCOMES["goals.action"]
    leader = holding("unit_leader", in_unit=unit("Fyret"))
    client, address = client_of(leader), outcome.start(finding, actor("reader"))
    form = client.get(address).context["form"]
    assert (form["title"].value(), form["description"].value()) == ("Nettet når ikke boligerne", "Målt i 12 boliger.")
    saved = client.post(address, _filled(form, unit=unit("Fyret").pk), follow=True)
    made = Action.objects.get()
    assert f'href="{finding.url}"' in saved.content.decode()
    assert [link.href for link in made_of(actor("reader"), [key])[key]] == [made.get_absolute_url()]


def test_a_goal_is_prefilled_with_the_round_and_the_link_that_brought_the_reader() -> None:
    """An address may name a round and a goal of the own municipality; another's is left out."""
    own = Round.objects.create(municipality=municipality(), number=1, title="Første", starts_on=PAST)
    foreign = Round.objects.create(municipality=municipality("Randers"), number=1, title="Fremmed", starts_on=PAST)
    client, base = client_of(holding()), reverse("goals:new_action")
    aim = goal()
    form = client.get(f"{base}?runde={own.public_id}&maal={aim.public_id}&trin=vision.plan").context["form"]
    assert [form[name].value() for name in ("round", "goal", "step")] == [own.pk, aim.pk, "vision.plan"]
    assert client.get(f"{base}?runde={foreign.public_id}&trin=x").context["form"]["round"].value() is None


def test_somebody_written_down_by_mistake_is_taken_off() -> None:
    """On a goal and on the plan."""
    made = goal()
    client = client_of(holding())
    sent = {"name": "Beboerrådet", "user": "", "part": "formulating"}
    client.post(reverse("goals:add_participant", args=[made.public_id]), sent)
    client.post(reverse("goals:people"), sent)
    assert Participant.objects.count() == 2
    for one in Participant.objects.all():
        client.post(reverse("goals:remove_participant", args=[one.public_id]))
    assert Participant.objects.count() == 0


def test_lists_cost_the_same_however_long_they_are() -> None:
    """Goals, plan, board and compatibility with one record and with forty."""
    client = client_of(holding())

    def cost(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    names = ("goals:list", "goals:plan", "goals:board", "goals:compatibility")
    above = goal()
    plan_action(goal=above, owner=holding().user)
    client.get(reverse("goals:list"))
    before = {name: cost(name) for name in names}
    for number in range(20):
        goal(f"Lokalt {number}", unit=unit("Fyret"), parent=above, owner=holding().user)
        plan_action(f"Handling {number}", goal=above, unit=unit("Fyret"))
    assert {name: cost(name) for name in names} == before
