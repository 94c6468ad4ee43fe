"""The pages of barriers: what they show, to whom, and what their forms do."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.blocking import blocked, entry, tried
from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, unit
from tovholder.apps.barriers.actions import step_barrier
from tovholder.apps.barriers.models import Measure, ProjectBarrier
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.panels import PANELS
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


def _filled(form: Any, **values: Any) -> dict[str, Any]:
    """What a browser sends of a form that is shown, with some values changed."""
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(value, date):
            value = value.isoformat()
        sent[field.name] = "" if value is None else value
    return sent | values


def _panel(slot: str, subject: Any, reader: Any) -> Any:
    return PANELS[f"barriers.{slot}"].load(subject, reader)


def test_pages_are_whole_with_and_without_content() -> None:
    """Empty states first, then barriers in every state."""
    client = client_of(holding())
    names = ("overview", "list", "choose_project")
    for name in names:
        assert_clean_html(client.get(reverse(f"barriers:{name}")))
    for number, state in enumerate(("open", "mitigated", "accepted", "gone")):
        one = blocked(of=project(f"P{number}", tier="public"), tier="public", description="Opkald falder ud.")
        tried(one)
        if state != "open":
            step_barrier(by=SYSTEM, project_barrier=one, to_state=state, reason="Fordi.")
        assert_clean_html(client.get(one.get_absolute_url()))
    for name in names:
        assert_clean_html(client.get(reverse(f"barriers:{name}")))
    assert_clean_html(client.get(entry().get_absolute_url()))
    assert_clean_html(client.get(entry("ikt-2016-22").get_absolute_url()))


def test_a_barrier_is_written_on_a_project_from_the_register() -> None:
    """Two steps: which project, then what stands in its way; the technology follows the project."""
    client, shown = client_of(holding()), project(tier="municipalities")
    chosen = client.get(
        reverse("barriers:choose_project"), {"projekt": str(shown.public_id), "barriere": "netdaekning"}
    )
    assert chosen.status_code == 302
    page = client.get(chosen["Location"])
    assert_clean_html(page)
    form = page.context["form"]
    assert form["barrier"].value() == entry().pk
    assert [value for value, _label in form.fields["tier"].choices] == ["unit", "municipality", "municipalities"]
    answer = client.post(chosen["Location"], _filled(form, severity="stop", tier="municipalities"))
    made = ProjectBarrier.objects.get()
    assert (answer["Location"], made.severity, made.project) == (made.get_absolute_url(), "stop", shown)
    wrong = client.get(reverse("barriers:choose_project"), {"projekt": "nej"})
    assert "Vælg" in text_of(wrong)


def test_a_barrier_is_changed_stepped_and_tried_on_its_pages() -> None:
    """Each form is answered with the barrier's page; a stale version with a conflict."""
    client, one = client_of(holding()), blocked()
    edit, step = (reverse(f"barriers:{name}", args=[one.public_id]) for name in ("edit", "step"))
    form = client.get(edit).context["form"]
    assert client.post(edit, _filled(form, description="Nyt", version=1)).status_code == 302
    assert client.post(edit, _filled(form, description="Andet", version=1)).status_code == 409
    told = {"to_state": "accepted", "reason": "Vi lever med det.", "on": "2026-11-21", "version": 2}
    assert client.post(step, told).status_code == 302
    one.refresh_from_db()
    assert (one.description, one.state) == ("Nyt", "accepted")
    address = reverse("barriers:new_measure", args=[one.public_id])
    sent = _filled(client.get(address).context["form"], what="Målte nettet", kind=code("barrier_measure", "network").pk)
    assert client.post(address, sent)["Location"] == one.get_absolute_url()
    made = Measure.objects.get()
    again = reverse("barriers:edit_measure", args=[made.public_id])
    assert_clean_html(client.get(again))
    client.post(again, sent | {"helped": "partly", "why": "To steder.", "version": "1"})
    made.refresh_from_db()
    assert (made.helped, made.why) == ("partly", "To steder.")
    page = text_of(client.get(one.get_absolute_url()))
    for words in ("Det hjalp noget", "Målte nettet", "Vi lever med det.", "Prøvet i 1 projekt i 1 kommune"):
        assert words in page


def test_the_owner_tells_how_far_it_is_and_may_not_rewrite_it() -> None:
    """A reader who was given the barrier follows it."""
    held = holding("reader")
    one = blocked(owner=held.user)
    client = client_of(held)
    codes = [client.get(reverse(f"barriers:{name}", args=[one.public_id])).status_code for name in ("step", "edit")]
    assert codes == [200, 403]
    made = tried(one, "early")
    assert client.get(reverse("barriers:edit_measure", args=[made.public_id])).status_code == 200
    assert (
        client_of(holding("staff", in_unit=unit()))
        .get(reverse("barriers:edit_measure", args=[made.public_id]))
        .status_code
        == 403
    )


def test_names_of_colleagues_stay_inside_the_municipality() -> None:
    """Others read what was met and tried, not who answers for it."""
    one = blocked(tier="public", owner=holding("reader").user)
    step_barrier(by=actor(), project_barrier=one, to_state="accepted", reason="Vi lever med det.")
    inside, outside = (
        text_of(client_of(holding("staff", in_unit=unit())).get(one.get_absolute_url())),
        text_of(Client().get(one.get_absolute_url())),
    )
    assert ("reader syddjurs" in inside, "coordinator syddjurs" in inside) == (True, True)
    assert ("reader syddjurs" in outside, "coordinator syddjurs" in outside) == (False, False)
    assert "Vi lever med det." in outside


def test_the_list_is_narrowed_and_taken_along() -> None:
    """By theme, state, severity, owner, technology and words; the file follows the filters."""
    blocked(severity="stop", look_on=date(2026, 10, 1))
    blocked("lovens-fortolkning", of=project("Andet"), description="Vi venter på et svar.")
    client = client_of(holding())
    for query, titles in (
        ("tema=law", ["Loven læses forskelligt"]),
        ("hvor-meget=stop", ["Dårlig netdækning"]),
        ("q=svar", ["Loven læses forskelligt"]),
        ("maerke=overskredet", ["Dårlig netdækning"]),
        ("ansvarlig=ingen&sorter=navn", ["Dårlig netdækning", "Loven læses forskelligt"]),
        ("tilstand=gone", []),
    ):
        page = client.get(f"{reverse('barriers:list')}?{query}")
        assert [row[0].title for row in page.context["rows"]] == titles
    file = client.get(f"{reverse('barriers:file', args=['json'])}?tema=law")
    rows = json.loads(file.getvalue())["rows"]
    assert [row["title"] for row in rows] == ["Loven læses forskelligt"]


def test_the_lists_cost_the_same_for_many_as_for_few() -> None:
    """The municipality's list, the register, and one barrier with where it was met."""
    client = client_of(holding())
    addresses = [reverse("barriers:list"), reverse("barriers:overview"), entry().get_absolute_url()]

    def cost() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as seen:
                client.get(address)
            counts.append(len(seen))
        return counts

    tried(blocked(of=project("P", tier="public"), tier="public"))
    few = cost()
    for number in range(5):
        tried(blocked(of=project(f"P{number}", tier="public"), tier="public"))
    assert cost() == few


def test_projects_technologies_and_municipalities_show_their_barriers() -> None:
    """As far as the reader sees them; who may write one has a link."""
    shown = project("Skærm", tier="public")
    one = blocked(of=shown, tier="public")
    tried(one)
    blocked("lovens-fortolkning", of=shown, tier="municipality")
    assert [row[0].title for row in _panel("project", shown, actor())["rows"]] == [
        "Dårlig netdækning",
        "Loven læses forskelligt",
    ]
    assert [row[0] for row in _panel("project", shown, ANONYMOUS)["rows"]] == [one]
    found = _panel("technology", shown.technology, ANONYMOUS)
    assert [words for _entry, words in found["counted"]] == ["Står ved 1 projekt i 1 kommune"]
    assert [words for _tried, words in found["tried"]] == ["Prøvet i 1 projekt i 1 kommune. Hjalp i 1 af 1."]
    assert [row[0] for row in _panel("municipality", shown.municipality, ANONYMOUS)["rows"]] == [one]
    assert _panel("project", project("Tomt"), ANONYMOUS) is None
    client = client_of(holding("reader"))
    addresses = (
        shown.get_absolute_url(),
        reverse("technologies:technology", args=["skaermbesoeg"]),
        reverse("projects:municipality", args=["syddjurs"]),
    )
    for address in addresses:
        page = client.get(address)
        assert_clean_html(page)
        assert "Dårlig netdækning" in text_of(page)


def test_the_page_of_a_barrier_is_narrowed_to_one_technology() -> None:
    """And an unknown one is not found."""
    blocked(of=project("Skærm", tier="public"), tier="public")
    blocked(of=project("Lås", technology=technology("elektronisk_laas"), tier="public"), tier="public")
    client = client_of(holding("reader"))
    page = client.get(f"{entry().get_absolute_url()}?teknologi=elektronisk_laas")
    assert [row[0].project.title for row in page.context["rows"]] == ["Lås"]
    assert [link.count for link in page.context["technologies"]] == [None, 1, 1]
    assert client.get(f"{entry().get_absolute_url()}?teknologi=ukendt").status_code == 404


def test_the_search_finds_the_register_and_what_the_reader_sees() -> None:
    """The index knows no rights: each hit is asked about again."""
    one = blocked(description="Opkald falder ud.")
    register, own = SEARCH_SOURCES["barriers.register"], SEARCH_SOURCES["barriers"]
    assert "Dårlig netdækning" in [document.title for document in register.documents(None)]
    assert register.visible(ANONYMOUS, [entry().pk])[entry().pk].title == "Dårlig netdækning"
    assert [document.title for document in own.documents(None)] == ["Dårlig netdækning"]
    assert (list(own.visible(ANONYMOUS, [one.pk])), list(own.visible(actor(), [one.pk]))) == ([], [one.pk])
    assert own.list_url is not None
    assert own.list_url("net") == f"{reverse('barriers:list')}?q=net"
    assert (register.revision() > 0, own.revision()) == (True, 2)


def test_the_api_tells_the_register_the_counts_and_the_barriers() -> None:
    """Without a key what is public."""
    one = blocked(of=project("P", tier="public"), tier="public")
    tried(one)
    blocked("lovens-fortolkning", of=project("Q", tier="public"), tier="municipality")
    register = Client().get("/api/v1/barriers").json()
    assert (len(register), register[21]["filled"], register[21]["name"]) == (38, False, "")
    told = Client().get("/api/v1/barriers/netdaekning").json()
    assert (told["projects"], told["tried"]) == (
        1,
        [
            {
                "kind": "network",
                "projects": 1,
                "municipalities": 1,
                "helped": 1,
                "partly": 0,
                "not_helped": 0,
                "too_early": 0,
            }
        ],
    )
    listed = Client().get("/api/v1/project-barriers").json()
    assert (listed["count"], [item["barrier"] for item in listed["items"]]) == (1, ["netdaekning"])
    single = Client().get(f"/api/v1/project-barriers/{one.public_id}").json()
    assert [measure["helped"] for measure in single["measures"]] == ["yes"]
