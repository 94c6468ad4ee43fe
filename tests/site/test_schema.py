"""The API keeps what its own description promises, whatever is sent to it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.cache import cache as remembered
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.landkort import project
from tests.people import holding, municipality, person, unit
from tests.site.permission_table import API_EXPECTED
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import ApiToken, RoleHolding
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.clock import clock_at
from tovholder.site import api

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"
TODAY = date(2026, 11, 21)
OPERATIONS = sorted(API_EXPECTED)
PATHS = ("/municipalities", "/technologies", "/projects", "/landkort/summary")
NOTHING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def _many_requests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The limit of requests is tested on its own; counts of other tests do not matter here."""
    remembered.clear()
    for scope in api.RATES:
        monkeypatch.setitem(api.RATES, scope, "100000/min")
    yield
    remembered.clear()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A served request closes the connection that is in a transaction; here that transaction is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _key(held: RoleHolding, expires_on: date = date(2027, 3, 1), *, writes: bool = False) -> str:
    _token, secret = make_token(by=actor_of(held), name="Regneark", expires_on=expires_on, writes=writes)
    return secret


def _get(path: str, secret: str | None = None, **query: Any) -> Any:
    headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}
    return Client(raise_request_exception=False).get(f"{ROOT}{path}", query, headers=headers)


def _three() -> None:
    project("Åben <b>”og fed”</b> 🤖", tier="public", participants=[municipality("Norddjurs")])
    project("Delt", tier="municipalities")
    project("Vores", tier="municipality")


# --- the whole description --------------------------------------------------------------------------------------------


@cache
def _described() -> Any:
    """The operations, as the API itself describes them."""
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.api.get_openapi_schema())))
    schema.app = WSGIHandler()
    return schema


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
@pytest.mark.parametrize("keyed", [False, True], ids=["without a key", "with a key"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_one_that_the_description_promises(name: str, keyed: bool, mode: GenerationMode) -> None:
    """Generated requests, fitting and unfitting: no 5xx, known statuses, bodies and headers as described."""
    _three()
    schema = _described()
    headers = {"Authorization": f"Bearer {_key(holding(), writes=True)}"} if keyed else {}
    method, _space, path = name.partition(" ")
    operation = schema[f"{ROOT}{path}"][method]
    if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters or operation.body):
        return  # nothing in its address could be wrong

    @settings(max_examples=8, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        response = case.call(headers=headers)
        case.validate_response(response, checks=PROMISED)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR

    run()


# Not asked: that a missing key is refused (what is public is open), that a fitting slug is accepted (data decide).
PROMISED = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_every_operation_is_described() -> None:
    """What the walk finds in the code stands in the description, and says which errors to expect."""
    paths = api.api.get_openapi_schema()["paths"]
    described = {
        f"{method.upper()} {path.removeprefix(ROOT)}": {str(status) for status in operation["responses"]}
        for path, methods in paths.items()
        for method, operation in methods.items()
    }
    assert sorted(described) == OPERATIONS
    for name, statuses in described.items():
        reading = name.startswith("GET ")
        assert {"401", "429"} <= statuses, name
        assert statuses & {"200", "201"}, name
        assert ({"403", "412", "422"} <= statuses) or reading, name


def test_no_two_shapes_have_one_name() -> None:
    """The description knows a shape by its name alone: of two that shared one, the last would stand for both."""
    shapes = {kind for kind in _kinds_of(Schema) if kind.__module__.startswith("tovholder.")}
    assert [name for name, times in Counter(kind.__name__ for kind in shapes).items() if times > 1] == []


def _kinds_of(kind: type[Schema]) -> Iterator[type[Schema]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds_of(inner)


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_stops_on_the_day_after_its_last() -> None:
    """It works on the last day, and no longer."""
    secret = _key(holding(), expires_on=date(2026, 12, 1))
    answers = []
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        with clock_at(day):
            answers.append(_get("/projects", secret).status_code)
    assert answers == [200, 401]


def test_a_revoked_key_opens_nothing() -> None:
    """Not even what is open to all, so that nobody works on with it unknowing."""
    secret = _key(holding())
    ApiToken.objects.update(revoked_at="2026-11-20T12:00:00Z")
    assert [_get(path, secret).status_code for path in PATHS] == [401] * 4


def test_a_key_ends_with_the_role_it_was_made_for() -> None:
    """The day after the role's last one, and when the person's login is closed."""
    ended, closed = holding("reader"), holding("dpo")
    secrets = [_key(ended), _key(closed)]
    assert [_get("/projects", secret).status_code for secret in secrets] == [200, 200]
    RoleHolding.objects.filter(pk=ended.pk).update(ends_on=TODAY - timedelta(days=1))
    closed.user.is_active = False
    closed.user.save()
    assert [_get("/projects", secret).status_code for secret in secrets] == [401, 401]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer  ",
        "bearer x",
        "Basic eDp5",
        "Token x",
        "Bearer æøå",
        "Bearer \x7f\x01",
        "Bearer " + "x" * 10_000,
        "Bearer a b c",
        "Bearer tov_' OR 1=1 --",
    ],
)
def test_a_malformed_key_is_refused(header: str) -> None:
    """401, with a sentence."""
    for path in PATHS:
        answer = Client(raise_request_exception=False).get(f"{ROOT}{path}", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.json()["detail"]


TIERS = {
    None: ("public",),
    "supplier": ("public",),
    "national_editor": ("municipalities", "public"),
    "coordinator": ("unit", "municipality", "municipalities", "public"),
    "programme_manager": ("unit", "municipality", "municipalities", "public"),
    "unit_leader": ("unit", "municipality", "municipalities", "public"),
    "staff": ("unit", "municipality", "municipalities", "public"),
    "reader": ("municipality", "municipalities", "public"),
    "council_member": ("municipality", "municipalities", "public"),
}


def _may_have_key(role: str | None) -> bool:
    return role not in {None, "supplier", "council_member"}


@pytest.mark.parametrize("role", list(TIERS))
def test_a_key_shows_the_tiers_of_its_seat(role: str | None) -> None:
    """List and record agree; elsewhere it is what municipalities share. Who may make no key gets one past the page."""
    home = unit()
    made = {tier: project(tier, tier=tier, unit=home) for tier in ("unit", "municipality", "municipalities", "public")}
    secret = _secret_of(role)
    listed = _get("/projects", secret).json()
    assert sorted(item["title"] for item in listed["items"]) == sorted(TIERS[role])
    assert listed["count"] == len(TIERS[role])
    found = [tier for tier, item in made.items() if _get(f"/projects/{item.public_id}", secret).status_code == 200]
    assert tuple(found) == TIERS[role]
    if role in {"coordinator", "reader", "unit_leader"}:
        abroad = _key(
            holding(role, at="Aarhus", in_unit=unit("Fjern", municipality("Aarhus")) if role == "unit_leader" else None)
        )
        assert _get("/projects", abroad).json()["count"] == 2


def _secret_of(role: str | None) -> str | None:
    if role is None:
        return None
    held = holding(role, in_unit=unit() if role in {"unit_leader", "staff"} else None)
    if _may_have_key(role):
        return _key(held)
    other = holding("reader", user=person("laaner@syddjurs.example"))
    secret = _key(other)
    ApiToken.objects.filter(holding=other).update(holding=held, municipality=held.municipality)
    return secret


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/municipalities/9999",
        "/municipalities/" + "x" * 5000,
        "/technologies/findes-ikke",
        "/technologies/%F0%9F%A4%96",
        f"/projects/{NOTHING}",
        "/findes/ikke",
        "/",
    ],
)
def test_what_is_not_there_is_404(path: str) -> None:
    """Also with letters that a database refuses."""
    assert _get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/municipalities/%00", "/technologies/a%00b", "/projects?q=%00", "/projects?status=%00"]
)
def test_the_letter_zero_is_refused_before_a_database_sees_it(path: str) -> None:
    """400 on every database, and a sentence in JSON."""
    answer = Client(raise_request_exception=False).get(f"{ROOT}{path}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("Adressen har tegn")


def test_a_project_id_that_is_none_is_said_to_be_none() -> None:
    """422, with the name of what is wrong."""
    answer = _get("/projects/ikke-et-id")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["path", "project_id"]


@pytest.mark.parametrize("method", ["head", "options", "post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", PATHS)
def test_other_methods_are_refused(path: str, method: str) -> None:
    """405 says so, with what is allowed."""
    if (method, path) == ("post", "/projects"):
        return  # registers a project
    answer = getattr(Client(raise_request_exception=False), method)(f"{ROOT}{path}")
    allowed = {"GET", "POST"} if path == "/projects" else {"GET"}
    assert (answer.status_code, set(answer["Allow"].split(", "))) == (405, allowed)


@pytest.mark.parametrize("path", ["/municipalities", "/technologies", "/projects"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "-1"),
        ("limit", str(10**9)),
        ("limit", "mange"),
        ("limit", "9" * 5000),
        ("offset", "-1"),
        ("offset", "1.5"),
        ("offset", "9" * 5000),
    ],
)
def test_a_page_that_cannot_be_is_refused_by_its_name(path: str, name: str, value: str) -> None:
    """422, and the answer names the parameter."""
    answer = _get(path, **{name: value})
    assert answer.status_code == 422
    assert [problem["loc"][-1] for problem in answer.json()["detail"]] == [name]


@pytest.mark.parametrize("path", ["/municipalities", "/technologies", "/projects"])
def test_a_page_beyond_the_end_is_empty(path: str) -> None:
    """The count is still told."""
    _three()
    answer = _get(path, offset=100_000, limit=100).json()
    assert (answer["items"], answer["count"] > 0) == ([], True)


def test_pages_follow_each_other_without_a_gap() -> None:
    """One by one they are the whole list, in the same order."""
    for number in range(5):
        project(f"Nr. {number}", tier="public")
    whole = [item["id"] for item in _get("/projects").json()["items"]]
    single = [_get("/projects", limit=1, offset=number).json()["items"][0]["id"] for number in range(5)]
    assert single == whole
    assert {UUID(key) for key in whole} == set(Project.objects.values_list("public_id", flat=True))


# --- so many a minute -------------------------------------------------------------------------------------------------


def test_who_asks_too_often_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address and each key has its own count; a claimed other address does not help."""
    monkeypatch.setitem(api.RATES, "open", "3/min")
    monkeypatch.setitem(api.RATES, "key", "2/min")
    one, other = _key(holding()), _key(holding("reader"))

    def ask(secret: str | None = None, **server: Any) -> int:
        headers: Mapping[str, str] = {} if secret is None else {"Authorization": f"Bearer {secret}"}
        return Client().get(f"{ROOT}/landkort/summary", headers=headers, **server).status_code

    assert [ask() for _time in range(4)] == [200, 200, 200, 429]
    assert ask(HTTP_X_FORWARDED_FOR="203.0.113.7") == 429
    assert ask(REMOTE_ADDR="203.0.113.8") == 200
    assert [ask(one) for _time in range(3)] == [200, 200, 429]
    assert ask(other) == 200
    answer = Client().get(f"{ROOT}/landkort/summary")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
