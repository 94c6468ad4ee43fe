"""The pages of the tasks: what they show, what they write, and what reading them costs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, supplier_partner, unit
from tests.worktasks import task
from tovholder.apps.process.public import NATIONAL_FIGURES, ROUND_FIGURES, STEP_SOURCES, Round
from tovholder.apps.rethinking import actions, part_actions
from tovholder.apps.rethinking.models import Decision, FieldProgramme, Trial, UserJourney, WeightEdition, WorkTask
from tovholder.apps.rethinking.part_actions import TrialFacts
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.panels import panels_of
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
Queries = Callable[[int], AbstractContextManager[object]]
DAY = {"_day": "20", "_month": "11", "_year": "2026"}


def _on(name: str) -> dict[str, str]:
    return {f"{name}{part}": value for part, value in DAY.items()}


def _task_form(**values: str) -> dict[str, str]:
    plain = {
        "title": "Blodtryk skrives ind",
        "field": str(code("field", "health_elderly").pk),
        "tier": "municipality",
        "volume": "30",
        "per": "week",
        "minutes": "4,5",
        "basis": "estimated",
        "contact": "2",
        "standard": "5",
        "harm": "2",
        "manual": "on",
    }
    return plain | values


def test_a_coordinator_puts_a_task_on_the_list() -> None:
    """The form becomes a task whose page says its hours, its place, its reasons and how steady the place is."""
    client = client_of(holding())
    answer = client.post(reverse("rethinking:new"), _task_form(systems="Journalen\nTavlen"))
    made = WorkTask.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.title, made.minutes, made.systems) == ("Blodtryk skrives ind", Decimal("4.5"), "Journalen\nTavlen")
    page = client.get(made.get_absolute_url())
    assert_clean_html(page)
    text = text_of(page)
    for words in (
        "Plads 1 på listen",
        "Timer om året 117",
        "Opgaven kræver ikke et menneske.",
        "100 pct. (243 af 243 måder at vægte på)",
        "Kan noget af det samles i ét system",
    ):
        assert words in text


@pytest.mark.requirement("RET-03")
def test_the_overview_and_the_list_put_first_what_frees_hands() -> None:
    """The picture counts hours by lane; what is kept in human hands stands last; nothing is said to be money."""
    task("Samtale om livet", volume=900, contact=5, standard=1)
    task("Lager tælles", contact=1, standard=5, harm=0)
    after = actions.Afterwards(volume=100, minutes=Decimal(15), on=TODAY)
    actions.tell_change(by=SYSTEM, task=task("Vægt skrives"), after=after)
    client = client_of(holding("economist"))
    page = client.get(reverse("rethinking:overview"))
    assert_clean_html(page)
    text = text_of(page)
    assert "færre timer om året i dem" in text
    assert "timer er ikke penge" in text
    listed = text_of(client.get(reverse("rethinking:list")))
    assert listed.index("1. Lager tælles") < listed.index("2. Samtale om livet") < listed.index("Vægt skrives")


def test_the_list_is_narrowed_and_taken_along() -> None:
    """A task keeps the place that it has in the whole list; the file has what the list shows."""
    task("Ens", contact=1, standard=5, harm=0)
    task("Møder", field="social", unit=unit("Fyret"))
    client = client_of(holding())
    page = client.get(reverse("rethinking:list"), {"fagomraade": "social"})
    assert_clean_html(page)
    assert "2. Møder" in text_of(page)
    assert "Ens" not in [row[0].task.title for row in page.context["rows"]]
    assert [row[0].task.title for row in client.get(reverse("rethinking:list"), {"q": "møder"}).context["rows"]] == [
        "Møder"
    ]
    assert client.get(reverse("rethinking:list"), {"spor": "x"}).status_code == 400
    assert client.get(reverse("rethinking:list"), {"vis": "x"}).status_code == 400
    answer = client.get(reverse("rethinking:file", args=["json"]), {"fagomraade": "social"})
    told = b"".join(answer.streaming_content if hasattr(answer, "streaming_content") else [answer.content]).decode()
    assert '"Møder"' in told
    assert '"Ens"' not in told


@pytest.mark.requirement("RET-02")
def test_the_board_shows_the_fields_and_advises_one_at_a_time() -> None:
    """Moving a second field to the column is done as asked, and the advice stands above."""
    client = client_of(holding())
    for field in ("social", "citizen_service"):
        answer = client.post(reverse("rethinking:move_field", args=[field]), {"stade": "mapping"})
        assert (answer.status_code, answer["Location"]) == (302, reverse("rethinking:board"))
    page = client.get(reverse("rethinking:board"))
    assert_clean_html(page)
    assert "I kortlægger flere fagområder på én gang: Social, Borgerservice. Det må I gerne." in text_of(page)
    assert {(one.field.code, one.state) for one in FieldProgramme.objects.all()} == {
        ("social", "mapping"),
        ("citizen_service", "mapping"),
    }
    client.post(reverse("rethinking:move_field", args=["social"]), {"stade": "ukendt"})
    client.post(reverse("rethinking:edit_field", args=["social"]), {"note": "Fredage", "version": "1"})
    assert FieldProgramme.objects.get(field__code="social").note == "Fredage"
    assert client.post(reverse("rethinking:move_field", args=["findes-ikke"]), {"stade": "done"}).status_code == 404


def test_how_the_list_is_worked_out_can_be_read_and_weighed_otherwise() -> None:
    """The page shows the weights; changing them asks for a reason and keeps it."""
    task()
    client = client_of(holding())
    page = client.get(reverse("rethinking:method"))
    assert_clean_html(page)
    assert "Timer om året: 35 af 100" in text_of(page)
    given = {"hours": "50", "standard": "20", "contact": "20", "harm": "10", "manual": "0"}
    assert client.post(reverse("rethinking:set_weights"), given).status_code == 200
    nothing = dict.fromkeys(given, "0") | {"reason": "x"}
    assert "Mindst ét må tælle" in text_of(client.post(reverse("rethinking:set_weights"), nothing))
    assert client.post(reverse("rethinking:set_weights"), given | {"reason": "Hænder mangler."}).status_code == 302
    assert (WeightEdition.objects.get().hours, WeightEdition.objects.get().reason) == (50, "Hænder mangler.")
    assert "Hænder mangler." in text_of(client.get(reverse("rethinking:method")))


def test_staff_propose_and_the_leader_answers() -> None:
    """The proposal waits in the leader's week; the form of taking in leaves the scales to be answered."""
    fyret = unit("Fyret")
    staff, leader = client_of(holding("staff", in_unit=fyret)), client_of(holding("unit_leader", in_unit=fyret))
    idea = {"title": "Tre opkald", "what": "Om det samme", "volume": "3", "per": "week", "minutes": "10"}
    staff.post(reverse("rethinking:propose"), idea | {"field": str(code("field", "social").pk)})
    proposed = WorkTask.objects.get()
    assert (proposed.state, proposed.unit, proposed.what) == ("proposed", fyret, "Om det samme")
    assert "Foreslået af staff syddjurs" in text_of(staff.get(proposed.get_absolute_url()))
    waiting = WORK_SOURCES.get("rethinking.proposals")
    assert waiting is not None
    assert [item.title for item in waiting.items(actor("key_staff", in_unit=fyret), TODAY)] == [
        "Svar på forslaget Tre opkald"
    ]
    assert list(waiting.items(actor("staff", in_unit=unit("Bostedet Åkanden")), TODAY)) == []
    page = leader.get(reverse("rethinking:take_in", args=[proposed.public_id]))
    assert page.context["form"]["contact"].value() is None
    given = _task_form(title="Tre opkald", unit=str(fyret.pk), tier="unit", version="1")
    assert leader.post(reverse("rethinking:take_in", args=[proposed.public_id]), given).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.state, proposed.contact, proposed.listed_on) == ("mapped", 2, TODAY)


def test_a_unit_s_own_task_is_not_there_for_another_unit_or_municipality() -> None:
    """Tier *unit*: seen by the unit and the coordinators; to others it does not exist."""
    own = task(unit=unit("Fyret"), tier="unit")
    answers = {
        who: client_of(held).get(own.get_absolute_url()).status_code
        for who, held in {
            "coordinator": holding(),
            "in the unit": holding("staff", in_unit=unit("Fyret")),
            "in another": holding("key_staff", in_unit=unit("Bostedet Åkanden")),
            "elsewhere": holding(at="Randers"),
        }.items()
    }
    assert answers == {"coordinator": 200, "in the unit": 200, "in another": 404, "elsewhere": 404}


@pytest.mark.requirement("RET-04", "RET-05")
def test_decision_trial_company_and_change_stand_on_the_task() -> None:
    """Each is written by its form and read on the task's page, a failed trial with its learning."""
    one, firm = task(), supplier_partner()
    client = client_of(holding())
    for name, given in {
        "decide": {"way": str(code("task_way", "sensor_robot").pk), "reason": "Den løber tør.", "minutes_saved": "20"}
        | _on("decided_on"),
        "new_trial": {
            "what": "En bærer",
            "partner": str(firm.pk),
            "outcome": "failed",
            "learning": "Gulvet var for ujævnt.",
        }
        | _on("started_on")
        | _on("ended_on"),
        "new_meeting": {"partner": str(firm.pk), "how": "asked", "offered": "At låne os en."} | _on("on"),
        "tell_change": {"after_volume": "100", "after_minutes": "15", "after_basis": "measured", "after_note": ""}
        | _on("after_on"),
        "write_measure": {"volume": "100", "minutes": "50"} | _on("on"),
        "promise_measure": {"due_day": "1", "due_month": "12", "due_year": "2026"},
    }.items():
        one.refresh_from_db()
        answer = client.post(reverse(f"rethinking:{name}", args=[one.public_id]), given | {"version": str(one.version)})
        assert (name, answer.status_code) == (name, 302)
    page = client.get(one.get_absolute_url())
    assert_clean_html(page)
    text = text_of(page)
    for words in (
        "Sensor eller robot",
        "20 minutter mindre hver gang. Minutter er ikke penge",
        "Forsøget lykkedes ikke, og det lærte vi",
        "Gulvet var for ujævnt.",
        "Skærmfirmaet A/S",
        "At låne os en.",
        "Timer om året nu 25",
        "måler den senest 1. december 2026",
    ):
        assert words in text
    assert Decision.objects.get().minutes_saved == Decimal(20)
    assert "Det lærte I af at prøve" in text_of(client.get(reverse("rethinking:overview")))
    trial = Trial.objects.get()
    changed = {"what": "En anden", "outcome": "running", "version": "1"} | _on("started_on")
    client.post(reverse("rethinking:edit_trial", args=[trial.public_id]), changed)
    trial.refresh_from_db()
    assert trial.what == "En anden"
    late = client.post(reverse("rethinking:edit_trial", args=[trial.public_id]), changed | {"what": "Tredje"})
    assert late.status_code == 409
    assert client.get(reverse("rethinking:edit_trial", args=[uuid4()])).status_code == 404
    assert client.get(reverse("rethinking:edit_meeting", args=[uuid4()])).status_code == 404


def test_a_task_is_put_away_and_fetched_again() -> None:
    """It can be read with its reason meanwhile."""
    one = task()
    client = client_of(holding())
    client.post(reverse("rethinking:put_away", args=[one.public_id]), {"reason": "Den er væk.", "version": "1"})
    assert "Den er væk." in text_of(client.get(one.get_absolute_url()))
    assert one.title in text_of(client.get(reverse("rethinking:list"), {"vis": "lagt-vaek"}))
    client.post(reverse("rethinking:put_back", args=[one.public_id]))
    client.post(reverse("rethinking:put_back", args=[one.public_id]))
    one.refresh_from_db()
    assert one.state == "mapped"


def test_a_conflict_shows_both() -> None:
    """Who saves second sees what the other wrote."""
    one = task()
    client = client_of(holding())
    client.post(reverse("rethinking:edit", args=[one.public_id]), _task_form(version="1"))
    answer = client.post(reverse("rethinking:edit", args=[one.public_id]), _task_form(title="Min", version="1"))
    assert answer.status_code == 409
    assert "Blodtryk skrives ind" in text_of(answer)


@pytest.mark.requirement("RET-01")
def test_a_journey_is_written_step_by_step() -> None:
    """Its page sums up the work and the waiting; the steps can be moved without scripts."""
    client = client_of(holding())
    given = {
        "title": "Fra fald til træning",
        "whose": "En borger",
        "field": str(code("field", "social").pk),
        "tier": "unit",
    }
    client.post(reverse("rethinking:new_journey"), given)
    trip = UserJourney.objects.get()
    assert trip.tier == "municipality"  # of the whole municipality: there is no unit that could keep it
    for title, waiting in (("Faldet meldes", ""), ("Hjælpen bevilges", "5")):
        step = _task_form(title=title, waiting=waiting, waiting_in="1440")
        assert client.post(reverse("rethinking:new_step", args=[trip.public_id]), step).status_code == 302
    page = client.get(trip.get_absolute_url())
    assert_clean_html(page)
    assert "På rejsen arbejder nogen i 9 minutter, og den, der rejser, venter i 5 døgn." in text_of(page)
    second = WorkTask.objects.get(title="Hjælpen bevilges")
    move = {"skridt": str(second.public_id), "retning": "op"}
    client.post(reverse("rethinking:move_step", args=[trip.public_id]), move)
    shown = text_of(client.get(trip.get_absolute_url()))
    assert shown.index("1. Hjælpen bevilges") < shown.index("2. Faldet meldes")
    edited = client.post(
        reverse("rethinking:edit", args=[second.public_id]), _task_form(waiting="2", waiting_in="10080", version="1")
    )
    second.refresh_from_db()
    assert (edited.status_code, second.waiting_minutes) == (302, 20160)
    client.post(reverse("rethinking:edit_journey", args=[trip.public_id]), given | {"title": "Rejsen", "version": "1"})
    assert "Rejsen" in text_of(client.get(reverse("rethinking:journeys")))


def test_a_task_is_one_click_from_an_outcome() -> None:
    """What rooms offer is a button on the task, whose form is filled in from it; who only reads sees none."""
    one = task("Vægten", what="Skrives ned to steder")
    page = client_of(holding()).get(one.get_absolute_url())
    links = {link.label: link.href for link in page.context["ways_on"]}
    assert {"Lav en handling", "Lav en projektidé"} <= set(links)
    assert "fund=V%C3%A6gten" in links["Lav en handling"]
    assert f"fra={one.public_id}" in links["Lav en handling"]
    assert client_of(holding("economist")).get(one.get_absolute_url()).context["ways_on"] == []


def _many(count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        one = task(f"Opgave {number}", unit=unit("Fyret"))
        part_actions.add_trial(by=SYSTEM, task=one, facts=TrialFacts(what="x", started_on=TODAY))


@pytest.mark.parametrize("name", ["overview", "list", "board", "method", "journeys"])
def test_pages_cost_the_same_however_long_the_list(name: str, django_assert_max_num_queries: Queries) -> None:
    """Three tasks or thirteen: the same number of queries."""
    client = client_of(holding())
    _many(3)
    client.get(reverse(f"rethinking:{name}"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse(f"rethinking:{name}"))
    _many(10, start=3)
    with django_assert_max_num_queries(20) as many:
        client.get(reverse(f"rethinking:{name}"))
    assert len(many) == len(few)  # type: ignore[arg-type]  # the context counts its queries


@pytest.mark.parametrize("name", ["overview", "list", "board", "method", "journeys"])
def test_an_empty_municipality_is_told_where_to_begin(name: str) -> None:
    """No page is a dead end."""
    page = client_of(holding(at="Randers")).get(reverse(f"rethinking:{name}"))
    assert page.status_code == 200
    assert_clean_html(page)


def test_what_was_promised_stands_in_my_week() -> None:
    """The day and the page where it is written; one query."""
    held = holding()
    measurer = actor_of(held)
    one = actions.promise_measure(by=measurer, task=task(), due=date(2026, 11, 25))
    source = WORK_SOURCES.get("rethinking.measure")
    assert source is not None
    assert [(item.title, item.url, item.due) for item in source.items(measurer, date(2026, 11, 28))] == [
        ("Mål Medicin bestilles", reverse("rethinking:write_measure", args=[one.public_id]), date(2026, 11, 25))
    ]
    assert list(source.items(measurer, TODAY)) == []


def test_the_dashboard_the_rounds_and_the_country_are_told() -> None:
    """The panel of the process, a figure by round, the links of a step, and a figure that names nobody."""
    here, editor = municipality(), actor()
    the_round = Round.objects.create(municipality=here, number=1, title="Runde", starts_on=TODAY, tier="municipality")
    one = task(round=the_round, contact=1, standard=5, harm=0)
    part_actions.move_field(by=SYSTEM, municipality=here, field=one.field, state="mapping")
    shown = dict(panels_of("process", here, editor))
    panel = shown["rethinking/panel.html"]
    assert panel["lanes"] == [("Automatisér", "100", 1)]
    figure, national = ROUND_FIGURES.get("rethinking.tasks"), NATIONAL_FIGURES.get("rethinking.maps")
    steps = STEP_SOURCES.get("rethinking.tasks")
    assert figure is not None
    assert national is not None
    assert steps is not None
    assert figure.values([the_round], editor) == {the_round.pk: 1}
    assert national.municipalities() == frozenset({here.pk})
    assert [link.label for link in steps.links(the_round, editor)] == [one.title]
    assert steps.start(the_round, actor("reader")) is None


def test_the_search_finds_a_task_at_home_alone() -> None:
    """A hit is checked for who asks; what is put away is gone."""
    one = task()
    source = SEARCH_SOURCES.get("rethinking")
    assert source is not None
    before = source.revision()
    assert [hit.title for hit in source.visible(actor(), [one.pk]).values()] == ["Medicin bestilles"]
    assert dict(source.visible(actor(at="Randers"), [one.pk])) == {}
    assert dict(source.visible(actor("council_member"), [one.pk])) == {}
    actions.put_away(by=SYSTEM, task=one, reason="Væk")
    assert dict(source.visible(actor(), [one.pk])) == {}
    assert [document.gone for document in source.documents(None)] == [True]
    assert source.revision() > before
