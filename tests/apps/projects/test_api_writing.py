"""A municipality's own system keeps its projects up to date by the API."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.landkort import project
from tests.people import holding, municipality, unit
from tovholder.apps.projects.models import Participation, Programme, Project, Step
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db

NEW = {
    "title": "Skærmbesøg om aftenen",
    "need": "Borgerne venter på et besøg, der kan klares på skærm.",
    "technology": "skaermbesoeg",
    "scale": "pilot",
}


def key(role: str = "coordinator", *, writes: bool = True, **where: Any) -> str:
    """A key of somebody in that role."""
    _token, secret = make_token(
        by=actor_of(holding(role, **where)), name="Fagsystem", expires_on=date(2027, 3, 1), writes=writes
    )
    return secret


def send(method: str, path: str, body: object = None, secret: str | None = None, **headers: str) -> Any:
    """One request to the API."""
    if secret is not None:
        headers["Authorization"] = f"Bearer {secret}"
    call = getattr(Client(raise_request_exception=False), method)
    return call(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def fields(answer: Any) -> list[str]:
    """The names of the fields that were refused."""
    assert answer.status_code == 422, answer.content
    return sorted(problem["loc"][-1] for problem in answer.json()["detail"])


def test_a_system_registers_a_project_and_is_told_where_it_is() -> None:
    """201 with Location and ETag; the project stands as if it had been typed, and the log knows the key's seat."""
    secret = key()
    answer = send("post", "/projects", NEW | {"status": "pilot", "status_since": "2026-10-01"}, secret)
    assert answer.status_code == 201
    made = Project.objects.get()
    assert answer["Location"] == f"/api/v1/projects/{made.public_id}"
    assert (made.title, made.status, made.tier, made.municipality.name) == (
        "Skærmbesøg om aftenen",
        "pilot",
        "municipalities",
        "Syddjurs",
    )
    assert answer["ETag"].startswith(f'"{made.version}-')
    entry = AuditEntry.objects.filter(action="projects.register_project").get()
    assert (entry.actor_kind, entry.object_id) == ("token", made.public_id)


def test_a_change_names_the_version_that_was_read() -> None:
    """428 without If-Match, 412 with an old one, 200 with the right one; what is not named stays."""
    made = project(results="12 af 20 borgere bruger det.")
    secret = key()
    path = f"/projects/{made.public_id}"
    tag = send("get", path, None, secret)["ETag"]
    assert send("patch", path, {"title": "Ny titel"}, secret).status_code == 428
    first = send("patch", path, {"title": "Ny titel", "started_on": "2026-02-01"}, secret, **{"If-Match": tag})
    assert (first.status_code, first.json()["title"], first.json()["results"]) == (
        200,
        "Ny titel",
        "12 af 20 borgere bruger det.",
    )
    assert first["ETag"] != tag
    late = send("patch", path, {"title": "En anden titel"}, secret, **{"If-Match": tag})
    assert (late.status_code, Project.objects.get().title) == (412, "Ny titel")
    emptied = send("patch", path, {"started_on": None}, secret, **{"If-Match": first["ETag"]})
    assert (emptied.status_code, emptied.json()["started_on"]) == (200, None)


@pytest.mark.parametrize("tag", ["*", '"x"', "7", '"7"', 'W/"æ-1"', '"99999999999-1"', '"1-zz"'])
def test_a_tag_that_is_none_of_ours_changes_nothing(tag: str) -> None:
    """412, with a sentence."""
    made = project()
    answer = send(
        "patch", f"/projects/{made.public_id}", {"title": "Ny"}, key(), **{"If-Match": tag.encode().decode("latin-1")}
    )
    assert (answer.status_code, Project.objects.get().title) == (412, made.title)


def test_a_key_that_only_reads_writes_nothing() -> None:
    """403 for it, 401 without a key, 403 for a seat that may not; nothing is stored."""
    made = project()
    path = f"/projects/{made.public_id}"
    reading, reader, elsewhere = key(writes=False), key("reader"), key(at="Aarhus")
    writes = [("post", "/projects", NEW), ("patch", path, {"title": "Ny"}), ("post", f"{path}/confirmation", None)]
    assert [send(*write, reading).status_code for write in writes] == [403, 403, 403]
    assert [send(*write, reader).status_code for write in writes] == [403, 403, 403]
    assert send("patch", path, {"title": "Ny"}, elsewhere).status_code == 403
    assert [send(*write).status_code for write in writes] == [401, 404, 404]
    assert (Project.objects.count(), Project.objects.get().version) == (1, made.version)


def test_another_municipalitys_project_is_not_there_or_not_theirs() -> None:
    """404 where the tier hides it, 403 where it may be read."""
    hidden, shared = project("Vores", tier="municipality"), project("Delt", tier="municipalities")
    secret = key(at="Aarhus")
    for path in ("steps", "confirmation"):
        assert send("post", f"/projects/{hidden.public_id}/{path}", {"to_status": "pilot"}, secret).status_code == 404
        assert send("post", f"/projects/{shared.public_id}/{path}", {"to_status": "pilot"}, secret).status_code == 403
    assert send("put", f"/projects/{shared.public_id}/tier", {"tier": "public"}, secret).status_code == 403


def test_names_that_stand_for_nothing_are_told_by_field() -> None:
    """All at once, and nothing is stored."""
    told = NEW | {
        "technology": "findes_ikke",
        "scale": "kæmpestor",
        "paragraphs": ["SEL-85", "SEL-999"],
        "participants": ["0000"],
        "units": ["00000000-0000-4000-8000-000000000000"],
        "programmes": ["ukendt"],
    }
    assert fields(send("post", "/projects", told, key())) == [
        "paragraphs",
        "participants",
        "programmes",
        "scale",
        "technology",
        "units",
    ]
    assert fields(send("post", "/projects", NEW | {"status": "flyver", "tier": "alle"}, key())) == ["status", "tier"]
    assert fields(send("post", "/projects", {"title": "Kun en titel"}, key())) == ["need", "scale", "technology"]
    assert fields(send("post", "/projects", NEW | {"ukendt": 1}, key())) == ["ukendt"]
    assert fields(send("post", "/projects", NEW | {"title": "nul\x00"}, key())) == ["title"]
    assert Project.objects.count() == 0


def test_what_an_action_refuses_is_told_by_field() -> None:
    """A stop without a reason, a step that may not follow, another municipality's unit."""
    made = project()
    secret = key()
    path = f"/projects/{made.public_id}"
    away = unit("Fjern", municipality("Aarhus"))
    assert fields(send("post", f"{path}/steps", {"to_status": "stopped"}, secret)) == ["reason"]
    assert fields(send("post", f"{path}/steps", {"to_status": "in_operation"}, secret)) == ["to_status"]
    assert fields(send("post", f"{path}/steps", {"to_status": "svæver"}, secret)) == ["to_status"]
    assert fields(send("post", f"{path}/steps", {"to_status": "stopped", "stop_causes": ["x"]}, secret)) == [
        "stop_causes"
    ]
    assert fields(send("put", f"{path}/tier", {"tier": "hemmelig"}, secret)) == ["tier"]
    assert fields(send("post", "/projects", NEW | {"unit": str(away.public_id)}, secret)) == ["unit"]


def test_a_stop_tells_what_was_learnt() -> None:
    """Reason, learning and causes come along, and the steps can be read without names."""
    made = project(status="pilot", status_since=date(2026, 1, 5))
    secret = key()
    answer = send(
        "post",
        f"/projects/{made.public_id}/steps",
        {
            "to_status": "stopped",
            "on": "2026-11-02",
            "reason": "Nettet kunne ikke bære det.",
            "would_change": "Mål nettet først.",
            "stop_causes": ["technical"],
        },
        secret,
    )
    said = answer.json()
    assert (said["status"], said["would_change"], said["stop_causes"]) == (
        "stopped",
        "Mål nettet først.",
        ["technical"],
    )
    steps = send("get", f"/projects/{made.public_id}/steps", None, secret).json()
    assert steps["items"][-1] == {
        "from_status": "pilot",
        "to_status": "stopped",
        "on": "2026-11-02",
        "reason": "Nettet kunne ikke bære det.",
    }
    assert steps["count"] == Step.objects.count()


def test_confirming_and_sharing() -> None:
    """The day is today's; a coordinator's key makes a project public, and then everybody reads it."""
    made = project(confirmed_on=date(2024, 1, 1), tier="municipality")
    secret = key()
    confirmed = send("post", f"/projects/{made.public_id}/confirmation", None, secret)
    assert confirmed.json()["confirmed_on"] == "2026-11-21"
    assert send("get", f"/projects/{made.public_id}").status_code == 404
    assert send("put", f"/projects/{made.public_id}/tier", {"tier": "public"}, secret).json()["tier"] == "public"
    assert send("get", f"/projects/{made.public_id}").status_code == 200


def test_a_nightly_job_brings_its_projects_by_its_own_key() -> None:
    """201 the first time, 200 after; the same key in another municipality is another project."""
    secret, other = key(), key(at="Aarhus")
    first = send("put", "/projects/by-key/SAG-17", NEW | {"status": "pilot"}, secret)
    again = send("put", "/projects/by-key/SAG-17", {"title": "Ny titel"}, secret)
    stepped = send("put", "/projects/by-key/SAG-17", {"status": "decision", "tier": "public"}, secret)
    assert [answer.status_code for answer in (first, again, stepped)] == [201, 200, 200]
    assert (stepped.json()["title"], stepped.json()["status"], stepped.json()["tier"]) == (
        "Ny titel",
        "decision",
        "public",
    )
    assert send("put", "/projects/by-key/SAG-17", NEW, other).status_code == 201
    assert Project.objects.count() == 2
    read = send("get", "/projects/by-key/SAG-17", None, secret)
    assert (read.json()["id"], read["ETag"]) == (first.json()["id"], stepped["ETag"])
    assert send("get", "/projects/by-key/SAG-17").status_code == 404
    assert send("get", "/projects/by-key/SAG-18", None, secret).status_code == 404
    assert fields(send("put", f"/projects/by-key/{'x' * 121}", NEW, secret)) == ["key"]


def test_a_refused_nightly_change_leaves_all_as_it_was() -> None:
    """The facts would do, the state may not follow: neither is stored."""
    secret = key()
    send("put", "/projects/by-key/1", NEW, secret)
    told = {"title": "Ny titel", "status": "in_operation"}
    assert fields(send("put", "/projects/by-key/1", told, secret)) == ["to_status"]
    assert Project.objects.get().title == NEW["title"]


def test_a_unit_leaders_key_registers_for_the_own_unit_alone() -> None:
    """Without the unit it is refused, as on the page."""
    home = unit()
    secret = key("unit_leader", in_unit=home)
    assert fields(send("post", "/projects", NEW | {"tier": "unit"}, secret)) == ["unit"]
    told = NEW | {"tier": "unit", "unit": str(home.public_id)}
    assert send("post", "/projects", told, secret).status_code == 201
    assert fields(send("post", "/projects", told | {"tier": "public"}, secret)) == ["tier"]


def test_other_municipalities_are_invited_and_stay_when_they_are_not_named() -> None:
    """A change that says nothing of them keeps those who are invited."""
    secret = key()
    made = send("post", "/projects", NEW | {"participants": ["0707"]}, secret)
    path = f"/projects/{made.json()['id']}"
    send("patch", path, {"title": "Ny titel"}, secret, **{"If-Match": made["ETag"]})
    assert list(Participation.objects.values_list("municipality__code", "state")) == [("0707", "invited")]


# --- answers that need not be sent twice ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/landkort/summary", "/technologies?limit=1", "/projects", "/municipalities/0706"])
def test_an_answer_that_is_known_is_not_sent_again(path: str) -> None:
    """304 without a body to the ETag, 200 when something has changed or another language is asked for."""
    first = send("get", path)
    tag = first["ETag"]
    again = send("get", path, None, None, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert {"Authorization", "Accept-Language"} <= {name.strip() for name in first["Vary"].split(",")}
    assert first["Cache-Control"] == "no-cache"
    assert send("get", path, None, key("reader"))["Cache-Control"] == "private, no-cache"
    if path == "/projects":
        project(tier="public")
        assert send("get", path, None, None, **{"If-None-Match": tag}).status_code == 200


def test_a_unit_leaders_key_draws_nothing_in_that_the_coordinator_shared() -> None:
    """A nightly job that says another tier is refused whole; one that says none goes on."""
    home = unit()
    own = {"unit": str(home.public_id)}
    secret = key("unit_leader", in_unit=home)
    made = send("put", "/projects/by-key/7", NEW | own | {"tier": "municipality"}, secret)
    project_id = made.json()["id"]
    send("put", f"/projects/{project_id}/tier", {"tier": "public"}, key())
    assert fields(send("put", "/projects/by-key/7", {"title": "Ny", "tier": "municipality"}, secret)) == ["tier"]
    assert Project.objects.get().title == NEW["title"]
    assert send("put", "/projects/by-key/7", {"title": "Ny"}, secret).json()["tier"] == "public"


def test_projects_are_found_by_their_programme() -> None:
    """A key that no programme has is told, as of every filter."""
    project("Uden", tier="public")
    project("Med", tier="public", programmes=[Programme.objects.get(key="medicinhaandtering-3-3")])
    found = send("get", "/projects?program=medicinhaandtering-3-3").json()
    assert [item["title"] for item in found["items"]] == ["Med"]
    assert send("get", "/projects?program=fantasi").status_code == 400


def test_money_is_never_told_by_the_api() -> None:
    """Not even to the municipality itself: what is read by a key travels on."""
    made = project(funding_amount=125_000, running_budget_note="Betales af Åkanden", tier="public")
    said = send("get", f"/projects/{made.public_id}", None, key()).content.decode()
    assert ("125000" in said, "Åkanden" in said) == (False, False)
