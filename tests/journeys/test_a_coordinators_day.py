"""A coordinator's time in office, from the invitation to the deputy, by the pages that people use."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.landkort import registration, technology
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, municipality, person, unit
from tovholder.apps.projects.public import Participation, Project, register_project
from tovholder.foundation.accounts.models import HandOverItem, RoleHolding
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.search.build import update
from tovholder.foundation.tables.models import ImportBatch
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

PASSWORD = "et-godt-langt-kodeord"
FILE = """Projektnavn;Behov;Velfærdsteknologi;Status;Startdato
Vasketoilet på Ådalen;Værdighed på toilettet;Vasketoilet;I drift;01-02-2020
Loftlifte i boliger;Skåne ryggen;Loftlift;Under implementering;01-02-2024
Uden behov;;Skærmbesøg;Pilot;
Tidsrejse;Tid;Tidsmaskine;Pilot;
"""


def _figures() -> tuple[int, int, int, dict[str, int]]:
    """Projects, municipalities with and without, and the states that occur, as the API tells everybody."""
    said = Client().get("/api/v1/landkort/summary").json()
    states = {name: count for name, count in said["by_status"].items() if count}
    return said["projects"], said["municipalities_with"], said["municipalities_without"], states


def _follow(client: Client, address: str, data: dict[str, Any]) -> str:
    """Send a form, go where it leads, and give that page's text."""
    answer = client.post(address, data)
    assert answer.status_code == 302, text_of(answer)
    page = client.get(answer["Location"], follow=True)
    assert page.status_code == 200
    assert_clean_html(page)
    return text_of(page)


def _joined() -> Client:
    """The browser of whoever follows the link in the last mail."""
    link = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))
    client = Client()
    told = _follow(
        client, re.sub(r"^https?://[^/]+", "", link), {"name": "Ny Person", "password": PASSWORD, "again": PASSWORD}
    )
    assert "Velkommen. Du har nu rollen" in told
    return client


def _project_form(title: str, **values: object) -> dict[str, object]:
    return {
        "need": "Borgerne mangler tryghed om natten.",
        "title": title,
        "technology": technology("sengesensor").pk,
        "scale": code("project_scale", "pilot").pk,
        "status": "pilot",
        "tier": "municipalities",
    } | values


def _listed(client: Client, **query: str) -> list[str]:
    """The titles that the list of projects shows, in Danish order."""
    page = client.get(reverse("projects:list"), query)
    assert page.status_code == 200
    return sorted(project.title for project in page.context["found"].projects)


def _invited_coordinator() -> Client:
    """An operator opens Syddjurs by inviting its first coordinator, who takes the invitation."""
    operator = person("drift@tovholder.example", "Drift")
    operator.is_operator = True
    operator.save()
    running = Client()
    running.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    role = f"?rolle={code('role', 'coordinator').code}"
    place = running.get(reverse("accounts:invite") + role).context["form"].fields["municipality"]
    chosen = place.prepare_value(municipality())
    data = {"name": "Mette Holm", "email": "mette@syddjurs.example", "municipality": chosen}
    assert "Invitationen sendes nu til mette@syddjurs.example." in _follow(
        running, reverse("accounts:invite") + role, data
    )
    assert running.get(reverse("projects:new_project")).status_code == 403  # who runs the product writes in no map
    return _joined()


def _invited_leader(coordinator: Client) -> Client:
    """The coordinator invites the leader of the unit Åkanden, who takes the invitation."""
    role = f"?rolle={code('role', 'unit_leader').code}"
    field = coordinator.get(reverse("accounts:invite") + role).context["form"].fields["unit"]
    data = {"name": "Jens Dahl", "email": "jens@syddjurs.example", "unit": field.prepare_value(unit())}
    _follow(coordinator, reverse("accounts:invite") + role, data)
    return _joined()


def _import(client: Client) -> ImportBatch:
    """File, columns, check, run: two rows are fine, two are not."""
    start = reverse("tables:choose", args=["projekter"])
    assert "Intet er importeret endnu." in _follow(
        client, start, {"file": SimpleUploadedFile("liste.csv", FILE.encode())}
    )
    batch = ImportBatch.objects.get()
    address: Callable[[str], str] = lambda step: reverse(f"tables:{step}", args=["projekter", batch.public_id])  # noqa: E731  # short and used thrice
    told = _follow(client, address("columns"), {**batch.mapping, "version": batch.version})
    batch.refresh_from_db()
    assert batch.counts == {"rows": 4, "fine": 2, "errors": 2, "duplicates": 0, "warnings": 0}
    assert "Tidsmaskine" in told
    assert _figures()[0] == 2  # nothing is written by a check
    _follow(client, address("start"), {"version": batch.version})
    batch.refresh_from_db()
    assert batch.counts["imported"] == 2
    return batch


@pytest.mark.database
@pytest.mark.requirement("ORG-07")
def test_a_coordinator_comes_works_and_hands_over() -> None:
    """Invitation, registration, import and undo, sharing, stopping, hand-over: the figures follow each step."""
    unit()
    elsewhere, stranger = client_of(holding(at="Norddjurs")), Client()
    assert _figures() == (0, 0, 98, {})

    coordinator = _invited_coordinator()
    leader = _invited_leader(coordinator)

    # Two projects, the second with a neighbour.
    new = reverse("projects:new_project")
    assert "Sensor ved sengen er oprettet." in _follow(coordinator, new, _project_form("Sensor ved sengen"))
    assert _figures() == (1, 1, 97, {"pilot": 1})
    joint = _project_form("Fælles sensorer", status="in_operation", participants=[municipality("Norddjurs").pk])
    _follow(coordinator, new, joint)
    assert _figures() == (2, 1, 97, {"pilot": 1, "in_operation": 1})  # the neighbour has not answered yet
    invited = Participation.objects.get(municipality=municipality("Norddjurs"))
    answer = reverse("projects:participation", args=[invited.public_id])
    assert "I er med i Fælles sensorer." in _follow(elsewhere, answer, {"version": invited.version})
    assert _figures() == (2, 2, 96, {"pilot": 1, "in_operation": 1})

    # A list comes in and is taken back.
    batch = _import(coordinator)
    assert _figures() == (4, 2, 96, {"pilot": 1, "in_operation": 2, "implementing": 1})
    assert _listed(elsewhere, kommune="syddjurs", teknologi="loftlift") == ["Loftlifte i boliger"]
    undo = reverse("tables:undo", args=["projekter", batch.public_id])
    _follow(coordinator, undo, {"version": batch.version})
    assert _figures() == (2, 2, 96, {"pilot": 1, "in_operation": 1})
    assert _listed(elsewhere, teknologi="loftlift") == []

    # The unit leader's own project stays in the municipality until the coordinator shares it.
    own = _project_form("Natlig ro på Åkanden", tier="municipality", unit=unit().pk, summary="HEMMELIG tekst")
    _follow(leader, new, own)
    item = Project.objects.get(title="Natlig ro på Åkanden")
    assert _figures()[0] == 2
    assert [who.get(item.get_absolute_url()).status_code for who in (leader, elsewhere, stranger)] == [200, 404, 404]
    share = reverse("projects:share_project", args=[item.public_id])
    assert leader.post(share, {"tier": "public", "version": item.version}).status_code == 403
    assert "Alle (offentlig)" in _follow(coordinator, share, {"tier": "public", "version": item.version})
    assert _figures() == (3, 2, 96, {"pilot": 2, "in_operation": 1})

    # Found by others, once the index has followed: by words, by filters; a stranger sees what is public and no more.
    update()
    assert _listed(elsewhere, q="åkanden") == ["Natlig ro på Åkanden"]
    assert _listed(elsewhere, kommune="syddjurs", status="pilot") == ["Natlig ro på Åkanden", "Sensor ved sengen"]
    assert _listed(stranger) == ["Natlig ro på Åkanden"]
    assert stranger.get(item.get_absolute_url()).status_code == 200

    # Stopped: the figures count it as stopped, and what was learnt is what others read.
    item.refresh_from_db()
    step = {
        "to_status": "stopped",
        "version": item.version,
        "on_0": "21",
        "on_1": "11",
        "on_2": "2026",
        "on": "2026-11-21",
        "reason": "HEMMELIG grund",
        "learning": "Spørg nattevagten først.",
    }
    _follow(leader, reverse("projects:step_project", args=[item.public_id]), step)
    assert _figures() == (3, 2, 96, {"pilot": 1, "in_operation": 1, "stopped": 1})
    assert _listed(elsewhere, status="stopped") == ["Natlig ro på Åkanden"]
    assert "Spørg nattevagten først." in text_of(elsewhere.get(item.get_absolute_url()))

    _hand_over(coordinator)
    _the_log_tells_acts_and_no_texts(item)


def _hand_over(coordinator: Client) -> None:
    """The only coordinator leaves: a deputy is demanded, gets the role the day after, and takes the list over."""
    held = RoleHolding.objects.get(user__email="mette@syddjurs.example")
    deputy = holding("reader", user=person("sara@syddjurs.example", "Sara Lund"))
    end = reverse("accounts:role_end", args=[held.public_id])
    last_day = {"ends_on_0": "21", "ends_on_1": "11", "ends_on_2": "2026", "ends_on": "2026-11-21"}
    alone = coordinator.post(end, {**last_day, "handover": "Aftalen med leverandøren", "version": held.version})
    assert alone.status_code == 200
    assert "Vælg en stedfortræder" in text_of(alone)
    told = _follow(
        coordinator,
        end,
        {**last_day, "deputy": deputy.user.public_id, "handover": "Aftalen med leverandøren", "version": held.version},
    )
    assert "Aftalen med leverandøren" in told
    with clock_at(date(2026, 11, 22)):
        after = client_of(deputy)
        assert coordinator.get(reverse("projects:new_project")).status_code == 403
        assert after.get(reverse("projects:new_project")).status_code == 200
        item = HandOverItem.objects.get()
        assert "Overtaget: Aftalen med leverandøren" in _follow(
            after, reverse("accounts:taken_over", args=[item.public_id]), {}
        )
        item.refresh_from_db()
        assert item.done_by == deputy.user
        assert _figures() == (3, 2, 96, {"pilot": 1, "in_operation": 1, "stopped": 1})


def _the_log_tells_acts_and_no_texts(item: Project) -> None:
    acts = set(AuditEntry.objects.values_list("action", flat=True))
    assert acts >= {
        "accounts.invite",
        "accounts.accept_invitation_as_new",
        "projects.register_project",
        "tables.receive_file",
        "projects.register_projects",
        "projects.undo_import",
        "projects.share_project",
        "projects.step_project",
        "accounts.end_role",
        "accounts.take_over_item",
    }
    of_item = list(
        AuditEntry.objects.filter(object_id=item.public_id).order_by("id").values_list("action", "actor_role")
    )
    assert of_item == [
        ("projects.register_project", "unit_leader"),
        ("projects.share_project", "coordinator"),
        ("projects.step_project", "unit_leader"),
    ]
    kept = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    for text in ("HEMMELIG", "Borgerne mangler", "nattevagten", "@syddjurs.example", "Mette Holm", "leverandøren"):
        assert text not in kept


@pytest.mark.requirement("MAP-01")
@pytest.mark.parametrize("chosen", [{"q": "nattero"}, {"teknologi": "sengesensor", "kommune": "aarhus"}])
def test_another_municipalitys_project_is_found_in_three_steps(chosen: dict[str, str]) -> None:
    """The list from the front page, one form with text or facets, the project: each by what the page before offers."""
    register_project(
        by=SYSTEM,
        registration=registration("Nattero i Aarhus", owner="Aarhus", technology=technology("sengesensor")),
    )
    register_project(by=SYSTEM, registration=registration("Noget andet", owner="Odense"))
    update()
    reader = client_of(holding("reader"))
    front = reader.get(reverse("projects:landkort")).content.decode()
    listed = reverse("projects:list")
    assert f'href="{listed}' in front
    first = reader.get(listed).content.decode()
    for name, value in chosen.items():
        assert f'name="{name}"' in first
        assert name == "q" or f'value="{value}"' in first
    second = reader.get(listed, chosen)
    assert _listed(reader, **chosen) == ["Nattero i Aarhus"]
    address = Project.objects.get(title="Nattero i Aarhus").get_absolute_url()
    assert f'href="{address}"' in second.content.decode()
    assert "Nattero i Aarhus" in text_of(reader.get(address))
