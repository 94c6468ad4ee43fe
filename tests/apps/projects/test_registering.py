"""The registration as a guide: step by step, back without a lost word, a look at it all, and then stored."""

from typing import Any

import pytest
from django.urls import reverse

from tests.catalogue import product
from tests.landkort import technology
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, municipality
from tovholder.apps.projects.forms import RegistrationForm
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.registering import GUIDE

pytestmark = pytest.mark.django_db

NEW = "projects:new_project"


def _answers() -> dict[str, Any]:
    return {
        "behov": {"need": "Første linje.\r\nAnden linje.", "title": "Sensor ved sengen"},
        "teknologi": {"technology": technology("sengesensor").pk, "scale": code("project_scale", "pilot").pk},
        "hvem": {"target_groups": [code("target_group", "dementia").pk]},
        "tid": {"status": "pilot", "status_since_day": "1", "status_since_month": "10", "status_since_year": "2026"},
        "del": {"learning": "Mål først.", "tier": "municipalities"},
    }


def _hidden(page: Any) -> dict[str, list[str]]:
    """What the page carries from the other steps."""
    carried: dict[str, list[str]] = {}
    for name, value in page.context["carried"]:
        carried.setdefault(name, []).append(value)
    return carried | {"vist": page.context["seen"], "produkter": [str(page.context["products_of"] or "")]}


def _walk(client: Any, answers: dict[str, Any]) -> Any:
    """Every step forward with its answers, to the look at it all."""
    address = reverse(NEW)
    page = client.get(address)
    for at, part in enumerate(GUIDE[:-1]):
        assert page.context["part"].key == part.key
        sent = _hidden(page) | {"trin": part.key, "til": GUIDE[at + 1].key} | answers[part.key]
        page = client.post(address, sent)
    return page


def test_a_project_is_registered_step_by_step() -> None:
    """Nothing is stored before the end; then everything that was typed is."""
    client = client_of(holding())
    page = _walk(client, _answers())
    assert page.context["part"].key == "tjek"
    assert not Project.objects.exists()
    told = text_of(page)
    for word in ("Sensor ved sengen", "Pilot", "1. oktober 2026", "Mål først."):
        assert word in told
    answer = client.post(reverse(NEW), _hidden(page) | {"trin": "tjek", "til": "gem"})
    made = Project.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.need, made.status, str(made.status_since), made.learning, made.tier) == (
        "Første linje.\r\nAnden linje.",
        "pilot",
        "2026-10-01",
        "Mål først.",
        "municipalities",
    )
    assert [group.code for group in made.target_groups.all()] == ["dementia"]


def test_a_step_is_not_left_before_it_is_right() -> None:
    """The need is missing: the same step again, with its error and the title that was typed; no other step's errors."""
    client = client_of(holding())
    page = client.post(reverse(NEW), {"trin": "behov", "vist": "behov", "til": "teknologi", "title": "Titlen"})
    assert page.context["part"].key == "behov"
    assert list(page.context["form"].errors) == ["need"]
    assert 'value="Titlen"' in page.content.decode()


def test_a_step_reached_for_the_first_time_says_nothing_of_what_is_missing() -> None:
    """The need is answered: the step of the technology is shown without errors, and with them when it is left empty."""
    client = client_of(holding())
    sent = {"trin": "behov", "vist": "behov", "til": "teknologi"} | _answers()["behov"]
    page = client.post(reverse(NEW), sent)
    assert (page.context["part"].key, dict(page.context["form"].errors)) == ("teknologi", {})
    again = client.post(reverse(NEW), _hidden(page) | {"trin": "teknologi", "til": "hvem"})
    assert (again.context["part"].key, sorted(again.context["form"].errors)) == ("teknologi", ["scale", "technology"])


def test_going_back_loses_no_word_not_even_a_wrong_one() -> None:
    """A date that is none goes along and comes back as it was typed."""
    client = client_of(holding())
    answers = _answers()
    sent = {"vist": ["behov", "teknologi", "hvem", "tid"], "trin": "tid", "til": "hvem"}
    for part in ("behov", "teknologi", "hvem"):
        sent |= answers[part]
    page = client.post(reverse(NEW), sent | {"status": "idea", "started_on_day": "31", "started_on_month": "2"})
    assert page.context["part"].key == "hvem"
    assert page.context["form"].errors == {}
    carried = _hidden(page)
    assert (carried["started_on_day"], carried["started_on_month"], carried["need"]) == (
        ["31"],
        ["2"],
        ["Første linje.\r\nAnden linje."],
    )


def test_saving_shows_the_first_step_that_is_wrong() -> None:
    """A stopped project without a reason: the step of the state, and everything else is still there."""
    client = client_of(holding())
    answers = _answers()
    page = _walk(client, answers)
    sent = _hidden(page) | {"trin": "tjek", "til": "gem", "status": "stopped"}
    page = client.post(reverse(NEW), sent)
    assert page.context["part"].key == "tid"
    assert "Skriv hvorfor" in text_of(page)
    assert _hidden(page)["title"] == ["Sensor ved sengen"]
    assert not Project.objects.exists()


def test_products_are_asked_for_when_the_technology_has_some() -> None:
    """The step is shown once more with the products of the technology, and of no other."""
    fits = product("Måtte 2", technologies=[technology("sengesensor")])
    product("Fremmed", technologies=[technology("skaermbesoeg")])
    client = client_of(holding())
    answers = _answers()
    sent = {"trin": "teknologi", "til": "hvem", "vist": ["behov", "teknologi"]} | answers["behov"]
    page = client.post(reverse(NEW), sent | answers["teknologi"])
    assert page.context["part"].key == "teknologi"
    assert "Måtte 2" in text_of(page)
    assert "Fremmed" not in text_of(page)
    chosen = answers["teknologi"] | {"product": fits.pk, "trin": "teknologi", "til": "hvem"}
    assert client.post(reverse(NEW), _hidden(page) | chosen).context["part"].key == "hvem"


def test_every_field_of_the_form_stands_on_one_step() -> None:
    """None is forgotten, none is asked twice."""
    form = RegistrationForm(municipality_id=municipality().pk, actor=actor())
    asked = [name for part in GUIDE for name in part.fields]
    assert sorted(asked) == sorted(form.fields)
